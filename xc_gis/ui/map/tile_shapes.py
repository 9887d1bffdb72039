"""
What the background tiles show, read from the study's own street data: roads by class, water, green, buildings, names.

Plain arrays in Web Mercator (the whole world is 1 × 1), so that a painting process needs neither pandas nor geopandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xc_gis.areas.china import in_china
from xc_gis.files.whole_file import whole_file
from xc_gis.sources.rows.osm_names import label_name

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

MARGIN_DEG = 0.03
"""The background reaches this far around the communities (about 3 km)."""

KINDS = (
    "green", "water", "building", "stream", "rail", "foot", "service", "street", "tertiary", "secondary", "primary", "trunk",
)  # fmt: skip
"""In the order of painting."""

AREAS = frozenset(("green", "water", "building"))

_ROADS = {
    "motorway": "trunk", "trunk": "trunk", "primary": "primary", "secondary": "secondary", "tertiary": "tertiary",
    "residential": "street", "unclassified": "street", "living_street": "street", "road": "street", "pedestrian": "street",
    "service": "service", "track": "service", "footway": "foot", "path": "foot", "steps": "foot", "cycleway": "foot",
}  # fmt: skip
_GREEN = {("leisure", "park"), ("leisure", "garden"), ("landuse", "grass"), ("landuse", "forest"), ("natural", "wood")}
_WATER = {
    ("natural", "water"), ("waterway", "riverbank"), ("waterway", "dock"), ("landuse", "reservoir"), ("landuse", "basin"),
}  # fmt: skip
_STREAMS = {("waterway", "river"), ("waterway", "canal"), ("waterway", "stream"), ("waterway", "ditch")}


@dataclass(frozen=True)
class TileShapes:
    """
    Shapes of the background.

    Attributes
    ----------
    xy
        Points of all shapes, one after the other, in Web Mercator (0 to 1, y downwards).
    start
        Where each shape begins in ``xy``; one more entry than shapes.
    kind
        Number in ``KINDS``.
    name
        Name of a road, else empty.
    box
        ``x_min, y_min, x_max, y_max`` of each shape.
    """

    xy: np.ndarray
    start: np.ndarray
    kind: np.ndarray
    name: np.ndarray
    box: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    def points(self, shape: int) -> np.ndarray:
        """Points of one shape."""
        return self.xy[self.start[shape] : self.start[shape + 1]]

    def within(self, box: Sequence[float]) -> np.ndarray:
        """Shapes whose box touches ``x_min, y_min, x_max, y_max``."""
        mine = self.box
        hit = (mine[:, 0] <= box[2]) & (mine[:, 2] >= box[0]) & (mine[:, 1] <= box[3]) & (mine[:, 3] >= box[1])
        return np.flatnonzero(hit)

    def save(self, path: Path) -> None:
        """Write the arrays, so that the next process need not read the street data again."""
        with whole_file(path, hint=None, suffix=".npz") as part:
            np.savez(part, xy=self.xy, start=self.start, kind=self.kind, name=self.name, box=self.box)


def load_shapes(path: Path) -> TileShapes:
    """Read what ``save`` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return TileShapes(stored["xy"], stored["start"], stored["kind"], stored["name"], stored["box"])


def mercator(lonlat: np.ndarray) -> np.ndarray:
    """Degrees to the unit square of Web Mercator."""
    lat = np.radians(np.clip(lonlat[:, 1], -85.05, 85.05))
    return np.column_stack([(lonlat[:, 0] + 180.0) / 360.0, 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)])


def build_shapes(shapes: Iterable[tuple[str, str, np.ndarray]]) -> TileShapes:
    """Pack shapes (kind, name, degrees) in the order of painting."""
    rows = sorted(shapes, key=lambda row: KINDS.index(row[0]))
    lines = [mercator(points) for _, _, points in rows]
    start = np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64)
    box = np.array([[*line.min(axis=0), *line.max(axis=0)] for line in lines], dtype=float).reshape(-1, 4)
    xy = np.concatenate(lines) if lines else np.zeros((0, 2))
    names = np.array([name for _, name, _ in rows], dtype=np.str_)
    return TileShapes(xy, start, np.array([KINDS.index(k) for k, _, _ in rows], dtype=np.int8), names, box)


