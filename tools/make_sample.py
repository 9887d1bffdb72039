"""
Make the embedded sample study: an invented city on Xicheng's frame, the same bytes every time.

    python tools/make_sample.py --out data

Everything is synthetic. Names come from general knowledge, geometry and figures from one seed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.sample.blocks import fill_blocks, find_blocks
from tools.sample.facilities import place_facilities
from tools.sample.footbridges import build_footbridges
from tools.sample.frame import communities
from tools.sample.governance import write_governance
from tools.sample.layers import write_communities, write_facilities, write_homes
from tools.sample.people import build_homes
from tools.sample.points import add_buildings, add_pois
from tools.sample.streets import build_streets
from tools.sample.study import write_study
from tools.sample.world import World
from tools.sample.writers import write_pbf

SEED = 20260630


def make(folder: Path) -> None:
    """Write the whole sample below ``folder``."""
    rng = np.random.default_rng(SEED)
    world = World()
    streets = build_streets(world, rng)
    blocks = find_blocks(streets)
    fill_blocks(world, blocks, rng)
    build_footbridges(world, streets, rng)
    homes = build_homes(blocks, rng)
    areas = communities()
    places = place_facilities(areas, blocks, homes, rng)
    add_buildings(world, homes)
    add_pois(world, places)
    for name in ("osm", "communities", "residents", "facilities"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_pbf(world, folder / "osm" / "sample.osm.pbf")
    write_communities(areas, folder / "communities")
    write_homes(homes, folder / "residents")
    write_facilities(places, blocks, folder / "facilities", rng)
    write_study(areas, folder, rng)
    write_governance(areas, places, blocks, folder)
    _checksums(folder)


def _checksums(folder: Path) -> None:
    """``SHA256SUMS`` over all files of the sample."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md" and p.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}" for p in files]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the synthetic sample study.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent / "data")
    make(parser.parse_args().out)
