"""Where a download comes from, and the study that starts with it: values are quoted, what is missing is said."""

import tomllib

import pytest
import shapely

from xc_gis.sources.fetch.cache import answered
from xc_gis.sources.fetch.nominatim import Place
from xc_gis.sources.fetch.overpass import Found
from xc_gis.sources.fetch.provenance import Query, provenance, readme, starter_study
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.unit_words import COMMUNITIES, SUBDISTRICTS, WHOLE
from xc_gis.standard import load_standard

NASTY = '小区"县\\<b>{0}'


def place(**more):
    return Place(
        **{
            "name": "小区县",
            "full_name": "小区县, 中国",
            "osm": "relation/1",
            "geometry": shapely.box(0, 0, 1, 1),
            "others": (),
            "answer": None,
            **more,
        }
    )


def content(tmp_path, *bases, without=(), **more):
    asked = [Query.of(Found(answered("https://a", f"q{n}", b"x"), base, []), "道路") for n, base in enumerate(bases)]
    return provenance(
        place(**more),
        FetchSettings(),
        load_standard("xicheng-ykz-default", base_dir=tmp_path),
        asked,
        {"道路": 5},
        without,
        {"map.osm.pbf": "sha"},
    )


def test_the_days_are_the_oldest_and_the_newest_answer(tmp_path):
    assert content(tmp_path, "2026-01-02", "2026-01-01", "")["osm_base"] == {"oldest": "2026-01-01", "newest": "2026-01-02"}
    assert content(tmp_path, "")["osm_base"] == {}
    assert [one["query"] for one in content(tmp_path, "", "")["queries"]] == ["q0", "q1"]


def test_the_answer_of_the_boundary_is_named_where_there_is_one(tmp_path):
    assert "url" not in content(tmp_path)["boundary"]
    assert content(tmp_path, answer=answered("https://n", "q", b"x"))["boundary"]["url"] == "https://n"


def test_people_read_what_is_lost_and_what_else_bears_the_name(tmp_path):
    plain = readme(content(tmp_path, "2026-01-01"))
    assert "数据时间(OSM):2026-01-01" in plain
    assert "| 道路 | 5 |" in plain
    assert "同名" not in plain
    assert "范围不完整" not in plain
    more = readme(content(tmp_path, without=["way/1", "way/2"], others=("小区县, 外省",)))
    assert "有 2 个对象的范围不完整" in more
    assert "- 小区县, 外省" in more
    assert "数据时间(OSM):未注明" in more


@pytest.mark.parametrize("units", [COMMUNITIES, SUBDISTRICTS, WHOLE])
@pytest.mark.parametrize("subdistricts", [True, False])
def test_the_study_is_toml_whatever_the_names(units, subdistricts):
    text = starter_study(
        place(name=NASTY), 'fol"der', day="2026-01-01", units=units, subdistricts=subdistricts, homes=False, standard="my.yaml"
    )
    made = tomllib.loads(text)
    assert made["study"]["name"] == f"{NASTY}一刻钟社区服务圈(起步)"
    assert made["network"]["osm"] == 'fol"der/map.osm.pbf'
    assert ("subdistricts" in made) is subdistricts
    assert made["residents"]["each"] == 1.0
    assert str(made["study"]["date"]) == "2026-01-01"


def test_what_stands_in_for_homes_and_communities_is_said():
    whole = starter_study(place(), "f", day="", units=WHOLE, subdistricts=False, homes=True, standard="s")
    assert "date" not in tomllib.loads(whole)["study"]
    assert "暂以全区代替" in whole
    assert "住宅楼每栋计 1,不是人数" in whole
    assert "暂用全部建筑" in starter_study(place(), "f", day="", units=WHOLE, subdistricts=False, homes=False, standard="s")
