"""What a further standard makes of a community, in few words: stars with grades, and what limits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xc_gis.languages.message import Name, joined, msg

MOST_REASONS = 2
"""Of what is lacking so many are told; how many more there are is told too."""


def graded_stars(low: int | None, high: int | None, grades: Mapping[int, Name]) -> str:
    """
    Stars, a range where they are not settled, with their grades where the standard names any; why there are none where too little is known.

    ``low``, ``high``: what a community has at least and at most; None where it is not rated.
    """
    if low is None or high is None:
        return msg("暂不评级（资料不足）")
    if not any(grades.values()):
        return msg("{n} 星", n=low) if low == high else msg("{low}–{high} 星", low=low, high=high)
    first, last = (grades.get(stars) or msg("无等级") for stars in (low, high))
    if low == high:
        return msg("{stars} 星（{grade}）", stars=low, grade=first)
    if first == last:
        return msg("{low}–{high} 星（{grade}）", low=low, high=high, grade=first)
    return msg("{low}–{high} 星（{first}–{last}）", low=low, high=high, first=first, last=last)


def limits(reasons: Sequence[str]) -> str:
    """What limits the stars, the first few; empty where nothing does."""
    shown = joined("；", reasons[:MOST_REASONS])
    if len(reasons) > MOST_REASONS:
        return msg("{shown}；另有 {count} 项", shown=shown, count=len(reasons) - MOST_REASONS)
    return shown if reasons else ""


def further_sentence(standard: Name, stars: str, next_star: int | None, reasons: Sequence[str]) -> str:
    """A further standard of a community in one sentence: its name, stars and grade, and what the next star lacks."""
    said = msg("另一标准“{standard}”：{stars}", standard=standard, stars=stars)
    lacking = limits(reasons)
    if not lacking:
        return msg("{said}。", said=said)
    if next_star is None:
        return msg("{said}，原因：{reasons}。", said=said, reasons=lacking)
    return msg("{said}，升 {n} 星尚缺：{reasons}。", said=said, n=next_star, reasons=lacking)
