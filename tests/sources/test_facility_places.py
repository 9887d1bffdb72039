"""Which communities a station serves, which gates a park has, and in which words lists say that something is closed."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.check import check_study
from xc_gis.sources.facilities.status import read_status
from xc_gis.study import analyse, read_study


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def station_serves(study, words, own=""):
    csv = study.with_name("facilities.csv")
    edit(
        csv,
        lambda t: (
            t.replace("经度,纬度", "经度,纬度,服务社区,所属社区").replace("\nF3,", "\nF3,").rstrip() + f',"{words}",{own}\n'
        ),
    )
    edit(study, lambda t: t.replace('lat = "纬度"', 'lat = "纬度", serves = "服务社区", community = "所属社区"'))
    return read_study(study).data


@pytest.mark.parametrize("words", ["C2", "东社区", "东", "C1、东社区", "C1;C2", "甲街道"])
def test_one_station_serves_several_communities_by_id_name_or_subdistrict(study, words):
    data = station_serves(study, words)
    served = set(data.facilities.set_index("facility_id")["serves"]["F3"].split(";"))
    assert "C2" in served
    assert served <= {"C1", "C2"}
    emp = analyse(read_study(study)).coverage.query("category == 'EMP'").set_index("community_id")
    assert (emp["covered"] > 0).all()  # the station stands in C1


def test_without_serves_a_station_serves_its_own_community_alone(study):
    emp = analyse(read_study(study)).coverage.query("category == 'EMP'").set_index("community_id")
    assert (emp["covered"]["C1"] > 0, emp["covered"]["C2"]) == (True, 0)


def test_community_that_a_list_names_is_served_wherever_the_point_lies(study):
    data = station_serves(study, "", own="东社区")
    assert data.facilities.set_index("facility_id")["serves"]["F3"] == "C2"


def test_served_community_that_does_not_exist_is_said(study):
    data = station_serves(study, "C2;北社区")
    assert data.facilities.set_index("facility_id")["serves"]["F3"] == "C2"
    assert "服务社区 “北社区” 在社区图层中找不到或有几个同名" in data.problems["reason"].tolist()


def write_park(study, entrances):
    park = gpd.GeoDataFrame(
        {"facility_id": ["P1", "P2"], "name": ["甲公园", "乙公园"], "type": "PRK"},
        geometry=[shapely.Polygon(degrees([(x, 250), (x + 100, 250), (x + 100, 350), (x, 350)])) for x in (250, 650)], crs="EPSG:4326",
    )  # fmt: skip
    park.to_file(study.with_name("parks.geojson"))
    rows = [f"{name},{lon:.8f},{lat:.8f}" for name, place in entrances for lon, lat in degrees([place])]
    study.with_name("gates.csv").write_text("\n".join(["设施编号,经度,纬度", *rows]) + "\n", encoding="utf-8")
    text = (
        '\n[[facilities]]\npath = "parks.geojson"\ntype_column = "type"\n\n[[entrances]]\npath = "gates.csv"\ncrs = "EPSG:4326"\n'
    )
    edit(study, lambda t: t + text + 'columns = { facility_id = "设施编号", lon = "经度", lat = "纬度" }\n')


def test_gates_of_a_list_are_where_a_park_is_entered(study):
    write_park(study, [("", (300, 240)), ("", (345, 300)), ("P1", (300, 420)), ("", (500, 500)), ("P9", (700, 240))])
    data = read_study(study).data
    found = data.facilities.set_index("facility_id").geometry
    assert found["P1"].geom_type == "MultiPoint"
    assert sorted((round(p.x - 500_000), round(p.y - 4_420_000)) for p in found["P1"].geoms) == [
        (300, 240),
        (300, 420),
        (345, 300),
    ]
    assert found["P2"].geom_type == "Polygon"
    said = data.problems[data.problems["file"] == "gates.csv"]
    assert said["row"].tolist() == [5, 6]
    assert "30 米内没有面状设施的边界" in said["reason"].iloc[0]
    assert "没有编号为 P9 的设施" in said["reason"].iloc[1]
    assert ("entrances", "gates.csv", 5, 5) in [(i.role, i.path, i.rows, i.used) for i in data.inputs]
    points = analyse(read_study(study)).scene
    assert points.network.n_nodes > 0


def test_faulty_list_of_gates_is_named_by_the_check_and_stops_a_run(study):
    write_park(study, [("", (300, 240))])
    study.with_name("gates.csv").write_text("设施编号,经度\n,1\n", encoding="utf-8")
    report = check_study(study)
    assert [layer.table for layer in report.layers if layer.fault] == ["entrances.0"]
    with pytest.raises(ValueError, match=r"gates\.csv"):
        read_study(study)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", "open"), ("营业", "open"), ("正常营业", "open"), ("试运营", "open"), ("存续", "open"),
        ("筹备", "planned"), ("筹建中", "planned"), ("即将开业", "planned"), ("尚未开放", "planned"),
        ("停业", "closed"), ("已拆除", "closed"), ("搬迁", "closed"), ("装修中", "closed"), ("暂停营业", "closed"), ("( 已 疏解 )", "closed"),
        ("CLOSED", "closed"),
    ],
)  # fmt: skip
def test_words_of_real_lists_are_understood(word, status):
    found, unknown = read_status(pd.Series([word]), pd.Series([""]), pd.Series([""]), None)
    assert (found[0], unknown[0]) == (status, False)


def test_unknown_word_is_not_guessed():
    assert read_status(pd.Series(["另行通知"]), pd.Series([""]), pd.Series([""]), None)[1][0]


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        ("2026-07-01", "", "planned"),
        ("2026.6.30", "", "open"),
        ("", "2026年6月29日", "closed"),
        ("", "20260630", "open"),
        ("不详", "", "open"),
    ],
)
def test_days_of_opening_and_closing_decide_from_the_day_of_the_study(since, until, status):
    found, _ = read_status(pd.Series([""]), pd.Series([since]), pd.Series([until]), date(2026, 6, 30))
    assert found[0] == status
