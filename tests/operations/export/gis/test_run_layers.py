"""The layers of a run: what is kept, what is split by kind of geometry, what is missing."""

import shutil

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.operations.export.gis import run_layers as layers
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view


def test_columns_of_a_category_are_those_of_the_tables(finished_run):
    run = read_run_view(finished_run)
    (frame,) = [layer.frame for layer in layers.run_layers(run, read_map_page(finished_run)) if layer.name == "communities"]
    for community, row in zip(run.communities, frame.itertuples(index=False), strict=True):
        med = community.of("MED")
        assert (row.state_MED, row.share_MED, row.gap_MED) == (med.state, med.share, med.gap)
        assert (None if pd.isna(row.stars) else row.stars) == community.stars
        assert row.residents == community.residents["residents"] > 0


def test_a_ring_within_another_is_a_hole():
    outer, inner = [0, 0, 10, 0, 0, 10, -10, 0, 0, -10], [2, 2, 4, 0, 0, 4, -4, 0, 0, -4]
    shape = layers._area([outer, inner], 10.0)
    assert shape.area == pytest.approx(1.0 - 0.16)
    assert shape.geom_type == "MultiPolygon"


def test_facilities_are_points_and_areas_stand_once_more():
    both = gpd.GeoDataFrame(
        {"facility_id": ["a", "b", "c"], "name": "x", "type": "CHS"},
        geometry=[shapely.Point(1, 1), shapely.box(0, 0, 2, 2), None],
        crs="EPSG:4326",
    )
    assert layers._as_points(both).geometry.geom_type.fillna("").tolist() == ["Point", "Point", ""]
    areas = layers._as_areas(both)
    assert areas["facility_id"].tolist() == ["b"]
    assert areas.geometry.iloc[0].geom_type == "MultiPolygon"


def test_communities_that_are_points_are_a_layer_of_their_own(finished_run):
    run, page = read_run_view(finished_run), read_map_page(finished_run)
    frame = layers._read(finished_run, ("communities",))["communities"]
    frame.loc[0, "geometry"] = shapely.Point(116.4, 39.9)
    whole = layers._communities(run, page, frame)
    assert whole.geometry.geom_type.tolist() == ["Point", "Polygon"]


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"no database")])
def test_a_run_without_layers_is_told(finished_run, tmp_path, spoil):
    run = shutil.copytree(finished_run, tmp_path / "run")
    spoil(run / "study.gpkg")
    with pytest.raises(InputError, match=r"study\.gpkg|已损坏"):
        layers.run_layers(read_run_view(run), read_map_page(run))
