"""
A city of a million nodes in one process and over two workers: `python benchmarks/large_over_workers.py [SIDE [WORKERS]]`.

Network in memory → legs and times of twelve categories, by the clock. A scheduler and workers of Dask, each a process on loopback, run
already and have done a small city; their start is told apart. What is compared is equal bit by bit, or the benchmark ends with an error.
`… halo [SIDE]`: what patches cost more than the whole, for 1 to 64 workers, one task after the other.
`… run [SIDE]`: a whole run of the city, written as files, by the command alone and with two workers: seconds by stage, tables compared.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.big_city import CATEGORIES, DEMAND_PER_NODE, FACILITIES_PER_NODE, streets
from tests.fixtures.dask_cluster import DaskCluster
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, build_network
from xc_gis.analysis.patches.large_study import LargeStudy, in_turn
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import EVERYONE
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.operations.batch.cluster import cluster_for
from xc_gis.operations.large_run.on_cluster import OnCluster
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard.load import load_standard
from xc_gis.units import ANALYSIS_CRS

SIDE, SMALL, WORKERS = 1000, 450, 2

BYTES_A_NODE = 10_000
"""Of all processes and files together."""

STUDY = """
[study]
name = "large"
date = 2026-06-30
standard = "xicheng-ykz-default"
[network]
osm = "streets.osm.pbf"
[communities]
path = "communities.geojson"
[residents]
path = "residents.csv"
crs = "EPSG:4326"
[[facilities]]
path = "facilities.csv"
type_column = "type"
crs = "EPSG:4326"
columns = { facility_id = "id", name = "name", lon = "lon", lat = "lat" }
"""


@dataclass(frozen=True)
class City:
    """A generated city, as ``big_city.seconds_for`` makes it."""

    network: WalkingNetwork
    barriers: Barriers
    demand_xy: np.ndarray
    facility_xy: np.ndarray
    services: pd.DataFrame
    asked: list[Question]
    settings: Settings

    @classmethod
    def of(cls, side: int) -> City:
        """Side: nodes from west to east."""
        rng = np.random.default_rng(7)
        settings = Settings().override({"crs.analysis": ANALYSIS_CRS}, origin="study", where="benchmark")
        data = streets(side, rng)
        network, barriers = build_network(data, settings), build_barriers(data, settings)
        low, high = (network.x.min(), network.y.min()), (network.x.max(), network.y.max())
        demand_xy, facility_xy = (
            rng.uniform(low, high, (int(side * side * n), 2)) for n in (DEMAND_PER_NODE, FACILITIES_PER_NODE)
        )
        kinds = [f"T{n % CATEGORIES:02d}" for n in range(len(facility_xy))]
        services = pd.DataFrame({"facility": range(len(kinds)), "type": kinds, "catchment": EVERYONE, "area": ""})
        asked = [Question(k, (k,), "adult", 1800.0) for k in sorted(set(kinds))]
        return cls(network, barriers, demand_xy, facility_xy, services, asked, settings)

    def ends(self, demand: Attached, facility: Attached) -> Ends:
        """Everybody lives nowhere in particular."""
        nowhere = np.array([""] * len(self.demand_xy), dtype=object)
        return Ends(
            demand, DemandAreas(nowhere, nowhere), facility, FacilityPoints(self.facility_xy, np.arange(len(self.facility_xy)))
        )

    def alone(self) -> tuple[Attached, Attached, dict[str, np.ndarray]]:
        """In this process, the whole network at once."""
        demand, facility = (attach(self.network, self.barriers, xy, self.settings) for xy in (self.demand_xy, self.facility_xy))
        times = walking_times(
            self.network, self.barriers, self.ends(demand, facility), self.services, self.asked, self.settings, Silent()
        )
        return demand, facility, times

    def divided(self, large: LargeStudy) -> tuple[Attached, Attached, dict[str, np.ndarray]]:
        """Patch by patch."""
        demand, facility = large.attach(self.network, self.barriers, self.demand_xy, self.facility_xy, self.settings, Silent())
        times = large.search(
            self.network, self.barriers, self.ends(demand, facility), self.services, self.asked, self.settings, Silent()
        )
        return demand, facility, times


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock, processor seconds of this process, what came of it."""
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - start, time.process_time() - cpu, found


