"""
The field study as an expert would write it for this one study: osmium, numpy, scipy and shapely, nothing of XC-GIS.

    python benchmarks/exact_script.py FOLDER      the field data: streets, dwellings, stations, subdistricts

Prints how many dwellings lie within 5, 10 and 15 minutes of a community station and how many are off the network, as JSON. The rules are those of
docs/method.md, as far as these data need them: they have no gates, no crossings, no bridges, no squares and no conditions.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
import pyogrio.raw
import pyproj
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

WALKED = set("primary secondary tertiary primary_link secondary_link tertiary_link unclassified residential living_street service pedestrian "
             "footway path steps track road corridor elevator".split())  # fmt: skip
MAIN = set("trunk trunk_link primary primary_link secondary secondary_link".split())
STOPS_LEGS = MAIN | {"motorway", "motorway_link"}
SPEED, DETOUR, LONGEST, WAIT, STEPS = 1.2, 1.3, 150.0, 7.5, 2.0
AT_NODE, BEFORE_MAIN, TRIM = 0.01, 0.02, 0.01
LEAST_PART = 1000.0
MINUTES = (5, 10, 15)
TO_PLANE = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:4548", always_xy=True)


@dataclass
class Network:
    """Nodes ``xy, on_main``; edges ``u, v, length, slow, main, counts`` (part long enough); what stops legs."""

    xy: np.ndarray
    on_main: np.ndarray
    u: np.ndarray
    v: np.ndarray
    length: np.ndarray
    slow: np.ndarray
    main: np.ndarray
    counts: np.ndarray
    tree: shapely.STRtree
    walls: shapely.STRtree

    def ends(self, edge: np.ndarray, at: np.ndarray) -> np.ndarray:
        """Places ``at`` metres from ``u``."""
        a = self.xy[self.u[edge]]
        return a + (at / self.length[edge])[:, None] * (self.xy[self.v[edge]] - a)

    def stopped(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Whether straight legs, their first and last centimetre aside, meet a wall."""
        way = b - a
        metres = np.hypot(*way.T)
        stopped = np.zeros(len(a), dtype=bool)
        rows = np.flatnonzero(metres > 2 * TRIM)
        trim = way[rows] * (TRIM / metres[rows])[:, None]
        hit, _ = self.walls.query(shapely.linestrings(np.stack([a[rows] + trim, b[rows] - trim], axis=1)), predicate="intersects")
        stopped[rows[hit]] = True
        return stopped


@dataclass
class Reach:
    """Pairs of a point and an edge in reach, legs (``edge`` -1: at ``node``), and which points are on the network."""

    xy: np.ndarray
    pair: dict[str, np.ndarray]
    leg: dict[str, np.ndarray]
    on: np.ndarray


def read_network(path: Path) -> Network:
    """Read the streets."""
    place, walked, stops, main_nodes = {}, [], [], set()
    for item in osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY):
        if item.is_node():
            place[item.id] = (item.lon, item.lat)
            continue
        kind = item.tags.get("highway")
        if kind not in WALKED and kind not in STOPS_LEGS:
            continue
        nodes = [n.ref for n in item.nodes]
        pairs = [(a, b) for a, b in zip(nodes, nodes[1:], strict=False) if a != b and a in place and b in place]
        if kind in MAIN:
            main_nodes.update(nodes)
        if kind in STOPS_LEGS:
            stops += pairs
        if kind in WALKED:
            walked += [(a, b, kind == "steps", kind in MAIN) for a, b in pairs]
    ids = np.array(list(place))
    order = np.argsort(ids)
    ids, xy = ids[order], np.column_stack(TO_PLANE.transform(*np.array(list(place.values())).T))[order]
    rows = np.array(walked, dtype=np.int64)
    u, v = np.searchsorted(ids, rows[:, 0]), np.searchsorted(ids, rows[:, 1])
    length = np.maximum(np.hypot(*(xy[u] - xy[v]).T), 1e-6)
    part = connected_components(csr_array((np.ones(len(u)), (u, v)), shape=(len(ids), len(ids))), directed=False)[1][u]
    counts = np.bincount(part, weights=length)[part] >= LEAST_PART
    walls = np.searchsorted(ids, np.array(stops))
    lines = shapely.STRtree(shapely.linestrings(np.stack([xy[u], xy[v]], axis=1)))
    return Network(xy, np.isin(ids, np.array(list(main_nodes))), u, v, length, np.where(rows[:, 2], STEPS, 1.0), rows[:, 3] > 0, counts, lines,
                   shapely.STRtree(shapely.linestrings(xy[walls])))  # fmt: skip


