"""The whole tool works wherever a town lies: every answer about it is that of the same town in Beijing."""

import json
import re
import shutil
import tomllib

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.downloads import running, without_pauses
from tests.fixtures.dwellings import write_grid
from tests.fixtures.grounds import CITIES, HOME, City, at, write_town
from tests.fixtures.osm_town import town
from tests.fixtures.small_study import degrees, edit
from xc_gis import cli
from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.operations.check.check import check_study
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.fetch import fetch
from xc_gis.operations.place import write_queue
from xc_gis.operations.preview.preview import preview_layer, streets_of
from xc_gis.operations.run import run_into
from xc_gis.operations.study import analyse, read_study
from xc_gis.report.check.page import check_page
from xc_gis.runs.compare.changes import compare_runs
from xc_gis.runs.view import read_run_view
from xc_gis.wording.codes import INTERNAL_ABROAD_ZH, INTERNAL_ZH

WITHOUT_LOSS_S = 1e-4
"""All that is left is rounding of binary fractions and PROJ's own inverse, a hundredth of a millimetre."""

OF_AN_OSM_FILE_S = 0.03
"""Nodes of an OSM file are rounded to 1e-7 degrees, a centimetre; a walk turns at a few of them."""

GRID_TURNED_DEG = 6e-4
"""Away from its central meridian a plane is turned against the degrees: a corner lies up to 50 m beside the box of the drawing."""

ABROAD = {"悉尼"}


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """Study files by city, and the one in Beijing."""
    folder = tmp_path_factory.mktemp("towns")
    made = {name: write_town(folder / f"t{n}", city) for n, (name, city) in enumerate(CITIES.items())}
    return {"北京": write_town(folder / "home", HOME), **made}


@pytest.fixture(scope="module")
def done(towns):
    """Every town run: the folder, and what was read and found, to ask questions of."""
    folders, explorers = {}, {}
    for name, path in towns.items():
        folders[name], kept = path.with_suffix(".result"), []
        run_into(path, folders[name], outlines=False, analysed=lambda *pair, kept=kept: kept.append(Explorer(*pair)))
        (explorers[name],) = kept
    return folders, explorers


@pytest.fixture
def runs(done):
    """Folders of the runs."""
    return done[0]


@pytest.fixture
def found(done):
    """Explorers of the towns."""
    return done[1]


@pytest.fixture(scope="module")
def reports(towns):
    """The data check of every town."""
    return {name: check_study(path) for name, path in towns.items()}


def ground_of(name):
    return CITIES.get(name, HOME).ground


def seconds_of(explorer):
    return np.array([explorer.found.times[key] for key in sorted(explorer.found.times)])


@pytest.mark.parametrize("name", CITIES)
def test_homes_take_the_same_seconds(name, found):
    here, home = seconds_of(found[name]), seconds_of(found["北京"])
    assert np.array_equal(np.isfinite(here), np.isfinite(home))
    assert np.isfinite(home).sum() > 100
    assert np.nanmax(np.abs(here - home)) < WITHOUT_LOSS_S


@pytest.mark.parametrize("name", CITIES)
def test_tables_of_a_run_are_the_same(name, runs):
    for table in ("rating.csv", "coverage.csv", "problems.csv"):
        assert (runs[name] / table).read_bytes() == (runs["北京"] / table).read_bytes()
    compared = compare_runs(read_run_view(runs["北京"]), read_run_view(runs[name]))
    assert not [change for change in compared.communities if not change.is_nothing]


@pytest.mark.parametrize("name", CITIES)
def test_map_and_layers_lie_where_the_town_lies(name, runs):
    corner = degrees([(0, 0), (2400, 1200)], ground_of(name))
    page = (runs[name] / "map.html").read_text(encoding="utf-8")
    bounds = [float(part) for part in re.search(r'"bounds":\[([-0-9.,]+)\]', page)[1].split(",")]
    assert bounds == pytest.approx([*corner.min(axis=0), *corner.max(axis=0)], abs=GRID_TURNED_DEG)
    for layer in ("communities", "demand_points", "facilities"):
        lies = gpd.read_file(runs[name] / "study.gpkg", layer=layer).total_bounds
        assert lies[0] >= bounds[0] - 1e-5
        assert lies[3] <= bounds[3] + 1e-5


@pytest.mark.parametrize("name", ["北京", *CITIES])
def test_only_a_map_of_china_waits_for_its_review(name, runs, reports):
    notice = in_language(INTERNAL_ZH, "zh")
    page = (runs[name] / "map.html").read_text(encoding="utf-8")
    assert (f"[{json.dumps(INTERNAL_ZH, ensure_ascii=False)}]" in page) == (name not in ABROAD)
    assert read_run_view(runs[name]).in_china == (name not in ABROAD)
    checked = check_page(reports[name])
    assert (notice in checked) == (name not in ABROAD)
    assert INTERNAL_ABROAD_ZH in checked


