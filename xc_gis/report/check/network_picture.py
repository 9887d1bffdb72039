"""A small picture of the walking network with its islands and the residents that no street reaches, as one SVG element."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, to_plane
from xc_gis.analysis.assessment import Scene
from xc_gis.analysis.checks.network_health import Parts, parts_of
from xc_gis.findings import StreetItem
from xc_gis.languages.message import msg
from xc_gis.model import StudyData

LONGER = 1200.0
"""Units of the picture's longer side; one is about a pixel on a wide page."""

MARGIN_M = 600.0
PICTURE_NAME = msg("步行网络与孤岛")
"""What the picture is called for who does not see it; the page says it in its language."""
NUMBERED = 12
"""Islands that carry their number; more would cover the map."""

MAIN = frozenset(("primary", "secondary", "tertiary", "trunk", "primary_link", "secondary_link", "tertiary_link", "trunk_link"))


DOUBTS = {
    "lost_node": "torn", "cut_way": "torn", "lost_way": "torn", "open_area": "torn", "deleted": "torn", "doubled": "torn",
    "same_spot": "apart", "crossing": "apart", "loose_bridge": "bridge", "bridge_end": "bridge", "rim": "rim", "condition": "other",
    "area_entries": "other", "area_outline": "other",
}  # fmt: skip
"""Class of the marks of each kind of the account of streets."""

OBJECT = re.compile(r"(node|way|relation)/-?\d+")
"""The only words that go into the picture."""


def network_picture(scene: Scene, data: StudyData, account: Sequence[StreetItem] = (), not_walked: Floats | None = None) -> str:
    """
    Draw the network.

    Parameters
    ----------
    account
        What is lost or not joined: marked where it is.
    not_walked
        Pieces of streets on which nobody walks, shape (n, 2, 2), analysis CRS.

    Returns
    -------
    str
        An ``<svg>`` with classes ``border, minor, main, gated, closed, island, lost, doubt`` for the style sheet of the page; no text but
        numbers and the objects that a mark is about (``way/12``).
    """
    frame = _Frame(_bounds(scene, data))
    network, parts = scene.network, parts_of(scene.network)
    inside = frame.holds(network.x[network.u], network.y[network.u]) | frame.holds(network.x[network.v], network.y[network.v])
    inside &= ~network.across  # lines across squares are drawn on no map
    main = np.isin(network.highway.astype(str), list(MAIN))
    whole = parts.of_edge == 0
    layers = [
        f'<path class="border" d="{frame.rings(_borders(data))}"/>',
        f'<path class="minor" d="{frame.edges(scene, inside & whole & ~main & ~network.gated)}"/>',
        f'<path class="gated" d="{frame.edges(scene, inside & whole & network.gated)}"/>',
        f'<path class="main" d="{frame.edges(scene, inside & whole & main)}"/>',
        f'<path class="closed" d="{frame.pieces(not_walked) if not_walked is not None else ""}"/>',
        f'<path class="island" d="{frame.edges(scene, inside & ~whole)}"/>',
        *_lost(scene, frame),
        *_numbers(scene, parts, frame),
        *_doubts(account, scene.network.crs, frame),
        frame.scale_bar(),
    ]
    size = f'viewBox="0 0 {frame.width:.0f} {frame.height:.0f}"'
    return f'<svg {size} class="network" role="img" aria-label="{PICTURE_NAME}">{"".join(layers)}</svg>'


