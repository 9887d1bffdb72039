"""What was measured between clicks, as records and in words. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.units import SECONDS_PER_MINUTE
from xc_gis.wording.codes import PROFILE_ZH
from xc_gis.wording.window import joined_words, tr, window_text

ASKING, WALKED, NO_WAY, CANNOT = "asking", "walked", "no_way", "cannot"
"""State of a piece: not answered yet · the way is known · no way leads there · nobody can say."""

KILOMETRE = 1000.0


@dataclass(frozen=True)
class Segment:
    """
    From one click to the next.

    Attributes
    ----------
    metres
        Straight.
    state
        Of its walk.
    seconds, walk_metres, way
        Of the walk: with all waits; its length; longitudes and latitudes. None and empty without one.
    words
        Why there is none.
    """

    metres: float
    state: str
    seconds: float | None = None
    walk_metres: float | None = None
    way: tuple[tuple[float, float], ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Measured:
    """``points`` clicked, the ``segments`` between them, and the ``pace`` (a walking profile) of the walks."""

    points: tuple[tuple[float, float], ...]
    segments: tuple[Segment, ...]
    pace: str


def metres_words(metres: float) -> str:
    """``850 米``, ``1.24 公里``."""
    return tr(
        msg("{metres:.0f} 米", metres=metres) if metres < KILOMETRE else msg("{length_m:.2f} 公里", length_m=metres / KILOMETRE)
    )


def segment_words(segment: Segment) -> str:
    """``步行 5.2 分钟（410 米）``, or why there is no walk."""
    if segment.state == ASKING:
        return tr(msg("正在计算步行时间…"))
    if segment.state == CANNOT:
        return tr(msg("不能计算步行时间：{words}", words=segment.words))
    if segment.state == NO_WAY or segment.seconds is None or segment.walk_metres is None:
        return tr(msg("走不到：{words}", words=segment.words))
    return window_text(
        "in_brackets",
        tr(msg("步行 {seconds:.1f} 分钟", seconds=segment.seconds / SECONDS_PER_MINUTE)),
        metres_words(segment.walk_metres),
    )


def measured_lines(measured: Measured) -> list[str]:
    """One line for each piece, and where there are several one for all; a sum with an unknown part is none."""
    if not measured.segments:
        return [tr(msg("请在地图上点下一处"))]
    lines = [
        joined_words((tr(msg("直线 {metres}", metres=metres_words(segment.metres))), segment_words(segment)))
        for segment in measured.segments
    ]
    if len(lines) == 1:
        return lines
    lines = [f"{n}. {line}" for n, line in enumerate(lines, 1)]
    straight = tr(msg("合计直线 {count}", count=metres_words(sum(s.metres for s in measured.segments))))
    return [*lines, joined_words((straight, _sum_words(measured.segments)))]


def _sum_words(segments: tuple[Segment, ...]) -> str:
    if any(s.state == ASKING for s in segments):
        return tr(msg("正在计算步行时间…"))
    walks = [(s.seconds, s.walk_metres) for s in segments if s.seconds is not None and s.walk_metres is not None]
    if len(walks) < len(segments):
        return tr(msg("有走不到或未知的一段，没有步行合计"))
    minutes = sum(seconds for seconds, _ in walks) / SECONDS_PER_MINUTE
    return window_text(
        "in_brackets", tr(msg("步行 {seconds:.1f} 分钟", seconds=minutes)), metres_words(sum(metres for _, metres in walks))
    )


def measured_text(measured: Measured) -> str:
    """For the clipboard: where, how far, how long, at whose pace."""
    lines = [f"{lon:.6f}, {lat:.6f}" for lon, lat in measured.points]
    return "\n".join([*lines, *measured_lines(measured), tr(msg("步速：{tell}", tell=tr(PROFILE_ZH[measured.pace]))), "WGS 84"])


def label_of_point(measured: Measured, number: int) -> str:
    """What stands at a click on the map: how far and how long from the first."""
    before = measured.segments[:number]
    if not before:
        return ""
    metres = metres_words(sum(s.metres for s in before))
    if len(before) == 1 and before[0].state in {NO_WAY, CANNOT}:
        return joined_words((metres, tr(msg("走不到")) if before[0].state == NO_WAY else tr(msg("步行未知"))))
    if any(s.seconds is None for s in before):
        return metres
    minutes = sum(s.seconds or 0.0 for s in before) / SECONDS_PER_MINUTE
    return joined_words((metres, tr(msg("步行 {seconds:.1f} 分钟", seconds=minutes))))
