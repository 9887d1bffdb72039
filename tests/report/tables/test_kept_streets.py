"""Streets that a run keeps are those that were read, field by field and to the last digit."""

import zipfile
from dataclasses import fields, replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.operations.years.pairs import write_few
from xc_gis.model import StreetData, StreetLoss, WalkableArea
from xc_gis.operations.study import read_study
from xc_gis.report.tables.kept_streets import read_streets_of, write_streets


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    read = read_study(write_few(tmp_path_factory.mktemp("streets"))).streets
    ring = tuple(read.node_ids[:3].tolist())
    return replace(
        read, lines=((9, ring, {"barrier": "wall"}),), areas=(WalkableArea(7, "way", ((*ring, ring[0]),), (), {"highway": "footway", "name": "广场，'\"<"}),),
        open_areas=(("relation", 9),), losses=(StreetLoss("lost_node", "way/1", 116.1, 39.9), StreetLoss("deleted", "node/2")),
        node_tags={ring[0]: {"barrier": "gate", "access": "private"}, **read.node_tags}, notes={"repeated": 2}, elsewhere=np.array([[116.1, 39.9]]), as_of="2026-11-20T20:15:01Z", ways_left_out=5,
    )  # fmt: skip


def there_and_back(streets, folder, known=None):
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        write_streets(streets, packed)
    with zipfile.ZipFile(folder / "a.zip") as packed:
        return read_streets_of(packed, {} if known is None else known)


def same(one, other):
    for field in fields(StreetData):
        mine, found = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, np.ndarray):
            assert mine.dtype == found.dtype, field.name
            np.testing.assert_array_equal(mine, found)
        elif isinstance(mine, gpd.GeoDataFrame):
            assert mine["kind"].tolist() == found["kind"].tolist()
            assert shapely.to_wkb(mine.geometry.to_numpy()).tolist() == shapely.to_wkb(found.geometry.to_numpy()).tolist()
            assert mine.crs == found.crs
        else:
            assert mine == found, field.name


def test_every_field_comes_back(streets, tmp_path):
    same(streets, there_and_back(streets, tmp_path))


def test_places_finer_than_openstreetmap_keeps_them_and_nothing_at_all_come_back(streets, tmp_path):
    same(fine := replace(streets, lon=streets.lon + 1e-11), there_and_back(fine, tmp_path))
    none = np.zeros(0)
    empty = replace(
        streets, node_ids=none.astype(np.int64), lon=none, lat=none, node_tags={}, ways=(), lines=(), areas=(),
        background=streets.background.iloc[:0], elsewhere=None, near=None,
    )  # fmt: skip
    same(empty, there_and_back(empty, tmp_path))


def test_the_same_streets_are_the_same_bytes_and_one_object(streets, tmp_path):
    known, raw = {}, []
    copy = replace(streets)
    for one in (streets, copy, streets):
        found = there_and_back(one, tmp_path, known)
        raw.append((tmp_path / "a.zip").read_bytes())
    assert raw[0] == raw[1] == raw[2]
    assert len(known) == 1
    assert there_and_back(replace(streets, as_of=""), tmp_path, known) is not found
