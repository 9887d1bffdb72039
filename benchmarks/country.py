"""
A batch of districts, cities or counties on clusters that nobody here has, by simulation with measured costs: `python benchmarks/country.py`.

The costs are those of ``benchmarks/scale-measured.json`` (``benchmarks/scale.py``). simpy moves a batch as the program does: the asking process
looks at each study's files and places all of them in order, the scheduler hands them out, workers start, load the program and compute one study at a time,
reading from and writing to one shared file system; processes that are busy on one machine slow each other; in the end the asking process puts the tables
together. First it is held against what one, two and four workers of the measured machine took.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import simpy
from generated_town import TownSize
from scale import MEASURED, WORKERS

CORES = 16
"""Of a machine of the imagined cluster."""

DISK_BYTES_S = 110e6
"""Of the shared file system, all together: one gigabit a second."""

DISTRICTS = {
    "朝阳区": 345, "海淀区": 313, "昌平区": 227, "丰台区": 202, "大兴区": 199, "通州区": 184, "顺义区": 132, "房山区": 131,
    "西城区": 111, "东城区": 71, "石景山区": 57, "密云区": 53, "平谷区": 46, "怀柔区": 44, "门头沟区": 39, "延庆区": 35,
}  # fmt: skip
"""Districts of Beijing, residents in ten thousands, seventh census (2020), rounded."""

NODES_PER_10K = 350
"""Nodes of the walking network by ten thousand residents: the sample, made like Xicheng, has 38,556 for 110.6."""

CITIES, COUNTIES = (300, 70_000, 1.0, 1_500_000), (3_000, 15_000, 0.8, 300_000)
"""How many, nodes of the one in the middle, spread of the logarithm, most nodes: assumed."""


@dataclass(frozen=True)
class Costs:
    """
    Seconds and bytes, measured.

    Attributes
    ----------
    study, node, home, community
        Processor seconds of a study on a warm worker: of any, and by each of its nodes, homes, communities.
    read, written
        Bytes by node.
    before, together, together_community, task
        Seconds of the asking process and of the scheduler, by study (and community).
    start, load
        Seconds until workers are there, and until the first study of each begins.
    slower
        How many times as long a study takes on a machine all of whose cores compute.
    """

    study: float
    node: float
    home: float
    community: float
    read: float
    written: float
    before: float
    together: float
    together_community: float
    task: float
    start: float
    load: float
    slower: float

    @classmethod
    def measured(cls, kind: str) -> Costs:
        """Of runs of one kind: ``tables`` or ``full``."""
        found = json.loads(MEASURED.read_text(encoding="utf-8"))
        work, files, asking, dask = found[kind], found["bytes"], found["asking"], found["scheduler"]
        batch = found["batch"]["workers"]
        written = files["tables" if kind == "tables" else "all"]
        return cls(
            *(work[key] for key in ("study", "node", "home", "community")), files["read"], written,
            *(asking[key] for key in ("before", "together", "together_community")), *(dask[key] for key in ("task", "start", "load")),
            max(1.0, batch["2"]["study"] / batch["1"]["study"]),
        )  # fmt: skip

    def seconds(self, size: TownSize) -> float:
        """Of a study alone on a warm worker."""
        return self.study + self.node * size.nodes + self.home * size.homes + self.community * size.communities


@dataclass(frozen=True)
class Cluster:
    """Workers on machines of some cores, and how much the file system that they share carries."""

    workers: int
    cores: int = CORES
    disk_bytes_s: float = DISK_BYTES_S
    machines: int = 0

    @property
    def places(self) -> int:
        """Machines: as many as are said, else one for each so many workers as it has cores."""
        return self.machines or -(-self.workers // self.cores)


@dataclass
class Batch:
    """
    What a simulated batch took.

    Attributes
    ----------
    wall, first, last_placed
        Seconds until all is written; until the first study begins; until the last study has begun.
    computing, disk, together
        Seconds that workers computed, that the file system was busy, and that the asking process put tables together.
    longest
        Seconds of the longest study.
    """

    wall: float = 0.0
    first: float = 0.0
    last_placed: float = 0.0
    computing: float = 0.0
    disk: float = 0.0
    together: float = 0.0
    longest: float = 0.0


def simulate(sizes: Sequence[TownSize], cluster: Cluster, costs: Costs, *, largest_first: bool = True) -> Batch:
    """Move a batch of studies through a cluster, the largest first as the program does, or in their order."""
    if largest_first:
        sizes = sorted(sizes, key=lambda size: -size.nodes)
    world, seen = simpy.Environment(), Batch()
    disk, scheduler, waiting = simpy.Resource(world), simpy.Resource(world), simpy.Store(world)
    machines = [0] * cluster.places

    def transfer(amount: float) -> Generator[Any, Any, None]:
        with disk.request() as turn:
            yield turn
            yield world.timeout(amount / cluster.disk_bytes_s)
            seen.disk += amount / cluster.disk_bytes_s

    def compute(machine: int, seconds: float) -> Generator[Any, Any, None]:
        """In small pieces, as others begin and end meanwhile."""
        machines[machine] += 1
        left, piece = seconds, max(seconds / 20, 0.05)
        while left > 1e-9:
            done = min(piece, left)
            busy = machines[machine]
            full = min(1.0, (busy - 1) / max(cluster.cores - 1, 1))
            pace = (1 + (costs.slower - 1) * full) * max(1.0, busy / cluster.cores)
            yield world.timeout(done * pace)
            seen.computing += done * pace
            left -= done
        machines[machine] -= 1

    def worker(number: int) -> Generator[Any, Any, None]:
        machine = number % len(machines)
        is_cold = True
        while True:
            with scheduler.request() as turn:
                yield turn
                yield world.timeout(costs.task)
            size = yield waiting.get()
            if size is None:
                return
            begun = world.now
            seen.first, seen.last_placed = seen.first or begun, begun
            yield from transfer(costs.read * size.nodes)
            yield from compute(machine, costs.seconds(size) + costs.load * is_cold)
            yield from transfer(costs.written * size.nodes)
            seen.longest, is_cold = max(seen.longest, world.now - begun), False

    def asking() -> Generator[Any, Any, None]:
        yield world.timeout(costs.before * len(sizes) + costs.start)
        for size in [*sizes, *[None] * cluster.workers]:
            waiting.put(size)
        yield world.all_of([world.process(worker(number)) for number in range(cluster.workers)])
        seen.together = costs.together * len(sizes) + costs.together_community * sum(size.communities for size in sizes)
        yield world.timeout(seen.together)

    world.process(asking())
    world.run()
    seen.wall = float(world.now)
    return seen


def bottleneck(batch: Batch, cluster: Cluster) -> str:
    """What takes most of a batch's time and would have to become less for it to end sooner."""
    shares = {
        "computing": batch.computing / cluster.workers,
        "the longest study": batch.longest if batch.computing / cluster.workers < batch.longest else 0.0,
        "the shared file system": batch.disk,
        "tables put together": batch.together,
        "start": batch.first,
    }
    name = max(shares, key=lambda key: shares[key])
    return f"{name} ({min(shares[name] / batch.wall, 1):.0%})"


