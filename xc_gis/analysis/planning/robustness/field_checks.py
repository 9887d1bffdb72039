"""
What somebody could look at on the ground, and how many stars that would settle; ordered so that what settles most comes first.

Two kinds: a list to be completed in a community (``survey:<CATEGORY>``), which the smallest set of surveys of a community with a range of stars asks
for; and a doubtful way (``way/12``), near which people lose cover where such ways are missing, in a community whose star that turns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, points_of
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.planning.robustness.worlds import WorldStates

SURVEY = "survey:"

NEAR_M = 300.0
"""A doubtful way is looked at where somebody who would lose cover lives so near (assumption: the first five minutes of a walk)."""

CHECK_COLUMNS = ("rank", "what", "community_id", "lon", "lat", "settles", "communities", "found", "note")
"""Contract, then the communities whose star it bears on, and two columns for whoever checks."""


@dataclass(frozen=True)
class FieldCheck:
    """
    One thing to look at.

    Attributes
    ----------
    what
        ``survey:<CATEGORY>`` or ``way/<number>``.
    community
        Row of the community in which it lies, -1 outside.
    xy
        Place, analysis CRS.
    settles
        Rows of the communities whose star it bears on.
    """

    what: str
    community: int
    xy: tuple[float, float]
    settles: frozenset[int]


def survey_checks(found: Assessment, areas: Mapping[tuple[int, str], Sequence[int]]) -> list[FieldCheck]:
    """
    Surveys that settle ranges of stars.

    ``areas``: by row of a community and category of its smallest set of surveys, the communities (rows) in which one would have to look.
    """
    settles: dict[tuple[str, int], set[int]] = {}
    for (row, code), looked_at in areas.items():
        for area in looked_at:
            settles.setdefault((code, area), set()).add(row)
    places = found.data.communities.geometry
    checks = []
    for (code, area), rows in sorted(settles.items()):
        place = places.iloc[area]
        if place is not None and not place.is_empty:
            point = place.representative_point()
            checks.append(FieldCheck(f"{SURVEY}{code}", area, (float(point.x), float(point.y)), frozenset(rows)))
    return checks


def path_checks(
    found: Assessment, without: WorldStates, turned: Bools, doubtful: Sequence[int], home: np.ndarray
) -> list[FieldCheck]:
    """
    Doubtful ways near which people lose cover, in communities whose star that turns.

    Parameters
    ----------
    without
        The study without its doubtful ways.
    turned
        By community: its star is another one then.
    doubtful
        OSM numbers of the ways.
    home
        By demand point: row of its community, -1 outside.
    """
    losing = np.zeros(len(home), dtype=bool)
    for key, state in found.states.items():
        losing |= (state == COVERED) & (without.states[key] != COVERED)
    losing &= (home >= 0) & turned[home]
    people = np.flatnonzero(losing)
    network = found.scene.network
    edges = np.flatnonzero(np.isin(network.way_id, np.array(sorted(doubtful), dtype=np.int64)))
    if len(people) == 0 or len(edges) == 0:
        return []
    lines = _lines(network, edges)
    near = shapely.STRtree(lines).query(points_of(found.scene.demand.xy[people]), predicate="dwithin", distance=NEAR_M)
    table = pd.DataFrame({"way": network.way_id[edges[near[1]]], "row": home[people[near[0]]]}).drop_duplicates()
    checks = []
    tree = shapely.STRtree(found.data.communities.geometry.to_numpy())
    for way, rows in table.groupby("way", sort=True)["row"]:
        middle = shapely.line_interpolate_point(shapely.union_all(lines[network.way_id[edges] == way]), 0.5, normalized=True)
        if middle.is_empty:
            middle = lines[network.way_id[edges] == way][0].centroid
        inside = tree.query(middle, predicate="intersects")
        community = int(inside.min()) if len(inside) else -1
        checks.append(FieldCheck(f"way/{way}", community, (float(middle.x), float(middle.y)), frozenset(rows.tolist())))
    return checks


def _lines(network: WalkingNetwork, edges: np.ndarray) -> np.ndarray:
    u, v = network.u[edges], network.v[edges]
    ends = np.stack([np.column_stack([network.x[u], network.y[u]]), np.column_stack([network.x[v], network.y[v]])], axis=1)
    return np.asarray(shapely.linestrings(ends))


def in_walking_order(checks: Sequence[FieldCheck]) -> list[FieldCheck]:
    """What settles most first; of those that settle as much always the one nearest to the last, in a straight line."""
    left = sorted(checks, key=lambda one: (-len(one.settles), one.what, one.community))
    ordered: list[FieldCheck] = []
    while left:
        most = len(left[0].settles)
        group = [one for one in left if len(one.settles) == most]
        nxt = min(group, key=lambda one: _away(ordered[-1], one)) if ordered else group[0]
        ordered.append(nxt)
        left.remove(nxt)
    return ordered


def _away(here: FieldCheck, there: FieldCheck) -> float:
    return float(np.hypot(here.xy[0] - there.xy[0], here.xy[1] - there.xy[1]))


def check_table(checks: Sequence[FieldCheck], ids: Sequence[str], lonlat: Floats) -> pd.DataFrame:
    """``CHECK_COLUMNS``; ``lonlat``: degrees of the checks, shape (checks, 2)."""
    rows = [
        {
            "rank": rank, "what": one.what, "community_id": ids[one.community] if one.community >= 0 else "",
            "lon": round(float(lonlat[rank - 1, 0]), 7), "lat": round(float(lonlat[rank - 1, 1]), 7), "settles": len(one.settles),
            "communities": ";".join(ids[row] for row in sorted(one.settles)), "found": "", "note": "",
        }
        for rank, one in enumerate(checks, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CHECK_COLUMNS))
