"""What stands on pages agrees with the tables of the run."""

import csv
from dataclasses import replace

import pytest

from tests.fixtures.finished_run import source_of
from xc_gis.errors import InputError
from xc_gis.operations.export.atlas_source import LONGEST_NAME, atlas_source, crs_words, ground_of_run, shortened_name
from xc_gis.operations.export.atlas_themes import ThemeInputs, theme_on_map
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import theme_choice
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import read_run_view


def changed_source(folder, change, page=None):
    view, data = change(read_run_view(folder)), page or read_map_page(folder)
    ground = ground_of_run(view, data)
    theme = theme_on_map(ThemeInputs(view, data, ground), theme_choice("stars", []), saying("zh"))
    return atlas_source(view, data, ground, theme, PageSettings(), "zh")


def rated(view):
    first = replace(
        view.communities[0], stars=3, stars_low=3, stars_high=3, status="rated", score=80.0, score_low=79.1, score_high=81.2,
        provisional=True, residents={"residents": 8197.0, "residents_60plus": None},
    )  # fmt: skip
    return replace(view, communities=(first, view.communities[1]))


def test_facts_are_those_of_the_tables(finished_run):
    with (finished_run / "rating.csv").open(encoding="utf-8-sig", newline="") as handle:
        table = {row["community_id"]: row for row in csv.DictReader(handle)}
    view = read_run_view(finished_run)
    for community in source_of(finished_run).communities:
        facts = dict(community.facts)
        assert facts["居民"] == f"{view.by_id[community.community_id].residents['residents']:,.0f} 人"
        assert facts["数据完整度"] == f"{float(table[community.community_id]['completeness']) * 100:.1f}%"


def test_bounds_provisional_stars_and_unknown_ages_are_told(finished_run):
    source = changed_source(finished_run, rated)
    facts = dict(source.communities[0].facts)
    assert facts["星级"] == "3 星（暂评）"
    assert facts["暂评"] == "缺少服务落实或群众评价数据"
    assert facts["得分"] == "79.1–81.2"
    assert facts["其中 60 岁以上"] == "未知"
    assert dict(source.whole.facts)["其中 60 岁以上"] == "未知"
    assert source.whole.table.rows[0][:3] == ("甲街道", "2", sum_of(source))
    assert source.subdistricts[0].table.rows[0] == ("西社区", "8,197", "3 星", "79.1–81.2")


def sum_of(source):
    return dict(source.whole.facts)["居民"].removesuffix(" 人")


def test_a_theme_has_its_own_column_and_fact(finished_run):
    source = source_of(finished_run, "coverage:MED")
    assert source.subdistricts[0].table.headings[-1] == source.theme.short_name
    assert source.subdistricts[0].table.rows[0][-1] == source.theme.looks["C1"].words
    assert source.whole.table.rows[0][-1] == source.theme.areas["甲街道"]
    assert dict(source.communities[0].facts)[source.theme.short_name] == source.theme.looks["C1"].words


@pytest.mark.parametrize("theme", ["joint", "stars"])
def test_no_fact_is_told_twice(finished_run, theme):
    for community in source_of(finished_run, theme).communities:
        told = [what for what, _ in community.facts]
        assert len(set(told)) == len(told)
        assert told.count("一站式满足率") == 1


def test_the_foot_names_sources_system_standard_run_and_leaves_places_free(finished_run):
    first, second, third = source_of(finished_run).page_words.notes
    assert "OpenStreetMap" in first
    assert "中央经线 117°E（EPSG:4548）" in second
    assert "2026-06-30" in second
    assert "xicheng-ykz-default" in second
    assert run_id(read_run_view(finished_run).manifest) in third
    assert third.count("____") >= 2
    given = source_of(finished_run, settings=PageSettings(map_number="京S(2026)001号", office="某局", watermark="")).page_words
    assert "京S(2026)001号" in given.notes[2]
    assert "某局" in given.notes[2]
    assert given.watermark == ""


def test_homes_are_not_called_people(finished_run):
    def homes(view):
        counted = [
            replace(c, coverage=tuple(replace(row, category=replace(row.category, counts_homes=True)) for row in c.coverage))
            for c in view.communities
        ]
        return replace(view, communities=tuple(counted))

    source = changed_source(finished_run, homes)
    facts = dict(source.communities[0].facts)
    assert facts["住宅"].endswith(" 处住宅")
    assert not {"居民", "其中 60 岁以上"} & set(facts)
    assert "住宅" in source.subdistricts[0].table.headings
    assert dict(source.whole.facts)["住宅"].endswith(" 处住宅")


def test_a_made_up_study_says_so_at_the_foot(finished_run):
    def synthetic(view):
        return replace(view, manifest={**view.manifest, "study": {**view.manifest["study"], "synthetic": True}})

    assert changed_source(finished_run, synthetic).page_words.notes[0].startswith("示例数据（虚构）")


def test_a_run_without_subdistricts_lists_its_communities(finished_run):
    def bare(view):
        return replace(view, communities=tuple(replace(c, subdistrict="") for c in view.communities))

    source = changed_source(finished_run, bare)
    assert source.subdistricts == ()
    assert [row[0] for row in source.whole.table.rows] == ["西社区", "东社区"]


def test_a_damaged_map_is_one_message(finished_run):
    page = {key: value for key, value in read_map_page(finished_run).items() if key != "ground"}
    with pytest.raises(InputError, match="已损坏"):
        changed_source(finished_run, lambda view: view, page)


@pytest.mark.parametrize(("crs", "words"), [("EPSG:4548", "117°E"), ("EPSG:32650", "UTM zone 50N"), ("EPSG:4549", "120°E")])
def test_systems_are_named(crs, words):
    assert words in crs_words(crs, saying("zh"))


def test_long_names_are_shortened_in_tables_alone():
    assert shortened_name("马甸社区") == "马甸社区"
    assert shortened_name("长" * 40) == "长" * (LONGEST_NAME - 1) + "…"
