"""``check.html``: what is said first, what is to be done, row numbers as people write them; text of the data never obeyed."""

import pytest

from tests.report.check.reports import finding, layer, report, rows, street, unknown
from xc_gis.errors import OutputError
from xc_gis.findings import Fault
from xc_gis.report.check.page import _keys, _todo, _verdict, check_page, row_numbers, write_check_page


@pytest.mark.parametrize(
    ("numbers", "most", "words"),
    [
        ((3, 5, 6, 7, 12), 40, "3、5–7、12"), ((), 40, ""), ((4,), 40, "4"), ((4, 4, 5), 40, "4–5"), ((1, 3, 5), 2, "1、3 …"), ((1, 2, 3, 9), 2, "1–3、9"),
    ],
)  # fmt: skip
def test_row_numbers_read_like_a_person_writes_them(numbers, most, words):
    assert row_numbers(numbers, most=most) == words


@pytest.mark.parametrize(
    ("made", "kind", "words"),
    [
        (report(layer()), "", "可以运行"),
        (report(layer(findings=(finding("info"),))), "", "可以运行"),
        (report(layer(left_out=(rows(3),))), "look", "可以运行;下面的提醒请先看一遍"),
        (report(layer(findings=(finding(),))), "look", "可以运行;下面的提醒请先看一遍"),
        (report(layer(), streets=(street(),)), "look", "可以运行，但步行时间可能受影响"),
        (report(layer(fault=Fault("x")), layer(findings=(finding("error"),))), "stop", "运行会停止:2 处错误"),
        (report(fault=Fault("x")), "stop", "运行会停止:1 处错误"),
    ],
)
def test_verdict(made, kind, words):
    found = _verdict(made)
    assert (found["kind"], found["words"]) == (kind, words)


def test_what_is_to_be_done_errors_first_and_guesses_that_can_be_written_last():
    guess = finding("info", "crs", "推断为 GCJ-02", "residents", repair={"crs": "GCJ-02"})
    made = report(
        layer(findings=(guess, finding("info"), finding(text="提醒"))),
        layer("network", fault=Fault("坏了", "请换")),
        findings=(finding(text="全部的"),),
    )
    todo = _todo(made, {"residents": "居民"})
    assert [(row["level"], row["text"]) for row in todo] == [
        ("error", "坏了"),
        ("warning", "提醒"),
        ("warning", "全部的"),
        ("info", "推断为 GCJ-02"),
    ]
    assert (todo[-1]["level_zh"], todo[-1]["repair"]) == ("推断", 'crs = "GCJ-02"')
    assert todo[0]["hint"] == "请换"


@pytest.mark.parametrize(
    ("repair", "words"),
    [
        (None, ""), ({"crs": "GCJ-02"}, 'crs = "GCJ-02"'), ({"crs_confirmed": True, "header_row": 3}, "crs_confirmed = true, header_row = 3"),
        ({"columns": {"lon": "x", "lat": "y"}}, 'columns = { lon = "x", lat = "y" }'), ({"areas": ["C1", "C2"]}, 'areas = ["C1", "C2"]'),
    ],
)  # fmt: skip
def test_a_repair_reads_as_in_the_study_file(repair, words):
    assert _keys(finding(repair=repair)) == words


def test_names_of_the_data_are_text_on_the_page():
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    made = report(
        layer(findings=(finding(text=evil),), left_out=(rows(3, reason=evil),)),
        unknown=(unknown(),),
        streets=(street(title=evil),),
    )
    page = check_page(made)
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert "&lt;script&gt;alert(1)" in page


def test_page_speaks_the_language_asked_for():
    assert '<html lang="zh-CN">' in check_page(report(layer()))
    assert '<html lang="en">' in check_page(report(layer()), lang="en")


def test_page_is_written_into_a_new_folder_and_a_place_that_is_none_is_told(tmp_path):
    write_check_page(report(layer(findings=(finding(text="a\udc80"),))), tmp_path / "new" / "check.html")
    assert b"\\udc80" in (tmp_path / "new" / "check.html").read_bytes()
    with pytest.raises(OutputError, match=r"check\.html"):
        write_check_page(report(layer()), tmp_path / "new" / "check.html" / "check.html")
