"""
Which facility is the nearest: the name behind a time (method §7: every star can be opened down to facility and way).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import pairs_by_key, spans
from xc_gis.analysis.assessment import Assessment, questions
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.legs.point_parts import only
from xc_gis.analysis.times.eligibility import Eligibility, service_points
from xc_gis.analysis.times.search import SearchGraph, Seeds, build_search_graph
from xc_gis.analysis.times.short_walks import short_walks
from xc_gis.analysis.times.travel_times import Question
from xc_gis.model import NEAREST_COLUMNS
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

AT_ONCE = 16
"""Demand points searched together: bounds the memory of their answers."""

COLUMNS = ("demand", "key", "point", "facility", "seconds", "by_network")


def nearest_facilities(
    found: Assessment,
    rows: Sequence[int],
    asked: Sequence[Question],
    settings: Settings,
    *,
    graphs: Mapping[str, SearchGraph] | None = None,
) -> pd.DataFrame:
    """
    Find the nearest facility of some demand points.

    Parameters
    ----------
    rows
        Demand points.
    asked
        Questions whose times are in ``found.times``.
    graphs
        Search graphs by profile, where they are built already.

    Returns
    -------
    DataFrame
        ``demand`` (row), ``key``, ``point`` (facility point), ``facility`` (row of the facility frame), ``seconds``,
        ``by_network`` (False for a direct leg or a walk along one edge). Pairs that are not reached are absent; of
        facilities equally near the one with the smallest row stands.
    """
    scene = found.scene
    demand, facility = without_islands(scene.demand), without_islands(scene.facility)
    types = np.array(sorted({kind for q in asked for kind in q.types}), dtype=object)
    offer = Eligibility.of(service_points(scene.facility_points, found.services), types, found.areas, facility.n_points)
    parts: list[Found] = []
    for profile in sorted({q.profile for q in asked}):
        graph = graphs[profile] if graphs else build_search_graph(scene.network, profile, settings)
        mine = [(q, np.flatnonzero(np.isin(types, q.types))) for q in asked if q.profile == profile]
        arrivals, departures = graph.arrivals(facility.legs), graph.departures(demand.legs)
        seed, offer_row = pairs_by_key(arrivals.point, offer.point)
        asked_by = [np.flatnonzero(np.isin(offer.kind[offer_row], kinds)) for _, kinds in mine]
        hit, question = np.concatenate(asked_by), np.repeat(np.arange(len(mine)), [len(part) for part in asked_by])
        ways = _Ways(arrivals.take(seed[hit]), offer_row[hit], question)
        bounds = _search_bounds(found, rows, [q for q, _ in mine])
        order = np.argsort(bounds, kind="stable")
        for first in range(0, len(rows), AT_ONCE):
            chunk = order[first : first + AT_ONCE]
            groups = [_of_point(departures, rows[n]) for n in chunk]
            onward = graph.search_onward(groups, float(bounds[chunk].max()))
            for n, seconds in zip(chunk, onward, strict=True):
                parts += _best_arrivals(rows[n], seconds, ways, offer, [q.key for q, _ in mine])
        parts += _by_short_walks(found, graph, demand, facility, offer, rows, mine, settings)
    bound = {q.key: q.bound_s + TIME_TOLERANCE_S for q in asked}
    table = _joined(parts)
    table = table[table["seconds"] <= table["key"].map(bound)]
    table["facility"] = scene.facility_points.facility[table["point"].to_numpy(dtype=np.int64)]
    table = table.sort_values(["demand", "key", "seconds", "facility", "point"], kind="stable")
    return table.drop_duplicates(["demand", "key"]).reset_index(drop=True)[list(COLUMNS)]


Found = tuple[Ints, str, Ints, Floats, bool]
"""Demand points, key, facility points, seconds, whether by the network: what becomes rows of the answer."""


def _joined(parts: Sequence[Found]) -> pd.DataFrame:
    """One frame at the end: making one for each answer took ten times as long as the search."""
    counts = [len(demand) for demand, *_ in parts]
    columns = {
        "demand": np.concatenate([p[0] for p in parts]) if parts else np.empty(0, dtype=np.int64),
        "key": np.repeat(np.array([p[1] for p in parts], dtype=object), counts),
        "point": np.concatenate([p[2] for p in parts]) if parts else np.empty(0, dtype=np.int64),
        "seconds": np.concatenate([p[3] for p in parts]) if parts else np.empty(0),
        "by_network": np.repeat(np.array([p[4] for p in parts], dtype=bool), counts),
    }
    return pd.DataFrame(columns)


def _search_bounds(found: Assessment, rows: Sequence[int], asked: Sequence[Question]) -> Floats:
    """By row: no facility is farther than the times that are known say; where one is not known, the question's bound."""
    at = np.array(rows, dtype=np.int64)
    times = np.stack([np.nan_to_num(found.times[q.key][at], nan=q.bound_s) for q in asked])
    bounds: Floats = times.max(axis=0)
    return bounds


def _of_point(seeds: Seeds, point: int) -> Seeds:
    first, last = np.searchsorted(seeds.point, [point, point + 1])
    return seeds.take(slice(int(first), int(last)))


