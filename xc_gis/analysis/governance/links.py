"""
Which facility of a run a row of a table speaks of: by its id, else by name and community, else near the same place.

A link is told with the way it was found. Where several facilities could be meant there is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.model import WINDOW

BY_ID, BY_NAME, BY_PLACE, AMBIGUOUS, NO_LINK = "id", "name", "place", "ambiguous", "none"

ALIKE = 60.0
"""Names of one facility at one place are at least this alike, 0-100 (assumption)."""

CLOSED = "closed"


@dataclass(frozen=True)
class KnownFacilities:
    """
    Facilities of a run as rows may speak of them.

    ``ids, types, names`` by facility; ``home``: the community in which it lies, empty outside all; ``open_``: whether it may be found without its id (it is not
    closed, and no window of another facility).
    """

    ids: tuple[str, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    home: tuple[str, ...]
    places: Sequence[shapely.Geometry | None]
    open_: tuple[bool, ...]

    @classmethod
    def of(cls, facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> KnownFacilities:
        """Those of ``FACILITY_COLUMNS`` beside ``COMMUNITY_COLUMNS``, one system in metres."""
        ids = set(map(str, facilities["facility_id"]))

        def window_of(facility_id: object) -> bool:
            head, sign, _ = str(facility_id).rpartition(WINDOW)
            return bool(sign) and head in ids

        return cls(
            tuple(map(str, facilities["facility_id"])), tuple(map(str, facilities["type"])), tuple(plain_name(name) for name in facilities["name"]),
            tuple(home_communities(facilities, communities)) if len(facilities) else (), facilities.geometry.tolist(),
            tuple(status != CLOSED and not window_of(name) for name, status in zip(facilities["facility_id"], facilities["status"], strict=True)),
        )  # fmt: skip


def links(rows: pd.DataFrame, known: KnownFacilities, types: Mapping[str, Sequence[str]], *, near_m: float) -> pd.DataFrame:
    """
    Find the facility of each row.

    Parameters
    ----------
    rows
        ``community_id`` (None or empty: any), ``kind``, ``name``, ``facility_id``, ``x``, ``y`` (metres, NaN without a place).
    types
        Facility types that a kind may be; of a kind that is missing or has none, any.
    near_m
        How far apart both places may be where neither id nor name tells.

    Returns
    -------
    DataFrame
        One row a row: ``facility`` (row of the facilities, -1 without a link), ``facility_id``, ``way`` (``id``, ``name``, ``place``, ``ambiguous``, ``none``),
        ``distance_m`` (NaN where one has no place).
    """
    by_id = {name: at for at, name in enumerate(known.ids)}
    by_name: dict[str, list[int]] = {}
    for at, name in enumerate(known.names):
        if name and known.open_[at]:
            by_name.setdefault(name, []).append(at)
    near = _near(rows, known, near_m)
    found: list[tuple[int, str]] = []
    columns = (rows[name].fillna("") for name in ("community_id", "kind", "name", "facility_id"))
    for row, (community, kind, written, facility_id) in enumerate(zip(*columns, strict=True)):
        if facility_id and facility_id in by_id:
            found.append((by_id[facility_id], BY_ID))
            continue
        allowed, name = types.get(kind, ()), plain_name(written)
        same = [
            at for at in by_name.get(name, ())
            if (not community or known.home[at] == community) and (not allowed or known.types[at] in allowed)
        ]  # fmt: skip
        if same:
            found.append((same[0], BY_NAME) if len(same) == 1 else (-1, AMBIGUOUS))
            continue
        beside = [at for at in near.get(row, ()) if _may_be(at, name, allowed, known)]
        found.append((beside[0], BY_PLACE) if len(beside) == 1 else (-1, AMBIGUOUS if beside else NO_LINK))
    chosen = np.array([one for one, _ in found], dtype=np.int64)
    return pd.DataFrame(
        {
            "facility": chosen, "facility_id": [known.ids[one] if one >= 0 else "" for one in chosen], "way": [way for _, way in found],
            "distance_m": _distances(rows, known, chosen),
        }
    )  # fmt: skip


def _may_be(at: int, name: str, allowed: Sequence[str], known: KnownFacilities) -> bool:
    """Whether a facility at the place of a row may be what it speaks of: of its types, and called alike; a row without a name needs its types."""
    if not known.open_[at] or (allowed and known.types[at] not in allowed):
        return False
    if not name:
        return bool(allowed)
    other = known.names[at]
    return bool(other) and (name in other or other in name or fuzz.ratio(name, other) >= ALIKE)


def _near(rows: pd.DataFrame, known: KnownFacilities, near_m: float) -> dict[int, list[int]]:
    """Facilities within reach of each row that has a place."""
    xy = rows[["x", "y"]].to_numpy(dtype=float)
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    found: dict[int, list[int]] = {}
    if len(placed) and len(known.ids):
        tree = shapely.STRtree(np.array(known.places, dtype=object))
        row, facility = tree.query(shapely.points(xy[placed]), predicate="dwithin", distance=near_m)
        for one, at in sorted(zip(placed[row].tolist(), facility.tolist(), strict=True)):
            found.setdefault(one, []).append(at)
    return found


def _distances(rows: pd.DataFrame, known: KnownFacilities, at: np.ndarray) -> Floats:
    metres = np.full(len(rows), np.nan)
    xy = rows[["x", "y"]].to_numpy(dtype=float)
    both = np.flatnonzero((at >= 0) & np.isfinite(xy).all(axis=1))
    if len(both):
        places = np.array([known.places[one] for one in at[both]], dtype=object)
        metres[both] = np.round(shapely.distance(shapely.points(xy[both]), places), 1)
    return metres


def plain_name(name: object) -> str:
    """
    A name without what typing adds.

    >>> plain_name(" 西站（ 北 ）") == plain_name("西站(北)")
    True
    """
    word = unicodedata.normalize("NFKC", "" if name is None or name != name else str(name)).casefold()  # noqa: PLR0124 - NaN
    return "".join(c for c in word if unicodedata.category(c)[0] not in "CZ")
