"""
A town study whose files are really rewritten as a scenario says: rows of its tables, nodes, ways and tags of its street file.

Shares nothing with what it checks: streets come from the second method's reader, and joints, crossings and cuts are worked out here.
"""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
import shapely

from tests.independent.conditions import tags_at
from tests.independent.network import to_metres
from tests.independent.osm_file import OsmFile, read_osm
from tests.independent.run_points import read_moment
from tests.independent.walkability import is_private, is_private_gate, is_walkable, stops_everyone, takes_legs

CRS = "EPSG:4548"
CONDITIONAL = ("access:conditional", "foot:conditional")
ROADS = {
    f"{kind}{link}" for kind in ("motorway", "trunk", "primary", "secondary") for link in ("", "_link")
}  # met whether walked or not
FOOT = {"footway", "path", "pedestrian", "steps", "cycleway"}
DRAWN = {
    "path": {"highway": "footway"},
    "steps": {"highway": "steps"},
    "footbridge": {"highway": "footway", "bridge": "yes", "layer": "1"},
    "crossing": {"highway": "footway", "footway": "crossing"},
}


PARKS = """[[facilities]]
path = "parks.geojson"
type = "PRK"
"""


class RewrittenStudy:
    """Files of a study, changed one by one; ``write`` puts them into another folder."""

    def __init__(self, folder: Path, moment: str) -> None:
        self.folder, self.moment = folder, read_moment(moment)
        self.osm: OsmFile = read_osm(folder / "streets.osm")
        self.facilities = _read_rows(folder / "facilities.csv")
        self.residents = _read_rows(folder / "residents.csv")
        self.parks = json.loads((folder / "parks.geojson").read_text(encoding="utf-8"))["features"]
        self.surveys: list[str] = []
        self.next_node = max(self.osm.places) + 1
        self.next_way = max(self.osm.ways) + 1
        self.as_read = {next(iter(row.values())): dict(row) for row in [*self.facilities, *self.residents]}
        nodes = list(self.osm.places)
        self.known_xy = dict(zip(nodes, self._metres([self.osm.places[node] for node in nodes]), strict=True))

    def apply(self, change: object, number: str) -> None:
        """Do one change; ``number`` is the id of what is new."""
        getattr(self, f"_{change.KIND}")(change, number)

    def write(self, folder: Path) -> Path:
        folder.mkdir()
        for name in ("communities.geojson", "standard.yaml", "study.toml"):
            (folder / name).write_bytes((self.folder / name).read_bytes())
        if self.parks:
            parks = {"type": "FeatureCollection", "features": self.parks}
            (folder / "parks.geojson").write_text(json.dumps(parks), encoding="utf-8")
        else:  # a list without rows is a fault of its own
            text = (folder / "study.toml").read_text(encoding="utf-8")
            (folder / "study.toml").write_text(text.replace(PARKS, ""), encoding="utf-8")
        with (folder / "study.toml").open("a", encoding="utf-8") as text_file:
            text_file.writelines(self.surveys)
        _write_rows(folder / "facilities.csv", ["facility_id", "name", "type", "lon", "lat", "status"], self.facilities)
        ages = ["residents_0_3", "residents_3_6", "residents_6_12", "residents_60plus", "residents_80plus"]
        _write_rows(folder / "residents.csv", ["demand_id", "lon", "lat", "residents", *ages], self.residents)
        _write_osm(folder / "streets.osm", self.osm)
        return folder / "study.toml"

    # facilities and residents

    def _row(self, facility: str) -> dict[str, str]:
        for row in self.facilities:
            if row["facility_id"] == facility:
                return row
        park = next(park for park in self.parks if park["properties"]["facility_id"] == facility)
        return park["properties"]

    def _add_facility(self, change, number):
        lon, lat = change.at or self._place(change.place)
        row = {"facility_id": number, "name": change.name or number, "type": change.type, "lon": lon, "lat": lat}
        self.facilities.append(row | {"status": change.status})

    def _place(self, word):
        if word.startswith("node/"):
            return self.osm.places[int(word[5:])]
        row = self.as_read[word]
        return float(row["lon"]), float(row["lat"])

    def _move_facility(self, change, _):
        row = self._row(change.facility)
        if "lon" not in row:  # a park becomes a point
            self.parks = [park for park in self.parks if park["properties"] is not row]
            row = {"facility_id": change.facility, "name": row["name"], "type": "PRK", "status": row.get("status", "open")}
            self.facilities.append(row)
        row["lon"], row["lat"] = change.at or self._place(change.place)

    def _close_facility(self, change, _):
        self._row(change.facility)["status"] = "closed"

    def _change_facility(self, change, _):
        if change.status:
            self._row(change.facility)["status"] = change.status

    def _change_residents(self, change, _):
        drawn = shapely.Polygon(self._metres(change.area)) if change.area else None
        rows = [row for row in self.residents if drawn is None or self._inside(row, drawn)]
        people = sum(float(row["residents"]) for row in rows)
        factor = change.factor if change.factor is not None else change.residents / people
        for row in rows:
            for name in row:
                if name.startswith("residents") and row[name] not in {None, ""}:
                    row[name] = repr(float(row[name]) * factor)

    def _add_residents(self, change, number):
        lon, lat = change.at or self._place(change.place)
        said = {one.name: getattr(change, one.name) for one in fields(change) if one.name.startswith("residents")}
        ages = {name: "" if value is None else repr(value) for name, value in said.items()}
        self.residents.append({"demand_id": number, "lon": lon, "lat": lat, **ages})

    def _complete_survey(self, change, _):
        for area in change.areas:
            self.surveys.append(f'\n[[inventory]]\ncategory = "{change.category}"\nareas = "{area}"\nstatus = "complete"\n')

    def _inside(self, row, drawn):
        return bool(drawn.covers(shapely.Point(self._metres([(float(row["lon"]), float(row["lat"]))])[0])))

    # streets

    def _open_gate(self, change, _):
        osm = change.osm or self._nearest_gate(change.at)
        kind, number = osm.split("/")
        if kind == "node":
            self.osm.node_tags[int(number)] = _plain(self.osm.node_tags[int(number)]) | {"foot": "yes"}
        else:
            nodes, tags = self.osm.ways[int(number)]
            self.osm.ways[int(number)] = (nodes, _plain(tags) | {"foot": "yes"})

    def _nearest_gate(self, at):
        (here,) = self._metres([at])
        best = []
        for node, tags in self.osm.node_tags.items():
            now = self._now(tags)
            if is_private_gate(now) or stops_everyone(now):
                best.append((float(np.hypot(*(self._xy(node) - here))), f"node/{node}"))
        ways = []
        for way, (nodes, tags) in self.osm.ways.items():
            now = self._now(tags)
            if is_walkable(now) and is_private(now):
                line = shapely.LineString([self._xy(node) for node in nodes])
                ways.append((line.distance(shapely.Point(here)), f"way/{way}"))
        near = [one for one in best if one[0] <= 20] or ways
        return min(near)[1]

    def _close_path(self, change, _):
        way = int(change.osm[4:])
        nodes, tags = self.osm.ways[way]
        self.osm.ways[way] = (nodes, _plain(tags) | {"foot": "no"})

    def _add_path(self, change, _):
        corners = self._metres(change.line)
        first, last = self._join(corners[0]), self._join(corners[-1])
        nodes = [first, *(self._node(*place) for place in change.line[1:-1]), last]
        if change.as_ != "footbridge":
            nodes = [nodes[0], *(node for a, b in pairwise(nodes) for node in [*self._crossed(a, b), b])]
        if change.as_ == "crossing":
            self._mark(nodes, "traffic_signals" if change.signals else "uncontrolled")
        self.osm.ways[self.next_way] = (nodes, DRAWN[change.as_] | ({"name": change.name} if change.name else {}))
        self.next_way += 1

    def _mark(self, nodes, crossing):
        for way_nodes, tags in list(self.osm.ways.values()):
            if "highway" in tags and tags["highway"] not in FOOT and _on_ground(tags):
                for node in set(nodes) & set(way_nodes):
                    said = self.osm.node_tags.get(node, {})
                    if "crossing" not in said and said.get("highway") != "crossing":
                        self.osm.node_tags[node] = {"highway": "crossing"} | said | {"crossing": crossing}

    def _close_area(self, change, _):
        ring = list(dict.fromkeys(change.area))
        drawn = shapely.Polygon(self._metres(ring))
        self._close_squares(drawn)
        for way, (nodes, tags) in list(self.osm.ways.items()):
            if "highway" in tags and tags.get("area") != "yes":
                self._cut(way, nodes, tags, drawn)
        fence = [self._node(*place) for place in ring]
        self.osm.ways[self.next_way] = ([*fence, fence[0]], {"barrier": "fence"})
        self.next_way += 1
        for row in self.facilities:
            if self._inside(row, drawn):
                row["status"] = "closed"
        for park in self.parks:
            if drawn.covers(shapely.Polygon(self._metres(park["geometry"]["coordinates"][0]))):
                park["properties"]["status"] = "closed"

    def _close_squares(self, drawn):
        for way, (nodes, tags) in list(self.osm.ways.items()):
            if _is_square(tags) and drawn.intersects(shapely.Polygon([self._xy(node) for node in nodes])):
                self.osm.ways[way] = (nodes, _plain(tags) | {"foot": "no"})
        for relation, (members, tags) in list(self.osm.relations.items()):
            if _is_square(tags) and drawn.intersects(self._outer(members)):
                self.osm.relations[relation] = (members, _plain(tags) | {"foot": "no"})

    def _outer(self, members):
        lines = [shapely.LineString([self._xy(n) for n in self.osm.ways[ref][0]]) for _, ref, role in members if role == "outer"]
        return shapely.get_geometry(shapely.polygonize(lines), 0)

    def _cut(self, way, nodes, tags, drawn):
        """Cut a way at the outline of an area and close what lies inside."""
        path = [nodes[0]]
        for a, b in pairwise(nodes):
            start, end = self._xy(a), self._xy(b)
            ring = np.array(drawn.exterior.coords)
            shares = sorted(s for c, d in pairwise(ring) if (s := _meet(start, end, c, d)) is not None)
            path += [*(self._between(a, b, share) for share in shares), b]
        inner = [bool(drawn.contains(shapely.Point((self._xy(a) + self._xy(b)) / 2))) for a, b in pairwise(path)]
        parts: list[tuple[list[int], bool]] = []
        for (a, b), is_in in zip(pairwise(path), inner, strict=True):
            if parts and parts[-1][1] == is_in:
                parts[-1][0].append(b)
            else:
                parts.append(([a, b], is_in))
        if not any(inner):
            return
        del self.osm.ways[way]
        for run, is_in in parts:
            self.osm.ways[self.next_way] = (run, _plain(tags) | {"foot": "no"} if is_in else tags)
            self.next_way += 1

    # places

    def _now(self, tags):
        return tags_at(tags, self.moment)

    def _metres(self, places):
        lonlat = np.array(places, dtype=float)
        return np.column_stack(to_metres(lonlat[:, 0], lonlat[:, 1], CRS))

    def _xy(self, node):
        if node not in self.known_xy:
            self.known_xy[node] = self._metres([self.osm.places[node]])[0]
        return self.known_xy[node]

    def _node(self, lon, lat):
        self.osm.places[self.next_node] = (round(lon, 7), round(lat, 7))
        self.next_node += 1
        return self.next_node - 1

    def _between(self, a, b, share):
        """A node on the piece between two nodes, in all ways that run there."""
        (lon, lat), (lon2, lat2) = self.osm.places[a], self.osm.places[b]
        return self._node(lon * (1 - share) + lon2 * share, lat * (1 - share) + lat2 * share)

    def _put_between(self, a, b, share):
        node = self._between(a, b, share)
        for nodes, _ in self.osm.ways.values():
            for at in range(len(nodes) - 1, 0, -1):
                if {nodes[at - 1], nodes[at]} == {a, b}:
                    nodes.insert(at, node)
        return node

    def _pieces(self, *, roads=False):
        """Pieces of all streets: nodes, tags, whether one gets onto them anywhere."""
        found = []
        for nodes, tags in self.osm.ways.values():
            now = self._now(tags)
            square = _is_square(now) and is_walkable(now, as_area=True)
            if "highway" in now and (is_walkable(now) or square or (roads and now["highway"] in ROADS)):
                found += [(a, b, now, square or takes_legs(now) or not is_walkable(now)) for a, b in pairwise(nodes)]
        for members, tags in self.osm.relations.values():
            now = self._now(tags)
            if _is_square(now) and is_walkable(now, as_area=True):
                for _, ref, _role in members:
                    found += [(a, b, now, True) for a, b in pairwise(self.osm.ways[ref][0])]
        return found

    def _join(self, place):
        best = None
        for a, b, _, legs in self._pieces():
            start, end = self._xy(a), self._xy(b)
            along = end - start
            share = float(np.clip((place - start) @ along / (along @ along), 0, 1))
            away = float(np.hypot(*(start + share * along - place)))
            if away <= 2 and (best is None or (not legs, away) < best[:2]):
                best = (not legs, away, a, b, share, float(np.hypot(*along)))
        assert best is not None
        _, _, a, b, share, length = best
        if share * length <= 0.01:
            return a
        return b if (1 - share) * length <= 0.01 else self._put_between(a, b, share)

    def _crossed(self, a, b):
        start, end = self._xy(a), self._xy(b)
        met = {}
        for c, d, tags, _ in self._pieces(roads=True):
            if _on_ground(tags) and not {a, b} & {c, d}:
                along, across = _meet(start, end, self._xy(c), self._xy(d)), None
                if along is not None:
                    across = _meet(self._xy(min(c, d)), self._xy(max(c, d)), start, end)
                if across is not None and 0.01 < along * np.hypot(*(end - start)) < np.hypot(*(end - start)) - 0.01:
                    met[min(c, d), max(c, d)] = (along, across)
        return [self._put_between(*pair, across) for pair, (_, across) in sorted(met.items(), key=lambda one: one[1])]


