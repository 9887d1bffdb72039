"""What stands between a community and its next star, in a fixed short form (method §7.5). Station 5."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.geometry import Floats, Ints
from xc_gis.analysis.rating_levels import Rule, Values, cap_hits, gate_fails
from xc_gis.shares import against

FIVE = 5


def bindings(values: Values, score: Floats, stars: Ints, rule: Rule, flags: dict[int, str]) -> list[str]:
    """
    Name the gates and caps that keep each row from its next star, joined by ``; ``; empty at five stars.

    ``flags``: document of the red flag by row.
    """
    fails = {level: gate_fails(values, score, rule, level) for level in rule.standard.levels}
    caps = cap_hits(values, rule)
    return [_binding(row, values, int(stars[row]), rule, fails, caps, flags) for row in range(len(score))]


def _binding(
    row: int, values: Values, stars: int, rule: Rule, fails: dict[int, dict[str, np.ndarray]],
    caps: dict[str, np.ndarray], flags: dict[int, str],
) -> str:  # fmt: skip
    if row in flags:
        return f"V4:{flags[row]}"
    if stars >= FIVE:
        return ""
    level = rule.standard.levels[stars + 1]
    failed = fails[stars + 1]
    words = [f"score<{level.min_score:.1f}"] if failed["score"][row] else []
    for k in np.flatnonzero(failed["mandatory"][row]):
        least = level.mandatory_each_min or 0.0
        words.append(f"G{stars + 1}:{rule.codes[k]} {against(values.coverage[row, k], least)}")
    if failed["joint"][row]:
        least = level.joint_min or 0.0
        words.append(f"joint {against(values.joint[row], least)}")
    for k in np.flatnonzero(failed["senior"][row]):
        least = level.senior_priority_min or 0.0
        words.append(f"senior {rule.codes[k]} {against(values.senior[row, k], least)}")
    if failed["completeness"][row]:
        least = level.min_completeness
        words.append(f"completeness {against(values.completeness[row], least)}")
    words += [f"{name} absent" for name in ("supply", "feedback") if failed[name][row]]
    for name, hit in caps.items():
        if hit[row].any() and rule.standard.caps[name] <= stars:
            words.append(f"{name}:{','.join(rule.codes[k] for k in np.flatnonzero(hit[row]))}")
    return "; ".join(words)
