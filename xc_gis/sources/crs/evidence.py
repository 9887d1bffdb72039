"""
Evidence on where the points of a layer belong: what their own text says, and how they lie to streets and homes.

Two kinds of evidence. *Words*: a row whose text names a subdistrict, a community, a street or a place known from another
layer should lie there; this is counted row by row. *Fit*: real places keep a distance of their own to streets and
homes (shops stand beside a street, parks do not), whichever it is; a shifted layer lies to them like any random shift
of it. So each hypothesis is compared with random shifts: the right one stands out, the others do not
(docs/decisions/0010).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from xc_gis.languages.message import msg
from xc_gis.sources.crs.chinese_maps import Coordinates
from xc_gis.sources.crs.hypotheses import Hypothesis
from xc_gis.sources.crs.references import References
from xc_gis.sources.rows.area_words import BEFORE_HOUSE, OFFICE
from xc_gis.sources.rows.cells import ROW, clean

KINDS = {
    "community": msg("在其文字所写的社区内"),
    "known": msg("与其他图层中的同名地点相符"),
    "street": msg("在其地址所写的道路旁"),
    "subdistrict": msg("在其文字所写的街道辖区内"),
}
"""Kinds of words, the most precise first, and how they are reported."""

TOLERANCE_M = {"community": 60.0, "known": 120.0, "street": 80.0, "subdistrict": 30.0}
"""How far off a place may lie: a service may stand across the street from its community."""

MOST_POINTS = 1_500
DISTANCES_M = np.array([0.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0])
"""Classes of distance; points farther off lie beside the drawn world and say nothing of where it is."""

LOOKED_AROUND_M = (16.0, 48.0, 128.0)
"""Half the sides of the boxes; the last is the farthest class."""

BREAK = ","
"""Between the columns of a row, so that no name is read across two."""

SHIFTS = 12
SHIFT_M = (400.0, 800.0)
"""Random shifts of the hypotheses in turn, all around, near and far: no datum's shift, and no wider than the drawn world."""


@dataclass(frozen=True)
class Words:
    """
    Rows that say where they are.

    Attributes
    ----------
    rows
        Positions of the rows in the layer.
    kind
        Kind of each, one of ``KINDS``.
    hits
        By hypothesis: whether each row lies where it says.
    """

    rows: np.ndarray
    kind: np.ndarray
    hits: Mapping[Hypothesis, np.ndarray]

    def count(self, hypothesis: Hypothesis, kind: str) -> tuple[int, int]:
        """Rows that lie where they say, out of all that say so in this way."""
        of_kind = self.kind == kind
        return int(self.hits[hypothesis][of_kind].sum()), int(of_kind.sum())


@dataclass(frozen=True)
class Fit:
    """How far each hypothesis stands out from random shifts (1 = like the most unusual of them), and from how many points."""

    points: int
    ratio: Mapping[Hypothesis, float]


def read_words(
    frame: pd.DataFrame, points: Mapping[Hypothesis, Coordinates], references: References, *, itself: str, shown: str
) -> Words:
    """
    Find the rows whose text names a place that is known, and look whether they lie there.

    Parameters
    ----------
    frame
        The layer's columns as text.
    points
        Coordinates in the analysis CRS by hypothesis, one row each.
    itself, shown
        Table and file of the layer: it is no evidence for itself.
    """
    found: dict[int, tuple[str, shapely.Geometry]] = {}
    for kind, named in _named(frame, _row_texts(frame), references, itself, shown):
        for position, geometry in named:
            found.setdefault(position, (kind, geometry))
    rows = np.array(sorted(found), dtype=np.int64)
    kinds = np.array([found[r][0] for r in rows], dtype=object)
    places = np.array([found[r][1] for r in rows], dtype=object)
    limits = np.array([TOLERANCE_M[k] for k in kinds], dtype=float)
    hits = {}
    for hypothesis, xy in points.items():
        here = xy[rows] if len(rows) else np.empty((0, 2))
        good = np.isfinite(here).all(axis=1)
        hit = np.zeros(len(rows), dtype=bool)
        hit[good] = shapely.dwithin(shapely.points(here[good]), places[good], limits[good])
        hits[hypothesis] = hit
    return Words(rows, kinds, hits)


def _named(
    frame: pd.DataFrame, texts: pd.Series, references: References, itself: str, shown: str
) -> Iterable[tuple[str, list[tuple[int, shapely.Geometry]]]]:
    if itself not in {"communities", "subdistricts"}:
        yield "community", _by_value(frame, "community_id", references.community_ids)
        yield "community", _in_text(texts, references.communities)
        if "name" in frame.columns:
            known = {name: shapely.Point(place) for name, place in references.known_beside(shown).items()}
            names = frame["name"].map(_plain)
            once = ~names.duplicated(keep=False)
            yield "known", [(i, known[n]) for i, (n, one) in enumerate(zip(names, once, strict=True)) if one and n in known]
        yield "street", _in_text(texts, references.named_streets, BEFORE_HOUSE)
    if itself != "subdistricts":
        short = {name.removesuffix(OFFICE): area for name, area in references.subdistricts.items()}
        yield "subdistrict", _by_value(frame, "subdistrict", short | references.subdistricts)
        yield "subdistrict", _in_text(texts, {n: a for n, a in references.subdistricts.items() if len(n) > 2})  # noqa: PLR2004


