"""Themes agree with the tables of the run, class by class."""

import csv
from dataclasses import replace

from tests.fixtures.finished_run import inputs_of, source_of
from xc_gis.operations.export.atlas_themes import theme_on_map
from xc_gis.operations.export.run_themes import area_share, class_of
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import theme_choice
from xc_gis.report.themes import THEMES
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view
from xc_gis.shares import percent


def rows(folder, name):
    with (folder / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def theme(folder, text, change=None, lang="zh"):
    inputs = inputs_of(folder)
    if change:
        inputs = replace(inputs, run=change(inputs.run))
    return theme_on_map(inputs, theme_choice(text, list(inputs.run.by_code)), saying(lang))


def test_coverage_agrees_with_the_table(finished_run):
    shown = theme(finished_run, "coverage:MED")
    found = [row for row in rows(finished_run, "coverage.csv") if row["category"] == "MED"]
    assert len(found) == 2
    for row in found:
        look = shown.looks[row["community_id"]]
        if row["coverage"]:
            share = float(row["coverage"])
            assert look.words == percent(share)
            assert look.row == len(THEMES["coverage"].classes) - 1 - class_of(THEMES["coverage"], share)
        else:
            assert look.is_unknown
    assert shown.facility_types == {"CHS"}
    assert shown.gaps == "MED"


def test_what_no_list_covers_is_unknown_and_hatched(finished_run):
    shown = theme(finished_run, "coverage:CVS")
    assert any(look.is_unknown and look.row is None for look in shown.looks.values())
    gaps = theme(finished_run, "gaps:CVS")
    assert {n for n, look in gaps.looks.items() if look.is_unknown} == {n for n, look in shown.looks.items() if look.is_unknown}


def test_stars_agree_with_the_table_and_a_range_is_unsure(finished_run):
    def ranged(view):
        one = replace(view.communities[0], status="range", stars=3, stars_low=3, stars_high=5)
        two = replace(view.communities[1], status="rated", stars=5, stars_low=5, stars_high=5)
        return replace(view, communities=(one, two))

    shown = theme(finished_run, "stars", ranged)
    assert (shown.looks["C1"].row, shown.looks["C1"].is_unsure, shown.looks["C1"].words) == (2, True, "3–5 星")
    assert (shown.looks["C2"].row, shown.looks["C2"].is_unsure) == (0, False)
    assert shown.areas["甲街道"] == shown.areas[""] == "平均 4.0 星"
    for row in rows(finished_run, "rating.csv"):
        assert theme(finished_run, "stars").looks[row["community_id"]].is_unknown == (row["stars"] == "")


def test_minutes_are_those_of_half_of_the_residents(finished_run):
    shown = theme(finished_run, "minutes:MED")
    for row in rows(finished_run, "coverage.csv"):
        if row["category"] == "MED" and row["median_minutes"]:
            assert shown.looks[row["community_id"]].words == f"{float(row['median_minutes']):.1f} 分钟"
    assert shown.rows[0].words == "5 分钟以内"
    assert "达标" in shown.rows[2].words


def test_joint_coverage_is_the_figure_of_the_map_or_its_bounds(finished_run):
    page = {c["id"]: c["joint"] for c in read_map_page(finished_run)["communities"]}
    for name, look in theme(finished_run, "joint").looks.items():
        assert look.is_unknown == (page[name] is None)


def test_a_category_that_is_for_nobody_is_white(finished_run):
    def nobody(view):
        first = view.communities[0]
        empty = tuple(replace(row, notes=("not_applicable",), low=None, high=None, share=None) for row in first.coverage)
        return replace(view, communities=(replace(first, coverage=empty), *view.communities[1:]))

    for text in ("coverage:MED", "gaps:MED", "minutes:MED"):
        look = theme(finished_run, text, nobody).looks["C1"]
        assert (look.row, look.is_unknown, look.words) == (None, False, "不适用")


def test_areas_are_counted_by_residents(finished_run):
    view = read_run_view(finished_run)
    members = [
        replace(c, coverage=tuple(replace(row, covered=covered, gap=gap, unknown=0.0) for row in c.coverage))
        for c, covered, gap in zip(view.communities, (90.0, 0.0), (10.0, 300.0), strict=True)
    ]
    assert area_share(members, "MED", 0.2) == "22.5%"
    unknown = [replace(c, coverage=tuple(replace(row, unknown=1600.0) for row in c.coverage)) for c in members]
    assert area_share(unknown, "MED", 0.2) == "2.5–91.4%"
    assert area_share([], "MED", 0.2) == "—"


def test_english_says_it_all(finished_run):
    shown = theme(finished_run, "coverage:MED", lang="en")
    assert all(row.words.isascii() or "–" in row.words for row in shown.rows)
    assert "coverage" in shown.name
    assert source_of(finished_run, "coverage:MED", "en").page_words.words["north"] == "N"