def most_memory() -> int:
    """Most bytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Every time and every column of the legs, bit by bit."""
    for key, seconds in one[2].items():
        assert seconds.tobytes() == other[2][key].tobytes(), key
    for mine, theirs in zip(one[:2], other[:2], strict=True):
        assert np.array_equal(mine.off_network, theirs.off_network)
        for table in ("candidates", "legs"):
            a, b = getattr(mine, table), getattr(theirs, table)
            for name in type(a).__dataclass_fields__:
                assert np.asarray(getattr(a, name)).tobytes() == np.asarray(getattr(b, name)).tobytes(), (table, name)


def over_workers(side: int, workers: int) -> None:
    """One process against workers."""
    touched = f"import numpy; numpy.ones({int(side * side * BYTES_A_NODE) // 8})"  # a virtual machine gets memory at the first touch, slowly
    subprocess.run([sys.executable, "-c", touched], check=True)
    os.environ["DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED"] = "False"  # as docs/large-studies.md says
    city, small = City.of(side), City.of(min(SMALL, side))
    with tempfile.TemporaryDirectory() as place:
        dask = DaskCluster(Path(place) / "dask")
        dask.folder.mkdir()
        began = time.perf_counter()
        try:
            dask.start_scheduler()
            for _ in range(workers):
                dask.start_worker()
            with cluster_for(1, 1, scheduler_file=dask.file) as cluster:
                cluster.client.wait_for_workers(workers)
                started = time.perf_counter() - began
                folders = [Path(place) / name for name in ("small", "large")]
                for folder in folders:
                    folder.mkdir()
                first, _, _ = timed(partial(small.divided, LargeStudy(folders[0], OnCluster(cluster, folders[0]), workers)))
                before = sum(cluster.client.run(time.process_time).values())
                large = LargeStudy(folders[1], OnCluster(cluster, folders[1]), workers)
                both, asker, found = timed(partial(city.divided, large))
                work = sum(cluster.client.run(time.process_time).values()) - before
                memory = max(cluster.client.run(most_memory).values())
                size = sum(path.stat().st_size for path in folders[1].iterdir())
                reading, _, _ = timed(lambda: [points.legs for points in found[:2]])
        finally:
            dask.stop()
    one, one_cpu, expected = timed(city.alone)
    same(expected, found)
    nodes, demand = city.network.n_nodes, len(city.demand_xy)
    print(f"{nodes:,} nodes, {city.network.n_edges:,} edges, {demand:,} demand points, {len(city.asked)} categories")
    print(f"one process {one:.1f} s ({one_cpu:.1f} processor s)")
    print(f"{workers} workers, {large.patches} patches {both:.1f} s: {one / both:.2f} ×, bytes equal")
    print(f"  processor s: {work:.1f} on the workers, {asker:.2f} in the process that asks; files {size / 1e9:.2f} GB")
    print(f"  memory: {memory / 1e9:.1f} GB in the largest worker, {most_memory() / 1e9:.1f} GB here, with the undivided city")
    print(
        f"  besides: legs read for the rest of a run {reading:.1f} s; start of scheduler and workers {started:.1f} s; a city of {small.network.n_nodes:,} nodes first {first:.1f} s"
    )
    print(f"cost: {work / nodes * 1e6:.1f} µs a node, {work / demand * 1e6:.1f} µs a demand point on a worker; {asker / nodes * 1e6:.2f} µs a node where it is asked; "
          f"{reading / demand * 1e6:.1f} µs a demand point to read its legs")  # fmt: skip


def halo(side: int) -> None:
    """Processor seconds of all tasks by number of workers that they are cut for."""
    city = City.of(side)
    _, whole, _ = timed(city.alone)
    print(f"whole: {whole:.1f} processor s")
    for workers in (1, 2, 4, 16, 64):
        with tempfile.TemporaryDirectory() as place:
            large = LargeStudy(Path(place), in_turn, workers)
            _, spent, _ = timed(partial(city.divided, large))
        print(f"cut for {workers} workers, {large.patches} patches: {spent:.1f} processor s, {spent / whole:.2f} of the whole")


