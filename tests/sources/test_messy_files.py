"""Every file of tests/data/messy ends in the right reading or the right message, as its README says."""

import re
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.fixtures.small_study import STUDY, degrees, write_small_study, write_streets
from tests.fixtures.towns import ORIGIN, settings
from tools.make_messy_files import COMMUNITIES, TWELVE
from xc_gis.errors import InputError
from xc_gis.progress import Silent
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.edit import guessed_keys, set_tables
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS

MESSY = Path(__file__).parent.parent / "data" / "messy"
LINES = (MESSY / "README.md").read_text(encoding="utf-8").splitlines()
CASES = [re.split(r"\s*\|\s*", line.strip())[1:-1] for line in LINES if re.match(r"\| \S+\.\w+ \|", line)]

LAYERS = {
    "facilities": STUDY[STUDY.index("[[facilities]]") : STUDY.index("[[inventory]]")],
    "residents": STUDY[STUDY.index("[residents]") : STUDY.index("[[facilities]]")],
    "communities": STUDY[STUDY.index("[communities]") : STUDY.index("[residents]")],
}


def study_with(folder, name, layer, keys):
    """The small study with six named communities, one of its layers replaced."""
    path = write_small_study(folder)
    boxes = [shapely.box(x, y, x + 800, y + 600) for y in (0, 600) for x in (0, 800, 1600)]
    shapes = [shapely.Polygon(degrees(shapely.get_coordinates(box))) for box in boxes]
    ids = [f"C{n}" for n in range(1, 7)]
    areas = gpd.GeoDataFrame(
        {"community_id": ids, "name": COMMUNITIES, "subdistrict": "甲街道"}, geometry=shapes, crs=EXCHANGE_CRS
    )
    areas.to_file(folder / "communities.geojson")
    shutil.copy(MESSY / name, folder / name)
    written = re.findall(r"`([^`]*)`", keys)
    if layer == "facilities" and not any(key.startswith("type_column") for key in written):
        written.append('type_column = "类型"')
    heading = "[[facilities]]" if layer == "facilities" else f"[{layer}]"
    text = "\n".join([heading, f'path = "{name}"', *written, "", ""])
    path.write_text(STUDY.replace(LAYERS[layer], text), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a study's data as a run does; its streets and standard, the same everywhere, are read once."""
    folder = tmp_path_factory.mktemp("streets")
    write_streets(folder / "streets.osm")
    streets, standard = read_streets(folder / "streets.osm"), load_standard("xicheng-ykz-default")
    return lambda path: load_study_data(read_study_file(path), standard, settings(), Silent(), streets)


def outcome(data, name, layer):
    """Rows, rows with a place, and all that was said of the layer."""
    frame = {"facilities": data.facilities, "residents": data.demand, "communities": data.communities}[layer]
    reported = [f.text for f in data.findings if f.layer == name] + data.problems["reason"].tolist()
    return len(frame), int(frame.geometry.notna().sum()), "\n".join(reported)


def layer_again(path, layer):
    """The layer alone, after the guessed keys were written."""
    study = read_study_file(path)
    name, table = ("facilities.0", study.facilities[0]) if layer == "facilities" else (layer, getattr(study, layer))
    return read_layer(study.source(name, table), ANALYSIS_CRS, needed=())


def corners(frame):
    """Bounds of all places, to a centimetre."""
    return sorted(tuple(round(v, 2) for v in place.bounds) for place in frame.geometry.dropna())


def test_every_file_is_listed_and_every_listed_file_is_there():
    assert {case[0] for case in CASES} == {path.name for path in MESSY.iterdir()} - {"README.md"}
    assert len({case[0] for case in CASES}) >= 40


@pytest.mark.parametrize(("name", "layer", "keys", "expected", "words"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_messy_file_ends_as_listed_and_is_never_guessed_twice(tmp_path, read, name, layer, keys, expected, words):
    path = study_with(tmp_path / "s", name, layer, keys)
    if expected == "refused":
        fault = fault_of(read, path)
        reported = str(fault)
        assert name in reported
        for repair in fault.repairs[:1]:  # what it offers settles it
            set_tables(path, {"facilities.0" if layer == "facilities" else layer: repair})
            after = fault_of(read, path)
            assert after is None or after.message != fault.message
    else:
        data = read(path)
        rows, places, reported = outcome(data, name, layer)
        if layer == "facilities" and (rows, places) == (12, 12):
            found = sorted((round(p.x - ORIGIN[0]), round(p.y - ORIGIN[1])) for p in data.facilities.geometry)
            assert found == sorted((round(x), round(y)) for x, y in TWELVE)
        assert f"{rows} rows, {places} places" == expected
        written = {table: found for table, found in guessed_keys(data.findings).items() if table.startswith(layer)}
        set_tables(path, written)
        again = layer_again(path, layer)
        assert (len(again.frame), int(again.frame.geometry.notna().sum())) == (rows, places)
        assert [f for f in again.findings if f.repair] == []
        first = {"facilities": data.facilities, "residents": data.demand, "communities": data.communities}[layer]
        assert corners(again.frame) == corners(first)
    for part in words.split(" · "):
        assert part in reported


def fault_of(read, path):
    """Why a study cannot be read, or None."""
    try:
        read(path)
    except InputError as fault:
        return fault
    return None


def test_rows_that_name_their_system_come_out_where_one_system_would_put_them(tmp_path, read):
    mixed = next(c for c in CASES if c[0] == "坐标-每行写明坐标系.csv")
    plain = ["坐标-高德未声明.csv", "facilities", '`crs = "GCJ-02"`']
    one = read(study_with(tmp_path / "a", *mixed[:3])).facilities
    other = read(study_with(tmp_path / "b", *plain)).facilities
    assert (one.geometry.distance(other.geometry) < 0.05).all()
    assert one["crs_in"].iloc[0] == "BD-09、GCJ-02"


def test_numbers_are_read_as_meant(tmp_path, read):
    demand = read(study_with(tmp_path / "s", "数字-约数与单位.csv", "residents", '`crs = "EPSG:4326"`')).demand
    assert sorted(demand["residents"]) == sorted([120, 120, 1205, 40, 0, 345, 120, 1000, 88, 96, 70, 15])
    assert demand["residents_60plus"].isna().sum() == 1


@pytest.mark.parametrize("name", ["日期-中文与斜线.csv", "日期-Excel日期.xlsx"])
def test_closing_dates_are_understood(tmp_path, read, name):
    facilities = read(study_with(tmp_path / "s", name, "facilities", '`crs = "EPSG:4326"`')).facilities
    assert facilities.set_index("facility_id")["status"].tolist() == ["closed"] * 3 + ["open"] * 9
