"""
Which rows of several lists may be one and the same facility: near each other, of one type, alike in name (decision 22).

Everything here looks at pairs; who stands for whom is decided in ``duplicates``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz, process

from xc_gis.areas.near_pairs import near_pairs
from xc_gis.settings import Settings
from xc_gis.sources.facilities.name_states import without_state
from xc_gis.sources.facilities.type_from_name import generic_words
from xc_gis.sources.placing.addresses import address_key
from xc_gis.sources.rows.names import BRANCH_END, PlaceName, distinguishing_signs, place_name
from xc_gis.standard import Standard

SAME_LIST_M = 20.0
"""Within one list two ids are two facilities, unless name and place are the same up to the noise of a hand's click (assumption)."""

NAMELESS_M = 10.0
"""Names that only say the type (公共厕所) tell nothing: across lists only such a distance or one address does (assumption)."""

SAME_BRANCH = 80.0
"""Names of branches less alike than this (0-100) are two branches (assumption)."""

SAME_ADDRESS_SIMILARITY = 60.0
"""With one and the same house number names need only be this alike (assumption): 天和药店, 天和大药房."""

PREFIX_SIMILARITY = 40.0


@dataclass(frozen=True)
class Pairs:
    """
    Pairs of rows (positions, ``a < b``) that are the same facility as far as anyone can tell.

    Attributes
    ----------
    score
        Similarity of their names, 0-100, rounded.
    metres
        Between their places.
    half
        Position of the row that names no branch while the other does, -1 where both or none do; ``branch`` is the other's.
    """

    a: np.ndarray
    b: np.ndarray
    score: np.ndarray
    metres: np.ndarray
    half: np.ndarray
    branch: np.ndarray


@dataclass(frozen=True)
class _Names:
    core: np.ndarray
    own: np.ndarray
    branch: np.ndarray
    signs: np.ndarray
    full: np.ndarray
    full_signs: np.ndarray
    address: np.ndarray


def same_pairs(rows: gpd.GeoDataFrame, standard: Standard, prefixes: Collection[str], settings: Settings) -> Pairs:
    """
    Find pairs among ``rows`` (all of them placed): ``type, name, address, _layer`` and geometry.

    Pairs of one type; and pairs of one name whose first row offers all that the second does, so that nothing is lost.
    """
    reach = settings.number("duplicates.distance_m")
    names = _names(rows, standard, prefixes)
    layer, kind = rows["_layer"].to_numpy(), rows["type"].to_numpy()
    a, b = _near(rows, pd.factorize(kind)[0], names.core, reach)
    places = rows.geometry.to_numpy()
    metres = np.round(shapely.distance(places[a], places[b]), 1)
    keep = metres <= reach
    a, b, metres = a[keep], b[keep], metres[keep]
    return _alike(a, b, metres, names, layer, kind, settings.number("duplicates.similarity") * 100)


def _names(rows: gpd.GeoDataFrame, standard: Standard, prefixes: Collection[str]) -> _Names:
    words = generic_words(standard)
    kept: dict[tuple[str, str], PlaceName] = {}
    found = []
    ordered = sorted(prefixes, key=lambda word: (-len(word), word))
    for name, kind in zip(rows["name"], rows["type"], strict=True):
        key = (name, kind)
        if key not in kept:
            kept[key] = place_name(without_state(name), prefixes=ordered, generic=words[kind])
        found.append(kept[key])
    core = np.array([n.core for n in found], dtype=object)
    branch = np.array([n.branch for n in found], dtype=object)
    full = np.array(
        [BRANCH_END.sub("", n.core) + n.branch if n.branch else BRANCH_END.sub("", n.core) for n in found], dtype=object
    )
    return _Names(
        core,
        np.array([n.own for n in found], dtype=object),
        branch,
        np.array([n.signs for n in found], dtype=object),
        full,
        np.array([distinguishing_signs(text) for text in full], dtype=object),
        np.array([address_key(text) for text in rows["address"]], dtype=object),
    )


