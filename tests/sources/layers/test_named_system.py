"""What a file says of its own coordinate system is understood, or refused by its name; never taken for WGS 84."""

import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import FACILITIES, degrees, edit, facilities_alone, write_small_study
from xc_gis.errors import CrsError
from xc_gis.operations.study import read_study
from xc_gis.sources.crs.gcj02 import gcj02_to_bd09, wgs84_to_gcj02

PLACES = degrees([place for _, _, place in FACILITIES.values()])
GCJ = np.column_stack(wgs84_to_gcj02(*PLACES.T))
BD = np.column_stack(gcj02_to_bd09(*GCJ.T))


def frame_of(points, system=None):
    rows = [(name, title, kind) for name, (kind, title, _) in FACILITIES.items()]
    columns = dict(zip(("编号", "名称", "类型"), zip(*rows, strict=True), strict=True))
    return gpd.GeoDataFrame({k: list(v) for k, v in columns.items()}, geometry=list(shapely.points(points)), crs=system)


def study_of(folder, suffix, words=""):
    path = write_small_study(folder)
    old = 'crs = "EPSG:4326"\ncolumns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }'
    new = f'{words}\ncolumns = {{ facility_id = "编号", name = "名称" }}'
    edit(path, lambda text: text.replace("facilities.csv", f"facilities{suffix}").replace(old, new))
    return path


def geojson(folder, points, member, *, words="", features_only=False):
    content = json.loads(frame_of(points).to_json(drop_id=True))
    content.pop("crs", None)
    for part in content["features"] if features_only else [content]:
        part["crs"] = member
    (folder / "facilities.geojson").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return study_of(folder, ".geojson", words)


def shapefile(folder, points):
    """Without a word on its system."""
    frame_of(points, "EPSG:4326").to_file(folder / "facilities.shp", encoding="utf-8")
    (folder / "facilities.prj").unlink()


def named(name):
    return {"type": "name", "properties": {"name": name}}


def off_m(path, *, alone=False):
    """How far the facilities lie from where they are, in metres; ``alone``: without the layers beside them."""
    rows = facilities_alone(path).frame if alone else read_study(path).data.facilities
    found = rows.sort_values("facility_id").geometry
    true = gpd.GeoSeries(shapely.points(PLACES), crs="EPSG:4326").to_crs(found.crs)
    return found.distance(true, align=False).max()


@pytest.mark.parametrize(
    ("points", "member"),
    [(GCJ, named("GCJ-02")), (GCJ, named("urn:ogc:def:crs:GCJ02")), (GCJ, named("gcj02")), (GCJ, named("EPSG:GCJ02")), (GCJ, named("火星坐标")),
     (GCJ, "GCJ-02"), (GCJ, {"properties": {"name": "高德坐标系"}}), (GCJ, {"type": "link", "properties": {"href": "http://x/GCJ02"}}),
     (BD, named("BD-09")), (BD, named("bd09ll")), (BD, named("urn:ogc:def:crs:BD09")), (PLACES, named("urn:ogc:def:crs:OGC:1.3:CRS84")),
     (PLACES, named("EPSG:4326")), (PLACES, named("EPSG:4490")), (PLACES, named("CGCS2000")), (PLACES, {"type": "EPSG", "properties": {"code": 4326}})],
)  # fmt: skip
def test_a_geojson_is_read_in_the_system_that_it_names(points, member, tmp_path):
    assert off_m(geojson(tmp_path, points, member), alone=True) < 0.05


def test_metres_are_read_in_the_system_that_a_geojson_names(tmp_path):
    metres = frame_of(PLACES, "EPSG:4326").to_crs("EPSG:4549").geometry
    assert off_m(geojson(tmp_path, shapely.get_coordinates(metres), named("urn:ogc:def:crs:EPSG::4549"))) < 0.05


def test_features_that_name_it_count_as_well(tmp_path):
    assert off_m(geojson(tmp_path, GCJ, named("GCJ-02"), features_only=True)) < 0.05


