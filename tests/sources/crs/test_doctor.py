"""
The coordinate doctor on a drawn district: four subdistricts of 1 km, winding streets, shops 9 m beside them.

        甲街道 │ 乙街道         the streets are polygons of odd angles, so that a shifted layer lies to them like
        ───────┼───────         nothing in particular; each shop's address names its subdistrict or nothing at all
        丙街道 │ 丁街道
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS, Proj

from tests.fixtures.studies import FIELD, field_data
from xc_gis.errors import CrsError
from xc_gis.model import StreetData
from xc_gis.operations.study import read_study
from xc_gis.sources.crs.doctor import crs_of_rows, settle_crs
from xc_gis.sources.crs.gcj02 import gcj02_to_bd09, wgs84_to_gcj02
from xc_gis.sources.crs.hypotheses import Hypothesis, all_hypotheses, placed, systems_around
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.crs.references import References
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.file import read_study_file
from xc_gis.sources.study.tables import LayerTable
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS

HERE = (116.36, 39.9)
CORNER = np.array([445000.0, 4417000.0])
AREAS = {"甲街道": (0, 1000), "乙街道": (1000, 1000), "丙街道": (0, 0), "丁街道": (1000, 0)}


@dataclass
class District:
    reading: Reading
    shops: np.ndarray  # in the analysis CRS, 9 m beside a street
    streets_of: list[str]


@pytest.fixture(scope="module")
def district():
    rng = np.random.default_rng(7)
    ways, coordinates, shops = [], [], []
    for number in range(60):
        start, step = rng.uniform(100, 1900, 2), rng.normal(0, 70, (12, 2)).cumsum(axis=0)
        line = np.clip(start + step, 0, 2000) + CORNER
        ways.append((number, tuple(range(len(coordinates), len(coordinates) + len(line))), {"highway": "residential"}))
        coordinates.extend(line)
        beside = shapely.LineString(line).parallel_offset(9.0)
        shops += [shapely.get_coordinates(beside.interpolate(t, normalized=True))[0] for t in (0.15, 0.4, 0.6, 0.85)]
    lonlat = to_file(np.array(coordinates), EXCHANGE_CRS)
    streets = StreetData(np.arange(len(lonlat)), lonlat[:, 0], lonlat[:, 1], {}, tuple(ways), (), None)
    reading = Reading(ANALYSIS_CRS, streets)
    boxes = [shapely.box(x, y, x + 1000, y + 1000) for x, y in AREAS.values()]
    layer = gpd.GeoDataFrame({"name": list(AREAS)}, geometry=[shapely.transform(b, lambda p: p + CORNER) for b in boxes])
    reading.references.learn("subdistricts", layer, "街道.geojson")
    points = np.array(shops)
    names = [next((n for n, g in reading.references.subdistricts.items() if g.contains(shapely.Point(p))), "") for p in points]
    inside = np.array([bool(n) for n in names])
    return District(reading, points[inside], [n for n in names if n])


def to_file(xy, crs):
    """Analysis CRS → coordinates as a file of that system has them."""
    flat = gpd.GeoSeries(shapely.points(xy), crs=ANALYSIS_CRS)
    if crs.startswith(("GCJ-02", "BD-09")):
        lonlat = shapely.get_coordinates(flat.to_crs(EXCHANGE_CRS).to_numpy())
        shifted = wgs84_to_gcj02(*lonlat.T)
        shifted = np.column_stack(gcj02_to_bd09(*shifted) if crs.startswith("BD-09") else shifted)
        ellipsoid = "+R=6378137" if crs.startswith("GCJ-02") else "+ellps=clrk66"
        return np.column_stack(Proj(f"+proj=merc {ellipsoid}")(*shifted.T)) if crs.endswith("MERCATOR") else shifted
    return shapely.get_coordinates(flat.to_crs(crs).to_numpy())


def layer(district, crs, *, swapped=False, words=True, rows=slice(None)):
    xy = to_file(district.shops[rows], crs)
    frame = pd.DataFrame({"name": [f"商店{n}" for n in range(len(xy))], ROW: np.arange(2, len(xy) + 2)})
    if words:
        frame["address"] = [f"北京市{name}某胡同1号" for name in np.array(district.streets_of)[rows]]
    return frame, gpd.GeoSeries(shapely.points(xy[:, ::-1] if swapped else xy))


def settle(district, frame, geometry, **keys):
    notes = Notes("店.csv", "facilities.0")
    table = LayerTable(path="店.csv", **keys)
    return settle_crs(frame, geometry, table, None, district.reading, notes), notes.findings


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("crs", systems_around(*HERE))
def test_detect_finds_every_system_by_words_and_by_the_lie_of_the_streets(district, crs, words, swapped):
    found, findings = settle(district, *layer(district, crs, swapped=swapped, words=words), crs="detect")
    assert found == Hypothesis(crs, swapped)
    assert findings[0].repair == {"crs": crs} | ({"axes": "lat,lon"} if swapped else {})
    assert findings[0].level == "info"


def test_figures_are_shown(district):
    _, findings = settle(district, *layer(district, "GCJ-02"), crs="detect")
    n = len(district.shops)
    assert f"GCJ-02(高德、腾讯):{n}/{n} 在其文字所写的街道辖区内" in findings[0].text
    assert findings[0].evidence["GCJ-02"]["subdistrict"] == [n, n]
    assert findings[0].evidence["EPSG:4326"]["subdistrict"][0] < 0.9 * n


def test_too_little_evidence_is_refused_with_what_was_seen_and_the_key(district):
    with pytest.raises(CrsError) as caught:
        settle(district, *layer(district, "GCJ-02", words=False, rows=slice(0, 12)), crs="detect")
    message = str(caught.value)
    assert "无法自动判定" in message
    assert "GCJ-02(高德、腾讯)" in message
    assert 'crs = "EPSG:4326"' in message


def test_random_points_without_words_are_never_decided(district):
    rng = np.random.default_rng(3)
    for _ in range(10):
        xy = to_file(rng.uniform(100, 1900, (200, 2)) + CORNER, EXCHANGE_CRS)
        frame = pd.DataFrame({"name": ["店"] * 200, ROW: np.arange(2, 202)})
        with pytest.raises(CrsError, match="无法自动判定"):
            settle(district, frame, gpd.GeoSeries(shapely.points(xy)), crs="detect")


def by_rows(district, system, other, counts):
    """
    Rows out of the district, as a file of ``system`` has them, that lie where they say by ``system`` only, by ``other`` only, and by both.

    Only a row's own words decide: each address names the subdistrict in which the row lies by one system or the other.
    """
    own_xy = to_file(district.shops, system)
    here, there = district.shops, Hypothesis(other).place(own_xy, ANALYSIS_CRS)
    areas = district.reading.references.subdistricts

    def lies_in(xy):
        return [{n for n, g in areas.items() if g.dwithin(shapely.Point(p), 30.0)} for p in xy]

    by_own, by_other = lies_in(here), lies_in(there)
    pools = {"own": [], "other": [], "both": []}
    for row, (a, b) in enumerate(zip(by_own, by_other, strict=True)):
        for kind, names in (("own", a - b), ("other", b - a), ("both", a & b)):
            pools[kind] += [(row, name) for name in sorted(names)][:1]
    chosen, used = [], set()
    for kind, count in zip(("own", "other", "both"), counts, strict=True):
        found = [(row, name) for row, name in pools[kind] if row not in used][:count]
        assert len(found) == count
        used |= {row for row, _ in found}
        chosen += found
    frame = pd.DataFrame({"name": [f"店{n}" for n in range(len(chosen))], ROW: np.arange(2, len(chosen) + 2)})
    frame["address"] = [f"北京市{name}某胡同1号" for _, name in chosen]
    return frame, gpd.GeoSeries(shapely.points(own_xy[[row for row, _ in chosen]]))


@pytest.mark.parametrize(
    ("own_only", "other_only", "both"), [(0, 7, 23), (0, 5, 25), (0, 5, 3), (1, 10, 10), (0, 5, 60), (2, 20, 20)]
)
def test_five_rows_that_fit_another_system_only_contradict(district, own_only, other_only, both):
    frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", (own_only, other_only, both))
    with pytest.raises(CrsError, match="与证据不符") as caught:
        settle(district, frame, geometry, crs="EPSG:4326")
    assert 'crs = "GCJ-02"' in str(caught.value)
    found, findings = settle(district, frame, geometry, crs="EPSG:4326", crs_confirmed=True)
    assert found == Hypothesis("EPSG:4326")
    assert [f.level for f in findings] == ["warning"]


@pytest.mark.parametrize("other_only", [2, 3, 4])
def test_two_to_four_such_rows_warn_with_both_counts(district, other_only):
    frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", (0, other_only, 8))
    found, findings = settle(district, frame, geometry, crs="EPSG:4326")
    assert found == Hypothesis("EPSG:4326")
    (warning,) = [f for f in findings if f.level == "warning"]
    assert warning.text.startswith(f"{other_only} 行按 {Hypothesis('GCJ-02').label} 才在其文字所写的地方")
    assert "的有 0 行" in warning.text


@pytest.mark.parametrize(("own_only", "other_only"), [(0, 0), (0, 1), (1, 5), (2, 9), (20, 3)])
def test_fewer_rows_or_as_many_the_other_way_say_nothing(district, own_only, other_only):
    frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", (own_only, other_only, 8))
    found, findings = settle(district, frame, geometry, crs="EPSG:4326")
    assert found == Hypothesis("EPSG:4326")
    assert not [f for f in findings if "才在其文字所写的地方" in f.text]


def test_system_given_by_the_format_is_held_to_the_same_rows(district):
    frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", (0, 7, 23))
    with pytest.raises(CrsError, match="像是 GCJ-02"):
        settle_crs(
            frame, geometry, LayerTable(path="a.geojson"), CRS("EPSG:4326"), district.reading, Notes("a.geojson", "facilities.0")
        )


def test_communities_own_column_stands_in_for_subdistricts(district):
    alone = Reading(ANALYSIS_CRS, district.reading.streets)
    halves = [(f"C{n}{half}", name, shapely.box(x, y + 500 * half, x + 1000, y + 500 * half + 500))
              for n, (name, (x, y)) in enumerate(AREAS.items()) for half in (0, 1)]  # fmt: skip
    communities = gpd.GeoDataFrame(
        {"community_id": [c for c, _, _ in halves], "name": [f"{c}社区" for c, _, _ in halves], "subdistrict": [s for _, s, _ in halves]},
        geometry=[shapely.transform(g, lambda p: p + CORNER) for _, _, g in halves], crs=ANALYSIS_CRS,
    )  # fmt: skip
    alone.references.learn("communities", communities, "社区.geojson")
    assert set(alone.references.subdistricts) == set(AREAS)
    frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", (0, 7, 23))
    with pytest.raises(CrsError, match="像是 GCJ-02"):
        settle_crs(frame, geometry, LayerTable(path="店.csv", crs="EPSG:4326"), None, alone, Notes("店.csv", "facilities.0"))


@pytest.mark.parametrize("declared", ["EPSG:4326", "GCJ-02"])
def test_poor_evidence_is_told_even_where_no_other_system_does_better(district, declared):
    frame, geometry = layer(district, declared, rows=slice(0, 40))
    names = list(AREAS)
    frame["address"] = [
        f"北京市{names[(names.index(n) + 2) % 4]}某胡同1号" for n in district.streets_of[:40]
    ]  # none lies where it says
    frame.loc[:9, "address"] = [f"北京市{n}某胡同1号" for n in district.streets_of[:10]]
    found, findings = settle(district, frame, geometry, crs=declared)
    assert found == Hypothesis(declared)
    assert any("缺少证据" in f.text and f.level == "warning" for f in findings)


def test_advice_never_names_a_system_that_fits_fewer_rows(district):
    for counts in ((20, 3, 30), (8, 6, 10), (6, 2, 0)):
        frame, geometry = by_rows(district, "EPSG:4326", "GCJ-02", counts)
        _, findings = settle(district, frame, geometry, crs="EPSG:4326", crs_confirmed=True)
        assert not [f for f in findings if "像是" in f.text]


@pytest.mark.parametrize("words", [True, False])
def test_declared_system_that_the_evidence_contradicts_stops_until_confirmed(district, words):
    frame, geometry = layer(district, "GCJ-02", words=words)
    with pytest.raises(CrsError) as caught:
        settle(district, frame, geometry, crs="EPSG:4326")
    assert '请改为 crs = "GCJ-02"' in str(caught.value)
    assert "crs_confirmed = true" in str(caught.value)
    assert caught.value.repairs == ({"crs": "GCJ-02"}, {"crs_confirmed": True})
    assert caught.value.topic == "crs"
    found, findings = settle(district, frame, geometry, crs="EPSG:4326", crs_confirmed=True)
    assert not any(f.confirms for f in findings)
    assert found == Hypothesis("EPSG:4326")
    assert [f.level for f in findings] == ["warning"]


def test_system_given_by_the_format_is_contradicted_overridden_or_ignored(district):
    frame, geometry = layer(district, "GCJ-02")
    given = CRS.from_epsg(4326)

    def settle_given(**keys):
        notes = Notes("店.geojson", "facilities.0")
        return settle_crs(frame, geometry, LayerTable(path="店.geojson", **keys), given, district.reading, notes)

    with pytest.raises(CrsError, match="像是 GCJ-02"):
        settle_given()
    assert settle_given(crs_confirmed=True).crs == "EPSG:4326"
    assert settle_given(crs="GCJ-02").crs == "GCJ-02"
    assert settle_given(crs="detect").crs == "GCJ-02"


@pytest.mark.parametrize("crs", systems_around(*HERE))
def test_right_declaration_is_never_contradicted(district, crs):
    for words in (True, False):
        found, findings = settle(district, *layer(district, crs, words=words), crs=crs)
        assert found == Hypothesis(crs)
        assert "与证据相符" in findings[0].text
        assert findings[0].confirms


def test_regular_grid_in_line_with_regular_streets_is_no_evidence():
    """Rows of a lattice move together; a naive count of rows would call a shift decisive."""
    ways, coordinates = [], []
    for number, at in enumerate(range(0, 2001, 200)):
        for line in ([(at, 0), (at, 2000)], [(0, at), (2000, at)]):
            ways.append((len(ways), (len(coordinates), len(coordinates) + 1), {"highway": "residential", "name": f"路{number}"}))
            coordinates.extend(np.array(line) + CORNER)
    lonlat = to_file(np.array(coordinates), EXCHANGE_CRS)
    streets = StreetData(np.arange(len(lonlat)), lonlat[:, 0], lonlat[:, 1], {}, tuple(ways), (), None)
    lattice = np.array([(x, y) for x in range(13, 2000, 100) for y in range(13, 2000, 100)]) + CORNER
    for crs in ("EPSG:4326", "GCJ-02", "BD-09"):
        frame = pd.DataFrame({"name": ["楼"] * len(lattice), ROW: np.arange(2, len(lattice) + 2)})
        notes, table = Notes("楼.csv", "residents"), LayerTable(path="楼.csv", crs="EPSG:4326")
        geometry = gpd.GeoSeries(shapely.points(to_file(lattice, crs)))
        assert settle_crs(frame, geometry, table, None, Reading(ANALYSIS_CRS, streets), notes).crs == "EPSG:4326"


def test_undeclared_system_is_an_error_that_carries_the_doctors_opinion(district):
    with pytest.raises(CrsError) as caught:
        settle(district, *layer(district, "BD-09"))
    assert "店.csv 没有声明坐标系" in str(caught.value)
    assert '可写明 crs = "BD-09"' in str(caught.value)
    assert caught.value.repairs == ({"crs": "BD-09"},)
    with pytest.raises(CrsError) as caught:
        settle(district, *layer(district, "BD-09", words=False, rows=slice(0, 12)))
    assert caught.value.repairs == ({"crs": "detect"},)


def test_a_system_with_swapped_axes_is_one_repair(district):
    frame, geometry = layer(district, "GCJ-02", swapped=True)
    with pytest.raises(CrsError) as caught:
        settle(district, frame, geometry)
    (repair,) = caught.value.repairs
    assert repair == {"crs": "GCJ-02", "axes": "lat,lon"}
    assert settle(district, frame, geometry, **repair)[0] == Hypothesis("GCJ-02", swapped=True)


def test_swapped_axes_under_a_declared_system_name_the_key(district):
    frame, geometry = layer(district, "EPSG:4548", swapped=True)
    with pytest.raises(CrsError) as caught:
        settle(district, frame, geometry, crs="EPSG:4548")
    assert "填反" in str(caught.value)
    assert 'axes = "lat,lon"' in str(caught.value)
    assert caught.value.repairs == ({"axes": "lat,lon"},)
    assert settle(district, frame, geometry, crs="EPSG:4548", axes="lat,lon")[0].swapped


def test_degrees_and_metres_in_one_file_are_reported_with_rows(district):
    (frame, degrees), (_, metres) = layer(district, "EPSG:4326", words=False), layer(district, "EPSG:4548", words=False)
    mixed = degrees.copy()
    mixed.iloc[40:60] = metres.iloc[40:60]
    for keys in ({"crs": "EPSG:4326"}, {"crs": "detect"}):
        with pytest.raises(CrsError) as caught:
            settle(district, frame, mixed, **keys)
        assert "混有几种坐标系" in str(caught.value)
        assert "20 行只符合 EPSG:4548(CGCS2000 三度带 117°E)(第 42、43、44、45、46 等 行)" in str(caught.value)
        assert "crs_column" in str(caught.value)


def test_two_map_makers_in_one_file_are_found_by_what_the_rows_say(district):
    (frame, amap), (_, baidu) = layer(district, "GCJ-02"), layer(district, "BD-09")
    mixed = amap.copy()
    mixed.iloc[: len(mixed) // 2] = baidu.iloc[: len(mixed) // 2]
    with pytest.raises(CrsError) as caught:
        settle(district, frame, mixed, crs="detect")
    message = str(caught.value)
    assert "混有几种坐标系" in message
    assert "行只符合 GCJ-02" in message
    assert "行只符合 BD-09" in message


def test_single_row_of_another_kind_is_told_and_the_layer_is_read(district):
    frame, geometry = layer(district, "EPSG:4326")
    point = geometry.iloc[5]
    geometry.iloc[5] = shapely.Point(point.y, point.x)
    found, findings = settle(district, frame, geometry, crs="EPSG:4326")
    assert found.crs == "EPSG:4326"
    stray = [f for f in findings if f.level == "warning"]
    assert len(stray) == 1
    assert "第 7 行按 WGS 84/CGCS2000 经纬度,经纬度(横纵坐标)对调 才在研究范围内" in stray[0].text


def test_metres_under_a_declaration_of_degrees_are_told_with_what_they_may_be(district):
    frame, geometry = layer(district, "EPSG:4548", words=False, rows=slice(0, 12))
    with pytest.raises(CrsError) as caught:
        settle(district, frame, geometry, crs="EPSG:4326")
    assert "没有一个位置在研究范围内" in str(caught.value)
    assert "像是以米为单位" in str(caught.value)
    assert "可能的有:EPSG:4548" in str(caught.value)
    assert caught.value.repairs == ({"crs_confirmed": True},)


def test_layer_of_another_city_is_not_forced_into_a_system(district):
    frame = pd.DataFrame({"name": ["店"] * 30, ROW: np.arange(2, 32)})
    geometry = gpd.GeoSeries(shapely.points(np.linspace([121.4, 31.1], [121.5, 31.3], 30)))
    with pytest.raises(CrsError, match="另一座城市"):
        settle(district, frame, geometry, crs="detect")


def test_column_names_the_system_of_each_row():
    frame = pd.DataFrame({"坐标系": ["高德", "百度", "GPS", "EPSG:4548"], ROW: [2, 3, 4, 5]})
    assert crs_of_rows(frame, "坐标系", "店.csv").tolist() == ["GCJ-02", "BD-09", "EPSG:4326", "EPSG:4548"]
    with pytest.raises(CrsError, match="第 3 行的 坐标系:不认识坐标系 “地图”"):
        crs_of_rows(frame.assign(坐标系=["高德", "地图", "GPS", "百度"]), "坐标系", "店.csv")


def test_all_hypotheses_bring_a_known_place_back_to_a_centimetre():
    here = np.array([[446000.0, 4418000.0], [440123.4, 4425678.9]])
    for hypothesis in all_hypotheses(*HERE):
        raw = to_file(here, hypothesis.crs)
        again = hypothesis.place(raw[:, ::-1] if hypothesis.swapped else raw, ANALYSIS_CRS)
        assert np.abs(again - here).max() < 0.01
    assert np.isnan(placed(np.array([[446000.0, 4418000.0]]), "GCJ-02", ANALYSIS_CRS)).all()


def test_a_layer_without_anything_to_compare_with_is_taken_as_declared():
    frame, notes = pd.DataFrame({"name": ["店"], ROW: [2]}), Notes("店.csv", "facilities.0")
    geometry = gpd.GeoSeries(shapely.points([[116.3, 39.9]]))
    nothing = Reading(ANALYSIS_CRS, None)
    assert nothing.references == References(ANALYSIS_CRS, None)
    assert settle_crs(frame, geometry, LayerTable(path="店.csv", crs="BD-09"), None, nothing, notes).crs == "BD-09"
    with pytest.raises(CrsError, match="需要路网"):
        settle_crs(frame, geometry, LayerTable(path="店.csv", crs="detect"), None, nothing, notes)


@field_data
def test_field_datas_committee_list_is_found_to_be_gcj02(tmp_path):
    text = FIELD.read_text(encoding="utf-8").replace('crs = "GCJ-02"', 'crs = "detect"')
    place = str(FIELD.parent)
    study = tmp_path / "study.toml"
    study.write_text(text.replace("../../shared", f"{place}/../../shared"), encoding="utf-8")
    data = read_study(study).data
    found = [f for f in data.findings if f.topic == "crs" and f.repair]
    assert [f.repair for f in found] == [{"crs": "GCJ-02"}, {"crs": "GCJ-02"}]
    assert "148/148 在其文字所写的街道辖区内" in found[0].text
    file = read_study_file(FIELD)
    again = read_layer(file.source("communities", file.communities), ANALYSIS_CRS, needed=())
    assert np.allclose(
        data.communities.geometry.dropna().x.to_numpy(),
        again.frame.sort_values("community_id").geometry.dropna().x.to_numpy(),
    )
