"""
Which coordinate system the evidence speaks for, if it speaks clearly.

A verdict is decisive when at least one kind of evidence singles out a system against every other one, and no kind singles
out a different one. Everything else is "undecided": the tool then asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.outlines import MOST_VERTICES, coarser
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.chinese_maps import Coordinates
from xc_gis.sources.crs.evidence import KINDS, MOST_POINTS, Fit, Words, measure_fit, read_words
from xc_gis.sources.crs.hypotheses import Hypothesis, all_hypotheses
from xc_gis.sources.crs.references import AREA, References

MOST_ROWS = 5_000
"""Rows that are looked at, evenly out of the layer."""

SURE_SHARE = {"community": 0.7, "known": 0.6, "street": 0.6, "subdistrict": 0.85}
"""Share of rows that must lie where they say, for a kind of words to speak for a system."""

SIGMAS = 3.0
"""Lead over every other system, in standard deviations of a coin thrown for each row on which they differ."""

FIT_POINTS, FIT_RATIO, FIT_LEAD = 50, 2.0, 2.5
"""Points, ratio to random shifts, and lead over every other system that make a fit decisive."""

FEWEST_SHOWN = 5
"""Fewer rows than this that say where they are prove nothing and are not reported."""

IN_AREA = 0.5
"""A system is worth a thought that puts at least this part of what the best one does into the study area."""

SAME_PLACE_M = 20.0
"""Systems that put the points no farther apart are the same for us (WGS 84 and CGCS2000)."""


FEWEST_REPORTED, FEWEST_AGAINST = 2, 5
"""Rows that fit another system and not the one in use: from so many on they are reported, and from so many on they contradict (method §1)."""

OTHER_WAY = 0.1
"""Of them, at most so many may be the other way round (method §1)."""


@dataclass(frozen=True)
class RowsAgainst:
    """Rows that lie where they say by ``other`` only (``more``), and those that do by the system in use only (``fewer``)."""

    other: Hypothesis
    more: int
    fewer: int

    @property
    def contradict(self) -> bool:
        """Whether they are enough to stop a run."""
        return self.more >= FEWEST_AGAINST


@dataclass(frozen=True)
class Verdict:
    """
    What the evidence says of one layer.

    Attributes
    ----------
    rows
        Positions in the layer that were looked at.
    points
        Their places by hypothesis (all of them, in the analysis CRS).
    inside
        By hypothesis: which of them lie in the study area.
    candidates
        Hypotheses that put the layer into the study area, in their order.
    best
        The one that the evidence speaks for, or None.
    why
        Kinds of evidence that single it out: words of ``KINDS``, ``fit``, ``only`` (no other one is possible).
    words, fit
        The evidence.
    """

    rows: np.ndarray
    points: Mapping[Hypothesis, Coordinates]
    inside: Mapping[Hypothesis, np.ndarray]
    candidates: tuple[Hypothesis, ...]
    best: Hypothesis | None
    why: tuple[str, ...]
    words: Words
    fit: Fit | None

    def figures(self, hypotheses: Iterable[Hypothesis]) -> str:
        """The evidence in figures, one system after the other."""
        return joined(";", (msg("{label}:{evidence}", label=h.label, evidence=self.figures_of(h)) for h in hypotheses))

    def figures_of(self, hypothesis: Hypothesis) -> str:
        """The evidence on one system, in figures."""
        parts: list[str] = []
        for kind, words in KINDS.items():
            hits, n = self.words.count(hypothesis, kind) if hypothesis in self.words.hits else (0, 0)
            if n >= FEWEST_SHOWN:
                parts.append(msg("{hits}/{count} {words}", hits=hits, count=n, words=words))
        if self.fit is not None and hypothesis in self.fit.ratio:
            parts.append(
                msg(
                    "与路网、楼房的吻合程度是随意挪动时最高值的 {ratio:.1f} 倍（超过 1 倍才说明问题）",
                    ratio=self.fit.ratio[hypothesis],
                )
            )
        if not parts:
            inside = self.inside[hypothesis]
            parts.append(msg("{count}/{count2} 在研究范围内", count=int(inside.sum()), count2=len(inside)))
        return joined(",", parts)

    def rows_against(self, used: Hypothesis) -> RowsAgainst | None:
        """The other system that rows speak for one by one, the one with the most such rows; None where there is none."""
        mine, found = self.words.hits[used], []
        for h in self.candidates:
            if apart(self.points[h], self.points[used]) > SAME_PLACE_M:
                more, fewer = int((self.words.hits[h] & ~mine).sum()), int((mine & ~self.words.hits[h]).sum())
                if more >= FEWEST_REPORTED and fewer <= OTHER_WAY * more:
                    found.append(RowsAgainst(h, more, fewer))
        return max(found, key=lambda rows: rows.more - rows.fewer, default=None)

    def poorly(self, used: Hypothesis) -> bool:
        """Whether the rows that say where they are speak for no system, and too few of them for the one in use."""
        if used == self.best or used not in self.words.hits:
            return False
        counts = {kind: self.words.count(used, kind) for kind in KINDS}
        wanted = sum(SURE_SHARE[kind] * n for kind, (_, n) in counts.items())
        return sum(n for _, n in counts.values()) >= FEWEST_SHOWN and sum(hits for hits, _ in counts.values()) < wanted

    def evidence(self) -> dict[str, Any]:
        """The figures by name, for machines."""
        table: dict[str, Any] = {"rows": len(self.rows), "why": list(self.why)}
        for h in self.candidates:
            of_h: dict[str, Any] = {"in_area": int(self.inside[h].sum())}
            for kind in KINDS:
                hits, n = self.words.count(h, kind)
                if n:
                    of_h[kind] = [hits, n]
            if self.fit is not None:
                of_h["fit"] = round(self.fit.ratio[h], 2)
            table[h.crs + (" lat,lon" if h.swapped else "")] = of_h
        return table


def judge(
    frame: pd.DataFrame,
    geometry: np.ndarray,
    references: References,
    *,
    itself: str,
    shown: str,
    buffer_m: float,
    also: Sequence[Hypothesis] = (),
) -> Verdict | None:
    """
    Judge a layer.

    Parameters
    ----------
    frame, geometry
        Columns, and geometry in the coordinates of the file (x, longitude first column).
    itself, shown
        Table of the layer in the study file, and its file.
    also
        Systems to be judged besides the usual ones, first the declared one.

    Returns
    -------
    Verdict or None
        None where nothing is known to compare with, or nothing has coordinates.
    """
    area = references.area
    placed_rows = np.flatnonzero(~shapely.is_missing(geometry))
    if area is None or len(placed_rows) == 0:
        return None
    if len(placed_rows) > MOST_ROWS:
        placed_rows = placed_rows[np.linspace(0, len(placed_rows) - 1, MOST_ROWS).astype(int)]
    middle = shapely.get_coordinates(shapely.centroid(shapely.force_2d(geometry[placed_rows])))
    hypotheses = tuple(dict.fromkeys([*also, *all_hypotheses(*references.centre)]))
    points = {h: h.place(middle, references.target_crs) for h in hypotheses}
    ground = shapely.buffer(coarser(area, 5.0), buffer_m)
    shapely.prepare(ground)
    inside = {h: _within(xy, ground) for h, xy in points.items()}
    most = max(int(one.sum()) for one in inside.values())
    candidates = _distinct([h for h in hypotheses if most and inside[h].sum() >= IN_AREA * most], points)
    part = frame.iloc[placed_rows]
    tried = {h: points[h] for h in (*candidates, *also)}
    words = read_words(part, tried, references, itself=itself, shown=shown)
    spots = _boundaries(geometry[placed_rows]) if itself in {"communities", "subdistricts"} else middle
    fit, (best, why) = None, _decide(candidates, words, None)
    if best is None and len(candidates) > 1 and len(spots) >= FIT_POINTS:  # words are the better evidence, and cheaper
        fit = measure_fit(spots, candidates, references, itself=itself)
        best, why = _decide(candidates, words, fit)
    return Verdict(placed_rows, points, inside, candidates, best, why, words, fit)


def _boundaries(geometry: np.ndarray) -> Coordinates:
    """Points along outlines: boundaries of administration follow streets. A point is itself."""
    lines: np.ndarray = np.asarray(np.where(shapely.get_dimensions(geometry) == AREA, shapely.boundary(geometry), None))
    lines = lines[~shapely.is_missing(lines)]
    if len(lines) == 0:
        return np.asarray(shapely.get_coordinates(shapely.centroid(geometry)))
    steps = max(2, MOST_POINTS // len(lines))
    lines = np.array([_fewer(line) for line in lines], dtype=object)
    along = shapely.line_interpolate_point(
        np.repeat(lines, steps), np.tile(np.arange(steps) / steps, len(lines)), normalized=True
    )
    return np.asarray(shapely.get_coordinates(along))


def _fewer(line: shapely.Geometry) -> shapely.Geometry:
    """A line of very many vertices as every so many-th of them: each place along it is looked for from its start."""
    count = int(shapely.get_num_coordinates(line))
    return line if count <= MOST_VERTICES else shapely.linestrings(shapely.get_coordinates(line)[:: count // 2000])


def _within(xy: Coordinates, ground: shapely.Geometry) -> np.ndarray:
    good = np.isfinite(xy).all(axis=1)
    inside = np.zeros(len(xy), dtype=bool)
    inside[good] = shapely.contains_xy(ground, xy[good, 0], xy[good, 1])
    return inside


def _distinct(hypotheses: Sequence[Hypothesis], points: Mapping[Hypothesis, Coordinates]) -> tuple[Hypothesis, ...]:
    """Of systems that mean the same places, the first."""
    kept: list[Hypothesis] = []
    for h in hypotheses:
        if all(apart(points[h], points[k]) > SAME_PLACE_M for k in kept):
            kept.append(h)
    return tuple(kept)


def apart(one: Coordinates, other: Coordinates) -> float:
    """Median distance of two placings, in metres; infinite where they share no point."""
    distance = np.hypot(*(one - other).T)
    known = distance[np.isfinite(distance)]
    return float(np.median(known)) if len(known) else float("inf")


def _decide(candidates: Sequence[Hypothesis], words: Words, fit: Fit | None) -> tuple[Hypothesis | None, tuple[str, ...]]:
    winners: dict[str, Hypothesis] = {}
    for kind in KINDS:
        of_kind = words.kind == kind
        for h in candidates:
            hits = words.hits[h][of_kind]
            rivals = [words.hits[r][of_kind] for r in candidates if r != h]
            if rivals and len(hits) and hits.mean() >= SURE_SHARE[kind] and all(_leads(hits, rival) for rival in rivals):
                winners[kind] = h
    if fit is not None and fit.points >= FIT_POINTS:
        for h in candidates:
            others = [fit.ratio[r] for r in candidates if r != h]
            if fit.ratio[h] >= max(FIT_RATIO, FIT_LEAD * max(others)):
                winners["fit"] = h
    if len(candidates) == 1 and _not_denied(candidates[0], words):
        winners["only"] = candidates[0]
    if len(set(winners.values())) != 1:
        return None, ()
    return next(iter(winners.values())), tuple(winners)


def _leads(hits: np.ndarray, rival: np.ndarray) -> bool:
    more, fewer = int((hits & ~rival).sum()), int((~hits & rival).sum())
    return more - fewer >= SIGMAS * np.sqrt(max(more + fewer, 1))


def _not_denied(h: Hypothesis, words: Words) -> bool:
    """Whether the rows that say where they are do not speak against the only possible system."""
    hits, n = words.count(h, "subdistrict")
    return n < SIGMAS**2 or hits >= SURE_SHARE["subdistrict"] * n
