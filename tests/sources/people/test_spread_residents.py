"""Totals spread over dwellings: no area loses anybody, and who has no dwelling is unknown, never nobody."""

import numpy as np
import pytest

from tests.fixtures.dwellings import BY_ID, SPREAD, load, people, texts, write_grid, write_study
from tests.fixtures.small_study import degrees, edit
from xc_gis.errors import InputError


def test_totals_of_communities_follow_floor_area_of_dwellings(tmp_path):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}))
    by_building = data.demand.set_index("demand_id")
    assert by_building["residents"].to_dict() == pytest.approx({"B0": 600, "B1": 400, "B3": 77})
    assert by_building["residents_60plus"].to_dict() == pytest.approx({"B0": 120, "B1": 80, "B3": 7})
    assert by_building["residents_0_3"].isna().all()
    reported = texts(data)
    for words in (
        "社区人口总数以建筑面积分摊",
        "合计 1,077 人",
        "1 栋非居住建筑未分到人口(office 1)",
        "1 栋住宅没有层数",
        "没有说明用途",
        "年龄不明(0–3 岁",
    ):
        assert words in reported
    assert [(i.role, i.path, i.rows, i.used) for i in data.inputs][1:3] == [
        ("residents", "buildings.gpkg", 4, 3),
        ("residents_totals", "人口.csv", 2, 2),
    ]


def test_totals_of_subdistricts_follow_floor_area(tmp_path):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": "街道,常住人口\n甲街道,1300\n"}))
    assert people(data) == pytest.approx({"C1": 1000, "C2": 300})
    assert "街道人口总数以建筑面积分摊" in texts(data)


def test_one_total_for_the_study_and_equal_weights(tmp_path):
    text = '[residents]\npath = "buildings.gpkg"\ntotal = 30\nweights = "equal"\n'
    data = load(write_study(tmp_path, text))
    assert people(data, "demand_id") == pytest.approx({"B0": 10, "B1": 10, "B3": 10})
    assert "总人口以住宅处数(等权)分摊" in texts(data)


def test_residents_of_the_communities_layer_can_be_the_totals(tmp_path):
    path = write_study(tmp_path, SPREAD.replace("人口.csv", "communities"))
    edit(
        tmp_path / "communities.geojson",
        lambda t: t.replace('"name": "西社区"', '"name": "西社区", "residents": 12').replace(
            '"name": "东社区"', '"name": "东社区", "residents": 5'
        ),
    )
    assert people(load(path)) == pytest.approx({"C1": 12, "C2": 5})


def test_a_grid_can_weigh_totals(tmp_path):
    path = write_study(tmp_path, SPREAD.replace("buildings.gpkg", "grid.tif"), {"人口.csv": BY_ID})
    cells = np.full((12, 24), -99.0)
    cells[0, 0], cells[0, 1], cells[0, 20] = 1, 3, 0.25
    write_grid(tmp_path / "grid.tif", cells)
    assert people(load(path), "demand_id") == pytest.approx({"r00000c00000": 250, "r00000c00001": 750, "r00000c00020": 77})


@pytest.mark.parametrize(
    ("weights", "expected"),
    [("floor_area", {"B0": 600.0, "B1": 400.0, "B3": 77.0}), ("equal", {"B0": 500.0, "B1": 500.0, "B3": 77.0})],
)
def test_the_weights_are_those_that_are_named(tmp_path, weights, expected):
    data = load(write_study(tmp_path, f'{SPREAD}weights = "{weights}"\n', {"人口.csv": BY_ID}))
    assert data.demand.set_index("demand_id")["residents"].to_dict() == pytest.approx(expected)


def test_without_outlines_or_people_there_is_nothing_to_weigh_by(tmp_path):
    table = '[residents]\npath = "户.csv"\ncrs = "EPSG:4326"\ntotal = 100\n'
    with pytest.raises(InputError, match="既没有建筑轮廓或建筑面积,也没有人数"):
        load(write_study(tmp_path, table, {"户.csv": "demand_id,lon,lat\nA,117.002,39.91\n"}))


def test_counted_people_can_be_the_weights_of_a_total(tmp_path):
    west, east = degrees([(310, 110), (1510, 110)])
    rows = f"demand_id,lon,lat,residents\nA,{west[0]:.7f},{west[1]:.7f},1\nB,{east[0]:.7f},{east[1]:.7f},3\n"
    data = load(
        write_study(
            tmp_path, '[residents]\npath = "户.csv"\ncrs = "EPSG:4326"\ntotal = 100\nweights = "residents"\n', {"户.csv": rows}
        )
    )
    assert data.demand.set_index("demand_id")["residents"].to_dict() == pytest.approx({"A": 25.0, "B": 75.0})
    assert "总人口以原有人数分摊到住宅,合计 100 人" in texts(data)
