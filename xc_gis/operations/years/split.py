"""
Every change of stars and of people covered between two runs, split into world, data and method; the parts add up exactly.

Where a figure is not known for sure in one of the studies between, its low and its high bound are split apart. What has no figure in one of them
is not split, and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

from xc_gis.analysis.causes.shapley import AFTER, BEFORE, EVERY, Acted, Shares, shares
from xc_gis.analysis.causes.study_changes import TOOL, PartChange
from xc_gis.analysis.causes.worlds import Figures
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.years.hybrids import Between
from xc_gis.operations.years.recorded import STARS, Key, Recorded, Values, values_of

EXACT, LOW, HIGH = "exact", "low", "high"
"""Bound of a row: known for sure in all studies between; else at least, at most."""

ONLY_BEFORE, ONLY_AFTER, NO_FIGURE, OPEN_BETWEEN = "only_before", "only_after", "no_figure", "open_between"
"""Why a row is not split: one run alone has the community or category, or a figure; or one of the studies between has none."""

BECAME_KNOWN, BECAME_UNKNOWN = "became_known", "became_unknown"
"""What the bounds of a row say: it was open and is not, it was not and is."""

REPLAYED = "replayed_otherwise"


class StudiesBetween(Protocol):
    """The studies between two runs: ``Hybrids``, or ``MethodAlone`` where there are none."""

    between: Between

    def figures(self, acted: Acted) -> Figures:
        """What one combination comes to."""


class Ends(NamedTuple):
    """A figure before and after, each None where there is none."""

    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True)
class SplitRow:
    """
    One change.

    Attributes
    ----------
    what, bound
        ``stars`` or code of a category; ``exact``, ``low`` (people covered for sure, stars at least), ``high``.
    ends
        Before and after.
    shares
        Of the causes; None where the change is not split (``note`` says why).
    """

    community_id: str
    what: str
    bound: str
    ends: Ends
    shares: Shares | None
    note: str


@dataclass(frozen=True)
class Split:
    """
    What changed between two runs, and why.

    Attributes
    ----------
    before, after
        Figures of the runs.
    between
        What the studies do not agree on; None where nothing but the method can have changed and no list was read.
    parts
        Its parts, and the program where it computes otherwise than it did.
    changed
        Which causes changed anything.
    rows
        Changes, by community and what; what stayed has no row.
    assessed
        How many studies between were assessed.
    """

    before: Recorded
    after: Recorded
    between: Between | None
    parts: tuple[PartChange, ...]
    changed: Acted
    rows: tuple[SplitRow, ...]
    assessed: int

    def total(self, what: str, bound: str) -> tuple[Ends, Shares, int]:
        """Sum of the rows that are split, at a bound (a row that is exact stands for both); and how many rows are not split."""
        mine = [row for row in self.rows if row.what == what and row.bound in {bound, EXACT}]
        split = [row for row in mine if row.shares is not None]
        ends = Ends(*(sum((value for row in split if (value := row.ends[n]) is not None), Fraction(0)) for n in (0, 1)))
        sums = Shares(*(sum((row.shares[n] for row in split if row.shares), Fraction(0)) for n in range(3)))
        return ends, sums, len(mine) - len(split)


def split_runs(
    before: Recorded, after: Recorded, hybrids: StudiesBetween, tools: tuple[PartChange, ...] = (), *, replayed: tuple[bool, bool] = (False, False),
    checked: bool = False,
) -> Split:  # fmt: skip
    """
    Split all changes.

    Parameters
    ----------
    hybrids
        The studies between the two.
    tools
        Changes of the program itself.
    replayed
        Whether the earlier and the later run were computed by another program than this one: their studies are then assessed, too, and what this
        program makes of them otherwise is the method's.
    checked
        Assess both ends whatever made them, and refuse where the tables say otherwise.

    Raises
    ------
    InputError
        ``checked``, and a run is not what its study comes to.
    """
    changed = hybrids.between.changed
    found: dict[Acted, Values] = {}
    last = AFTER.only(changed)
    for acted in EVERY:
        own = acted.only(changed)
        if own in found:
            continue
        at_end = (own == BEFORE and not replayed[0]) or (own == last and own != BEFORE and not replayed[1])
        if not at_end:
            found[own] = values_of(hybrids.figures(own))
            continue
        found[own] = before.values if own == BEFORE else after.values
        if checked and values_of(hybrids.figures(own)) != found[own]:
            raise InputError(msg("一次结果的表格与它的项目重新计算的不同，无法分解变化"), hint=msg("请重新运行两个项目"))
    named = changed
    rows = tuple(_rows(before, after, found, changed))
    if replayed != (False, False) or last == BEFORE:
        parts = (*hybrids.between.parts, *tools)
        named = changed._replace(method=changed.method or any(row.shares is not None and row.shares.method != 0 for row in rows))
    else:
        parts = hybrids.between.parts
    ends = {BEFORE, last} - ({BEFORE} if replayed[0] else set()) - ({last} if replayed[1] else set())
    return Split(before, after, hybrids.between, parts, named, rows, len(found.keys() - ends))


def program_change(what: str, before: str, after: str) -> PartChange:
    """The program that made a run is not the one that splits its changes; ``what``: ``version`` or ``method``."""
    return PartChange(TOOL, "method", REPLAYED, what, before, after)


def _rows(before: Recorded, after: Recorded, found: Mapping[Acted, Values], changed: Acted) -> Iterator[SplitRow]:
    whats = (STARS, *dict.fromkeys((*after.categories, *before.categories)))
    figures = (before.values, after.values, *found.values())
    for community in sorted({*before.names, *after.names}):
        for what in whats:
            first, *others = (values.get((community, what)) for values in figures)
            if any(value != first for value in others):
                yield from _split(community, what, before, after, found, changed)


def _split(
    community: str, what: str, before: Recorded, after: Recorded, found: Mapping[Acted, Values], changed: Acted
) -> Iterator[SplitRow]:
    key: Key = (community, what)
    was, now = before.values.get(key), after.values.get(key)
    if was is None and now is None:
        return
    every = {acted: found[acted.only(changed)].get(key) for acted in EVERY}
    known = [value for value in (was, now, *every.values()) if value is not None]
    bounds = (EXACT,) if all(value.low == value.high for value in known) else (LOW, HIGH)
    for bound in bounds:
        side = "high" if bound == HIGH else "low"
        ends = Ends(*(None if value is None else getattr(value, side) for value in (was, now)))
        values = {acted: getattr(value, side) for acted, value in every.items() if value is not None}
        if ends.before is None or ends.after is None or len(values) < len(EVERY):
            yield SplitRow(community, what, bound, ends, None, _why(community, what, before, after, ends))
            continue
        own = shares(values)
        ours = values[AFTER] - values[BEFORE]
        own = own._replace(method=own.method + (ends.after - ends.before) - ours)  # what this program makes otherwise of the ends
        if ends.before != ends.after or any(own):
            yield SplitRow(community, what, bound, ends, own, _openness(was, now))


def _why(community: str, what: str, before: Recorded, after: Recorded, ends: Ends) -> str:
    if community not in before.names or (what != STARS and what not in before.categories):
        return ONLY_AFTER
    if community not in after.names or (what != STARS and what not in after.categories):
        return ONLY_BEFORE
    return NO_FIGURE if None in ends else OPEN_BETWEEN


def _openness(was: object, now: object) -> str:
    a, b = (getattr(value, "low", None) == getattr(value, "high", None) for value in (was, now))
    if a == b:
        return ""
    return BECAME_UNKNOWN if a else BECAME_KNOWN
