"""A page's record: title, legend with counts, facts, scale; names of data are never looked into."""

from dataclasses import replace

import pytest
import shapely

from tests.fixtures.finished_run import letters, source_of
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.atlas.drawn_page import draw_page, page_title
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, SUBDISTRICT, AtlasPage, Look

DISTRICT_PAGE, SUBDISTRICT_PAGE, COMMUNITY_PAGE = (
    AtlasPage(DISTRICT, ""),
    AtlasPage(SUBDISTRICT, "甲街道"),
    AtlasPage(COMMUNITY, "C1"),
)


def record(source, page):
    return draw_page(source, page, 0, letters()).record


def test_titles_name_the_area_and_the_theme(finished_run):
    source = source_of(finished_run)
    assert [page_title(source, page)[0] for page in (DISTRICT_PAGE, SUBDISTRICT_PAGE, COMMUNITY_PAGE)] == [
        "全区星级评价图", "甲街道星级评价图", "甲街道 西社区星级评价图",
    ]  # fmt: skip
    assert page_title(source, DISTRICT_PAGE)[1] == "小项目  2026-06-30"


def test_a_title_is_a_template_and_what_fills_it_is_not(finished_run):
    source = source_of(finished_run, settings=PageSettings(title="{theme}·{area}"))
    named = replace(source, communities=(replace(source.communities[0], name="{theme}{study}{0}{"), source.communities[1]))
    assert page_title(named, COMMUNITY_PAGE)[0] == "星级评价图·甲街道 {theme}{study}{0}{"


def test_the_legend_counts_the_communities_of_the_page(finished_run):
    source = source_of(finished_run)
    looks = {"C1": Look(2, ""), "C2": Look(None, "", is_unknown=True)}
    rows = record(replace(source, theme=replace(source.theme, looks=looks)), DISTRICT_PAGE)["legend"]["rows"]
    counts = [row["count"] for row in rows if row["kind"] in {"fill", "hatch"}]
    assert counts == ["0 个社区", "0 个社区", "1 个社区", "0 个社区", "0 个社区", "0 个社区", "1 个社区"]
    assert {row["count"] for row in record(source, COMMUNITY_PAGE)["legend"]["rows"]} == {""}


def test_a_theme_with_gaps_says_what_its_dots_are(finished_run):
    kinds = [row["kind"] for row in record(source_of(finished_run, "gaps:MED"), DISTRICT_PAGE)["legend"]["rows"]]
    assert kinds.count("dot") == 3
    assert kinds.count("ring") == 1
    assert "dot" not in [row["kind"] for row in record(source_of(finished_run), DISTRICT_PAGE)["legend"]["rows"]]


@pytest.mark.parametrize("page", [DISTRICT_PAGE, SUBDISTRICT_PAGE, COMMUNITY_PAGE])
def test_the_scale_bar_is_as_long_as_it_says(finished_run, page):
    scale = record(source_of(finished_run), page)["scale"]
    length, unit = scale["ticks"][-1].split()
    metres = float(length) * {"m": 1, "km": 1000}[unit]
    assert scale["mm"] == pytest.approx(metres * 1000 / float(scale["number"].removeprefix("1:")), rel=1e-3)
    assert float(scale["ticks"][1]) * 2 == float(length)


def test_areas_have_a_table_and_communities_an_overview(finished_run):
    source = source_of(finished_run)
    assert record(source, COMMUNITY_PAGE)["table"] is None
    assert [row[0] for row in record(source, SUBDISTRICT_PAGE)["table"]["rows"]] == ["西社区", "东社区"]
    assert record(source, DISTRICT_PAGE)["overview"] == ""
    made = draw_page(source, COMMUNITY_PAGE, 7, letters())
    assert set(made.drawings) == {"map-7.svg", "here-7.svg"}
    assert "circle" in draw_page(with_small(source), COMMUNITY_PAGE, 7, letters()).drawings["here-7.svg"].decode()


def with_small(source):
    """The same, in a district so large that the community is a speck of its overview."""
    far = {"far": source.ground.communities["C2"].buffer(30_000)}
    return replace(source, ground=replace(source.ground, communities={**source.ground.communities, **far}))


def test_facilities_outside_the_area_are_counted_apart(finished_run):
    source = source_of(finished_run, "coverage:MED")
    hole = {
        name: shapely.difference(shape, shapely.MultiPoint(source.ground.facilities).buffer(60))
        for name, shape in source.ground.communities.items()
    }
    counts = {
        row["count"]
        for ground in (source.ground, replace(source.ground, communities=hole))
        for row in record(replace(source, ground=ground), COMMUNITY_PAGE)["legend"]["rows"] if row["kind"] == "ring"
    }  # fmt: skip
    assert counts == {"1 处", "0 处（范围外另有 1 处）"}


def test_the_legend_tells_of_dots_where_some_are_in_sight(finished_run):
    source = source_of(finished_run)
    for is_unsure in (True, False):
        theme = replace(source.theme, unsure="点纹", looks={"C1": Look(2, ""), "C2": Look(2, "", is_unsure=is_unsure)})
        kinds = [row["kind"] for row in record(replace(source, theme=theme), DISTRICT_PAGE)["legend"]["rows"]]
        assert ("stipple" in kinds) == is_unsure