def write_study(folder: Path, side: int) -> Path:
    """The city as a study of files: communities a kilometre square, facilities of all types of the standard."""
    rng = np.random.default_rng(7)
    data = streets(side, rng)
    folder.mkdir(parents=True)
    with osmium.SimpleWriter(str(folder / "streets.osm.pbf")) as writer:
        for number, lon, lat in zip(data.node_ids.tolist(), data.lon.tolist(), data.lat.tolist(), strict=True):
            writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=(lon, lat)))
        for number, nodes, tags in data.ways:
            writer.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=list(nodes), tags=dict(tags)))
    low, high = np.array([data.lon.min(), data.lat.min()]), np.array([data.lon.max(), data.lat.max()])
    homes, sites = (rng.uniform(low, high, (int(side * side * n), 2)) for n in (DEMAND_PER_NODE, FACILITIES_PER_NODE))
    rows = pd.DataFrame({"demand_id": [f"D{n:07d}" for n in range(len(homes))], "lon": homes[:, 0], "lat": homes[:, 1]})
    rows.assign(residents=100, residents_60plus=20).to_csv(folder / "residents.csv", index=False)
    codes = sorted(load_standard("xicheng-ykz-default").facility_types)
    rows = pd.DataFrame({"id": [f"F{n:06d}" for n in range(len(sites))], "lon": sites[:, 0], "lat": sites[:, 1]})
    rows.assign(name=rows["id"], type=[codes[n % len(codes)] for n in range(len(sites))]).to_csv(
        folder / "facilities.csv", index=False
    )
    columns, lines = np.arange(low[0], high[0], 0.012), np.arange(low[1], high[1], 0.009)
    squares = [shapely.box(x, y, x + 0.012, y + 0.009) for x in columns for y in lines]
    names = [f"C{n:05d}" for n in range(len(squares))]
    frame = {"community_id": names, "name": names, "subdistrict": [f"S{n // 40:03d}" for n in range(len(squares))]}
    gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:4326").to_file(folder / "communities.geojson")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder / "study.toml"


def whole_run(side: int) -> None:
    """The command alone and with workers."""
    os.environ["DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED"] = "False"
    with tempfile.TemporaryDirectory() as place:
        study, dask = write_study(Path(place) / "city", side), DaskCluster(Path(place))
        try:
            dask.start_scheduler()
            for _ in range(WORKERS):
                dask.start_worker()
            told = {}
            for name, words in (("workers", ["--scheduler-file", str(dask.file)]), ("alone", [])):
                out = Path(place) / name
                asked = [
                    sys.executable,
                    "-m",
                    "xc_gis",
                    "run",
                    str(study),
                    "--out",
                    str(out),
                    "--tables-only",
                    "--jobs",
                    "1",
                    "--lang",
                    "en",
                ]
                start = time.perf_counter()
                subprocess.run([*asked, *words], check=True, capture_output=True, cwd=Path(__file__).parents[1])
                told[name] = time.perf_counter() - start, json.loads((out / "manifest.json").read_text())
        finally:
            dask.stop()
    (both, mine), (one, alone) = told["workers"], told["alone"]
    stages = {name: (mine["timing"]["stages"].get(name, 0.0), alone["timing"]["stages"].get(name, 0.0))
              for name in mine["timing"]["stages"] | alone["timing"]["stages"]}  # fmt: skip
    for name, (with_workers, without) in stages.items():
        print(f"  {name}: {without:.1f} s alone, {with_workers:.1f} s with {WORKERS} workers")
    tables = [name for name in alone["outputs"] if name != ".study"]
    assert all(mine["outputs"][name] == alone["outputs"][name] for name in tables)
    print(
        f"whole run of {side * side:,} nodes, tables: {one:.1f} s alone, {both:.1f} s with {WORKERS} workers: {one / both:.2f} ×; {len(tables)} files equal"
    )


if __name__ == "__main__":
    if sys.argv[1:2] in (["halo"], ["run"]):
        (halo if sys.argv[1] == "halo" else whole_run)(int(sys.argv[2]) if sys.argv[2:] else SIDE)
    else:
        over_workers(*([int(word) for word in sys.argv[1:]] + [SIDE, WORKERS][len(sys.argv) - 1 :]))
