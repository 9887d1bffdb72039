"""Rows with problems: by file and row, messages kept, and by whose reader each was found."""

from xc_gis.languages.message import Message, msg
from xc_gis.model import PROBLEM_FRAME
from xc_gis.sources.rows.left_out_reasons import LEFT_OUT
from xc_gis.sources.rows.left_out_rows import ProblemList, problem_frame


def test_rows_are_sorted_by_file_and_row_and_keep_their_messages():
    problems = ProblemList("facilities")
    problems.add_all("b.csv", [9, 2], msg("没有坐标"))
    problems.add("a.csv", 5, "原因", "处理")
    frame = problems.frame()
    assert list(frame.columns) == list(PROBLEM_FRAME)
    assert frame[["file", "row", "action"]].to_numpy().tolist() == [
        ["a.csv", 5, "处理"],
        ["b.csv", 2, LEFT_OUT],
        ["b.csv", 9, LEFT_OUT],
    ]
    assert isinstance(frame["reason"].iloc[1], Message)
    assert frame["row"].dtype == "int64"
    assert len(ProblemList().frame()) == 0


def test_of_one_row_the_lists_stand_in_their_order_with_their_table():
    people, sites = ProblemList("communities"), ProblemList("facilities")
    sites.add("a.csv", 3, "二")
    people.add("a.csv", 3, "一")
    assert problem_frame(people, sites)[["reason", "table"]].to_numpy().tolist() == [["一", "communities"], ["二", "facilities"]]
