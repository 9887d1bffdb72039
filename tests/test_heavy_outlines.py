"""An outline of very many vertices costs no more than it shows."""

import json

import geopandas as gpd
import numpy as np
import shapely

from tests.areas.test_outlines import dense
from tests.fixtures.small_study import edit, write_small_study
from xc_gis.analysis.coverage.inventory import CompleteAreas, surroundings
from xc_gis.areas.outlines import MOST_VERTICES
from xc_gis.operations.run import run_into


def test_a_run_gives_the_same_tables_whatever_the_vertices_of_an_outline(tmp_path):
    written = []
    for name, vertices in (("plain", 0), ("dense", 2 * MOST_VERTICES)):
        study = write_small_study(tmp_path / name)

        def densified(text, vertices=vertices):
            areas = json.loads(text)
            shape = shapely.geometry.shape(areas["features"][0]["geometry"])
            areas["features"][0]["geometry"] = shapely.geometry.mapping(dense(shape, vertices) if vertices else shape)
            return json.dumps(areas)

        edit(study.parent / "communities.geojson", densified)
        run_into(study, tmp_path / name / "out", outlines=False, tables_only=True)
        written.append([(tmp_path / name / "out" / table).read_bytes() for table in ("coverage.csv", "rating.csv")])
    assert written[0] == written[1]


def test_the_outside_is_never_farther_for_a_line_drawn_coarser():
    around = np.linspace(0, 2 * np.pi, 2 * MOST_VERTICES, endpoint=False)
    wavy = 1000 + 0.4 * np.sin(around * 900)
    round_ = shapely.Polygon(np.column_stack([wavy * np.cos(around), wavy * np.sin(around)]))
    areas = gpd.GeoDataFrame(
        {"location": ["area", "area"]}, geometry=[round_, shapely.box(2000, 0, 3000, 1000)], crs="EPSG:32650"
    )
    complete = CompleteAreas({"MED": np.array([False, True])}, {"MED": False})
    xy = np.array([[0.0, 0.0], [900.0, 0.0], [1500.0, 0.0], [0.0, -950.0]])
    found = surroundings(xy, areas, 300.0, complete)
    true = shapely.distance(shapely.boundary(round_), shapely.points(xy))
    near = np.array([1, 3])
    assert (found.outside_m[near] <= true[near]).all()
    np.testing.assert_allclose(found.outside_m[near], true[near], atol=1.5)
    assert found.outside_m[2] == 0
    assert set(zip(found.point.tolist(), found.community.tolist(), strict=True)) == {(0, 0), (1, 0), (3, 0)}
