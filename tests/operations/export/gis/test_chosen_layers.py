"""Layers of chosen areas: their own rows, and what lies around them; the rest is left away."""

import geopandas as gpd
import shapely

from tests.fixtures.sheet_rows import named, run_with
from xc_gis.operations.export.gis.chosen_layers import chosen_layers
from xc_gis.report.gis.records import Layer
from xc_gis.units import EXCHANGE_CRS


def layer(called, kind, shapes, **columns):
    return Layer(called, called, gpd.GeoDataFrame(columns, geometry=shapes, crs=EXCHANGE_CRS), kind, {})


def test_a_subdistrict_keeps_its_own_and_what_is_near(finished_run):
    run = run_with(finished_run, named(1), named(2, subdistrict="乙街道"))
    ids = [c.community_id for c in run.communities]
    areas = [shapely.box(116.30, 39.90, 116.31, 39.91), shapely.box(116.40, 39.90, 116.41, 39.91)]
    near, far = shapely.Point(116.315, 39.905), shapely.Point(116.40, 39.905)
    layers = [
        layer("communities", "MultiPolygon", areas, community_id=ids), layer("subdistricts", "MultiPolygon", areas, name=["甲街道", "乙街道"]),
        layer("facilities", "Point", [near, far, None], facility_id=["near", "far", "lost"]), layer("gaps", "Point", [far], community_id=ids[1:]),
    ]  # fmt: skip
    kept = {one.name: one.frame for one in chosen_layers(layers, run, ("甲街道",))}
    assert kept["communities"]["community_id"].tolist() == ids[:1]
    assert kept["subdistricts"]["name"].tolist() == ["甲街道"]
    assert kept["facilities"]["facility_id"].tolist() == ["near"]
    assert "gaps" not in kept
    assert chosen_layers(layers, run, ()) == layers