class _Frame:
    """Metres to units of the picture; north is up."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.scale = LONGER / max(self.east - self.west, self.north - self.south, 1.0)
        self.width, self.height = (self.east - self.west) * self.scale, (self.north - self.south) * self.scale

    def holds(self, x: Floats, y: Floats) -> Bools:
        held: Bools = (x >= self.west) & (x <= self.east) & (y >= self.south) & (y <= self.north)
        return held

    def units(self, x: Floats, y: Floats) -> tuple[np.ndarray, np.ndarray]:
        return np.rint((x - self.west) * self.scale).astype(int), np.rint((self.north - y) * self.scale).astype(int)

    def edges(self, scene: Scene, rows: Bools) -> str:
        """Path of some edges; those shorter than a unit are left out unless they stand alone."""
        network = scene.network
        x1, y1 = self.units(network.x[network.u[rows]], network.y[network.u[rows]])
        x2, y2 = self.units(network.x[network.v[rows]], network.y[network.v[rows]])
        lines = np.unique(np.column_stack([x1, y1, x2, y2])[(x1 != x2) | (y1 != y2)], axis=0)
        return "".join(f"M{a} {b}l{c - a} {d - b}" for a, b, c, d in lines.tolist())

    def pieces(self, pieces: Floats) -> str:
        """Path of some pieces (n, 2, 2) that come into the picture."""
        inside = self.holds(pieces[:, :, 0], pieces[:, :, 1]).any(axis=1)
        x, y = self.units(pieces[inside, :, 0], pieces[inside, :, 1])
        lines = np.unique(np.column_stack([x, y])[(x[:, 0] != x[:, 1]) | (y[:, 0] != y[:, 1])], axis=0)
        return "".join(f"M{a} {c}l{b - a} {d - c}" for a, b, c, d in lines.tolist())

    def rings(self, areas: np.ndarray) -> str:
        parts = []
        for ring in shapely.get_rings(shapely.get_parts(areas)):
            xy = shapely.get_coordinates(shapely.simplify(ring, 5.0))
            x, y = self.units(xy[:, 0], xy[:, 1])
            parts.append("M" + "L".join(f"{a} {b}" for a, b in zip(x.tolist(), y.tolist(), strict=True)) + "Z")
        return "".join(parts)

    def scale_bar(self) -> str:
        length, bottom = 1000.0 * self.scale, self.height - 14
        line = f'<path class="bar" d="M14 {bottom:.0f}h{length:.0f}"/>'
        return f'{line}<text x="{14 + length / 2:.0f}" y="{bottom - 6:.0f}" class="bar">1 km</text>'


def _bounds(scene: Scene, data: StudyData) -> tuple[float, float, float, float]:
    areas = _borders(data)
    if len(areas):
        west, south, east, north = shapely.total_bounds(areas).tolist()
        return west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M
    network = scene.network
    return float(network.x.min()), float(network.y.min()), float(network.x.max()), float(network.y.max())


def _borders(data: StudyData) -> np.ndarray:
    if data.subdistricts is not None:
        return np.asarray(data.subdistricts.geometry.to_numpy())
    return np.asarray(data.communities.geometry[data.communities["location"].isin(["area", "derived"])].to_numpy())


def _lost(scene: Scene, frame: _Frame) -> list[str]:
    """Residents that no street reaches, and facilities likewise."""
    xy = scene.demand.xy
    rows = scene.demand.off_network & ~np.isnan(xy[:, 0])
    people = np.unique(np.column_stack(frame.units(xy[rows, 0], xy[rows, 1])), axis=0).tolist()
    dots = "".join(f"M{x} {y}h0" for x, y in people)
    off = scene.facility_off_network[scene.facility_points.facility]
    sites = np.unique(
        np.column_stack(frame.units(scene.facility_points.xy[off, 0], scene.facility_points.xy[off, 1])), axis=0
    ).tolist()
    marks = "".join(f"M{x - 4} {y - 4}h8v8h-8Z" for x, y in sites)
    return [f'<path class="lost" d="{dots}"/>', f'<path class="site" d="{marks}"/>']


def _doubts(account: Sequence[StreetItem], crs: str, frame: _Frame) -> list[str]:
    """A mark for each place of the account; what it is about shows when one points at it."""
    made = []
    for item in account:
        placed = [place for place in item.places if place.lon is not None and place.lat is not None]
        if not placed or item.kind not in DOUBTS:
            continue
        x, y = to_plane(np.array([p.lon for p in placed]), np.array([p.lat for p in placed]), crs)
        inside = frame.holds(x, y)
        at_x, at_y = frame.units(x, y)
        for place, column, row in sorted(
            zip(
                [p for p, here in zip(placed, inside, strict=True) if here],
                at_x[inside].tolist(),
                at_y[inside].tolist(),
                strict=True,
            ),
            key=lambda mark: mark[1:],
        ):
            names = " × ".join(name for name in place.objects if OBJECT.fullmatch(name))
            title = f"<title>{names}</title>" if names else ""
            made.append(f'<circle class="doubt {DOUBTS[item.kind]}" cx="{column}" cy="{row}" r="5">{title}</circle>')
    return made


def _numbers(scene: Scene, parts: Parts, frame: _Frame) -> list[str]:
    """Numbers of the longest islands, as in the table."""
    network, made = scene.network, []
    for number in range(1, min(len(parts.length_m), NUMBERED + 1)):
        rows = np.flatnonzero(parts.of_edge == number)
        x, y = network.x[network.u[rows]], network.y[network.u[rows]]
        here = frame.holds(x, y)
        if here.any():
            at_x, at_y = frame.units(x[here].mean(keepdims=True), y[here].mean(keepdims=True))
            made.append(f'<text x="{at_x[0] + 6}" y="{at_y[0] - 6}" class="number">{number}</text>')
    return made