def reach(net: Network, xy: np.ndarray) -> Reach:
    """Legs onto every edge within 150 m: to its foot, and to the best ends towards both nodes."""
    point, edge = net.tree.query(shapely.box(*(xy - LONGEST).T, *(xy + LONGEST).T))
    order = np.lexsort((edge, point))
    point, edge = point[order], edge[order]
    a, length, side = net.xy[net.u[edge]], net.length[edge], ~net.main[edge]
    along = (net.xy[net.v[edge]] - a) / length[:, None]
    beside = xy[point] - a
    off, foot = np.abs(along[:, 0] * beside[:, 1] - along[:, 1] * beside[:, 0]), (along * beside).sum(axis=1)
    low = np.where(side & net.on_main[net.u[edge]], BEFORE_MAIN, 0.0)
    high = length - np.where(side & net.on_main[net.v[edge]], BEFORE_MAIN, 0.0)
    nearest = np.clip(foot, low, np.maximum(low, high))
    near = (low <= high) & (np.hypot(off, nearest - foot) <= LONGEST + 1e-6)
    half = np.sqrt(np.maximum(LONGEST**2 - off**2, 0))
    low, high = np.minimum(np.maximum(low, foot - half), nearest), np.maximum(np.minimum(high, foot + half), nearest)
    pair = {k: c[near] for k, c in {"point": point, "edge": edge, "off": off, "foot": foot, "low": low, "high": high}.items()}
    slow = net.slow[pair["edge"]]
    with np.errstate(invalid="ignore"):
        pair["move"] = np.where(slow < DETOUR, pair["off"] * slow / np.sqrt(DETOUR**2 - slow**2), np.inf)
    at = np.unique(
        np.concatenate(
            [
                np.column_stack([np.arange(len(slow)), np.clip(pair["foot"] + s * pair["move"], pair["low"], pair["high"])])
                for s in (-1, 1)
            ]
            + [np.column_stack([np.arange(len(slow)), np.clip(pair["foot"], pair["low"], pair["high"])])]
        ),
        axis=0,
    )
    row, at = at[:, 0].astype(int), at[:, 1]
    point, edge = pair["point"][row], pair["edge"][row]
    metres = np.hypot(pair["off"][row], at - pair["foot"][row])
    rest = net.length[edge] - at
    node = np.where((at <= AT_NODE) & (at <= rest), net.u[edge], np.where(rest <= AT_NODE, net.v[edge], -1))
    target = np.where((node >= 0)[:, None], net.xy[node], net.ends(edge, at))
    free = ~net.stopped(xy[point], target)
    leg = {k: c[free] for k, c in {"point": point, "edge": edge, "at": at, "node": node, "metres": metres}.items()}
    waits = np.where(leg["node"] >= 0, net.on_main[leg["node"]], net.main[leg["edge"]])
    leg["s"] = leg["metres"] * DETOUR / SPEED + WAIT * waits
    on = np.zeros(len(xy), dtype=bool)
    on[leg["point"][net.counts[leg["edge"]]]] = True
    return Reach(xy, pair, {k: c[on[leg["point"]]] for k, c in leg.items()}, on)