def towns(count: int, middle: float, spread: float, most: float, seed: int = 7) -> list[TownSize]:
    """Sizes by a logarithmic normal distribution, in the order of their names, which is none."""
    nodes = np.minimum(np.random.default_rng(seed).lognormal(np.log(middle), spread, count), most)
    return [TownSize.usual(int(one)) for one in nodes]


def check() -> None:
    """The simulation of the measured machine against what was measured there."""
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    size, copies = TownSize(**found["batch"]["size"]), found["batch"]["copies"]
    costs = Costs.measured("tables")
    # a study of this size is known better than by the fit over all sizes
    costs = replace(costs, study=found["batch"]["workers"]["1"]["study"], node=0.0, home=0.0, community=0.0)
    print("| workers on the measured machine | measured | simulated |\n|---|---|---|")
    for workers in WORKERS:
        batch = simulate([size] * copies, Cluster(workers, found["machine"]["cores"], 1e9, machines=1), costs)
        wall = found["batch"]["workers"][str(workers)]["wall"]
        print(f"| {workers} | {wall:.1f} s | {batch.wall:.1f} s ({batch.wall / wall - 1:+.0%}) |")


def table(name: str, sizes: Sequence[TownSize], kind: str) -> None:
    """One country's batches on clusters of growing size."""
    costs = Costs.measured(kind)
    alone = simulate(sizes, Cluster(1), costs).wall
    nodes = sum(size.nodes for size in sizes)
    print(f"\n{name}, {kind}: {nodes / 1e6:.1f} M nodes, largest {max(size.nodes for size in sizes):,}\n")
    print("| workers | by the clock | efficiency | most of it is | in the order of names |\n|---|---|---|---|---|")
    for workers in (1, 2, 4, 16, 64, 256):
        batch = simulate(sizes, Cluster(workers), costs)
        unsorted = simulate(sizes, Cluster(workers), costs, largest_first=False).wall
        share = f"{alone / batch.wall / workers:.0%}"
        print(f"| {workers} | {clock(batch.wall)} | {share} | {bottleneck(batch, Cluster(workers))} | {clock(unsorted)} |")


def clock(seconds: float) -> str:
    """A length of time as people say it."""
    hours, minutes = seconds / 3600, seconds / 60
    return f"{hours:.1f} h" if hours >= 1 else f"{minutes:.1f} min" if minutes >= 1 else f"{seconds:.0f} s"


def main() -> None:
    """Check, then reckon."""
    check()
    districts = [TownSize.usual(people * NODES_PER_10K) for people in DISTRICTS.values()]
    for kind in ("tables", "full"):
        table("16 districts", districts, kind)
        table("300 cities", towns(*CITIES), kind)
        table("3,000 counties", towns(*COUNTIES), kind)


if __name__ == "__main__":
    main()
