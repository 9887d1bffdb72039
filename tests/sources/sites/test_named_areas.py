"""Grids and compounds are read with a name each, or refused with their row."""

import geopandas as gpd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.sites.named_areas import read_named_areas


def write(folder, names, shapes=None, column="网格编号"):
    boxes = shapes or [shapely.box(116.3 + n / 100, 39.9, 116.305 + n / 100, 39.905) for n in range(len(names))]
    path = folder / "grids.geojson"
    gpd.GeoDataFrame({column: names}, geometry=boxes, crs="EPSG:4326").to_file(path)
    return path


def test_areas_by_name_in_the_metres_of_the_study(tmp_path):
    found = read_named_areas(write(tmp_path, ["G2", "G1"]), None, "EPSG:4548")
    assert found.frame["name"].tolist() == ["G1", "G2"]
    assert found.frame.geometry.area.between(200_000, 300_000).all()
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("names", "shapes", "column", "words"),
    [
        (["G1", "G1"], None, "网格编号", "grids.geojson 第 2、3 行编号或名称重复"), (["G1", ""], None, "网格编号", "行没有编号或名称"), (["G1"], None, "备注", "没有编号或名称列"),
        (["G1"], [shapely.Point(116.3, 39.9)], "网格编号", "行不是面"),
    ],
)  # fmt: skip
def test_what_has_no_name_or_is_no_area_is_refused(tmp_path, names, shapes, column, words):
    with pytest.raises(InputError) as caught:
        read_named_areas(write(tmp_path, names, shapes, column), None, "EPSG:4548")
    assert words in caught.value.message