@pytest.mark.parametrize(
    ("member", "reported"),
    [(named("某市独立坐标系"), "某市独立坐标系"), (named("EPSG:999999"), "EPSG:999999"), (named("urn:ogc:def:crs:LOCAL::1"), "LOCAL"), ("foo", "foo"),
     ({"type": "link", "properties": {"href": "http://example.org/a.prj"}}, "example.org"), ({"a": 1}, '"a"'), (5, "5"), (named("GCJ02转WGS84"), "GCJ02转WGS84")],
)  # fmt: skip
def test_a_geojson_that_names_something_else_is_refused_by_that_name(member, reported, tmp_path):
    path = geojson(tmp_path, PLACES, member)
    with pytest.raises(CrsError, match=r"facilities\.geojson 自己写的坐标系 “.*” 不认识") as caught:
        facilities_alone(path)
    assert reported in caught.value.message
    edit(
        path, lambda text: text.replace('type_column = "类型"', 'type_column = "类型"\ncrs = "EPSG:4326"')
    )  # the study knows better
    assert off_m(path, alone=True) < 0.05


def test_a_study_with_a_geojson_of_an_unknown_system_is_refused(tmp_path):
    with pytest.raises(CrsError, match="自己写的坐标系 “foo” 不认识"):
        read_study(geojson(tmp_path, PLACES, "foo"))


def test_a_geojson_that_says_that_nothing_is_known_is_refused(tmp_path):
    with pytest.raises(CrsError, match="没有声明坐标系"):
        read_study(geojson(tmp_path, PLACES, None))


def test_features_of_two_systems_are_refused(tmp_path):
    path = geojson(tmp_path, PLACES, named("GCJ-02"), features_only=True)
    edit(tmp_path / "facilities.geojson", lambda text: text.replace("GCJ-02", "BD-09", 1))
    with pytest.raises(CrsError, match="BD-09、GCJ-02"):
        read_study(path)


@pytest.mark.parametrize(
    "prj",
    ["rubbish", "某市坐标系", 'LOCAL_CS["Local",UNIT["m",1]]', 'PROJCS["broken', "+proj=nothing"],
)
@pytest.mark.parametrize("suffix", [".prj", ".qpj"])
def test_a_shapefile_beside_words_that_mean_no_system_is_refused_by_them(prj, suffix, tmp_path):
    shapefile(tmp_path, PLACES)
    (tmp_path / f"facilities{suffix}").write_text(prj, encoding="utf-8")
    with pytest.raises(CrsError, match=r"facilities\.shp 自己写的坐标系 “") as caught:
        facilities_alone(study_of(tmp_path, ".shp"))
    assert {"LOCAL_CS": "Local"}.get(prj[:8], prj[:8]) in caught.value.message


@pytest.mark.parametrize("points", [GCJ, BD])
def test_a_prj_that_is_named_after_a_web_map_is_understood(points, tmp_path):
    name = "GCJ-02" if points is GCJ else "BD09"
    shapefile(tmp_path, points)
    wkt = f'GEOGCS["{name}",DATUM["D_{name}",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    (tmp_path / "facilities.prj").write_text(wkt, encoding="utf-8")
    assert off_m(study_of(tmp_path, ".shp")) < 0.05


def test_a_shapefile_without_a_word_is_undeclared(tmp_path):
    shapefile(tmp_path, PLACES)
    with pytest.raises(CrsError, match="没有声明坐标系"):
        read_study(study_of(tmp_path, ".shp"))


@pytest.mark.parametrize("srs_id", [-1, 0])
def test_a_geopackage_of_an_undefined_system_is_refused(srs_id, tmp_path):
    frame_of(PLACES, "EPSG:4326").to_file(tmp_path / "facilities.gpkg")
    with closing(sqlite3.connect(tmp_path / "facilities.gpkg")) as connection:
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
        connection.execute("UPDATE gpkg_contents SET srs_id = ?", (srs_id,))
        connection.commit()
    with pytest.raises(CrsError, match=r"facilities\.gpkg 自己写的坐标系 “.*[Uu]ndefined"):
        read_study(study_of(tmp_path, ".gpkg"))


@pytest.mark.parametrize(("name", "points"), [("GCJ-02", GCJ), ("百度坐标 BD09", BD)])
def test_a_geopackage_whose_system_is_named_after_a_web_map_is_understood(name, points, tmp_path):
    frame_of(points, "EPSG:4326").to_file(tmp_path / "facilities.gpkg")
    with closing(sqlite3.connect(tmp_path / "facilities.gpkg")) as connection:
        connection.execute(
            "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) VALUES (?, 990001, 'NONE', 990001, 'undefined')",
            (name,),
        )
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = 990001")
        connection.execute("UPDATE gpkg_contents SET srs_id = 990001")
        connection.commit()
    assert off_m(study_of(tmp_path, ".gpkg")) < 0.05
