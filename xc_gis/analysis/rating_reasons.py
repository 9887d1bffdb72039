"""What stands between a community and its next star, in a fixed short form (method §7.5). Station 5."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.geometry import Floats, Ints
from xc_gis.analysis.rating_levels import Rule, Values, cap_hits, gate_fails

FIVE = 5


def share_down(share: float, threshold: float) -> str:
    """
    Write a share with two decimals, rounded down, so that a missed threshold never reads as reached.

    >>> share_down(0.8999, 0.9)
    '0.89'
    """
    hundredths = int(np.floor(share * 100 + 1e-9))
    if hundredths / 100 >= threshold > share:
        hundredths -= 1
    return f"{hundredths / 100:.2f}"


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
        words.append(f"G{stars + 1}:{rule.codes[k]} {share_down(values.coverage[row, k], least)}<{least:.2f}")
    if failed["joint"][row]:
        least = level.joint_min or 0.0
        words.append(f"joint {share_down(values.joint[row], least)}<{least:.2f}")
    for k in np.flatnonzero(failed["senior"][row]):
        least = level.senior_priority_min or 0.0
        words.append(f"senior {rule.codes[k]} {share_down(values.senior[row, k], least)}<{least:.2f}")
    if failed["completeness"][row]:
        least = level.min_completeness
        words.append(f"completeness {share_down(values.completeness[row], least)}<{least:.2f}")
    words += [f"{name} absent" for name in ("supply", "feedback") if failed[name][row]]
    for name, hit in caps.items():
        if hit[row].any() and rule.standard.caps[name] <= stars:
            words.append(f"{name}:{','.join(rule.codes[k] for k in np.flatnonzero(hit[row]))}")
    return "; ".join(words)
