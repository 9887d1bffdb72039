"""
Measure speed as ratios against peers in the same run: ``make bench``.

    python benchmarks/run.py            sample, field data (where present), growth to a million nodes, a whole city's extract
    python benchmarks/run.py --quick    without the last two

Prints a table and writes it to docs/benchmarks.md. What is compared runs in one thread and is measured in processor seconds, turn by turn, so
that whatever else the machine does slows both sides alike; medians, and ratios are what counts. Whole commands are measured by the clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.big_city import big_city_times  # noqa: E402
from benchmarks.duplicates import duplicate_rows  # noqa: E402
from benchmarks.isochrone_peers import buffered_ego_graph, buffered_service_area, networkx_graph  # noqa: E402
from benchmarks.whole_beijing import whole_beijing_rows  # noqa: E402
from tests.fixtures.second_method import SecondMethod  # noqa: E402
from tests.fixtures.studies import FIELD, FIELD_DATA, SAMPLE  # noqa: E402
from xc_gis.analysis.assessment import assess_scene, build_scene, questions  # noqa: E402
from xc_gis.analysis.isochrones.check import check_outlines  # noqa: E402
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over  # noqa: E402
from xc_gis.analysis.isochrones.isochrone import build_engine  # noqa: E402
from xc_gis.analysis.isochrones.many_isochrones import isochrones_of_many  # noqa: E402
from xc_gis.analysis.legs.point_parts import part_of  # noqa: E402
from xc_gis.analysis.times.search import build_search_graph  # noqa: E402
from xc_gis.operations.study import read_study  # noqa: E402
from xc_gis.progress import Silent  # noqa: E402

ROUNDS = 3
LIMITS = (5.0, 10.0, 15.0)
TOGETHER = 20
"""Places around the middle of a study that are drawn together."""
Row = tuple[str, str, str]


def median_s(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median processor seconds."""
    return turn_by_turn(work, rounds=rounds)[0]


def turn_by_turn(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median processor seconds of each, done in turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return [statistics.median(times) for times in taken]


def whole_command(study: Path, *more: str) -> tuple[float, float, float]:
    """Wall seconds, processor seconds of all processes and peak memory (MB) of a whole run, start-up included."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        processor_s = processor_seconds([sys.executable, "-m", "xc_gis", "run", str(study), "--out", f"{folder}/out", *more])
        taken = time.perf_counter() - start
    return taken, processor_s, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def processor_seconds(command: list[str]) -> float:
    """Processor seconds of a command and all its processes; modules are compiled once and kept, as an installed program has them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "xc-gis-benchmark")}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=os.environ | compiled)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def nearest_rows(name: str, study_path: Path) -> list[Row]:
    """Nearest facility of all categories and profiles against networkx multi-source on the same graph."""
    study = read_study(study_path)
    scene = build_scene(study.data, study.streets, study.settings, Silent())
    found = assess_scene(scene, study.data, study.standard, study.settings, Silent(), study_date=study.file.study.date)
    analysis = median_s(
        lambda: assess_scene(
            build_legs(scene, study), study.data, study.standard, study.settings, Silent(), study_date=study.file.study.date
        )
    )
    ours = theirs = 0.0
    for profile in sorted({q.profile for q in questions(study.standard)}):
        graph = build_search_graph(scene.network, profile, study.settings)
        second = SecondMethod(scene, study.settings, profile)
        arrivals = graph.arrivals(scene.facility.legs)
        for question in (q for q in questions(study.standard) if q.profile == profile):
            points = np.flatnonzero(
                np.isin(scene.facility_points.facility, found.services["facility"][found.services["type"].isin(question.types)])
            )
            group = arrivals.take(np.isin(arrivals.point, points))
            if len(group.point) == 0:
                continue
            ours += median_s(lambda graph=graph, group=group, q=question: graph.search([group], q.bound_s))
            seeds = list(zip(group.state.tolist(), group.cost_s.tolist(), strict=True))
            layers = second.layers
            layers.add_node("all")
            nodes = graph.state_node
            for state, cost in seeds:
                key = (int(nodes[state]), "open")
                if layers.has_node(key):
                    layers.add_edge("all", key, s=cost)
            theirs += median_s(
                lambda layers=layers, q=question: nx.single_source_dijkstra_path_length(
                    layers, "all", cutoff=q.bound_s, weight="s"
                ),
                2,
            )
            layers.remove_node("all")
    return [
        (f"{name}: analysis (network in memory → rating)", f"{analysis:.2f} s", "promise ≤ 3 s (sample)"),
        (f"{name}: nearest facility, all categories and profiles", f"{ours:.3f} s", f"networkx {theirs:.2f} s: **{theirs / ours:.0f} ×** (promise ≥ 30 ×)"),
    ]  # fmt: skip


