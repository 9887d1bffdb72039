"""
A generated extract of the size of all Beijing (35 MB), cut to the sample's district while reading: seconds and memory.

Density falls from the centre outwards as in the real file: streets, buildings, lone points, parks and rivers.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import osmium

from xc_gis.operations.study import read_study
from xc_gis.sources.load.frame import ground_box, ground_layers, places_of_study
from xc_gis.sources.streets.read import read_streets

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample-study.toml"

CENTRE, SPREAD_DEG = (116.39, 39.91), 0.22
STREETS, BUILDINGS, POINTS, AREAS = 440_000, 640_000, 180_000, 26_000
KINDS = ("residential", "service", "footway", "tertiary", "secondary", "unclassified", "primary", "living_street")

_Tagged = tuple[np.ndarray, dict[str, str], bool]


def write_city(path: Path, *, scale: float = 1.0, seed: int = 7) -> None:
    """Write the extract; ``scale`` multiplies the number of everything."""
    rng = np.random.default_rng(seed)
    node, way = osmium.osm.mutable.Node, osmium.osm.mutable.Way
    things = list(_things(rng, scale))
    refs: list[list[int]] = []
    number = 1
    header = osmium.io.Header()
    header.set("sorting", "Type_then_ID")  # as the files of providers say
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for line, tags, closed in things:
            ids = list(range(number, number + len(line)))
            number += len(line)
            for ref, (lon, lat) in zip(ids, line.tolist(), strict=True):
                writer.add_node(node(id=ref, version=1, location=(lon, lat), tags=tags if len(line) == 1 else {}))
            refs.append([*ids, ids[0]] if closed else ids)
        for n, (ids, (line, tags, _)) in enumerate(zip(refs, things, strict=True), 1):
            if len(line) > 1:
                writer.add_way(way(id=n, version=1, nodes=ids, tags=tags))


def _things(rng: np.random.Generator, scale: float) -> list[_Tagged]:
    def places(count: int) -> np.ndarray:
        return CENTRE + rng.normal(0, SPREAD_DEG, (count, 2))

    found: list[_Tagged] = []
    for start in places(int(STREETS * scale)):
        steps = rng.normal(0, 1e-4, (rng.integers(2, 14), 2)) + rng.normal(0, 4e-4, 2)
        tags = {"highway": KINDS[int(rng.integers(len(KINDS)))], "name": f"道路{int(rng.integers(9000))}"}
        found.append((start + np.cumsum(steps, axis=0), tags, False))
    for start in places(int(BUILDINGS * scale)):
        width, depth = rng.uniform(1e-4, 6e-4, 2)
        found.append((start + np.array([[0, 0], [width, 0], [width, depth], [0, depth]]), {"building": "yes"}, True))
    for start in places(int(AREAS * scale)):
        turns = np.linspace(0, 2 * np.pi, 14)[:-1]
        ring = start + 1e-3 * np.column_stack([np.cos(turns), np.sin(turns)])
        kind = ("leisure", "park") if rng.random() < 0.7 else ("natural", "water")
        found.append((ring, dict([kind]), True))
    for start in places(int(POINTS * scale)):
        kind = ("highway", "crossing") if rng.random() < 0.5 else ("shop", "convenience")
        found.append((start.reshape(1, 2), dict([kind]), False))
    return found


def measure(file: Path) -> tuple[str, str, str]:
    """Read the file, cut to the sample's district: a row for the table. For a process of its own: its memory is measured."""
    study = read_study(SAMPLE)
    box = ground_box(places_of_study(ground_layers(study.file)), study.settings)
    start = time.perf_counter()
    streets = read_streets(file, box=box)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    size, read = file.stat().st_size / 1e6, len(streets.ways) + streets.ways_left_out
    return (
        f"generated, .osm.pbf of {size:.0f} MB with {read:,} streets, cut to a district while reading ({len(streets.ways):,} kept)",
        f"{seconds:.0f} s",
        f"promise ≤ 60 s; {memory:.1f} GB with the sample study in the same process (promise ≤ 2 GB)",
    )


def whole_beijing_rows() -> list[tuple[str, str, str]]:
    """Generate the file and measure in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "whole-beijing.osm.pbf"
        write_city(file)
        words = [sys.executable, str(Path(__file__)), "--file", str(file)]
        done = subprocess.run(
            words, check=True, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
    name, measured, against = json.loads(done.stdout)
    return [(name, measured, against)]


def main() -> None:
    """Measure a file, which is generated if it is not there; print the row as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=Path(tempfile.gettempdir()) / "xc-gis-whole-beijing.osm.pbf")
    file = parser.parse_args().file
    if not file.is_file():
        write_city(file)
    print(json.dumps(measure(file), ensure_ascii=False))


if __name__ == "__main__":
    main()
