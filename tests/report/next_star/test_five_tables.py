"""The two tables of a plan."""

from tests.report.next_star.five_results import result, unreachable
from xc_gis.report.next_star.five_tables import five_table, plan_table, write_five


def test_changes_that_serve_most_come_first():
    table = plan_table(result())
    assert table["what"].tolist() == ["CHS", "CVS"]
    assert table["communities"].tolist() == ["C2;C3", "C2"]
    assert table[["lon", "lat", "areas"]].to_numpy().tolist() == [["116.3712345", "39.9000000", ""], ["", "", "all;outside"]]
    assert table["cost"].tolist() == ["2", "1"]


def test_what_there_is_none_of_is_empty(tmp_path):
    table = five_table(unreachable())
    assert table["stars_after"].tolist() == ["5", "3", "", "2"]
    assert table["alone"].tolist() == ["", "2", "3", ""]
    assert table["lacking"].tolist()[2:] == ["supply absent; joint 0.50<0.80", "supply absent; score<85.0"]
    assert write_five(unreachable(), tmp_path) == ["plan.csv", "five.csv"]
    assert (tmp_path / "plan.csv").is_file()