@dataclass(frozen=True)
class _Ways:
    """Arrivals at points that offer something, with the row of the offer and the number of the question it answers, ascending."""

    arrivals: Seeds
    offer: Ints
    question: Ints

    def reached(self, seconds: Floats) -> Ints:
        """Ways from states that are reached, ascending."""
        order, first = self._by_state
        states = np.flatnonzero(seconds[: len(first) - 1] < np.inf)
        return np.sort(order[spans(first[states], first[states + 1] - first[states])])

    @cached_property
    def _by_state(self) -> tuple[Ints, Ints]:
        """Ways by state, and the first of each state up to the last that has any."""
        order = np.argsort(self.arrivals.state, kind="stable")
        return order, np.searchsorted(self.arrivals.state[order], np.arange(int(self.arrivals.state.max(initial=0)) + 2))


def _best_arrivals(row: int, seconds: Floats, ways: _Ways, offer: Eligibility, keys: Sequence[str]) -> list[Found]:
    """For each question the quickest arrival at a point that serves a demand point, where there is one; of equal ones the first."""
    near = ways.reached(seconds)
    near = near[offer.serves(ways.offer[near], row)]
    total = seconds[ways.arrivals.state[near]] + ways.arrivals.cost_s[near]
    order = np.lexsort((total, ways.question[near]))
    near, total = near[order], total[order]
    first = np.flatnonzero(np.diff(ways.question[near], prepend=-1))
    return [
        (np.array([row]), keys[number], ways.arrivals.point[[way]], total[[at]], True)
        for number, way, at in zip(ways.question[near[first]].tolist(), near[first].tolist(), first.tolist(), strict=True)
    ]


def _by_short_walks(
    found: Assessment, graph: SearchGraph, demand: Attached, facility: Attached, offer: Eligibility, rows: Sequence[int],
    asked: Sequence[tuple[Question, Ints]], settings: Settings,
) -> list[Found]:  # fmt: skip
    few = only(demand, np.array(sorted(rows), dtype=np.int64))
    times = np.stack([np.nan_to_num(found.times[q.key], nan=q.bound_s) for q, _ in asked])
    known = (times.max(axis=0) + TIME_TOLERANCE_S) * graph.speed_m_s

    def useful(start: Ints, end: Ints, metres: Floats) -> Bools:
        near: Bools = (offer.type_of_point[end] >= 0) & (metres <= known[start] + LENGTH_TOLERANCE_M)
        return near

    parts: list[Found] = []
    for walks in short_walks(graph.network, found.scene.barriers, few, facility, settings, useful=useful):
        seconds = walks.seconds(
            speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
            wheelchair=graph.profile == "wheelchair",
        )  # fmt: skip
        walk, kind = offer.allowed(walks)
        for question, kinds in asked:
            hit = walk[np.isin(kind, kinds)]
            hit = hit[np.lexsort((walks.facility[hit], seconds[hit], walks.demand[hit]))]
            hit = hit[np.unique(walks.demand[hit], return_index=True)[1]]
            parts.append((walks.demand[hit], question.key, walks.facility[hit], seconds[hit], False))
    return parts


def nearest_of_communities(found: Assessment, standard: Standard, settings: Settings) -> pd.DataFrame:
    """
    Nearest facilities seen from the middle of each community.

    The middle is the demand point on the network that is nearest to the residents' centre of gravity: a real door, so
    that way and minutes can be shown.

    Returns
    -------
    DataFrame
        ``community_id, category, facility_id, minutes, demand_id``.
    """
    middles = middles_of_communities(found)
    asked = [q for q in questions(standard) if "@" not in q.key]
    table = nearest_facilities(found, list(middles), asked, settings)
    ids = found.data.facilities["facility_id"].to_numpy()
    demand_ids = found.data.demand["demand_id"].to_numpy()
    rows = table["demand"].to_numpy(dtype=np.int64)
    result = pd.DataFrame(
        {
            "community_id": [middles[row] for row in rows],
            "category": table["key"],
            "facility_id": ids[table["facility"].to_numpy(dtype=np.int64)],
            "minutes": table["seconds"] / 60.0,
            "demand_id": demand_ids[rows],
        }
    )
    place = {category.code: i for i, category in enumerate(standard.categories)}
    order = result.assign(_place=result["category"].map(place)).sort_values(["community_id", "_place"])
    return order.drop(columns="_place").reset_index(drop=True)


def no_names() -> pd.DataFrame:
    """What ``nearest_of_communities`` gives where nothing is reached."""
    return pd.DataFrame({name: [] for name in NEAREST_COLUMNS})


def middles_of_communities(found: Assessment) -> dict[int, str]:
    """Demand point in the middle of each community: row → community id."""
    demand = found.data.demand
    frame = pd.DataFrame(
        {
            "home": demand["community_id"].to_numpy(),
            "x": found.scene.demand.xy[:, 0],
            "y": found.scene.demand.xy[:, 1],
            "w": demand["residents"].to_numpy(dtype=float),
        }
    )[~found.scene.demand.off_network]
    frame = frame[frame["home"].notna() & (frame["w"] > 0)]
    weight = frame.groupby("home")["w"].transform("sum")
    east = (frame["x"] * frame["w"]).groupby(frame["home"]).transform("sum") / weight
    north = (frame["y"] * frame["w"]).groupby(frame["home"]).transform("sum") / weight
    frame["off"] = np.hypot(frame["x"] - east, frame["y"] - north)
    nearest = frame.sort_values("off", kind="stable").drop_duplicates("home").sort_values("home")
    return {int(row): str(home) for row, home in zip(nearest.index, nearest["home"], strict=True)}
