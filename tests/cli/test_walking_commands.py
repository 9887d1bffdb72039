"""Places, minutes and directions as they are given; isochrones and the network written by a command."""

import json

import geopandas as gpd
import pytest
import typer

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.cli import main
from xc_gis.cli.walking_commands import _direction, _lonlat, _minutes


@pytest.mark.parametrize(("text", "minutes"), [("5,10,15", [5, 10, 15]), ("15, 5 ,5", [5, 15]), ("0.5", [0.5]), ("120", [120])])
def test_minutes_are_sorted_and_come_once(text, minutes):
    assert _minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "5;10", "many", "0", "-5,10", "5,121"])
def test_minutes_that_nobody_walks_are_refused(text):
    with pytest.raises(typer.BadParameter, match="--minutes"):
        _minutes(text)


def test_a_place_is_longitude_and_latitude():
    assert _lonlat("116.37, 39.91") == (116.37, 39.91)
    for text in ("116.37", "a,b", "116.37,39.91,3"):
        with pytest.raises(typer.BadParameter, match="--at 应为"):
            _lonlat(text)
    with pytest.raises(typer.BadParameter, match="不是经纬度"):
        _lonlat("39.91,116.37")


def test_direction_is_to_or_from():
    assert (_direction("to"), _direction("from")) == (True, False)
    with pytest.raises(typer.BadParameter, match="--direction"):
        _direction("up")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("walking") / "study")


def test_isochrone_of_a_place_is_written_and_checked(study, tmp_path, capsys):
    lon, lat = degrees([(1000.0, 605.0)])[0]
    out = tmp_path / "i.geojson"
    with pytest.raises(SystemExit) as left:
        main(["isochrone", str(study), "--at", f"{lon},{lat}", "--minutes", "10,5", "--out", str(out), "--json"])
    assert left.value.code == 0
    said = json.loads(capsys.readouterr().out)
    assert [row["minutes"] for row in said["check"]] == [5, 10]
    drawn = gpd.read_file(out).to_crs("EPSG:4548")
    areas = drawn[drawn.geometry.geom_type.str.endswith("Polygon")].set_index("minutes").geometry.area
    assert 0 < areas[5] < areas[10] < 3.15 * (1.2 * 600) ** 2  # at most the disc that one walks across in ten minutes


def test_network_is_exported(study, tmp_path, capsys):
    out = tmp_path / "n.graphml"
    with pytest.raises(SystemExit) as left:
        main(["network", str(study), "--out", str(out)])
    assert left.value.code == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_text(encoding="utf-8").count("<node ") == 7 * 13
