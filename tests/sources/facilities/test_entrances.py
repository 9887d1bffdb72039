"""Gates from a list of their own: to the facility that they name, else to the outline beside them; others are told."""

import geopandas as gpd
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.operations.check.check import check_study
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.facilities.entrances import with_entrances
from xc_gis.sources.rows.left_out_rows import ProblemList


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


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
    reported = data.problems[data.problems["file"] == "gates.csv"]
    assert reported["row"].tolist() == [5, 6]
    assert "30 米内没有面状设施的边界" in reported["reason"].iloc[0]
    assert "没有编号为 P9 的设施" in reported["reason"].iloc[1]
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


@pytest.mark.parametrize(("south_of_wall", "joined"), [(29.5, True), (30.5, False)])
def test_a_gate_without_an_id_belongs_to_an_outline_within_thirty_metres(study, south_of_wall, joined):
    write_park(study, [("", (300, 250 - south_of_wall))])
    data = read_study(study).data
    assert (data.facilities.set_index("facility_id").geometry["P1"].geom_type == "Point") is joined
    assert (data.problems["file"] == "gates.csv").any() != joined


def test_gates_within_a_millimetre_are_one_and_points_are_no_outlines(study):
    write_park(study, [("P1", (300, 240)), ("P1", (300, 240)), ("", (110, 205))])  # F1 stands at 100, 205
    data = read_study(study).data
    found = data.facilities.set_index("facility_id").geometry
    assert (found["P1"].geom_type, found["F1"].geom_type) == ("Point", "Point")
    assert data.problems.loc[data.problems["file"] == "gates.csv", "row"].tolist() == [4]


def test_a_study_without_gates_keeps_its_places():
    facilities = gpd.GeoDataFrame({"facility_id": ["P1"], "_ids": [["P1"]]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4548")
    found, records = with_entrances(facilities, [], ProblemList(), None)
    assert found is facilities
    assert records == []
