"""Rows and marks of a poster: numbers as in the table, a facility once, what is not known as such."""

import pytest
import shapely

from tests.fixtures.finished_run import inputs_of
from xc_gis.analysis.governance.directory import Contact
from xc_gis.operations.export.atlas_source import atlas_source
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.public.poster import (
    poster_frame,
    poster_overlays,
    poster_source,
    poster_table,
    reached_words,
    shortened,
    well_inside,
)
from xc_gis.operations.export.public.services import ServiceWalk
from xc_gis.operations.export.run_themes import stars_theme
from xc_gis.operations.export.spoken import saying
from xc_gis.wording.bases import base_sentence

LINE = shapely.LineString([(0, 0), (100, 0)])


def walk(category, facility=0, seconds=130.0, **reached):
    return ServiceWalk(category, facility, "西站", seconds, LINE, shapely.Point(100, 0), Contact(**reached))


def test_each_category_has_a_row_and_what_is_missing_says_why(finished_run):
    run = inputs_of(finished_run).run
    table = poster_table(run.communities[0], run, [walk("MED")], saying("zh"))
    assert len(table.rows) == sum(row.applies for row in run.communities[0].coverage)
    by_name = {row[0].partition(" ")[2]: row[1:] for row in table.rows}
    assert by_name["医疗卫生"] == ("西站", "3")
    assert by_name["养老服务"][1] == "—"
    assert by_name["养老服务"][0] in {"资料不全，不能确定", "两倍时限内没有"}


def test_a_facility_outside_the_frame_is_told(finished_run):
    run = inputs_of(finished_run).run
    table = poster_table(run.communities[0], run, [walk("MED"), walk("ELD")], saying("zh"), {"ELD"})
    by_name = {row[0].partition(" ")[2]: row[1] for row in table.rows}
    assert (by_name["医疗卫生"], by_name["养老服务"]) == ("西站", "西站（图外）")


def test_how_people_reach_a_facility_has_a_column_where_anything_is_known(finished_run):
    run = inputs_of(finished_run).run
    assert len(poster_table(run.communities[0], run, [walk("MED")], saying("zh")).headings) == 3
    called = [walk("MED", phone="010-1", booking="yes", hours="8:00-17:00"), walk("ELD")]
    table = poster_table(run.communities[0], run, called, saying("zh"))
    by_name = {row[0].partition(" ")[2]: row[1:] for row in table.rows}
    assert table.headings[2] == "电话、预约、开放时间"
    assert by_name["医疗卫生"] == ("西站", "010-1 · 可在线预约 · 8:00-17:00", "3")
    assert by_name["养老服务"][1] == "开放时间未知"
    assert reached_words(walk("MED", phone="010-1"), saying("zh")) == "010-1 · 开放时间未知"
    assert by_name["社区就业"][1] == "—"
    assert len(reached_words(walk("MED", phone="1" * 50), saying("zh"))) == 34


def test_a_facility_is_marked_once_with_all_its_numbers(finished_run):
    run = inputs_of(finished_run).run
    codes = [category.code for category in run.categories]
    marks = poster_overlays(run, [walk(codes[0]), walk(codes[2]), walk(codes[1], facility=7)], saying("zh"))
    labels = [one.label for one in marks if one.label]
    assert labels == ["起点", "1·3 西站", "2 西站"]
    assert sum(one.words == "步行路线" for one in marks) == 2
    inside = poster_overlays(run, [walk(codes[0]), walk(codes[1], facility=7)], saying("zh"), {codes[1]})
    assert [one.label for one in inside if one.label] == ["起点", "1 西站"]


@pytest.mark.parametrize(("east", "is_shown"), [(900.0, True), (1_030.0, True), (1_055.0, True), (1_400.0, False)])
def test_no_facility_is_cut_at_the_edge(east, is_shown):
    area, place = shapely.box(0, 0, 1_000, 700), shapely.Point(east, 300)
    frame = poster_frame([area], [place])
    assert well_inside(frame).covers(place) == is_shown
    assert shapely.box(*frame.bounds).covers(place) == is_shown
    assert well_inside(frame).covers(area)


def test_a_poster_names_what_a_reader_needs_and_its_run_but_no_rating(finished_run):
    inputs = inputs_of(finished_run)
    based = dict(inputs.page) | {"credit": [*inputs.page["credit"][:-1], [base_sentence("resident")], inputs.page["credit"][-1]]}
    notes = " ".join(poster_source(inputs.run, based, inputs.ground, PageSettings(), "zh").page_words.notes)
    rated = " ".join(
        atlas_source(
            inputs.run, based, inputs.ground, stars_theme(inputs.run, saying("zh")), PageSettings(), "zh"
        ).page_words.notes
    )
    words = ("资料来源", "坐标系", "资料日期", "结果编号", "审图号", "编制单位")
    assert [word for word in words if word not in notes] == []
    assert [word for word in ("评价标准", "人口口径") if word in notes or word not in rated] == []


def test_a_long_name_ends_in_an_ellipsis():
    assert shortened("长" * 18) == "长" * 18
    assert shortened("长" * 40) == "长" * 17 + "…"
