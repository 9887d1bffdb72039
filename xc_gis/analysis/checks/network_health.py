"""What the walking network is like: its parts, islands, gates, crossings and dead ends, and how points hang on it (data check)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, to_degrees, to_plane
from xc_gis.analysis.assessment import Scene
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.network.gates import components
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.network.walkable import has_crossing, has_signal_crossing
from xc_gis.findings import Island, NetworkHealth
from xc_gis.model import StreetData, StudyData
from xc_gis.settings import Settings

FAR_M = 100.0
"""A nearest leg longer than this says that the street before the house is missing (assumption)."""

MOST_ISLANDS = 200
NEAR_M = 1_500.0
"""An island farther from the study than this is nobody's concern here (the margin for facilities, method's ``study_area_buffer_m``)."""


@dataclass(frozen=True)
class Parts:
    """Connected parts of the network, gates counted as passable: label of each edge, 0 the largest by metres, and metres by label."""

    of_edge: Ints
    of_node: Ints
    length_m: Floats


def parts_of(network: WalkingNetwork) -> Parts:
    """Find the parts, longest first; lines across areas, which nobody has drawn, have no metres."""
    labels = components(network.u, network.v, network.n_nodes)
    drawn = np.where(network.across, 0.0, network.length_m)
    metres = np.bincount(labels[network.u], weights=drawn, minlength=int(labels.max()) + 1).astype(np.float64)
    order = np.lexsort((np.arange(len(metres)), -metres))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Parts(rank[labels[network.u]], rank[labels], metres[order])


def network_health(scene: Scene, data: StudyData, streets: StreetData, settings: Settings) -> NetworkHealth:
    """Measure the network of a study whose residents have their communities."""
    network, parts = scene.network, parts_of(scene.network)
    residents = data.demand["residents"].to_numpy(dtype=float)
    placed = ~np.isnan(scene.demand.xy[:, 0])
    nearest = _nearest_leg_m(scene.demand)
    off = scene.demand.off_network & placed
    far = placed & ~off & (nearest > FAR_M)
    area = _area(data)
    signals, crossings = _crossings(streets, network, area, settings)
    return NetworkHealth(
        nodes=network.n_nodes,
        edges=int((~network.across).sum()),
        length_m=float(network.length_m[~network.across].sum()),
        gated_m=float(network.length_m[network.gated & ~network.across].sum()),
        gated_parts=int(network.gate_part.max()) + 1 if network.gated.any() else 0,
        steps_m=float(network.length_m[network.steps].sum()),
        signal_crossings=signals,
        crossings=crossings,
        dead_ends=_dead_ends(network, area),
        parts=len(parts.length_m),
        islands=_islands(scene, data, parts, settings),
        off_network_points=int(off.sum()),
        off_network_residents=float(residents[off].sum()),
        far_m=FAR_M,
        far_points=int(far.sum()),
        far_residents=float(residents[far].sum()),
        off_network_facilities=int(scene.facility_off_network.sum()),
    )


def _area(data: StudyData) -> shapely.Geometry | None:
    places = [data.communities.geometry.dropna().to_numpy()]
    if data.subdistricts is not None:
        places.append(data.subdistricts.geometry.to_numpy())
    every = np.concatenate(places)
    if len(every) == 0:
        return None
    hull = shapely.convex_hull(shapely.GeometryCollection(list(every)))
    shapely.prepare(hull)
    return hull


def _nearest_leg_m(attached: Attached) -> Floats:
    nearest = np.full(attached.n_points, np.inf)
    np.minimum.at(nearest, attached.legs.point, attached.legs.straight_m)
    return nearest


def _crossings(
    streets: StreetData, network: WalkingNetwork, area: shapely.Geometry | None, settings: Settings
) -> tuple[int, int]:
    """Crossing nodes on the network within the study area: with signals, and others."""
    signal = [n for n, tags in streets.node_tags.items() if has_signal_crossing(tags)]
    plain = [n for n, tags in streets.node_tags.items() if has_crossing(tags) and not has_signal_crossing(tags)]
    return _inside(streets, network, signal, area, settings), _inside(streets, network, plain, area, settings)


def _inside(
    streets: StreetData, network: WalkingNetwork, nodes: list[int], area: shapely.Geometry | None, settings: Settings
) -> int:
    ids = np.array(sorted(nodes), dtype=np.int64)
    ids = ids[np.isin(ids, network.osm_id)]
    if area is None or len(ids) == 0:
        return len(ids)
    at = np.searchsorted(streets.node_ids, ids)
    x, y = to_plane(streets.lon[at], streets.lat[at], settings.word("crs.analysis"))
    return int(shapely.intersects_xy(area, x, y).sum())


def _dead_ends(network: WalkingNetwork, area: shapely.Geometry | None) -> int:
    """OSM nodes inside the study area where one edge ends."""
    ids, node = np.unique(network.osm_id, return_inverse=True)
    pairs = np.sort(np.column_stack([node[network.u], node[network.v]]), axis=1)
    pairs = np.unique(pairs, axis=0)  # an edge that ends at a gate stands once for each side
    degree = np.bincount(pairs.ravel(), minlength=len(ids))
    first = np.unique(node, return_index=True)[1]
    ends = first[degree == 1]
    if area is None:
        return len(ends)
    return int(shapely.intersects_xy(area, network.x[ends], network.y[ends]).sum())


def _islands(scene: Scene, data: StudyData, parts: Parts, settings: Settings) -> tuple[Island, ...]:
    """Parts but the largest that lie in or near the study, with whoever has no other part in reach."""
    network = scene.network
    shown = _near(network, parts, _area(data))
    if len(shown) == 0:
        return ()
    home = _only_part(scene.demand, parts)
    people = np.bincount(
        home[home > 0], weights=data.demand["residents"].to_numpy(dtype=float)[home > 0], minlength=len(parts.length_m)
    )
    points = np.bincount(home[home > 0], minlength=len(parts.length_m))
    site = _only_part(scene.facility, parts)
    sites = pd.Series(scene.facility_points.facility).groupby(site).nunique()
    middle = np.column_stack(
        [(network.x[network.u] + network.x[network.v]) / 2, (network.y[network.u] + network.y[network.v]) / 2]
    )
    least = settings.number("network.min_part_m")
    islands = []
    for number in shown:
        mine = parts.of_edge == number
        x, y = np.average(middle[mine], axis=0, weights=network.length_m[mine])
        lon, lat = to_degrees(x, y, network.crs)
        metres = float(parts.length_m[number])
        islands.append(
            Island(
                int(number), metres, round(float(lon), 6), round(float(lat), 6), int(points[number]), float(people[number]),
                int(sites.get(number, 0)), metres >= least,
            )
        )  # fmt: skip
    return tuple(islands)


def _near(network: WalkingNetwork, parts: Parts, area: shapely.Geometry | None) -> Ints:
    """Islands that come within the study area or its margin, longest first."""
    islands = np.flatnonzero(parts.of_edge > 0)
    if area is not None and len(islands):
        near = shapely.dwithin(area, network.lines[islands], NEAR_M)
        islands = islands[near]
    numbers = np.unique(parts.of_edge[islands])
    return numbers[:MOST_ISLANDS]


def _only_part(attached: Attached, parts: Parts) -> Ints:
    """By point: the part that its nearest leg meets, if none of its legs meets the largest part; else 0 (-1 without legs)."""
    legs = attached.legs
    part = np.where(legs.edge >= 0, parts.of_edge[legs.edge], parts.of_node[legs.node])
    home = np.full(attached.n_points, -1, dtype=np.int64)
    order = np.lexsort((legs.straight_m, legs.point))
    points, first = np.unique(legs.point[order], return_index=True)
    home[points] = part[order][first]
    touches: Bools = np.zeros(attached.n_points, dtype=bool)
    touches[legs.point[part == 0]] = True
    home[touches] = 0
    return home
