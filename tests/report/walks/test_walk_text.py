"""A walk in words names streets as people do, and keeps every metre and second."""

import re

import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.walks.explanation import Explanation, Piece
from xc_gis.languages.message import in_language
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study
from xc_gis.report.walks.walk_text import KIND_ZH, street_names, walk_sentences

PIECES = (
    Piece("leg", 30.0, 39.0, 0.0, 0), Piece("residential", 200.0, 166.7, 0.0, 7), Piece("residential", 100.0, 83.3, 15.0, 8),
    Piece("footway", 50.0, 41.7, 0.0, 9), Piece("motorcade", 10.0, 8.3, 0.0, 10), Piece("primary_link", 20.0, 16.7, 0.0, 11),
    Piece("leg", 10.0, 13.0, 0.0, 0),
)  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("walk") / "study")
    streets = path.with_name("streets.osm")
    text = streets.read_text(encoding="utf-8")
    streets.write_text(re.sub(r'(<way id="[1-4]" .*?)</way>', r'\1<tag k="name" v="长安街"/></way>', text), encoding="utf-8")
    return read_study(path)


def walk_lines(study, names):
    walk = Explanation(0, 368.7, PIECES, shapely.LineString(np.zeros((2, 2))))
    return walk_sentences(study.data, study.standard, walk, "D000", "MED", names)


def test_streets_have_their_names_and_those_without_one_are_told_by_their_kind(study):
    assert walk_lines(study, {7: "德胜里一路", 8: "德胜里一路", 11: "西直门内大街"})[2:] == [
        "  离开道路直行(按 1.3 倍计) 30 米，39.0 秒",
        "  德胜里一路 · 居住区道路 300 米，250.0 秒，等候 15.0 秒",
        "  无名步行道 50 米，41.7 秒",
        "  无名道路 10 米，8.3 秒",
        "  西直门内大街 · 主干路 20 米，16.7 秒",
        "  离开道路直行(按 1.3 倍计) 10 米，13.0 秒",
    ]


def test_names_out_of_the_standard_follow_the_language(study):
    nowhere = Explanation(None, float("nan"), (), shapely.LineString(np.zeros((2, 2))))
    (line,) = walk_sentences(study.data, study.standard, nowhere, "D000", "MED", {})
    assert "“医疗卫生”" in line
    assert "no “Health care” facility" in in_language(line, "en")


def test_two_streets_are_not_told_as_one(study):
    assert [line.split()[0] for line in walk_lines(study, {7: "甲路", 8: "乙路"})[3:5]] == ["甲路", "乙路"]


def test_a_street_on_which_nobody_walks_a_metre_is_not_told(study):
    pieces = (PIECES[0], Piece("residential", 0.2, 0.01, 0.0, 7), Piece("footway", 0.1, 0.0, 15.0, 9))
    walk = Explanation(0, 54.0, pieces, shapely.LineString(np.zeros((2, 2))))
    lines = walk_sentences(study.data, study.standard, walk, "D000", "MED", {7: "甲路"})[2:]
    assert [line.split()[0] for line in lines] == ["离开道路直行(按"]
    waiting = Piece("footway", 0.1, 15.0, 15.0, 9)
    walk = Explanation(0, 54.0, (PIECES[0], waiting), shapely.LineString(np.zeros((2, 2))))
    assert "等候 15.0 秒" in walk_sentences(study.data, study.standard, walk, "D000", "MED", {})[-1]


def test_no_number_of_a_way_is_told_and_nothing_is_lost(study):
    lines = walk_lines(study, {})[2:]
    assert not re.search(r"way|OSM", "".join(lines))
    assert sum(int(re.search(r" (\d+) 米", line)[1]) for line in lines) == 420
    assert sum(float(re.search(r"，([\d.]+) 秒", line)[1]) for line in lines) == pytest.approx(368.7)


def test_names_are_those_of_the_ways_of_the_walk(study):
    explorer = Explorer(study, analyse(study))
    walk = Explanation(0, 1.0, (Piece("residential", 1.0, 1.0, 0.0, 2), PIECES[1]), shapely.LineString(np.zeros((2, 2))))
    assert street_names(study.streets, walk) == {2: "长安街"}
    lines = [line for home in study.data.demand["demand_id"] for line in explorer.explain_walk(home, "MED")["sentences"]]
    assert any(line.strip().startswith("长安街 · 居住区道路") for line in lines)
    assert any(line.strip().startswith("无名居住区道路") for line in lines)


def test_a_street_keeps_its_name_in_english(study):
    lines = [in_language(line, "en").strip() for line in walk_lines(study, {7: "德胜里（一）路"})[2:]]
    assert lines[1] == "德胜里（一）路 (residential street) 200 m, 166.7 s"
    assert lines[3] == "unnamed footway 50 m, 41.7 s"


def test_every_kind_of_street_has_a_word():
    assert not [kind for kind in KIND_ZH.values() if not kind.strip()]
    assert {"footway", "path", "pedestrian", "steps", "corridor", "elevator", "road"} <= KIND_ZH.keys()