def read_shapes(path: Path, bounds: Bounds, *, language: str = "zh") -> TileShapes:
    """
    Read a street file (``.osm.pbf`` and kin, or the interchange formats, which hold streets alone), cut to ``bounds``.

    Roads are named in Chinese on Chinese ground and as their signs are abroad; for readers of English in English, where they have
    such a name (``sources.osm.names``).

    Raises whatever the readers raise for a file that is none.
    """
    west, south, east, north = bounds
    wide = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    chinese = in_china((west + east) / 2, (south + north) / 2)

    def name_of(tags: Mapping[str, str]) -> str:
        return label_name(tags, chinese=chinese, language=language)

    is_graph = path.name.lower().endswith((".graphml", ".gpkg"))
    shapes = _from_graph(path, name_of) if is_graph else _from_osm(path, name_of)
    return build_shapes(shape for shape in shapes if _touches(shape[2], wide))


def _touches(points: np.ndarray, bounds: Bounds) -> bool:
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(low[0] <= bounds[2] and high[0] >= bounds[0] and low[1] <= bounds[3] and high[1] >= bounds[1])


def line_kind(tags: Mapping[str, str]) -> str:
    """Kind of a line by its tags, empty where it is not drawn."""
    if tags.get("area") == "yes":
        return ""
    if "highway" in tags:
        return _ROADS.get(tags["highway"].removesuffix("_link"), "")
    if tags.get("railway") in {"rail", "light_rail"} and "tunnel" not in tags:
        return "rail"
    return "stream" if set(tags.items()) & _STREAMS and "tunnel" not in tags else ""


def area_kind(tags: Mapping[str, str]) -> str:
    """Kind of an area by its tags, empty where it is not drawn."""
    if tags.get("building", "no") != "no":
        return "building"
    pairs = set(tags.items())
    return "water" if pairs & _WATER else "green" if pairs & _GREEN else ""


def _from_osm(path: Path, name_of: Callable[[Mapping[str, str]], str]) -> Iterator[tuple[str, str, np.ndarray]]:
    import osmium  # noqa: PLC0415 - in the painting process only

    from xc_gis.sources.osm.door import open_osm  # noqa: PLC0415 - brings osmium

    areas = osmium.filter.KeyFilter("building", "leisure", "landuse", "natural", "waterway")
    drawn = osmium.filter.KeyFilter("highway", "railway", "waterway", "building", "leisure", "landuse", "natural")
    with open_osm(path, path.name) as file:
        for thing in osmium.FileProcessor(file.source).with_locations().with_areas(areas).with_filter(drawn):
            if thing.is_way():
                tags = dict(thing.tags)
                if kind := line_kind(tags):
                    points = [(n.lon, n.lat) for n in thing.nodes if n.location.valid()]
                    if len(points) > 1:
                        yield kind, name_of(tags), np.array(points)
            elif thing.is_area() and (kind := area_kind(dict(thing.tags))):
                for ring in thing.outer_rings():
                    points = [(n.lon, n.lat) for n in ring if n.location.valid()]
                    if len(points) > 2:  # noqa: PLR2004 - an area has three corners
                        yield kind, "", np.array(points)


def _from_graph(path: Path, name_of: Callable[[Mapping[str, str]], str]) -> Iterator[tuple[str, str, np.ndarray]]:
    from xc_gis.sources.streets.read import read_streets  # noqa: PLC0415 - heavy, and seldom

    streets = read_streets(path, shown_as=path.name)
    degrees = np.column_stack([streets.lon, streets.lat])
    row = {node: n for n, node in enumerate(streets.node_ids.tolist())}
    for _, nodes, tags in streets.ways:
        if kind := line_kind(tags):
            yield kind, name_of(tags), degrees[[row[n] for n in nodes]]
