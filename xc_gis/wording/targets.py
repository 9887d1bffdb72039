"""What codes of targets are called, and how their figures are written."""

from __future__ import annotations

import math

from xc_gis.languages.message import Message, joined, msg

STATUS_ZH = {
    "done": msg("完成"),
    "behind": msg("未完成"),
    "unknown": msg("资料不足"),
    "no_data": msg("无数据"),
    "": msg("没有目标"),
}

KIND_ZH = {"binding": msg("约束性"), "expected": msg("预期性"), "programme": msg("计划任务"), "monitored": msg("监测")}

SOURCE_ZH = {"typed": msg("填报"), "computed": msg("计算"), "": ""}

SIGN = {">=": "≥", "stays>=": "≥", ">": ">", "<=": "≤", "<": "<"}

STAYS = "stays>="

UNIT_ZH = {str(one): one for one in (msg("万人"), msg("人"), msg("分钟"), msg("个"), msg("家"), msg("㎡"))}
"""Units that have a name in other languages; others stand as their list has them."""

GUARD = 1e-9


def outlook_words(outlook: str, year: int | None, target_year: int | None) -> str:
    """Where an indicator goes, in words; empty where nobody can say."""
    match outlook:
        case "reached":
            return msg("目标年份已达到")
        case "expected":
            return msg("预计达到")
        case "doubtful":
            return msg("不一定达到")
        case "missed":
            is_over = year is not None and target_year is not None and year >= target_year
            return msg("到期未达到") if is_over else msg("预计达不到")
    return ""


def plain_figure(value: float) -> float | int:
    """A figure with two decimals, below 1 with four, cut so that none reads as a target that it misses; whole where it is."""
    factor = 100 if abs(value) >= 1 else 10_000
    shown = math.floor(value * factor + GUARD * factor) / factor
    return int(shown) if float(shown).is_integer() else shown


def most_words(value: float | None) -> str:
    """The high end of a range as text, with the same decimals but raised, so that it is never told too low; one that is lifted to a whole figure says that it is below it."""
    if value is None:
        return "—"
    factor = 100 if abs(value) >= 1 else 10_000
    shown = math.ceil(value * factor - GUARD * factor) / factor
    if not float(shown).is_integer():
        return str(shown)
    return f"{'<' if shown > value + GUARD else ''}{int(shown)}"


def figure_words(value: float | None) -> str:
    """A figure as text; ``—`` where it is not known."""
    return "—" if value is None else str(plain_figure(value))


def bounds_words(low: float | None, high: float | None) -> Message:
    """What is known of a value that is not: ``3–7``, at least, at most."""
    if low is None and high is None:
        return msg("未知")
    if high is None:
        return msg("至少 {low}", low=figure_words(low))
    if low is None:
        return msg("至多 {high}", high=most_words(high))
    return joined("–", [figure_words(low), most_words(high)])


def target_words(comparison: str, target: float | None) -> str:
    """A target with its sign, ``≥ 100``; empty without one."""
    if target is None:
        return ""
    words = f"{SIGN[comparison]} {figure_words(target)}"
    return msg("每年 {target}", target=words) if comparison == STAYS else words


def forecast_words(value: float | None, low: float | None, high: float | None) -> str:
    """A forecast with its range; empty where there is none."""
    return (
        ""
        if value is None
        else msg("{value}（{low}–{high}）", value=figure_words(value), low=figure_words(low), high=most_words(high))
    )
