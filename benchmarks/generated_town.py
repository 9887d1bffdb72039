"""
Write a study of a generated town: real files (.osm.pbf, GeoJSON, CSV) of a size that is asked for, the same bytes for the same words.

A jittered grid of streets of which one in seven is missing and every tenth is a main road; square communities, dwellings and facilities anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

from xc_gis.standard import load_standard

STANDARD = "xicheng-ykz-default"
WEST, SOUTH = 116.0, 39.5
STEP_LON, STEP_LAT = 0.0006, 0.00048
"""About 51 by 53 m between nodes."""

LONGEST_WAY = 5
"""Segments of a way at most; with the gaps it comes to 3.7, in the sample to 3.4."""

STUDY = """[study]
name = "{name}"
date = 2026-06-30
standard = "{standard}"
synthetic = true

[network]
osm = "streets.osm.pbf"

[communities]
path = "communities.geojson"

[residents]
path = "homes.csv"
crs = "EPSG:4326"

[[facilities]]
path = "facilities.csv"
type_column = "type"
crs = "EPSG:4326"
columns = {{ facility_id = "id", name = "name", lon = "lon", lat = "lat" }}
{inventories}"""

INVENTORY = """
[[inventory]]
category = "{category}"
areas = "all"
status = "complete"
surveyed = 2026-05-01
"""


@dataclass(frozen=True)
class TownSize:
    """
    How large a town is.

    Attributes
    ----------
    nodes
        Of its streets; rounded to a square.
    homes, facilities, communities
        Number of each; communities are rounded to a square.
    """

    nodes: int
    homes: int
    facilities: int
    communities: int

    @classmethod
    def usual(cls, nodes: int) -> TownSize:
        """With as much of the rest on its nodes as the sample has: homes 0.3 a node, facilities 0.09, a community on 150 nodes."""
        return cls(nodes, int(nodes * 0.3), int(nodes * 0.09), max(4, nodes // 150))


def write_town(folder: Path, size: TownSize, *, seed: int = 7) -> Path:
    """Write the study and return its file."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    side = max(8, round(size.nodes**0.5))
    _write_streets(folder / "streets.osm.pbf", side, rng)
    width, height = (side - 1) * STEP_LON, (side - 1) * STEP_LAT
    parts = max(2, round(size.communities**0.5))
    _write_communities(folder / "communities.geojson", parts, width, height)

    def places(count: int) -> dict[str, np.ndarray]:
        return {"lon": WEST + rng.uniform(0, width, count).round(7), "lat": SOUTH + rng.uniform(0, height, count).round(7)}

    homes = {"id": [f"h{n:07d}" for n in range(size.homes)], **places(size.homes), "residents": rng.integers(1, 90, size.homes)}
    pd.DataFrame(homes).to_csv(folder / "homes.csv", index=False)
    standard = load_standard(STANDARD)
    kinds = np.array(sorted(standard.facility_types))
    found = {"id": [f"f{n:06d}" for n in range(size.facilities)], "type": kinds[np.arange(size.facilities) % len(kinds)]}
    found |= {"name": found["id"], **places(size.facilities)}
    pd.DataFrame(found).to_csv(folder / "facilities.csv", index=False)
    inventories = "".join(INVENTORY.format(category=one.code) for one in standard.categories)
    study = folder / "study.toml"
    study.write_text(STUDY.format(name=folder.name, standard=STANDARD, inventories=inventories), encoding="utf-8")
    return study


def _write_streets(path: Path, side: int, rng: np.random.Generator) -> None:
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    lon = WEST + column * STEP_LON + rng.uniform(-1e-4, 1e-4, (side, side))
    lat = SOUTH + row * STEP_LAT + rng.uniform(-1e-4, 1e-4, (side, side))
    number = np.arange(1, side * side + 1).reshape(side, side)
    node, way = osmium.osm.mutable.Node, osmium.osm.mutable.Way
    header = osmium.io.Header()
    header.set("sorting", "Type_then_ID")  # as the files of providers say
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for ref, x, y in zip(number.ravel().tolist(), lon.ravel().tolist(), lat.ravel().tolist(), strict=True):
            writer.add_node(node(id=ref, version=1, location=(x, y)))
        way_id = 0
        for lines in (number, number.T):  # along rows, then along columns
            kept = rng.random((side, side - 1)) > 1 / 7
            for line in range(side):
                kind = "secondary" if line % 10 == 0 else "residential"
                for first, last in _pieces(kept[line]):
                    way_id += 1
                    writer.add_way(
                        way(id=way_id, version=1, nodes=lines[line, first : last + 1].tolist(), tags={"highway": kind})
                    )


def _pieces(kept: np.ndarray) -> list[tuple[int, int]]:
    """First and last node of the ways along a line: segments that follow each other, so many at most as mapped streets have."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(int)))
    runs = ends.reshape(-1, 2).tolist()
    return [(at, min(at + LONGEST_WAY, last)) for first, last in runs for at in range(first, last, LONGEST_WAY)]


def _write_communities(path: Path, parts: int, width: float, height: float) -> None:
    x, y = np.meshgrid(np.arange(parts) * width / parts, np.arange(parts) * height / parts)
    x, y = WEST + x.ravel(), SOUTH + y.ravel()
    ids = [f"c{n:05d}" for n in range(parts * parts)]
    boxes = shapely.box(x, y, x + width / parts, y + height / parts)
    gpd.GeoDataFrame({"community_id": ids, "name": ids, "subdistrict": ""}, geometry=boxes, crs="EPSG:4326").to_file(path)
