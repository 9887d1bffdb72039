"""Demonstration points as tables and a theme: before its year in brackets, what is not known hatched, levels by colour and in words."""

from xc_gis.runs.years import ComparedRun, GroupRow, PointRow, Years
from xc_gis.ui.presenters.targets.points_tables import groups_table, points_record, points_table
from xc_gis.ui.presenters.voices.cells import UNKNOWN

RUNS = (ComparedRun("前", "2025-06-30"), ComparedRun("后", "2026-06-30"))
POINTS = (
    PointRow("C1", "区级", 2020, "", 1, True, (3, 3, 3)),
    PointRow("C1", "区级", 2020, "", 2, True, (4, 4, 4)),
    PointRow("C1", "市级", 2026, "西发1号", 1, False, (3, 3, 3)),
    PointRow("C1", "市级", 2026, "西发1号", 2, True, (4, 4, 4)),
    PointRow("C2", "街道级", 2024, "", 1, None, (2, None, 3)),
    PointRow("C2", "街道级", 2024, "", 2, True, (None, None, None)),
)
GROUPS = (
    GroupRow(1, "区级", 1, 1, (3.0, 3.0), 0, 0.5),
    GroupRow(1, "points", 2, 2, (2.5, 3.0), 0, 0.25),
    GroupRow(1, "others", 1, 0, (None, None), 0, None),
)
YEARS = Years(RUNS, (), {}, {"C1": ("西社区", "甲街道")}, POINTS, GROUPS)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_point_and_level_has_a_row_and_each_run_a_column():
    table = points_table(YEARS)
    assert table.headings[-2:] == ("2025-06-30", "2026-06-30")
    assert texts(table) == [
        ["甲街道", "西社区", "区级", "2020", "", "3", "4"],
        ["甲街道", "西社区", "市级", "2026", "西发1号", "(3)", "4"],
        ["", "C2", "街道级", "2024", "", "2–3", "没有数"],
    ]
    assert [cell.kind for cell in table.rows[2].cells[5:]] == [UNKNOWN, UNKNOWN]
    assert table.rows[1].cells[5].value == 3  # the brackets are for the eye


def test_groups_stand_beside_each_other_and_no_mean_is_no_zero():
    rows = texts(groups_table(YEARS))
    assert rows[0][:5] == ["2025-06-30", "区级", "1", "1", "3.00"]
    assert rows[1][1:5] == ["全部示范点", "2", "2", "2.50–3.00"]
    assert rows[2][1:5] == ["其余社区", "1", "0", "—"]
    assert rows[2][6] == "—"


def test_a_community_with_two_levels_is_told_with_both():
    record = points_record(YEARS)
    assert [row["words"] for row in record["rows"]] == ["街道级", "区级、市级"]
    assert record["of"]["C1"]["row"] == 1
    assert "区级（2020 年）" in record["of"]["C1"]["words"]
    assert "市级（2026 年）" in record["of"]["C1"]["words"]
    assert record["absent"] == "不是示范点"


def test_from_the_fifth_level_on_words_alone_tell():
    levels = [PointRow(f"C{n}", f"第{n}级", 2020, "", 1, True, (1, 1, 1)) for n in range(5)]
    record = points_record(Years(RUNS, (), {}, {}, tuple(levels), ()))
    assert len(record["rows"]) == 4
    assert record["of"]["C4"]["row"] is None
