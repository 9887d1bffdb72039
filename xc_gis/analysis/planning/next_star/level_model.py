"""
The gates of one level of stars as a linear model of what could be done for a community (method §7).

The model is never stricter than the rating: whatever gains the level is a solution of it. Where a share is a quotient that no line describes
(a category with unknown residents), it is looser. So its cheapest solution is a bound, and the answer itself once the rating agrees;
``cheapest`` asks the rating and goes on from solutions that it refuses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.planning.next_star.linear_model import LinearModel, Sum
from xc_gis.analysis.planning.next_star.offers import Offers, Units
from xc_gis.analysis.planning.next_star.standing import Share, Standing
from xc_gis.shares import GUARD, misses
from xc_gis.standard import Cap
from xc_gis.standard.category_lists import LeastOfList

SLACK = 1e-7
"""Share by which a row may be missed: more than the solver's own tolerance, so that nothing that passes is lost."""

SCORE_STEP, HALF_STEP = 10.0, 0.05
"""Scores are rounded half up to tenths."""


@dataclass
class _Group:
    """Units of one question that the same offers cover: one column says whether they are covered."""

    column: int
    units: list[int]
    gap: bool
    settles: bool
    offers: Ints


@dataclass
class LevelModel:
    """
    One community and one level of stars.

    Attributes
    ----------
    model
        To be solved.
    build, survey
        Columns: of each offer, and of the survey of each category.
    only_if
        Column that says whether the level is asked for at all; None: it is.
    """

    standing: Standing
    units: Units
    offers: Offers
    stars: int
    model: LinearModel
    build: list[int]
    survey: Mapping[str, int]
    only_if: int | None = None
    _groups: dict[str, list[_Group]] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        """Write all rows; those of a community of several in one model are written into the same ``model``."""
        self._write_groups()
        for code in self.standing.unknown_codes():
            self._write_unknown(code)
        level = self.standing.rule.standard.levels[self.stars]
        self._write_score(level.min_score)
        for share in self.standing.shares:
            if share.category.mandatory and share.applies:
                if not share.senior and level.mandatory_each_min is not None:
                    self._write_gate(share, level.mandatory_each_min)
                if share.senior and share.category.senior_priority and level.senior_priority_min is not None:
                    self._write_gate(share, level.senior_priority_min)
        for least in level.at_least:
            self._write_list(least)
        if level.joint_min is not None:
            self._write_joint(level.joint_min)
        self._write_completeness(max(level.min_completeness, self.standing.rule.standard.min_completeness))
        for cap, asked in self.standing.rule.caps:
            if cap.stars < self.stars:
                self._write_cap(cap, asked)

    def _demand(self, parts: Mapping[int, float], least: float, when: int | None = None) -> None:
        """A gate: a sum that must be so much, where the level is asked for; or where the column ``when`` says so."""
        lowest, asked = self.model.least_of(parts), self.only_if if when is None else when
        if asked is None:
            self.model.at_least(parts, least)
        elif lowest < least:
            self.model.at_least({**parts, asked: lowest - least}, lowest)

    # who is covered

    def _write_groups(self) -> None:
        units, covers = self.units, self.offers.covers
        packed = np.packbits(covers, axis=0).T.copy()
        some: Bools = np.asarray(covers.any(axis=0))
        free = np.zeros(len(units), dtype=bool) if units.free is None else units.free
        seen: dict[tuple[object, ...], _Group] = {}
        for unit in range(len(units)):
            if not some[unit] and not free[unit]:
                continue
            mark = (
                units.key[unit],
                bool(units.gap[unit]),
                bool(units.settles[unit]),
                bool(free[unit]),
                packed[unit].tobytes(),
            )
            if mark not in seen:
                group = _Group(
                    self.model.column(), [], bool(units.gap[unit]), bool(units.settles[unit]), np.flatnonzero(covers[:, unit])
                )
                if not free[unit]:
                    self.model.covered_by(group.column, (self.build[offer] for offer in group.offers))
                self._groups.setdefault(str(units.key[unit]), []).append(group)
                seen[mark] = group
            seen[mark].units.append(unit)

    def _won(self, share: Share, *, gap: bool | None = None, settled: bool | None = None) -> Sum:
        """People of a share who are newly covered, as parts of all of them: those in a gap, those unknown, or both."""
        parts: Sum = {}
        for group in self._groups.get(share.key, []):
            if (gap is None or group.gap == gap) and (settled is None or group.settles == settled):
                people = float(share.people[self.units.point[group.units]].sum())
                if people > 0:
                    parts[group.column] = parts.get(group.column, 0.0) + people / share.total
        return parts

    def _settled(self, share: Share) -> float:
        """Part of a share whom the survey of its category would settle."""
        mine = (self.units.key == share.key) & self.units.settles
        return float(share.people[self.units.point[mine]].sum()) / share.total

    # categories that count as unknown today

    def _write_unknown(self, code: str) -> None:
        """A column that says whether the category is known then."""
        share, model = self.standing.share(code), self.model
        known = self._known[code] = model.column(whole=True)
        survey, most = self.survey.get(code), self.standing.unknown_max
        settled = self._settled(share) if survey is not None else 0.0
        won = self._won(share, gap=False)
        # known: few enough are unknown
        parts: Sum = {**won, known: -1.0}
        if survey is not None:
            parts[survey] = settled
        model.at_least(parts, share.unknown - most - 1.0 - SLACK)
        # not known: more are unknown; whoever is reached is covered then
        model.at_least({known: 1.0, **{column: -part for column, part in won.items()}}, most - share.unknown - SLACK)
        for group in self._groups.get(share.key, []):
            if not group.gap:
                for offer in group.offers:
                    model.covered_by(self.build[offer], [group.column])
        if survey is not None and share.unknown - settled <= most + GUARD:
            model.covered_by(survey, [known])

    # gates

    def _write_gate(self, share: Share, least: float, when: int | None = None) -> None:
        """Covered ≥ least × (covered + gap), where the share is known; as ``_demand``."""
        parts: Sum = {column: (1 - least) * part for column, part in self._won(share, gap=False).items()}
        for column, part in self._won(share, gap=True).items():
            parts[column] = parts.get(column, 0.0) + part
        free = (1 - least) * share.covered - least * share.gap + SLACK + GUARD
        code = share.category.code
        if share.is_unknown:
            if share.senior:
                return
            known, survey = self._known[code], self.survey.get(code)
            if survey is not None:
                settled = self._settled(share)
                parts[survey] = parts.get(survey, 0.0) - least * settled
                for column, part in self._won(share, gap=False, settled=True).items():
                    parts[column] = parts.get(column, 0.0) + least * part
            parts[known] = -1.0
            free += 1.0
        elif free >= 0:
            return
        self._demand(parts, -free, when)

    def _write_list(self, least: LeastOfList) -> None:
        """So many categories of a list are offered: a column for each that is not yet says whether it may be."""
        one = self.standing.rule.standard.lists[least.list]
        parts: Sum = {}
        have = 0
        for share in self.standing.main_shares():
            if share.category.code not in one.categories:
                continue
            if not misses(share.covered if share.is_unknown else share.quotient, one.covered_min):
                have += 1
                continue
            offered = self.model.column(whole=True)
            parts[offered] = 1.0
            if not share.is_unknown:
                self._write_gate(share, one.covered_min, offered)
                continue
            # known then and enough of those known, or enough for sure
            when_known, for_sure = self.model.column(whole=True), self.model.column(whole=True)
            self.model.covered_by(offered, [when_known, for_sure])
            self.model.covered_by(when_known, [self._known[share.category.code]])
            self._write_gate(share, one.covered_min, when_known)
            self._demand(self._won(share), one.covered_min - share.covered - SLACK - GUARD, for_sure)
        if have < least.count:
            self._demand(parts, least.count - have)

    def _write_score(self, least: float) -> None:
        standing, scoring = self.standing, self.standing.rule.standard.scoring
        access = access_asked(standing, least)
        model, free = self.model, SLACK
        parts: Sum = {}
        weights = sum(share.category.weight for share in standing.main_shares())
        for share in standing.main_shares():
            weight, code = share.category.weight / weights, share.category.code
            if not share.is_unknown:
                free -= access * weight
            if not share.is_unknown and share.quotient / scoring.category_target >= 1.0:
                free += weight
                continue
            part = model.column()
            self._write_quotient(part, share, scoring.category_target)
            parts[part] = weight
            if share.is_unknown:
                model.covered_by(part, [self._known[code]])
                parts[self._known[code]] = -access * weight
        missing = free + model.least_of(parts)
        if missing >= 0:
            return
        if any(share.is_unknown for share in standing.main_shares()):
            # a point below the low bound is lifted to it: what is left out at the point may carry at low
            carried = model.column(whole=True)
            parts[carried] = -missing
            self._write_low_score(carried, access)
        self._demand(parts, -free)

    def _write_low_score(self, carried: int, access: float) -> None:
        """Access at low, where ``carried`` says that it passes: whoever is unknown counts as not covered, and every category counts."""
        standing, model = self.standing, self.model
        target = standing.rule.standard.scoring.category_target
        weights = sum(share.category.weight for share in standing.main_shares())
        parts: Sum = {carried: -access}
        for share in standing.main_shares():
            part = model.column()
            won = {column: value / target for column, value in self._won(share).items()}
            model.covered_by(part, [], won, share.covered / target + SLACK)
            parts[part] = share.category.weight / weights
        model.at_least(parts, -SLACK)

    def _write_quotient(self, part: int, share: Share, target: float) -> None:
        """Bounds of covered / (covered + gap) / target from above: with the most people known, and with the fewest."""
        won, of_gap = self._won(share), self._won(share, gap=True)
        plus: Sum = {column: value / target for column, value in of_gap.items()}
        survey = self.survey.get(share.category.code)
        if share.is_unknown and survey is not None:
            plus[survey] = -self._settled(share) / target
            for column, value in self._won(share, gap=False, settled=True).items():
                plus[column] = plus.get(column, 0.0) + value / target
        self.model.covered_by(part, [], plus, (1.0 - share.gap) / target + SLACK)
        seen = share.covered + share.gap
        if seen > 0:
            self.model.covered_by(
                part, [], {column: value / seen / target for column, value in won.items()}, share.covered / seen / target + SLACK
            )

    def _write_completeness(self, least: float) -> None:
        weights = sum(share.category.weight for share in self.standing.main_shares())
        parts: Sum = {}
        free = SLACK + GUARD - least
        for share in self.standing.main_shares():
            if share.is_unknown:
                parts[self._known[share.category.code]] = share.category.weight / weights
            else:
                free += share.category.weight / weights
        if free < 0:
            self._demand(parts, -free)

    # all mandatory categories together

    def _write_joint(self, least: float) -> None:
        """People with all mandatory categories against those who lack one that is known."""
        standing, model = self.standing, self.model
        group_of = {int(unit): group for groups in self._groups.values() for group in groups for unit in group.units}
        unit_of = {(str(key), int(point)): n for n, (key, point) in enumerate(zip(self.units.key, self.units.point, strict=True))}
        mandatory = [share for share in standing.main_shares() if share.category.mandatory]
        columns: dict[tuple[object, ...], tuple[int, int, float]] = {}
        for point in standing.points.tolist():
            people = float(standing.everybody[point]) / standing.total
            wants = []
            for share in mandatory:
                unit = unit_of.get((share.key, point))
                if unit is not None:
                    group = group_of.get(unit)
                    column = group.column if group else -1
                    wants.append((share.category.code, column, bool(self.units.gap[unit]), bool(self.units.settles[unit])))
            mark = tuple(wants)
            if mark in columns:
                has, no_gap, already = columns[mark]
                columns[mark] = (has, no_gap, already + people)
                continue
            has, no_gap = model.column(), model.column()
            model.covered_by(has, [no_gap])
            for code, column, gap, settles in wants:
                self._write_want(has, no_gap, code, column, gap=gap, settles=settles)
            columns[mark] = (has, no_gap, people)
        parts: Sum = {}
        free = SLACK + GUARD
        for has, no_gap, people in columns.values():
            parts[has] = parts.get(has, 0.0) + (1 - least) * people
            parts[no_gap] = parts.get(no_gap, 0.0) + least * people
            free -= least * people
        self._demand(parts, -free)

    def _write_want(self, has: int, no_gap: int, code: str, column: int, *, gap: bool, settles: bool) -> None:
        """One mandatory category that some people lack today."""
        built = [column] if column >= 0 else []
        known = self._known.get(code)
        unless: Sum = {} if known is None else {known: -1.0}
        free = 0.0 if known is None else 1.0
        self.model.covered_by(has, built, unless, free)
        if gap:
            self.model.covered_by(no_gap, built, unless, free)
        elif settles and code in self.survey:
            self.model.covered_by(no_gap, built, {self.survey[code]: -1.0}, 1.0)

    # caps

    def _write_cap(self, cap: Cap, asked: Bools) -> None:
        """Fewer categories than the cap counts may fall short of what it looks at."""
        model, short = self.model, {}
        for share in self.standing.capped(cap, asked):
            column = model.column(whole=True)
            short[column] = -1.0
            survey = self.survey.get(share.category.code)
            settled = self._settled(share) if survey is not None else 0.0
            if cap.share is None:
                if share.covered + share.unknown - settled > GUARD:
                    model.high[column] = 0.0
                    continue
                parts: Sum = dict.fromkeys(self._won(share), 1.0)
                if survey is not None and settled > 0:
                    parts[survey] = -1.0
                model.at_least({**parts, column: 1.0}, 1.0 - (1.0 if survey is not None and settled > 0 else 0.0))
                continue
            parts = dict(self._won(share, gap=True))
            if survey is not None:
                parts[survey] = -settled
                for c, part in self._won(share, gap=False, settled=True).items():
                    parts[c] = parts.get(c, 0.0) + part
            free = share.covered + share.unknown - cap.share + SLACK + GUARD
            if free + model.least_of(parts) >= 0:
                model.high[column] = 0.0
                continue
            parts[column] = 1.0
            model.at_least(parts, -free)
        if short:
            self._demand(short, 1.0 - (cap.count or 1))


def access_asked(standing: Standing, least: float) -> float:
    """Access (0-1 of the weights) with which the score, rounded as it is, is ``least`` or more."""
    components = standing.rule.standard.scoring.components
    given, present = 0.0, components.access.weight
    for value, one in ((standing.supply, components.supply), (standing.feedback, components.feedback)):
        if not math.isnan(value):
            given, present = given + one.weight * value, present + one.weight
    wanted = math.ceil(least * SCORE_STEP - GUARD) / SCORE_STEP - HALF_STEP
    return (wanted / 100.0 * present - given) / components.access.weight - GUARD
