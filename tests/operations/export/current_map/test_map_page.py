"""A page of the window's map: its frame, its words, and what it says when it cannot be."""

from dataclasses import replace

import pypdf
import pytest

from tests.fixtures.finished_run import fonts, inputs_of
from xc_gis.errors import InputError
from xc_gis.operations.export.current_map.map_page import RunGround, map_page, page_pdf, page_picture
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap


@pytest.fixture(scope="module")
def known(finished_run):
    inputs = inputs_of(finished_run)
    return RunGround(inputs.run, inputs.page, inputs.ground)


@pytest.fixture(scope="module")
def shown(finished_run, known):
    return ShownMap(finished_run, "gaps:MED", tuple(known.page["bounds"]))


def made(known, shown, **choice):
    return map_page(known, shown, PageChoice(**choice))


def test_what_is_in_sight_fills_the_frame_of_the_paper(known, shown):
    page = made(known, shown, paper="A3", orientation="lying", title="<b>我的图</b>")
    assert page.fits
    assert page.lies
    assert page.drawn.record["paper"] == (420.0, 297.0)
    assert page.drawn.record["title"] == "<b>我的图</b>"
    assert page.area == "局部"
    facts = dict(page.drawn.record["facts"])
    assert facts["社区数"] == "2 个"


def test_a_scale_of_ones_own_may_cut_the_area_and_says_so(known, shown):
    page = made(known, shown, scale=500.0)
    assert (page.scale, page.fits) == (500.0, False)
    assert made(known, shown, scale=100_000.0).fits


def test_subdistrict_community_and_district_are_titled_as_in_the_atlas(known, shown):
    assert made(known, shown, area="community", name="C1").drawn.record["title"].endswith("西社区医疗卫生缺口图")
    district = made(known, shown, area="district", facts=False, legend=False)
    assert district.drawn.record["title"] == "全区医疗卫生缺口图"
    assert (district.drawn.record["legend"], district.drawn.record["facts"], district.drawn.record["table"]) == (None, [], None)


@pytest.mark.parametrize("choice", [{"area": "subdistrict", "name": "没有的街道"}, {"area": "community", "name": "C9"}])
def test_an_area_without_a_place_is_refused(known, shown, choice):
    with pytest.raises(InputError, match=choice["name"]):
        made(known, shown, **choice)


def test_the_page_is_a_tagged_pdf_whose_words_are_found_and_the_same_each_time(known, shown):
    page = made(known, replace(shown, named="方案：东站"), lang="zh")
    content = page_pdf(page, fonts())
    assert content == page_pdf(made(known, replace(shown, named="方案：东站")), fonts())
    text = pypdf.PdfReader(__import__("io").BytesIO(content)).pages[0].extract_text()
    assert "医疗卫生缺口图（方案：东站）" in text
    assert "西社区" in text
    assert page_picture(page, fonts(), 50).startswith(b"\x89PNG")


def test_figures_of_a_scenario_are_shown(known, shown):
    ratings = [{"community_id": "C1", "stars": 5, "stars_low": 5, "stars_high": 5}]
    page = map_page(known, replace(shown, theme="stars", figures={"ratings": ratings}), PageChoice(area="community", name="C1"))
    assert dict(page.drawn.record["facts"])["星级"] == "5 星"
