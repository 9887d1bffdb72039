"""
Planning: what a change of facilities takes, who goes where, and walks between many places and homes.

``python -m benchmarks.planning [NODES_A_SIDE [ROUNDS]]``: added, moved and closed facilities on the sample and on the generated city of ``big_city`` (default
1000 × 1000 nodes, with 300,000 demand points, 30,000 facilities and 1,600 communities; 0: the sample alone), in processor milliseconds of one
change each, as one thread does it all; each change at its best of ROUNDS (default 1), for machines that do other work.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.big_city import BIG, DEMAND_PER_NODE, FACILITIES_PER_NODE, streets
from xc_gis.analysis.assessment import Assessment, assess
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.catchments import catchment_table, choices
from xc_gis.analysis.planning.facility_changes import FacilityChanges, MovedFacility, NewFacility
from xc_gis.analysis.planning.planning_base import PlanningBase
from xc_gis.analysis.times.pair_times import pair_times
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.errors import InputError
from xc_gis.model import AGE_COLUMNS, COMMUNITY_COLUMNS, DEMAND_COLUMNS, FACILITY_COLUMNS, InventoryStatement, StudyData
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard, load_standard
from xc_gis.units import ANALYSIS_CRS

SAMPLE = Path(__file__).parents[1] / "data" / "sample-study.toml"
CHANGES, SEED = 100, 12
PLACES, HOMES, REACH_S = 2_000, 30_000, 900.0
SQUARES = 40
"""The city has so many communities a side."""

SHARES = {
    "residents_0_3": 0.03,
    "residents_3_6": 0.03,
    "residents_6_12": 0.06,
    "residents_60plus": 0.25,
    "residents_80plus": 0.04,
}


def sample_base() -> PlanningBase:
    """The base of the sample."""
    study = read_study(SAMPLE)
    return PlanningBase.of(analyse(study), study.standard, study.settings, study.file.study.date)


def city_base(side: int) -> PlanningBase:
    """The base of a generated city, every category completely surveyed."""
    settings = Settings().override({"crs.analysis": ANALYSIS_CRS}, origin="study", where="benchmark")
    standard = load_standard("xicheng-ykz-default", base_dir=Path())
    rng = np.random.default_rng(SEED)
    drawn = streets(side, rng)
    data = city_data(side, standard, settings, rng)
    found = assess(data, drawn, standard, settings, Silent(), study_date=date(2026, 6, 30))
    return PlanningBase.of(found, standard, settings, date(2026, 6, 30))


def city_data(side: int, standard: Standard, settings: Settings, rng: np.random.Generator) -> StudyData:
    """Communities in squares; homes and facilities anywhere."""
    drawn = streets(side, np.random.default_rng(SEED))
    box = gpd.GeoSeries(shapely.points([drawn.lon.min(), drawn.lon.max()], [drawn.lat.min(), drawn.lat.max()]), crs="EPSG:4326")
    west, south, east, north = box.to_crs(settings.word("crs.analysis")).total_bounds
    x, y = np.linspace(west, east, SQUARES + 1), np.linspace(south, north, SQUARES + 1)
    cells = [(i, j) for i in range(SQUARES) for j in range(SQUARES)]
    names = np.array([f"C{i:02d}{j:02d}" for i, j in cells])
    columns: dict[str, object] = {
        "community_id": names,
        "name": names,
        "subdistrict": [f"S{i // 4:02d}{j // 4:02d}" for i, j in cells],
    }
    columns |= dict.fromkeys(AGE_COLUMNS.values(), np.nan) | {"location": "area"}
    communities = gpd.GeoDataFrame(
        columns, geometry=[shapely.box(x[i], y[j], x[i + 1], y[j + 1]) for i, j in cells], crs=ANALYSIS_CRS
    )  # fmt: skip
    homes, places = (
        rng.uniform((west, south), (east, north), (int(side * side * s), 2)) for s in (DEMAND_PER_NODE, FACILITIES_PER_NODE)
    )
    at = [np.clip(np.searchsorted(line, homes[:, n]) - 1, 0, SQUARES - 1) for n, line in enumerate((x, y))]
    people = rng.integers(20, 200, len(homes)).astype(float)
    columns = {"demand_id": [f"D{n:07d}" for n in range(len(homes))], "residents": people}
    columns |= {name: np.round(people * share) for name, share in SHARES.items()} | {
        "community_id": names[at[0] * SQUARES + at[1]]
    }
    demand = gpd.GeoDataFrame(columns, geometry=shapely.points(homes), crs=ANALYSIS_CRS)
    kinds = sorted(kind for kind, words in standard.facility_types.items() if words.services)
    ids = [f"F{n:07d}" for n in range(len(places))]
    columns = {"facility_id": ids, "type": [kinds[n % len(kinds)] for n in range(len(ids))], "name": ids, "address": ""}
    columns |= {
        "status": "open",
        "serves": "",
        "sources": "[]",
        "crs_in": "",
        "building": False,
        "hours": "",
        "home_visit": "",
        "phone": "",
        "booking": "",
        "capacity": np.nan,
        "floor_area": np.nan,
    }
    facilities = gpd.GeoDataFrame(columns, geometry=shapely.points(places), crs=ANALYSIS_CRS)
    surveyed = tuple(InventoryStatement(c.code, None, ("all", "outside"), "complete", None) for c in standard.categories)
    return StudyData(
        communities=communities[list(COMMUNITY_COLUMNS)], demand=demand[list(DEMAND_COLUMNS)],
        facilities=facilities[list(FACILITY_COLUMNS)], subdistricts=None, inventory=surveyed, supply=None, feedback=None, red_flags=(),
        inputs=(), problems=pd.DataFrame(), warnings=(),
    )  # fmt: skip


class Changes:
    """Changes of chance: every type that offers something, at places beside a street."""

    def __init__(self, found: Assessment, standard: Standard) -> None:
        self._rng = np.random.default_rng(SEED)
        self._network = found.scene.network
        frame = found.data.facilities
        is_open = (frame["status"] == "open").to_numpy() & ~frame.geometry.isna().to_numpy()
        kinds = frame["type"].to_numpy(dtype=object)
        ids = frame["facility_id"].to_numpy(dtype=object)
        serving = [kind for kind, words in standard.facility_types.items() if words.services]
        self._ids = {kind: ids[is_open & (kinds == kind)] for kind in serving}
        self._ids = {kind: some for kind, some in self._ids.items() if len(some)}
        self._kinds = sorted(self._ids)

    def make(self, what: str, number: int) -> FacilityChanges:
        """One change: ``add``, ``move`` or ``close``."""
        kind = self._kinds[number % len(self._kinds)]
        net, edge = self._network, int(self._rng.integers(self._network.n_edges))
        x, y = net.x[net.u[edge]] + self._rng.uniform(-20, 20), net.y[net.u[edge]] + self._rng.uniform(-20, 20)
        known = str(self._rng.choice(self._ids[kind]))
        if what == "add":
            return FacilityChanges(added=(NewFacility("NEW", kind, float(x), float(y)),))
        return (
            FacilityChanges(moved=(MovedFacility(known, float(x), float(y)),))
            if what == "move"
            else FacilityChanges(closed=(known,))
        )


def best_milliseconds(base: PlanningBase, rounds: int) -> dict[str, np.ndarray]:
    """Of each change the best of several rounds; every round begins with a base that keeps nothing yet."""
    found = [milliseconds(base)]
    for _ in range(rounds - 1):
        found.append(milliseconds(PlanningBase.of(base.found, base.standard, base.settings, date(2026, 6, 30))))
    return {what: np.min([one[what] for one in found], axis=0) for what in found[0]}


def milliseconds(base: PlanningBase) -> dict[str, np.ndarray]:
    """Of one change after the other, none of them twice."""
    base.prepare()
    chance, found = Changes(base.found, base.standard), {}
    for what in ("add", "move", "close"):
        taken = []
        for number in range(CHANGES):
            changes = chance.make(what, number)
            start = time.process_time()
            try:
                base.effect_of(changes)
            except InputError:  # a place without a street
                continue
            taken.append((time.process_time() - start) * 1000)
        found[what] = np.array(taken)
    return found


def sample_searches(base: PlanningBase, rounds: int) -> dict[str, float]:
    """Seconds for the choices of all residents of the sample, and for pairs of places and homes near its streets; best of the rounds."""
    found, settings, net = base.found, base.settings, base.found.scene.network
    rng = np.random.default_rng(SEED)
    near = []
    for count in (PLACES, HOMES):
        edge = rng.integers(0, net.n_edges, count)
        xy = np.column_stack([net.x[net.u[edge]], net.y[net.u[edge]]]) + rng.uniform(-30, 30, (count, 2))
        near.append(attach(net, found.scene.barriers, xy, settings))
    graph = build_search_graph(net, "adult", settings)
    taken: dict[str, float] = {}

    def kept(name: str, start: float) -> None:
        taken[name] = min(taken.get(name, np.inf), time.process_time() - start)

    for _ in range(rounds):
        start = time.process_time()
        catchment_table(found, choices(found, base.standard, settings), base.standard)
        kept("catchments.csv of the sample, 25 categories", start)
        start = time.process_time()
        pairs = pair_times(net, found.scene.barriers, near[1], near[0], np.arange(PLACES), graph, settings, REACH_S)
        kept(f"{PLACES:,} places × {HOMES:,} homes within 15 minutes, {len(pairs.place):,} pairs", start)
    return taken


def table(rows: dict[str, dict[str, np.ndarray]]) -> str:
    """Markdown for docs/benchmarks-planning.md."""
    lines = ["| compute of one change | add, ms (median · p95) | move, ms | close, ms |", "|---|---|---|---|"]
    for name, found in rows.items():
        cells = (
            f"{np.median(some):.1f} · {np.quantile(some, 0.95):.1f}" for some in (found["add"], found["move"], found["close"])
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    side = int(sys.argv[1]) if len(sys.argv) > 1 else BIG
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sample = sample_base()
    measured = {"sample": best_milliseconds(sample, rounds)}
    searches = sample_searches(sample, rounds)
    if side:
        measured[f"generated city, {side * side:,} nodes"] = best_milliseconds(city_base(side), rounds)
    print(table(measured))
    for name, seconds in searches.items():
        print(f"| {name} | {seconds:.2f} s |")