def node_costs(net: Network, leg: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Point, node and seconds of the ways from legs to nodes."""
    inner = leg["node"] < 0
    edge, at = leg["edge"][inner], leg["at"][inner]
    ways = [(leg["point"][~inner], leg["node"][~inner], leg["s"][~inner])]
    for node, metres in ((net.u[edge], at), (net.v[edge], net.length[edge] - at)):
        wait = WAIT * (net.on_main[node] & ~net.main[edge])
        ways.append((leg["point"][inner], node, leg["s"][inner] + metres * net.slow[edge] / SPEED + wait))
    point, node, seconds = (np.concatenate(c) for c in zip(*ways, strict=True))
    return point, node, seconds


def short_walks(net: Network, home: Reach, station: Reach, best: np.ndarray) -> None:
    """Lower ``best`` by walks that touch no node: straight, along one edge, or meeting on one."""
    tree = shapely.STRtree(shapely.points(home.xy))
    f, d = tree.query(shapely.points(station.xy), predicate="dwithin", distance=LONGEST)
    seen = home.on[d] & station.on[f]
    f, d = f[seen], d[seen]
    seen = ~net.stopped(home.xy[d], station.xy[f])
    np.minimum.at(best, d[seen], np.hypot(*(home.xy[d] - station.xy[f])[seen].T) * DETOUR / SPEED)
    a, b = home.leg, station.leg
    i, j = pairs(np.where(a["node"] < 0, a["edge"], -1), np.where(b["node"] < 0, b["edge"], -2))
    along = np.abs(a["at"][i] - b["at"][j]) * net.slow[a["edge"][i]] / SPEED
    np.minimum.at(best, a["point"][i], a["s"][i] + b["s"][j] + along)
    a, b = home.pair, station.pair
    i, j = pairs(np.where(home.on[a["point"]], a["edge"], -1), np.where(station.on[b["point"]], b["edge"], -2))
    both = np.maximum(a["off"][i] + b["off"][j], 1e-12)
    low, high = np.maximum(a["low"][i], b["low"][j]), np.minimum(a["high"][i], b["high"][j])
    at = np.clip(a["foot"][i] + (b["foot"][j] - a["foot"][i]) * a["off"][i] / both, low, np.maximum(low, high))
    edge = a["edge"][i]
    metres = np.hypot(a["off"][i], at - a["foot"][i]) + np.hypot(b["off"][j], at - b["foot"][j])
    seconds = metres * DETOUR / SPEED + 2 * WAIT * net.main[edge]
    passing = a["move"][i] + b["move"][j] >= np.abs(a["foot"][i] - b["foot"][j])
    use = passing & (low <= high) & (at > AT_NODE) & (at < net.length[edge] - AT_NODE) & (seconds < best[a["point"][i]])
    i, j, target, seconds = i[use], j[use], net.ends(edge[use], at[use]), seconds[use]
    free = ~net.stopped(home.xy[a["point"][i]], target) & ~net.stopped(station.xy[b["point"][j]], target)
    np.minimum.at(best, a["point"][i[free]], seconds[free])


def pairs(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows with equal keys."""
    order = np.argsort(right, kind="stable")
    first, last = np.searchsorted(right[order], left), np.searchsorted(right[order], left, side="right")
    count = last - first
    start = np.repeat(first - np.cumsum(count) + count, count)
    return np.repeat(np.arange(len(left)), count), order[start + np.arange(count.sum())]


def from_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """WGS 84 from GCJ-02, by iteration."""
    x, y = lon.copy(), lat.copy()
    for _ in range(8):
        to_x, to_y = to_gcj02(x, y)
        x, y = x + lon - to_x, y + lat - to_y
    return x, y


def to_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The public formula."""
    x, y, pi = lon - 105.0, lat - 35.0, np.pi
    common = (20 * np.sin(6 * x * pi) + 20 * np.sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + common
    north += (20 * np.sin(y * pi) + 40 * np.sin(y / 3 * pi)) * 2 / 3 + (
        160 * np.sin(y / 12 * pi) + 320 * np.sin(y * pi / 30)
    ) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + common
    east += (20 * np.sin(x * pi) + 40 * np.sin(x / 3 * pi)) * 2 / 3 + (
        150 * np.sin(x / 12 * pi) + 300 * np.sin(x / 30 * pi)
    ) * 2 / 3
    a, e2 = 6378245.0, 0.00669342162296594323
    w = 1 - e2 * np.sin(np.radians(lat)) ** 2
    return lon + np.degrees(east / (a / np.sqrt(w) * np.cos(np.radians(lat)))), lat + np.degrees(north / (a * (1 - e2) / w**1.5))


def main() -> None:
    """Read, search, count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    net = read_network(folder / "central-beijing-2012.osm.pbf")
    district = shapely.union_all(shapely.from_wkb(pyogrio.raw.read(folder / "subdistricts.geojson")[2]))
    shapely.prepare(district)
    homes = shapely.from_wkb(pyogrio.raw.read(folder / "building_points.gpkg", columns=[])[2])
    lon, lat = shapely.get_coordinates(homes[shapely.intersects(district, homes)]).T
    home = reach(net, np.column_stack(TO_PLANE.transform(lon, lat)))
    with next(folder.glob("*.csv")).open(encoding="gb18030") as table:
        stations = np.array([[float(r["经度"]), float(r["纬度"])] for r in csv.DictReader(table) if r["经度"]])
    station = reach(net, np.column_stack(TO_PLANE.transform(*from_gcj02(*stations.T))))
    _, node, seconds = node_costs(net, station.leg)
    n, limit = len(net.xy), MINUTES[-1] * 60 + 1e-6
    seed = np.full(n, np.inf)
    np.minimum.at(seed, node, seconds)
    source = np.flatnonzero(seed < np.inf)
    cost = net.length * net.slow / SPEED + WAIT * ~net.main * (net.on_main[net.u] * 1.0 + net.on_main[net.v])
    edges = least(np.concatenate([net.u, net.v, np.full(len(source), n)]), np.concatenate([net.v, net.u, source]),
                  np.concatenate([cost, cost, np.maximum(seed[source], 1e-9)]), n + 1)  # fmt: skip
    found = dijkstra(edges, indices=n, limit=limit)
    best = np.full(len(home.xy), np.inf)
    point, node, seconds = node_costs(net, home.leg)
    np.minimum.at(best, point, seconds + found[node])
    short_walks(net, home, station, best)
    within = {str(m): int((best <= m * 60 + 1e-6).sum()) for m in MINUTES}
    print(json.dumps({"dwellings": len(best), "within": within, "off_network": int((~home.on).sum())}))


def least(row: np.ndarray, column: np.ndarray, cost: np.ndarray, n: int) -> csr_array:
    """A sparse matrix with the least of parallel edges: the class itself would add them up."""
    order = np.lexsort((cost, column, row))
    first = order[np.flatnonzero(np.diff(row[order] * n + column[order], prepend=-1))]
    return csr_array((cost[first], (row[first], column[first])), shape=(n, n))


if __name__ == "__main__":
    main()
