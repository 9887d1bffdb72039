"""What lies elsewhere is named, or ends the run: never an empty result (issue of communities 700 km off)."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.study import read_study
from xc_gis.sources.crs.far_apart import groups

ROWS = [(x, y) for y in (0, 600) for x in range(0, 2400, 400)]


def many_communities(folder, *, kind="areas"):
    """The small study with twelve communities, as areas or as a table of points."""
    path = write_small_study(folder)
    ids, names = [f"C{n + 1}" for n in range(len(ROWS))], [f"{n + 1}号社区" for n in range(len(ROWS))]
    if kind == "areas":
        corners = [[(x, y), (x + 400, y), (x + 400, y + 600), (x, y + 600)] for x, y in ROWS]
        shapes = [shapely.Polygon(degrees(ring)) for ring in corners]
        frame = gpd.GeoDataFrame({"community_id": ids, "name": names, "subdistrict": "甲街道"}, geometry=shapes, crs="EPSG:4326")
        frame.to_file(folder / "communities.geojson")
    else:
        rows = [
            f"{i},{n},{x:.7f},{y:.7f}"
            for i, n, (x, y) in zip(ids, names, degrees([(x + 200, y + 300) for x, y in ROWS]), strict=True)
        ]
        (folder / "communities.csv").write_text("\n".join(["community_id,name,lon,lat", *rows]) + "\n", encoding="utf-8")
        edit(path, lambda text: text.replace('communities.geojson"', 'communities.csv"\ncrs = "EPSG:4326"'))
    return path


def moved(folder, change, rows):
    """Change the coordinates (n × 2, degrees) of some communities."""
    table = folder / "communities.csv"
    if table.exists():
        lines = table.read_text(encoding="utf-8").splitlines()
        for row in rows:
            a, b, lon, lat = lines[row + 1].split(",")
            x, y = change(np.array([[float(lon), float(lat)]]))[0]
            lines[row + 1] = f"{a},{b},{x:.7f},{y:.7f}"
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    frame = gpd.read_file(folder / "communities.geojson")
    frame.geometry = [shapely.transform(g, change) if n in rows else g for n, g in enumerate(frame.geometry)]
    frame.to_file(folder / "communities.geojson")


def by(lon, lat):
    """A shift in degrees."""
    return lambda p: np.add(p, (lon, lat))


TO = {
    "上海": by(4.5, -8.7), "差一度": by(1.0, 0.0), "零点": lambda p: p - p.mean(axis=0) + 0.001,
    "经纬度对调": lambda p: p[:, ::-1] * [1, 0.7], "少一位": lambda p: p / 10,
}  # fmt: skip


@pytest.mark.parametrize("shift", [(4.5, -8.7), (-6.0, 3.0), (0.6, 0.6)])
def test_all_communities_elsewhere_than_the_streets_stop_with_both_places(shift, tmp_path):
    path = many_communities(tmp_path)
    moved(tmp_path, by(*shift), range(12))
    with pytest.raises(InputError, match=r"communities\.geojson 的社区与 streets\.osm 的路网相距约 [\d,]+ 公里") as caught:
        read_study(path)
    assert "路网在东经 117.0" in caught.value.message
    assert "公里" in next(layer for layer in check_study(path).layers if layer.table == "frame").fault.message


def test_subdistricts_of_another_city_stop(tmp_path):
    path = many_communities(tmp_path)
    area = shapely.transform(shapely.Polygon(degrees([(0, 0), (2400, 0), (2400, 1200), (0, 1200)])), by(4.5, -8.7))
    gpd.GeoDataFrame({"name": ["甲街道"]}, geometry=[area], crs="EPSG:4326").to_file(tmp_path / "subdistricts.geojson")
    edit(path, lambda text: text + '\n[subdistricts]\npath = "subdistricts.geojson"\n')
    with pytest.raises(InputError, match=r"communities\.geojson 的社区与 subdistricts\.geojson 的街道相距约"):
        read_study(path)


@pytest.mark.parametrize("layer", ["residents.csv", "facilities.csv"])
def test_residents_or_facilities_wholly_elsewhere_stop(layer, tmp_path):
    path = write_small_study(tmp_path)
    edit(tmp_path / layer, lambda text: text.replace(",117.", ",112.").replace(",116.9", ",111.9").replace(",39.", ",34."))
    with pytest.raises(InputError, match=layer) as caught:
        read_study(path)
    assert "研究范围" in caught.value.message


def test_a_district_with_wide_gaps_is_one_place():
    rng = np.random.default_rng(1)
    county = rng.uniform([115.5, 39.5], [116.9, 40.9], (300, 2))
    assert len(set(groups(county))) == 1
    assert len(set(groups(np.vstack([county, [[121.47, 31.23]]])))) == 2