def build_legs(scene, study):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Attach demand and facilities anew: legs are part of the analysis."""
    from dataclasses import replace  # noqa: PLC0415

    from xc_gis.analysis.legs.legs import attach  # noqa: PLC0415

    demand = attach(scene.network, scene.barriers, scene.demand.xy, study.settings)
    facility = attach(scene.network, scene.barriers, scene.facility_points.xy, study.settings)
    return replace(scene, demand=demand, facility=facility)


def isochrone_rows(name: str, study_path: Path) -> list[Row]:
    """Sets of outlines (5, 10, 15 minutes) of places taken together, against buffering the reached streets by 30 m and uniting them."""
    study = read_study(study_path)
    scene = build_scene(study.data, study.streets, study.settings, Silent())
    middle = np.nanmedian(scene.facility_points.xy, axis=0)
    near = np.argsort(np.hypot(*(scene.facility_points.xy - middle).T))
    chosen = [int(p) for p in near if not scene.facility.off_network[p]][:TOGETHER]
    step = study.settings.number("isochrone.grid_place_m")
    reach = LIMITS[-1] * 60 * study.settings.speed("adult") + 200
    low, high = scene.facility_points.xy[chosen].min(axis=0) - reach, scene.facility_points.xy[chosen].max(axis=0) + reach
    start = time.process_time()
    cells = build_grid_legs(scene.network, scene.barriers, grid_over((*low, *high), step), study.settings)
    legs_s = time.process_time() - start
    engine = build_engine(scene.network, scene.barriers, cells, "adult", study.settings)
    members = [np.array([p]) for p in chosen]
    places = [part_of(scene.facility, rows) for rows in members]
    plain = networkx_graph(scene.network, "adult", study.settings)
    together, alone, lean, usual = (
        seconds / len(places)
        for seconds in turn_by_turn(
            lambda: isochrones_of_many(engine, scene.facility, members, LIMITS),
            lambda: [engine.outlines(p, LIMITS) for p in places],
            lambda: [buffered_service_area(engine.graph, p, LIMITS) for p in places],
            lambda: [buffered_ego_graph(plain, scene.network, p.xy[0], LIMITS) for p in places],
        )
    )
    wrong = asked = 0
    farthest = 0.0
    for place, outlines in zip(places, isochrones_of_many(engine, scene.facility, members, LIMITS), strict=True):
        for row in check_outlines(engine, place, scene.demand, LIMITS, list(outlines)):
            wrong, asked, farthest = wrong + row["wrong"], asked + row["asked"], max(farthest, row["farthest_m"])
    return [
        (f"{name}: isochrone set 5/10/15 on a {step:g} m grid, legs cached, {len(places)} places together", f"{together * 1000:.1f} ms a set", f"streets reached by our search, buffered and united {lean * 1000:.0f} ms: **{lean / together:.0f} ×** (promise ≥ 15 ×)"),
        (f"{name}: the same, one place alone", f"{alone * 1000:.1f} ms a set", f"**{lean / alone:.0f} ×**"),
        (f"{name}: together, against the tutorials' form (ego graph by networkx, edges and nodes buffered)", f"{together * 1000:.1f} ms a set", f"{usual * 1000:.0f} ms: **{usual / together:.0f} ×**"),
        (f"{name}: demand points on the wrong side", f"{wrong} of {asked}", f"farthest {farthest:.1f} m (promise ≤ 1 %, ≤ {step:g} m)"),
        (f"{name}: legs of that grid, once", f"{legs_s:.1f} s", f"{len(cells.attached.xy):,} cells"),
    ]  # fmt: skip


def exact_script_rows() -> list[Row]:
    """Tables of the field data against an exact script for this one study, in turn; start-up included."""
    script = [sys.executable, str(ROOT / "benchmarks" / "exact_script.py"), str(FIELD_DATA)]
    ours, theirs = [], []
    whole_command(FIELD, "--tables-only")  # the first run compiles modules: no figure
    processor_seconds(script)
    for _ in range(ROUNDS):
        ours.append(whole_command(FIELD, "--tables-only")[1])
        theirs.append(processor_seconds(script))
    mine, other = statistics.median(ours), statistics.median(theirs)
    promise = f"{other:.1f} processor seconds: **{mine / other:.1f} ×** (promise ≤ 2 ×)"
    return [
        (
            "field data: tables alone against an exact script (osmium, numpy, scipy) that gives the same counts",
            f"{mine:.1f} s",
            promise,
        )
    ]


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="without the growth to a million nodes and the whole city")
    quick = parser.parse_args().quick
    rows: list[Row] = []
    seconds, processor_s, memory = whole_command(SAMPLE)
    promise = f"{processor_s:.0f} processor seconds, {memory:.0f} MB in the largest process (promise ≤ 60 s, ≤ 2 GB)"
    rows.append(("sample: whole run, two jobs", f"{seconds:.0f} s", promise))
    seconds, processor_s, _ = whole_command(SAMPLE, "--no-outlines")
    rows.append(
        (
            "sample: to a map without outlines, start-up included",
            f"{seconds:.1f} s",
            f"{processor_s:.1f} processor seconds (aim ≤ 12 s)",
        )
    )
    rows += nearest_rows("sample", SAMPLE) + isochrone_rows("sample", SAMPLE)
    if (FIELD_DATA / "README.md").is_file():
        seconds, processor_s, _ = whole_command(FIELD, "--tables-only")
        promise = f"{processor_s:.1f} processor seconds (promise ≤ 6 s)"
        rows.append(("field data: .osm.pbf → tables, start-up included", f"{seconds:.1f} s", promise))
        rows += exact_script_rows() + nearest_rows("field data", FIELD) + isochrone_rows("field data", FIELD)
    if not quick:
        rows += whole_beijing_rows() + duplicate_rows() + big_city_times()  # the largest last: peaks of memory stay
    heading = f"# Benchmarks\n\nWritten by `make bench` on {platform.machine()}, Python {platform.python_version()}; medians; compared are processor seconds of one thread, turn by turn.\n\n"
    table = "| what | measured | against |\n|---|---|---|\n" + "\n".join(f"| {a} | {b} | {c} |" for a, b, c in rows)
    print(table)
    (ROOT / "docs" / "benchmarks.md").write_text(heading + table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
