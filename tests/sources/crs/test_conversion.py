"""A conversion whose shift nobody knows is refused or told, never taken as exact (method §1)."""

import re

import geopandas as gpd
import pytest
from pyproj import CRS

from tests.fixtures.small_study import edit, facilities_alone, write_small_study
from xc_gis.errors import CrsError
from xc_gis.operations.study import read_study
from xc_gis.sources.crs.conversion import shift_at

LOCAL = (
    'PROJCS["某市独立坐标系",GEOGCS["GCS_Local",DATUM["D_Local_City",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
EMPTY_FORM = "+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=0,0,0,0,0,0,0 +units=m +type=crs"
UNKNOWN = {
    "北京54三度带": "EPSG:2436", "北京54三度带带号": "EPSG:2415", "北京54六度带": "EPSG:21460", "北京54经纬度": "EPSG:4214",
    "西安80三度带": "EPSG:2384", "西安80三度带带号": "EPSG:2363", "西安80六度带": "EPSG:2334", "西安80经纬度": "EPSG:4610",
    "新北京54": "EPSG:4796", "新北京经纬度": "EPSG:4555", "地方基准": LOCAL, "参数全为零": EMPTY_FORM,
}  # fmt: skip
KNOWN = ["EPSG:4548", "EPSG:4527", "EPSG:4498", "EPSG:4490", "EPSG:4326", "EPSG:32650", "EPSG:3857", "ESRI:102100"]
WITH_PARAMETERS = EMPTY_FORM.replace("0,0,0,0,0,0,0", "15.8,-154.4,-82.3,0,0,0,0")


def study_with(folder, system, *, how):
    """A small study whose facilities are in ``system``: in a shapefile, a GeoPackage, declared, or named in a column."""
    path = write_small_study(folder)
    rows = gpd.read_file(folder / "facilities.csv")
    places = gpd.GeoSeries(gpd.points_from_xy(rows["经度"].astype(float), rows["纬度"].astype(float)), crs="EPSG:4326").to_crs(
        system
    )
    layer = gpd.GeoDataFrame(rows[["编号", "名称", "类型"]], geometry=places)
    words = 'crs = "EPSG:4326"\ncolumns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }'
    assert words in path.read_text(encoding="utf-8")
    plain = 'columns = { facility_id = "编号", name = "名称" }'
    if how in {"shp", "esri"}:
        layer.to_file(folder / "facilities.shp", encoding="utf-8")
        if how == "esri":
            (folder / "facilities.prj").write_text(CRS.from_user_input(system).to_wkt("WKT1_ESRI"), encoding="utf-8")
        edit(path, lambda text: text.replace("facilities.csv", "facilities.shp").replace(words, plain))
    elif how == "gpkg":
        layer.to_file(folder / "facilities.gpkg")
        edit(path, lambda text: text.replace("facilities.csv", "facilities.gpkg").replace(words, plain))
    else:
        xy = places.get_coordinates().to_numpy()
        table = rows.assign(经度=xy[:, 0], 纬度=xy[:, 1], 坐标系=system)
        table.drop(columns="geometry", errors="ignore").to_csv(folder / "facilities.csv", index=False)
        declaration = 'crs_column = "坐标系"' if how == "column" else f"crs = '{system}'"
        edit(path, lambda text: text.replace('crs = "EPSG:4326"\ncolumns', f"{declaration}\ncolumns"))
    return path


@pytest.mark.parametrize("how", ["shp", "declared"])
@pytest.mark.parametrize("system", UNKNOWN.values(), ids=list(UNKNOWN))
def test_conversion_without_a_known_shift_is_refused_with_what_it_means(system, how, tmp_path):
    with pytest.raises(CrsError, match="没有适用于此地的已知换算参数，位置可能偏差数十米至约 150 米") as caught:
        (read_study if how == "declared" else facilities_alone)(study_with(tmp_path, system, how=how))
    assert re.match(r"facilities\.\w+：\S", caught.value.message)
    assert caught.value.message.startswith("facilities.")
    assert "crs_confirmed = true" in caught.value.hint
    assert caught.value.repairs == ({"crs_confirmed": True},)


@pytest.mark.parametrize("how", ["esri", "gpkg", "column"])
@pytest.mark.parametrize("system", ["EPSG:2436", "EPSG:2384"])
def test_whoever_names_it(system, how, tmp_path):
    with pytest.raises(CrsError, match="150 米"):
        read_study(study_with(tmp_path, system, how=how))


@pytest.mark.parametrize("how", ["shp", "declared", "column"])
@pytest.mark.parametrize("system", ["EPSG:2436", "EPSG:2384"])
def test_confirmed_it_is_used_and_told(system, how, tmp_path):
    path = study_with(tmp_path, system, how=how)
    edit(path, lambda text: text.replace('type_column = "类型"', 'type_column = "类型"\ncrs_confirmed = true'))
    data = read_study(path).data
    assert data.facilities.geometry.notna().all()
    (notice,) = [warning for warning in data.warnings if "150 米" in warning]
    assert "已按 crs_confirmed 使用" in notice


@pytest.fixture(scope="module")
def true(tmp_path_factory):
    """Where the facilities are."""
    return facilities_alone(write_small_study(tmp_path_factory.mktemp("true"))).frame.geometry


@pytest.mark.parametrize("system", KNOWN)
def test_cgcs2000_and_wgs84_are_equal_and_exact(system, true, tmp_path):
    data = read_study(study_with(tmp_path, system, how="declared")).data
    assert data.facilities.geometry.notna().all()
    assert not [warning for warning in data.warnings if "换算" in warning]
    assert data.facilities.geometry.distance(true, align=False).max() < 0.01


def test_parameters_that_come_with_the_system_are_used():
    assert not shift_at(CRS(WITH_PARAMETERS), 116.4, 39.9).unknown
    assert shift_at(CRS(EMPTY_FORM), 116.4, 39.9).unknown


def test_registered_conversion_counts_where_it_is_made_for_the_place():
    assert not shift_at(CRS("EPSG:3067"), 24.9, 60.2).unknown
    assert shift_at(CRS("EPSG:27700"), 116.4, 39.9).unknown
    assert 0 < shift_at(CRS("EPSG:27700"), -0.1, 51.5).accuracy_m <= 5


def test_communities_and_analysis_are_held_to_the_same(tmp_path):
    path = write_small_study(tmp_path)
    gpd.read_file(tmp_path / "communities.geojson").to_crs("EPSG:2436").to_file(tmp_path / "communities.gpkg")
    edit(path, lambda text: text.replace("communities.geojson", "communities.gpkg"))
    with pytest.raises(CrsError, match=r"communities\.gpkg.*150 米"):
        read_study(path)


def test_every_refusal_says_a_system_by_its_name_and_not_as_wkt(tmp_path):
    with pytest.raises(CrsError) as caught:
        read_study(study_with(tmp_path, LOCAL, how="declared"))
    assert "某市独立坐标系" in caught.value.message
    assert not re.search(r"DATUM\[|SPHEROID\[", caught.value.message)