def _meet(start, end, other, other_end):
    """Share of the first line at which the second crosses it; None where they do not cross."""
    (ax, ay), (bx, by) = end - start, np.array(other_end) - np.array(other)
    turn = ax * by - ay * bx
    if turn == 0:
        return None
    cx, cy = np.array(other) - start
    share, other_share = (cx * by - cy * bx) / turn, (cx * ay - cy * ax) / turn
    return float(share) if 0 < share < 1 and 0 <= other_share <= 1 else None


def _plain(tags):
    return {key: value for key, value in tags.items() if key not in CONDITIONAL}


def _on_ground(tags):
    return tags.get("bridge", "no") == "no" and tags.get("tunnel", "no") == "no" and tags.get("layer", "0") in {"", "0"}


def _is_square(tags):
    return tags.get("highway") in {"pedestrian", "footway"} and (tags.get("area") == "yes" or tags.get("type") == "multipolygon")


def _read_rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _write_rows(path, names, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def _write_osm(path, osm):
    def said(tags):
        return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())

    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="hand">']
    for number, (lon, lat) in sorted(osm.places.items()):
        lines.append(
            f'<node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}">{said(osm.node_tags.get(number, {}))}</node>'
        )
    for number, (nodes, tags) in sorted(osm.ways.items()):
        lines.append(
            f'<way id="{number}" version="1">{"".join(f"<nd ref={chr(34)}{n}{chr(34)}/>" for n in nodes)}{said(tags)}</way>'
        )
    for number, (members, tags) in sorted(osm.relations.items()):
        refs = "".join(f'<member type="{kind}" ref="{ref}" role={quoteattr(role)}/>' for kind, ref, role in members)
        lines.append(f'<relation id="{number}" version="1">{refs}{said(tags)}</relation>')
    path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
