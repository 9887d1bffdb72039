"""
What studies, workers and the asking process of a batch cost: the figures that ``benchmarks/country.py`` reckons with.

    python benchmarks/scale.py            writes benchmarks/scale-measured.json

Towns are generated (``generated_town``) and computed for real: alone in a warm process for the cost of nodes, homes and communities, then 16 of them by
``xc_gis.batch`` on one, two and four workers of this machine for the start of workers, the share of the asking process and what workers cost each other.
Nothing else may run meanwhile.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from generated_town import TownSize, write_town
from scipy.optimize import nnls

import xc_gis
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import network_on
from xc_gis.analysis.network.street_ground import street_ground
from xc_gis.operations.batch.cluster import cluster_for
from xc_gis.operations.batch.combined import write_combined
from xc_gis.operations.batch.memory import memory_of
from xc_gis.operations.batch.summary import write_summary
from xc_gis.operations.batch.work import DONE, Outcome
from xc_gis.operations.run import run_into
from xc_gis.operations.study import read_study
from xc_gis.progress import Silent

MEASURED = Path(__file__).with_name("scale-measured.json")

SIZES = (
    TownSize.usual(4_000), TownSize.usual(16_000), TownSize.usual(64_000),
    TownSize(16_000, 20_000, 1_440, 106), TownSize(16_000, 4_800, 1_440, 1_000),
)  # fmt: skip
"""Towns whose costs are told apart into those of nodes, homes and communities: a fit with as many more figures as towns beyond four."""

IN_BATCH, COPIES = TownSize.usual(12_000), 16
WORKERS = (1, 2, 4)
COSTS = ("study", "node", "home", "community")
SAMPLE = Path(__file__).parents[1] / "data" / "sample-study.toml"
PROBES = 2_000
"""Empty tasks that measure the scheduler."""


def nothing(number: int) -> int:
    """A task that does nothing."""
    return number


def costs_of_studies(folder: Path, *, tables_only: bool) -> dict[str, float]:
    """Processor seconds: those of any study, and those of a node, of a home and of a community."""
    rows, seconds = [], []
    for number, size in enumerate(SIZES):
        study = folder / f"town{number}" / "study.toml"
        if not study.exists():
            write_town(study.parent, size)
        out = folder / f"run{number}-{tables_only}"
        if number == 0:
            run_into(study, out, tables_only=tables_only)  # loads what a warm worker has loaded
        start = time.process_time()
        run_into(study, out, tables_only=tables_only)
        seconds.append(time.process_time() - start)
        rows.append([1.0, size.nodes, size.homes, size.communities])
        print(f"{size}: {seconds[-1]:.2f} s", file=sys.stderr)
    # every town counts alike: what is made small is the error as a share of its seconds
    table, seen = np.array(rows), np.array(seconds)
    found, _ = nnls(table / seen[:, None], np.ones(len(seen)))
    worst = float(np.abs(table @ found / seen - 1).max())
    return dict(zip(COSTS, found.tolist(), strict=True)) | {"worst_error": worst}


def sample_by_costs(folder: Path, costs: dict[str, float]) -> dict[str, float]:
    """The sample, whose layers are of many kinds and faulty: processor seconds of its tables, and those that the costs say."""
    study = read_study(SAMPLE, Silent())
    nodes = network_on(
        street_ground(study.streets, study.settings, build_barriers(study.streets, study.settings)), study.settings
    ).n_nodes
    size = (1.0, nodes, len(study.data.demand), len(study.data.communities))
    start = time.process_time()
    run_into(SAMPLE, folder / "sample", tables_only=True)
    measured = time.process_time() - start
    said = sum(costs[key] * value for key, value in zip(COSTS, size, strict=True))
    return {"measured": measured, "by_costs": said}


def files_of_a_node(folder: Path) -> dict[str, float]:
    """Bytes that are read and written, by node of the network."""
    study, run = folder / "town2" / "study.toml", folder / "run2-True"
    read = sum(path.stat().st_size for path in study.parent.iterdir())
    written = sum(path.stat().st_size for path in run.iterdir())
    full = sum(path.stat().st_size for path in (folder / "run2-False").rglob("*"))
    nodes = SIZES[2].nodes
    return {"read": read / nodes, "tables": written / nodes, "all": full / nodes}


def costs_of_asking(folder: Path) -> dict[str, float]:
    """Seconds of the asking process: before a study is placed, and to put its tables together; by study, and by community in it."""
    study = folder / "town0" / "study.toml"
    start = time.perf_counter()
    for _ in range(20):
        memory_of(study)
    before = (time.perf_counter() - start) / 20
    rows, seconds = [], []
    for number in (0, 2, 4):
        runs = {f"r{n}": folder / f"run{number}-True" for n in range(10)}
        outcomes = [Outcome(name, DONE) for name in runs]
        start = time.perf_counter()
        write_combined(runs, folder / f"combined{number}")
        write_summary(outcomes, runs, folder / f"combined{number}" / "summary.xlsx", lang="zh")
        seconds.append((time.perf_counter() - start) / len(runs))
        rows.append([1.0, SIZES[number].communities])
    (study_s, community_s), _ = nnls(np.array(rows), np.array(seconds))
    return {"before": before, "together": float(study_s), "together_community": float(community_s)}


def scheduler_costs() -> dict[str, float]:
    """Seconds to start Dask with two workers, to load the program in them, and of one task."""
    start = time.perf_counter()
    with cluster_for(2, 1, workers=2) as cluster:
        started = time.perf_counter() - start
        start = time.perf_counter()
        cluster.client.gather(cluster.client.map(_load, range(2), pure=False))
        loaded = time.perf_counter() - start
        start = time.perf_counter()
        cluster.client.gather(cluster.client.map(nothing, range(PROBES), pure=False))
        return {"start": started, "load": loaded, "task": (time.perf_counter() - start) / PROBES}


def _load(_: int) -> bool:
    from xc_gis.operations.batch import computing  # noqa: PLC0415 - what a worker loads with its first study

    return bool(computing)


def batches(folder: Path) -> dict[str, dict[str, float]]:
    """The same studies on one, two and four workers: seconds by the clock, and of a study in its worker after the first."""
    for number in range(COPIES):
        write_town(folder / f"copy{number:02d}", IN_BATCH, seed=number)
    studies = [folder / f"copy{n:02d}" for n in range(COPIES)]
    found = {}
    for workers in WORKERS:
        start = time.perf_counter()
        result = xc_gis.batch(studies, folder / f"batch{workers}", tables_only=True, workers=workers)
        wall = time.perf_counter() - start
        assert not result.failed
        warm = sorted(one.seconds for one in result.outcomes)[: COPIES - workers]  # each worker's first loads the program
        found[str(workers)] = {"wall": wall, "study": statistics.mean(warm)}
        print(f"{workers} workers: {wall:.1f} s, {found[str(workers)]['study']:.2f} s a study", file=sys.stderr)
    return found


def main() -> None:
    """Measure all of it and write it down."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = costs_of_studies(folder, tables_only=True)
        found = {
            "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
            "tables": tables,
            "sample": sample_by_costs(folder, tables),
            "full": costs_of_studies(folder, tables_only=False),
            "bytes": files_of_a_node(folder),
            "asking": costs_of_asking(folder),
            "scheduler": scheduler_costs(),
            "batch": {"size": vars(IN_BATCH), "copies": COPIES, "workers": batches(folder)},
        }
    MEASURED.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
