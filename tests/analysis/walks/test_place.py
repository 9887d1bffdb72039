"""Any place: legs built only where they can matter draw the same line; the nearest facility is that of the counts."""

import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.assessment import questions
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrones.isochrone import build_engine, engine_around
from xc_gis.analysis.legs.legs import attach
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    study = read_study(write_small_study(tmp_path_factory.mktemp("place") / "study"))
    return Explorer(study, analyse(study))


@pytest.mark.parametrize("towards", [True, False])
def test_engine_around_a_place_draws_what_an_engine_of_all_cells_draws(explorer, towards):
    scene, settings = explorer.found.scene, explorer.study.settings
    place = attach(scene.network, scene.barriers, scene.demand.xy[[13]] + [7.0, 11.0], settings)
    few = engine_around(scene.network, scene.barriers, place, 480.0, "adult", settings, step_m=20.0, towards=towards)
    reach = 480 * settings.speed("adult") + 20
    grid = grid_over((*(place.xy.min(axis=0) - reach), *(place.xy.max(axis=0) + reach)), 20.0)
    every = build_engine(
        scene.network, scene.barriers, build_grid_legs(scene.network, scene.barriers, grid, settings), "adult", settings, towards=towards
    )  # fmt: skip
    assert few.cells.attached.off_network.sum() > every.cells.attached.off_network.sum()
    for mine, other in zip(few.outlines(place, [4, 8]), every.outlines(place, [4, 8]), strict=True):
        assert shapely.equals(mine, other)
        assert mine.area > 0


def test_minutes_at_every_home_are_those_of_the_table(explorer):
    demand = explorer.found.demand
    shown = explorer.found.data.demand.geometry.to_crs("EPSG:4326")
    asked = [q.key for q in questions(explorer.study.standard) if "@" not in q.key]
    for row in range(0, len(demand), 7):
        answer = explorer.ask_place(shown.iloc[row].x, shown.iloc[row].y, [5.0], "adult")
        found = {one["category"]: one["minutes"] for one in answer["nearest"]}
        for key in asked:
            seconds = demand[f"t_{key}"].iloc[row]
            assert found.get(key) == (None if pd.isna(seconds) else pytest.approx(seconds / 60, abs=0.006))
        assert {one["category"] for one in answer["absent"]} == set(asked) - set(found)


def test_way_is_as_long_as_its_minutes_say(explorer):
    shown = explorer.found.data.demand.geometry.to_crs("EPSG:4326")
    answer = explorer.ask_place(shown.iloc[5].x, shown.iloc[5].y, [5.0], "adult")
    ways = {f["properties"]["category"]: f["geometry"]["coordinates"] for f in answer["ways"]["features"]}
    import geopandas as gpd

    for row in answer["nearest"]:
        metres = gpd.GeoSeries([shapely.LineString(ways[row["category"]])], crs="EPSG:4326").to_crs("EPSG:4548").length.iloc[0]
        pace = {"adult": 1.2, "senior": 0.9, "child": 1.0}[explorer.study.standard.category(row["category"]).profile]
        # legs count 1.3 times their length: between the plain length and that
        assert metres / pace / 60 - 0.03 <= row["minutes"] <= 1.3 * metres / pace / 60 + 0.03


def test_state_at_every_home_is_that_of_the_table(explorer):
    demand = explorer.found.demand
    shown = explorer.found.data.demand.geometry.to_crs("EPSG:4326")
    seen = set()
    for row in range(0, len(demand), 7):
        answer = explorer.ask_place(shown.iloc[row].x, shown.iloc[row].y, [], "adult")
        states = {one["category"]: one["state"] for one in (*answer["nearest"], *answer["absent"])}
        assert states == {code: demand[f"state_{code}"].iloc[row] for code in states}
        seen |= set(states.values())
    assert seen == {"covered", "gap", "unknown"}