def _near(rows: gpd.GeoDataFrame, kind: np.ndarray, core: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of one type, or of one name, within reach."""
    places = rows.geometry.to_numpy()
    points = shapely.get_type_id(places) == shapely.GeometryType.POINT
    at = np.flatnonzero(points)
    xy = shapely.get_coordinates(places[at])
    sets = [np.zeros((0, 2), dtype=np.int64)]
    for equal in (kind, pd.factorize(core)[0]):
        sets.append(at[near_pairs(xy, equal[at], reach)])
    wide = np.flatnonzero(~points)
    if len(wide):
        one, other = shapely.STRtree(places).query(places[wide], predicate="dwithin", distance=reach)
        one = wide[one]
        same = (one != other) & ((kind[one] == kind[other]) | (core[one] == core[other]))
        sets.append(np.column_stack([one[same], other[same]]))
    pairs = np.unique(np.sort(np.concatenate(sets), axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _alike(
    a: np.ndarray, b: np.ndarray, metres: np.ndarray, names: _Names, layer: np.ndarray, kind: np.ndarray, least: float
) -> Pairs:
    core = _ratio(names.core, a, b)
    one_list = layer[a] == layer[b]
    same_core = names.core[a] == names.core[b]
    same_address = (names.address[a] == names.address[b]) & (names.address[a] != "")
    nameless = (names.own[a] == "") | (names.own[b] == "")
    branches = (names.branch[a] != "").astype(int) + (names.branch[b] != "").astype(int)
    apart = (branches == 2) & (_ratio(names.branch, a, b) < SAME_BRANCH)  # noqa: PLR2004 - both of them

    by_core = (core >= least) & (names.signs[a] == names.signs[b]) & (_ratio(names.own, a, b) >= least)
    full = _ratio(names.full, a, b)
    by_full = (full >= least) & (names.full_signs[a] == names.full_signs[b]) & (branches > 0)
    by_address = same_address & (core >= SAME_ADDRESS_SIMILARITY) & (names.signs[a] == names.signs[b])
    prefix = _prefix(a, b, core, branches, names)
    across = ~one_list & ~nameless & ~apart & (by_core | by_full | by_address | (prefix != ""))
    unnamed = ~one_list & nameless & same_core & ~apart & (same_address | (metres <= NAMELESS_M))
    within = one_list & ~nameless & same_core & (names.branch[a] == names.branch[b]) & ((metres <= SAME_LIST_M) | same_address)
    # of two types one name is needed; who offers less may join later
    wanted = (across | unnamed | within) & ((kind[a] == kind[b]) | (same_core & ~nameless))

    half = np.where(branches == 1, np.where(names.branch[a] == "", a, b), -1)
    half = np.where((prefix != "") & (branches == 0), np.where(_shorter(names.core, a, b), a, b), half)
    branch = np.where(branches == 1, np.where(names.branch[a] == "", names.branch[b], names.branch[a]), prefix)
    full_fits = by_full & ~by_core
    half, branch = np.where(full_fits, -1, half), np.where(full_fits, "", branch)
    score = np.round(np.where(prefix != "", np.maximum(core, least), np.maximum(core, np.where(branches > 0, full, 0))), 1)
    return Pairs(*(values[wanted] for values in (a, b, score, metres, half, branch)))


def _ratio(words: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Similarity 0-100 of each pair; equal texts are not compared."""
    found = np.full(len(a), 100.0)
    other = np.flatnonzero(words[a] != words[b])
    if len(other):
        found[other] = process.cpdist(words[a[other]], words[b[other]], scorer=fuzz.ratio, dtype=np.float64)
    return found


def _shorter(words: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    length = np.array([len(word) for word in words])
    return length[a] < length[b]


def _prefix(a: np.ndarray, b: np.ndarray, core: np.ndarray, branches: np.ndarray, names: _Names) -> np.ndarray:
    """The branch in 物美超市西直门店 against 物美超市; empty where there is no such thing."""
    branch = np.full(len(a), "", dtype=object)
    for at in np.flatnonzero((branches == 0) & (core >= PREFIX_SIMILARITY) & (core < 100.0)):  # noqa: PLR2004 - equal names
        one, other = sorted((names.core[a[at]], names.core[b[at]]), key=len)
        rest = other[len(one) :]
        if len(one) > 2 and other.startswith(one) and re.search(BRANCH_END, rest):  # noqa: PLR2004 - a name of a chain
            branch[at] = BRANCH_END.sub("", rest)
    return branch
