"""Roles of columns: guessed from names, believed by content, refused where two will do."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.column_roles import guess_roles
from xc_gis.sources.tables.column_words import NAMES


def guess(table="facilities.0", *, taken=(), wanted=None, **columns):
    frame = pd.DataFrame(columns, dtype=object)
    frame[ROW] = range(2, len(frame) + 2)
    notes = Notes("表.csv", table)
    return guess_roles(frame, notes, taken=taken, wanted=wanted), notes.findings


def test_content_decides_between_x_and_y():
    assert guess(X=["116.3", "116.4"], Y=["39.9", "39.8"])[0] == {"lon": "X", "lat": "Y"}
    assert guess(X=["39.9", "39.8"], Y=["116.3", "116.4"])[0] == {"lon": "Y", "lat": "X"}
    assert guess(X=["4417000.1", "4417001.2"], Y=["444000.5", "444001.5"])[0] == {"lon": "Y", "lat": "X"}
    assert guess(X=["4417000.1", "4417001.2"], Y=["39444000.5", "39444001.5"])[0] == {"lon": "Y", "lat": "X"}


def test_a_name_that_its_content_denies_is_not_believed():
    found, _ = guess(经度=["东", "西"], 纬度=["39.9", "39.8"], 面积=["大", "小"], 名称=["1", "2"])
    assert found == {}


def test_one_coordinate_alone_is_no_place():
    assert guess(经度=["116.3", "116.4"], 名称=["甲店", "乙店"])[0] == {"name": "名称"}


def test_outline_wins_over_columns_and_columns_over_one_cell():
    found, _ = guess(wkt几何=["x", "y"], geom=["POINT(1 2)", "POINT(3 4)"], 经度=["1", "2"], 纬度=["3", "4"], 坐标=["1,3", "2,4"])
    assert found == {"wkt": "geom"}
    found, _ = guess(经度=["1", "2"], 纬度=["3", "4"], 坐标=["1,3", "2,4"])
    assert found == {"lon": "经度", "lat": "纬度"}
    assert guess(坐标=["1,3", "2,4"])[0] == {"lonlat": "坐标"}


def test_two_possible_longitudes_are_refused_by_name():
    with pytest.raises(InputError, match="百度经度、高德经度"):
        guess(高德经度=["116.3"], 高德纬度=["39.9"], 百度经度=["116.31"], 百度纬度=["39.91"])


def test_the_plainer_of_two_names_is_taken():
    assert guess(详细地址=["某路1号"], 地址=["某路"])[0] == {"address": "地址"}


def test_an_identifier_must_be_one():
    assert guess(编号=["1", "2"])[0] == {"facility_id": "编号"}
    assert guess(编号=["1", "1"])[0] == {}
    assert guess(编号=["1", ""])[0] == {}


def test_code_is_the_identifier_of_its_own_layer_only():
    assert guess("communities", 代码=["1", "2"], 社区名称=["甲", "乙"], 街道=["丙", "丙"])[0] == {
        "community_id": "代码",
        "name": "社区名称",
        "subdistrict": "街道",
    }
    assert "community_id" not in guess("residents", 编号=["1", "2"])[0]


def test_columns_that_the_study_speaks_of_are_left_alone():
    assert guess(taken=["名称", "lon"], 名称=["甲店"], 经度=["116.3"], 纬度=["39.9"])[0] == {}


def test_ages_are_found_under_their_usual_names():
    found, findings = guess("residents", 常住人口=["10"], **{"0-3岁": ["1"], "60岁及以上": ["3"], "80岁以上(人)": ["1"]})
    assert found == {
        "residents": "常住人口",
        "residents_0_3": "0-3岁",
        "residents_60plus": "60岁及以上",
        "residents_80plus": "80岁以上(人)",
    }
    assert findings[0].repair == {"columns": found}


def test_no_name_stands_for_two_roles_of_one_layer_at_the_same_rank():
    for role, names in NAMES.items():
        assert len(names) == len(set(names)), role


def test_shares_of_ages_in_a_layer_of_people_are_told_and_not_used():
    found, findings = guess("residents", 人口=["10", "20"], 老年人口占比=["25%", "30%"])
    assert found == {"residents": "人口"}
    assert any("老年人口占比" in finding.text for finding in findings)


def test_a_column_that_has_the_name_and_not_the_content_is_told():
    found, findings = guess("residents", 人口=["多", "少"])
    assert found == {}
    assert "第 2 行 “多”" in findings[0].text