def _by_value(frame: pd.DataFrame, column: str, places: Mapping[str, shapely.Geometry]) -> list[tuple[int, shapely.Geometry]]:
    if column not in frame.columns or not places:
        return []
    return [(i, places[word]) for i, word in enumerate(frame[column].map(_plain)) if word in places]


def _in_text(texts: pd.Series, places: Mapping[str, shapely.Geometry], then: str = "") -> list[tuple[int, shapely.Geometry]]:
    """The longest name that stands in each text, with what must follow it (a house number after a street)."""
    said = [(i, text) for i, text in enumerate(texts) if text.strip(BREAK)]
    if not places or not said:
        return []
    names_first = "|".join(re.escape(name) for name in sorted(places, key=lambda n: (-len(n), n)))
    pattern = re.compile(f"({names_first}){then}")
    matches = ((i, pattern.findall(text)) for i, text in said)
    return [(i, places[max(names, key=len)]) for i, names in matches if names]


def _row_texts(frame: pd.DataFrame) -> pd.Series:
    """All words of a row, numbers left out, column by column with a break between them."""
    parts = [
        frame[name].map(_plain)
        for name in frame.columns
        if name not in {ROW, "geometry"} and not pd.api.types.is_numeric_dtype(frame[name])
    ]
    joined = pd.Series("", index=frame.index, dtype=object)
    for part in parts:
        joined = joined + part.where(part.str.contains(r"[\u4e00-\u9fff]", regex=True), "") + BREAK
    return joined


def _plain(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else clean(value)  # noqa: PLR0124 - NaN


def measure_fit(xy: Coordinates, hypotheses: Sequence[Hypothesis], references: References, *, itself: str) -> Fit | None:
    """
    Compare each hypothesis with random shifts.

    Parameters
    ----------
    xy
        Points in the coordinates of the file.

    Returns None where there is nothing to compare with.
    """
    trees = [references.street_tree] if references.street_tree is not None else []
    if itself not in {"residents", "communities", "subdistricts"} and references.homes is not None:
        trees.append(references.homes)
    if not trees or not hypotheses:
        return None
    pick = np.arange(len(xy)) if len(xy) <= MOST_POINTS else np.linspace(0, len(xy) - 1, MOST_POINTS).astype(int)
    points = {h: h.place(xy[pick], references.target_crs) for h in hypotheses}
    rows = np.array([np.isfinite(placed).all(axis=1) for placed in points.values()]).all(axis=0)
    if not rows.any():
        return None
    places = np.array([placed[rows] for placed in points.values()])
    profiles = dict(zip(points, _profiles(places, trees), strict=True))
    angles = np.arange(SHIFTS) * 2 * np.pi / SHIFTS
    steps = [SHIFT_M[k % 2] * np.array([np.cos(a), np.sin(a)]) for k, a in enumerate(angles)]
    shifted = _profiles(np.array([places[k % len(places)] + step for k, step in enumerate(steps)]), trees)
    total = shifted.sum(axis=0)
    usual = max(_difference(one, total - one) for one in shifted)
    if usual == 0:
        return None
    return Fit(int(rows.sum()), {h: _difference(one, total) / usual for h, one in profiles.items()})


def _profiles(places: np.ndarray, trees: Sequence[shapely.STRtree]) -> np.ndarray:
    """
    Points by their distance to the nearest of each tree, for each placing of them; those that are not near it at all are not counted.

    ``places``: placings × points × 2. Few points are looked up for many placings at once: one search costs as much as ten points in it.
    """
    together = max(1, MOST_POINTS // max(1, places.shape[1]))
    parts = [places[first : first + together] for first in range(0, len(places), together)]
    return np.concatenate([np.stack([_profiles_of(part, tree) for tree in trees], axis=1) for part in parts])


def _profiles_of(places: np.ndarray, tree: shapely.STRtree) -> np.ndarray:
    nearest = _nearest(places.reshape(-1, 2), tree).reshape(places.shape[:2])
    return np.array([np.histogram(one, DISTANCES_M)[0] for one in nearest])


def _nearest(xy: Coordinates, tree: shapely.STRtree) -> np.ndarray:
    """
    Metres to the nearest of a tree, ``inf`` beyond the farthest class of distance.

    Looked for in a small box first, in larger ones where nothing is as near as that: most points lie close to something, and the
    search of GEOS for the nearest takes five times as long.
    """
    nearest = np.full(len(xy), np.inf)
    points, left = shapely.points(xy), np.arange(len(xy))  # made once: a point has many streets around
    for metres in LOOKED_AROUND_M:
        around = np.concatenate([xy[left] - metres, xy[left] + metres], axis=1).reshape(-1, 2, 2)
        row, found = tree.query(shapely.linestrings(around))
        np.minimum.at(nearest, left[row], shapely.distance(points[left[row]], tree.geometries[found]))
        left = left[nearest[left] > metres]
    return nearest


def _difference(one: np.ndarray, others: np.ndarray) -> float:
    """
    How unusual one profile is among others: total variation distance of their shares, added up over the trees.

    Few points differ by chance, by the root of their number; so the distance is multiplied by it.
    """
    few, many = one.sum(axis=1), others.sum(axis=1)
    shares = np.abs(one / np.maximum(few, 1)[:, None] - others / np.maximum(many, 1)[:, None]).sum(axis=1) / 2
    return float((shares * np.sqrt(few)).sum())
