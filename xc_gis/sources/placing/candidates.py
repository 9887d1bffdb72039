"""
Rows with an address and no coordinates: what is known of where they are, with evidence and a score (decision 23).

| evidence | score |
|---|---|
| name and house number agree with something located | 100 |
| house number agrees (the building too, where the row names one) | 92 |
| name agrees, house number unknown on one side | 0.9 × similarity of the names |
| house number agrees, the building in it is not known | 80 |
| name agrees, house number contradicts | 60 |
| only the street is known | 30, and no place |

Nothing counts that lies in another subdistrict than the row says. Only rows of lists that say ``place_by = "address"`` are placed, from
the setting ``placing.score`` on, and only where all that agrees as well lies together; all others wait for a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz, process

from xc_gis.languages.message import msg
from xc_gis.sources.facilities.duplicate_pairs import SAME_BRANCH
from xc_gis.sources.facilities.name_states import without_state
from xc_gis.sources.facilities.type_from_name import generic_words
from xc_gis.sources.placing.addresses import Address, parse_address
from xc_gis.sources.rows.names import PlaceName, place_name
from xc_gis.standard import Standard

BOTH, NUMBER, NAME_FACTOR, NUMBER_ONLY, CONTRADICTED, STREET = 100.0, 92.0, 0.9, 80.0, 60.0, 30.0

AS_GOOD = 5.0
"""Candidates at most this much worse than the best agree as well."""

MOST_CANDIDATES = 3
MOST_LOOKED_AT = 50
"""Candidates that are reported, and names that are looked at, for one row."""


@dataclass(frozen=True)
class Located:
    """
    Everything that has a place.

    Attributes
    ----------
    rows
        ``name, address, type`` (empty for mere addresses), ``shown`` (where it stands), ``_layer`` (-1) and geometry.
    streets
        Names of streets of the network.
    """

    rows: gpd.GeoDataFrame
    streets: frozenset[str]


@dataclass(frozen=True)
class _Match:
    at: int
    score: float
    evidence: str


class Placer:
    """Finds candidates for rows without a place."""

    def __init__(
        self,
        located: Located,
        standard: Standard,
        subdistricts: gpd.GeoDataFrame | None,
        prefixes: Sequence[str],
        similarity: float,
    ) -> None:
        self._rows, self._streets = located.rows.reset_index(drop=True), located.streets
        self._standard, self._similarity = standard, similarity * 100
        self._generic = generic_words(standard)
        self._prefixes = sorted(prefixes, key=lambda word: (-len(word), word))
        self._names = [self._name(n, k) for n, k in zip(self._rows["name"], self._rows["type"], strict=True)]
        self._texts = {name: self._rows[name].to_numpy() for name in ("name", "address", "type", "shown")}
        self._geometry = self._rows.geometry.to_numpy()
        self._addresses = [parse_address(text) for text in self._rows["address"]]
        self._by_number: dict[str, list[int]] = {}
        for at, address in enumerate(self._addresses):
            if address.street and address.number:
                self._by_number.setdefault(address.street + address.number, []).append(at)
        self._by_type: dict[str, list[int]] = {}
        for at, kind in enumerate(self._rows["type"]):
            if kind and self._names[at].own:
                self._by_type.setdefault(kind, []).append(at)
        self._layers = self._rows["_layer"].to_numpy()
        self._points = shapely.point_on_surface(self._geometry)
        self._home = _areas(self._points, subdistricts)
        self._choices: dict[str, tuple[list[int], list[str]]] = {}

    def _name(self, name: str, kind: str) -> PlaceName:
        return place_name(without_state(name), prefixes=self._prefixes, generic=self._generic.get(kind))

    def candidates(self, name: str, kind: str, address: str, subdistrict: str, layer: int) -> list[tuple[int, float, str]]:
        """Rows of what is located, score and evidence, best first; a row -1 is evidence without a place."""
        own, parsed = self._name(name, kind), parse_address(address)
        found: dict[int, _Match] = {}
        for match in (*self._by_address(parsed), *self._by_name(own, kind, parsed, layer)):
            if subdistrict and self._home[match.at] not in {"", subdistrict}:
                continue
            if match.at not in found or found[match.at].score < match.score:
                found[match.at] = match
        ranked = sorted(found.values(), key=lambda m: (-m.score, self._layers[m.at] == -1, self._layers[m.at], m.at))
        listed = [(m.at, m.score, m.evidence) for m in ranked]
        if not listed and parsed.street in self._streets:
            return [(-1, STREET, msg("只知道在 {street},没有门牌位置", street=parsed.street))]
        return listed

    def _by_address(self, parsed: Address) -> list[_Match]:
        found = []
        for at in self._by_number.get(parsed.street + parsed.number, ()) if parsed.key else ():
            same = self._addresses[at].building == parsed.building or not parsed.building
            score = NUMBER if same else NUMBER_ONLY
            what = msg("门牌相符") if same else msg("门牌相符,楼号未知")
            found.append(
                _Match(
                    at,
                    score,
                    msg("{what}:{shown} {address}", what=what, shown=self._shown(at), address=self._texts["address"][at]),
                )
            )
        return found

    def _by_name(self, own: PlaceName, kind: str, parsed: Address, layer: int) -> list[_Match]:
        if not own.own:
            return []
        if kind not in self._choices:
            rows = [at for code in self._alike(kind) for at in self._by_type.get(code, ())]
            self._choices[kind] = rows, [self._names[at].core for at in rows]
        rows, cores = self._choices[kind]
        hits = process.extract(own.core, cores, scorer=fuzz.ratio, score_cutoff=self._similarity, limit=MOST_LOOKED_AT)
        found = []
        for _, similarity, position in hits:
            at = rows[position]
            other = self._names[at]
            if self._layers[at] == layer or other.signs != own.signs or fuzz.ratio(own.own, other.own) < self._similarity:
                continue
            if own.branch and other.branch and fuzz.ratio(own.branch, other.branch) < SAME_BRANCH:
                continue
            there, shown = (
                self._addresses[at],
                msg(
                    "{shown} “{name}”(名称相似 {similarity:.0f}%)",
                    shown=self._shown(at),
                    name=self._texts["name"][at],
                    similarity=similarity,
                ),
            )
            if parsed.key and there.key:
                same = parsed.street + parsed.number == there.street + there.number
                found.append(
                    _Match(
                        at,
                        BOTH if same else CONTRADICTED,
                        msg("名称和门牌都相符:{shown}", shown=shown)
                        if same
                        else msg("名称相符:{shown},但门牌不同({number})", shown=shown, number=there.key),
                    )
                )
            else:
                found.append(_Match(at, round(NAME_FACTOR * similarity, 1), msg("名称相符:{shown}", shown=shown)))
        return found

    def _alike(self, kind: str) -> list[str]:
        """The type itself, and types that offer something of the same."""
        types = self._standard.facility_types
        offered = set(types[kind].services)
        return [code for code, found in types.items() if code == kind or offered & set(found.services)]

    def _shown(self, at: int) -> str:
        return self._texts["shown"][at]

    def place_of(self, at: int) -> shapely.Geometry:
        """Where row ``at`` of what is located lies: an area stays one only for a facility of its own."""
        return self._geometry[at] if self._texts["type"][at] else self._points[at]

    def together(self, matches: Sequence[tuple[int, float, str]], reach: float) -> bool:
        """Whether all that agrees about as well as the best lies within reach of it."""
        best = matches[0]
        near = [at for at, score, _ in matches if score >= best[1] - AS_GOOD]
        return bool((shapely.distance(self._points[near], self._points[best[0]]) <= reach).all())

    def lonlat(self, ats: Sequence[int], crs: object, exchange: str) -> Mapping[int, tuple[float, float]]:
        """Longitude and latitude of some rows."""
        points = gpd.GeoSeries(self._points[list(ats)], crs=crs).to_crs(exchange)
        return {at: (round(p.x, 7), round(p.y, 7)) for at, p in zip(ats, points, strict=True)}


def _areas(points: np.ndarray, subdistricts: gpd.GeoDataFrame | None) -> np.ndarray:
    """Subdistrict of each point, empty outside all."""
    home = np.full(len(points), "", dtype=object)
    names = subdistricts["name"].to_numpy() if subdistricts is not None else home
    if subdistricts is not None and len(subdistricts) and len(points):
        point, area = shapely.STRtree(subdistricts.geometry.to_numpy()).query(points, predicate="intersects")
        for at, inside in sorted(zip(point.tolist(), area.tolist(), strict=True), reverse=True):
            home[at] = names[inside]
    return home


def named_area(text: str, known: Sequence[str]) -> str:
    """The longest of some names that stands in a text; empty where none does."""
    return max((name for name in known if name and name in text), key=len, default="")


def known_rows(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Located facility rows as evidence for others."""
    here = rows[rows.geometry.notna()]
    shown = [msg("{shown} 第 {row} 行", shown=file, row=row) for file, row in zip(here["_file"], here["__row__"], strict=True)]
    return gpd.GeoDataFrame(
        {name: here[name].to_numpy() for name in ("name", "address", "type", "_layer")} | {"shown": pd.Series(shown, dtype=object)},
        geometry=here.geometry.to_numpy(), crs=rows.crs,
    )  # fmt: skip