@pytest.mark.parametrize("name", CITIES)
def test_a_place_has_the_same_surroundings(name, found):
    answers = []
    for city in (name, "北京"):
        lon, lat = degrees([(730.0, 420.0)], ground_of(city))[0].tolist()
        answers.append((city, found[city].ask_place(lon, lat, [5.0, 10.0], "adult")))
    (here, answer), (_, home) = answers
    assert [row["facility_id"] for row in answer["nearest"]] == [row["facility_id"] for row in home["nearest"]]
    minutes = [[row["minutes"] for row in one["nearest"]] for _, one in answers]
    assert minutes[0] == pytest.approx(minutes[1], abs=WITHOUT_LOSS_S)
    areas = []
    for city, one in answers:
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in one["isochrones"]["features"]]
        areas.append(gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs(ground_of(city).crs).area.to_numpy())
    assert areas[0] == pytest.approx(areas[1], rel=0.02), here  # the grid lies elsewhere


@pytest.mark.parametrize("name", CITIES)
def test_a_measured_walk_takes_the_same(name, found):
    walks = []
    for city in (name, "北京"):
        a, b = (tuple(place) for place in degrees([(130.0, 120.0), (2210.0, 1010.0)], ground_of(city)).tolist())
        walks.append(found[city].walk_between(a, b, "senior"))
    assert walks[0]["seconds"] == pytest.approx(walks[1]["seconds"], abs=WITHOUT_LOSS_S)
    assert walks[0]["metres"] == pytest.approx(walks[1]["metres"], abs=WITHOUT_LOSS_S)


@pytest.mark.parametrize("name", CITIES)
def test_totals_of_an_area_and_whom_a_facility_serves_are_the_same(name, found):
    answers = []
    for city in (name, "北京"):
        ring = degrees([(300, 300), (1500, 300), (1500, 900), (300, 900)], ground_of(city)).tolist()
        served = found[city].facility_service(0, "西站")["serves"]
        answers.append((found[city].totals_within(ring), served))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", CITIES)
def test_every_layer_is_previewed_in_its_place(name, towns, tmp_path):
    path, ground = towns[name], ground_of(name)
    cells = np.arange(1.0, 15 * 26 + 1).reshape(15, 26)
    write_grid(path.with_name("people.tif"), cells, west=-100.0, north=1300.0, ground=ground)
    path.with_name("supply.csv").write_text("community_id,value\nC1,0.3\nC2,0.9\n", encoding="utf-8")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    streets = streets_of(path.parent, content)
    corner = degrees([(-300, -300), (2700, 1500)], ground)
    tables = {
        "network": content, "communities": content, "residents": content, "facilities.0": content,
        "supply": {**content, "supply": {"values": "supply.csv"}}, "grid": {**content, "residents": {"path": "people.tif"}},
    }  # fmt: skip
    for table, given in tables.items():
        seen = preview_layer(path.parent, given, "residents" if table == "grid" else table, streets)
        assert seen.fault is None, (table, seen.fault)
        assert not seen.unplaced
        assert not [f.text for f in seen.findings if f.level != "info"]
        parts = [*seen.outlines, *([] if seen.points is None else [seen.points])]
        places = np.vstack([part for part in parts if len(part)])
        assert (places >= corner[0] - 1e-9).all()
        assert (places <= corner[1] + 1e-9).all()


@pytest.mark.parametrize("name", CITIES)
def test_check_says_the_same(name, reports):
    reports = [reports[city] for city in (name, "北京")]
    assert [report.exit_code for report in reports] == [0, 0]
    assert reports[0].totals == reports[1].totals
    warnings = [[(f.table, f.text) for layer in report.layers for f in layer.findings if f.level != "info"] for report in reports]
    assert warnings[0] == warnings[1]
    assert reports[0].network.length_m == pytest.approx(reports[1].network.length_m, abs=0.01)


@pytest.mark.parametrize("name", ["成都，带号在前", "悉尼"])
def test_isochrones_of_the_command_line_are_the_same(name, towns, tmp_path):
    areas = []
    for city in (name, "北京"):
        lon, lat = degrees([(730.0, 420.0)], ground_of(city))[0].tolist()
        out = tmp_path / f"{len(areas)}.geojson"
        with pytest.raises(SystemExit) as left:
            cli.main(["isochrone", str(towns[city]), f"--at={lon:.9f},{lat:.9f}", "--minutes", "5,10", "--out", str(out)])
        assert left.value.code == 0
        made = gpd.read_file(out).query("kind == 'isochrone'").to_crs(ground_of(city).crs)
        areas.append(made.area.to_numpy())
    assert areas[0] == pytest.approx(areas[1], rel=0.02)


