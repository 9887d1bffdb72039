"""全区总表与排名: figures of the tables, the best first."""

import csv

from tests.fixtures.sheet_rows import column, named, run_with
from xc_gis.findings import LowScore
from xc_gis.operations.export.workbook.communities import communities_sheet
from xc_gis.runs.view import read_run_view


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_figure_is_that_of_the_tables(finished_run):
    run = read_run_view(finished_run)
    sheet = communities_sheet(run)
    rating = {row["community_id"]: row for row in rows_of(finished_run / "rating.csv")}
    coverage = {(row["community_id"], row["category"]): row for row in rows_of(finished_run / "coverage.csv")}
    ids = column(sheet, "社区编号")
    assert set(ids) == set(rating)
    for head, name in (
        ("得分", "score"),
        ("得分下限", "score_low"),
        ("得分上限", "score_high"),
        ("一站式满足率下限", "joint_low"),
        ("数据完整度", "completeness"),
    ):
        for cid, value in zip(ids, column(sheet, head), strict=True):
            assert value == (float(rating[cid][name]) if rating[cid][name] else "<未知>")
    for category in run.categories:
        for cid, value in zip(ids, column(sheet, f"{category.code} {category.zh}"), strict=True):
            text = coverage[cid, category.code]["coverage"]
            assert value == float(text) if text else str(value).startswith(("<未知", "<没有", "不适用"))


def test_ties_are_said_and_what_is_missing_is_told(finished_run):
    run = run_with(
        finished_run, named(1), named(2, subdistrict="乙街道", reasons=(LowScore(95.0),)), named(3, stars=None, status="insufficient", score=None),
        named(4, status="range", stars_low=3, stars_high=5, provisional=True, score=85.0),
    )  # fmt: skip
    sheet = communities_sheet(run)
    assert column(sheet, "排名") == [1, 1, 3, "不排名"]
    assert column(sheet, "并列") == ["2 个并列", "2 个并列", "", ""]
    assert column(sheet, "街道内排名") == [1, 1, 2, "不排名"]
    assert column(sheet, "星级区间") == ["", "", "3–5", ""]
    assert column(sheet, "状态")[2] == "星级区间，暂评"
    assert column(sheet, "星级")[3].startswith("<暂不评级")
    assert column(sheet, "升下一星尚缺")[:2] == ["5 星：得分不足 95.0 分", ""]
    assert column(sheet, "60 岁以上") == ["<未知>"] * 4
