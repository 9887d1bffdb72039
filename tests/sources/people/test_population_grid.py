"""Cells of a population grid as points at their centres; a grid that cannot be meant says why."""

import numpy as np
import pytest
import rasterio
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from tests.fixtures.dwellings import load, people, texts, write_grid, write_study
from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.sources.people.population_grid import _band, _cell_size, is_grid
from xc_gis.sources.study.tables import ResidentsTable


def test_cells_of_a_grid_become_points_at_their_centres(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    cells = np.full((12, 24), -99.0)  # -99 is "no data", and so is nobody
    cells[0, 0], cells[11, 23], cells[5, 5] = 10.5, 3, 0
    write_grid(tmp_path / "grid.tif", cells)
    data = load(path)
    assert people(data) == pytest.approx({"C1": 10.5, "C2": 3})
    first = data.demand.geometry.iloc[0]
    assert (first.x - 500_000, first.y - 4_420_000) == pytest.approx((50, 1150))
    assert "人口按栅格计数,合计 14 人" in texts(data)
    assert "每格约 100 米" in texts(data)


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        ({"cells": np.full((12, 24), 5.0), "west": 500_000.0}, ("东经", "与研究范围不相交")),
        ({"cells": np.full((12, 24), -99.0)}, ("没有一格有人", "nodata")),
        ({"cells": np.full((12, 24), -5.0)}, ("第 1 行第 1 列的人数是负数(-5", "nodata")),
    ],
)
def test_a_grid_that_cannot_be_used_says_why(tmp_path, grid, words):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    write_grid(tmp_path / "grid.tif", **grid)
    with pytest.raises(InputError) as caught:
        load(path)
    for word in words:
        assert word in str(caught.value)


def test_a_picture_and_a_grid_of_several_bands_are_refused(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    form = {"driver": "GTiff", "height": 2, "width": 2, "dtype": "uint8", "crs": "EPSG:4326"}
    with pytest.warns(NotGeoreferencedWarning), rasterio.open(tmp_path / "grid.tif", "w", count=1, **form) as grid:
        grid.write(np.ones((1, 2, 2), dtype="uint8"))
    with pytest.raises(InputError, match="没有地理位置"):
        load(path)
    with rasterio.open(tmp_path / "grid.tif", "w", count=3, transform=from_origin(117, 39.93, 0.01, 0.01), **form) as grid:
        grid.write(np.ones((3, 2, 2), dtype="uint8"))
    with pytest.raises(InputError, match=r"有 3 个波段 → .*band = 1") as caught:
        load(path)
    assert caught.value.repairs == ({"band": 1},)
    edit(path, lambda t: t.replace('path = "grid.tif"', 'path = "grid.tif"\nband = 4'))
    with pytest.raises(InputError, match="没有第 4 个波段"):
        load(path)


def test_a_file_that_is_no_grid_is_refused(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n', {"grid.tif": "PK"})
    with pytest.raises(InputError, match="不是可读的 GeoTIFF"):
        load(path)


@pytest.mark.parametrize(("path", "grid"), [("a.tif", True), ("A.TIFF", True), ("a.tif.csv", False), ("tif", False)])
def test_a_grid_is_known_by_its_name(path, grid):
    assert is_grid(path) is grid


@pytest.mark.parametrize(("count", "band", "found"), [(1, None, 1), (3, 2, 2), (1, 1, 1)])
def test_the_band_is_the_only_one_or_the_one_that_is_named(count, band, found):
    assert _band(count, ResidentsTable(path="a.tif", crs="EPSG:4548", band=band), "a.tif") == found


def test_of_several_bands_one_must_be_named_and_one_that_is_not_there_is_told():
    with pytest.raises(InputError, match=r"a\.tif 有 2 个波段") as caught:
        _band(2, ResidentsTable(path="a.tif"), "a.tif")
    assert caught.value.repairs == ({"band": 1},)
    with pytest.raises(InputError, match=r"没有第 3 个波段\(共 2 个\)"):
        _band(2, ResidentsTable(path="a.tif", band=3), "a.tif")


@pytest.mark.parametrize(("size", "level"), [(100.0, "info"), (250.0, "info"), (251.0, "warning")])
def test_the_width_of_cells_is_told_and_wide_ones_are_warned_of(size, level):
    transform = from_origin(500_000, 4_420_000, size, size)
    x, y = np.array([500_000 + size / 2]), np.array([4_420_000 - size / 2])
    finding = _cell_size(transform, "EPSG:4548", "EPSG:4548", x, y, "a.tif")
    assert (finding.level, finding.evidence) == (level, {"cell_m": size})
    assert f"每格约 {size:.0f} 米" in finding.text