SERVED_BY_AREAS = {"MED", "MED@senior", "ENV", "KIN"}
"""Clinic, park and kindergarten of the town lie as far from two streets: where they are entered, a centimetre decides."""


@pytest.mark.usefixtures("no_other_host")
@pytest.mark.parametrize(("name", "system"), [("成都", "EPSG:4544")])
def test_a_town_that_is_downloaded_is_measured_in_its_own_zone(name, system, tmp_path, osm_town):
    answers = []
    for number, place in enumerate((osm_town, town(CITIES[name].ground))):
        with running(place) as servers:
            made = fetch("小区县", tmp_path / f"d{number}", without_pauses(servers, tmp_path / f"c{number}"))
        study = read_study(made.study)
        found = analyse(study)
        blocks = (found.demand["demand_id"] != "relation/2").to_numpy()  # the court's middle is as far from all its sides
        points = [found.times[key][blocks] for key in sorted(found.times) if key not in SERVED_BY_AREAS]
        answers.append((study.settings.word("crs.analysis"), made.content["counts"], found.coverage, np.array(points)))
    (at_home, counts, coverage, seconds), (here, counts_here, coverage_here, seconds_here) = answers
    assert (at_home, here) == ("EPSG:4548", system)
    assert counts == counts_here
    assert coverage["covered"].tolist() == coverage_here["covered"].tolist()
    assert np.isfinite(seconds).sum() > 10
    assert np.nanmax(np.abs(seconds_here - seconds)) < OF_AN_OSM_FILE_S


@pytest.mark.usefixtures("no_other_host")
def test_a_place_abroad_is_downloaded_by_its_boundary_alone(tmp_path):
    ground = CITIES["悉尼"].ground
    square = shapely.Polygon(degrees([(0, 0), (2400, 0), (2400, 1200), (0, 1200)], ground))
    gpd.GeoDataFrame({"name": ["x"]}, geometry=[square], crs="EPSG:4326").to_file(tmp_path / "boundary.geojson")
    with running(town(ground)) as servers:
        settings = without_pauses(servers, tmp_path / "cache")
        with pytest.raises(InputError, match="不在中国境内") as caught:
            fetch("小区县", tmp_path / "by-name", settings)
        assert "--boundary" in caught.value.hint
        made = fetch("Sydney", tmp_path / "data", settings, boundary=tmp_path / "boundary.geojson")
    assert read_study(made.study).settings.word("crs.analysis") == "EPSG:32756"


@pytest.mark.parametrize(("name", "city"), [("北京", "北京市"), ("成都", "成都市武侯区")])
def test_addresses_are_asked_for_in_the_city_of_the_study(name, city, towns, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("xc_gis.operations.place.geocoded", lambda waiting, *_, city, **__: asked.append(city) or waiting)
    path = tmp_path / "study"
    shutil.copytree(towns[name].parent, path)
    edit(path / "study.toml", lambda text: text.replace("[study]\n", '[study]\ndistrict = "成都市武侯区"\n'))
    write_queue(path / "study.toml", tmp_path / "placing.csv", geocoder="nominatim")
    assert asked == [city]


def test_a_layer_in_feet_is_converted(tmp_path, found):
    city = City(at("EPSG:32618", -73.95, 40.7))
    path = write_town(tmp_path, city)
    rows = pd.read_csv(tmp_path / "residents.csv")
    feet = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), crs=city.ground.crs).to_crs("EPSG:2263")
    rows.assign(lon=feet.x, lat=feet.y).to_csv(tmp_path / "residents.csv", index=False)
    edit(path, lambda text: text.replace('crs = "EPSG:32618"', 'crs = "EPSG:2263"'))
    study = read_study(path)
    assert study.settings.word("crs.analysis") == "EPSG:32618"
    here, home = seconds_of(Explorer(study, analyse(study))), seconds_of(found["北京"])
    assert np.nanmax(np.abs(here - home)) < WITHOUT_LOSS_S


@pytest.mark.parametrize("name", ["成都", "成都，带号在前", "悉尼"])
def test_surveyors_columns_are_read_northing_first(name, found, tmp_path):
    path = write_town(tmp_path, CITIES[name])
    rows = pd.read_csv(tmp_path / "residents.csv").rename(columns={"lat": "X", "lon": "Y"})
    rows.to_csv(tmp_path / "residents.csv", index=False)
    study = read_study(path)
    here, home = seconds_of(Explorer(study, analyse(study))), seconds_of(found["北京"])
    assert np.nanmax(np.abs(here - home)) < WITHOUT_LOSS_S
