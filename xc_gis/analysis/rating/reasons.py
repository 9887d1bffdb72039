"""What stands between a community and its next star (method §7.5). Station 5."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.rating.levels import Rule, Values, cap_hits, gate_fails, offered
from xc_gis.findings import (
    Capped,
    FewOfList,
    Flagged,
    LowCompleteness,
    LowCoverage,
    LowJoint,
    LowScore,
    LowSeniors,
    LowValue,
    NoComponent,
    Reason,
)
from xc_gis.standard.caps import MANDATORY

FIVE = 5

Fails = dict[str, Bools]


def reasons(values: Values, score: Floats, stars: Ints, rule: Rule, flags: dict[int, str]) -> list[tuple[Reason, ...]]:
    """
    Name the gates and caps that keep each row from its next star; nothing at five stars.

    ``flags``: document of the red flag by row.
    """
    fails = {level: gate_fails(values, score, rule, level) for level in rule.standard.levels}
    hits = cap_hits(values, rule)
    flag = rule.standard.red_flag
    found: list[tuple[Reason, ...]] = []
    for row, count in enumerate(stars.tolist()):
        flagged = [Flagged(flag.id, flags[row], flag.stars)] if row in flags else []
        if flagged and flag.stars == 0:  # before anything else
            found.append(tuple(flagged))
        elif count >= FIVE:
            found.append(())
        else:
            binding = flagged if flag.stars <= count else []
            above = rule.standard.next_level(count)
            found.append((*_gates(row, values, above, rule, fails[above]), *_caps(row, count, rule, hits), *binding))
    return found


def gate_reasons(values: Values, score: Floats, rule: Rule, stars: int) -> list[tuple[Reason, ...]]:
    """The gates of a level that each row fails, whatever its stars are."""
    fails = gate_fails(values, score, rule, stars)
    return [tuple(_gates(row, values, stars, rule, fails)) for row in range(len(score))]


def _gates(row: int, values: Values, stars: int, rule: Rule, fails: Fails) -> Iterator[Reason]:
    """Gates of a level that fail."""
    level = rule.standard.levels[stars]
    if fails["score"][row]:
        yield LowScore(level.min_score)
    for k in np.flatnonzero(fails["mandatory"][row]):
        yield LowCoverage(rule.codes[k], float(values.coverage[row, k]), level.mandatory_each_min or 0.0, stars)
    if fails["joint"][row]:
        yield LowJoint(float(values.joint[row]), level.joint_min or 0.0)
    for k in np.flatnonzero(fails["senior"][row]):
        yield LowSeniors(rule.codes[k], float(values.senior[row, k]), level.senior_priority_min or 0.0)
    if fails["completeness"][row]:
        yield LowCompleteness(float(values.completeness[row]), level.min_completeness)
    for least, fail in zip(level.at_least, fails["lists"][row], strict=True):
        if fail:
            one = rule.standard.lists[least.list]
            have = int(offered(values.rows(np.array([row])), rule, least.list)[0])
            yield FewOfList(least.list, one.zh, one.en, have, least.count)
    for asked, fail in zip(level.values, fails["values"][row], strict=True):
        if fail:
            known = rule.standard.values[asked.value]
            found = float(values.typed[row, rule.typed.index(asked.value)])
            yield LowValue(asked.value, known.zh, known.en, known.unit, known.unit_en, found, asked.least)
    for name in ("supply", "feedback"):
        if fails[name][row]:
            yield NoComponent(name)


def _caps(row: int, stars: int, rule: Rule, hits: Fails) -> Iterator[Reason]:
    """Caps that hold and leave no more stars than there are."""
    for cap, _ in rule.caps:
        if hits[cap.id][row].any() and cap.stars <= stars:
            codes = tuple(rule.codes[k] for k in np.flatnonzero(hits[cap.id][row]))
            yield Capped(cap.id, cap.kind, cap.categories == (MANDATORY,), codes, cap.count or 1, cap.share, cap.stars)
