"""What a community says, on its check-up: complaints beside those of its subdistrict and the district, satisfaction with its interval; where the run has them."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.runs.table_rows import Number
from xc_gis.runs.view import CommunityView
from xc_gis.runs.voices import HotlineVoice, SatisfactionRow, Voices
from xc_gis.shares import percent, percent_range
from xc_gis.wording.voices import NOT_SHOWN

NOTHING = "—"


def voice_rows(c: CommunityView, voices: Voices, say: Say) -> list[list[str]]:
    """A row of five cells: what, the community, its subdistrict, its kind (never: sums of kinds are not made), the district; none without a hotline."""
    return [] if voices.hotline is None else [_complaints(c, voices.hotline, say)]


def voice_facts(c: CommunityView, voices: Voices, say: Say) -> list[tuple[str, str]]:
    """Satisfaction of all services together with its interval; none where the run has no such table."""
    if voices.satisfaction is None:
        return []
    row = next((row for row in voices.satisfaction if (row.community_id, row.category) == (c.community_id, ALL)), None)
    return [(capital(say(msg("居民满意度"))), _satisfaction(row, say))]


def _complaints(c: CommunityView, hotline: HotlineVoice, say: Say) -> list[str]:
    row = hotline.rows.get((c.community_id, ALL))
    here = say(NOT_SHOWN) if row is not None and row.is_hidden else _rate(row.per_10k if row is not None else None)
    areas = [hotline.areas.get((area, ALL)) for area in (c.subdistrict, ALL)]
    return [capital(say(msg("热线诉求（每万人）"))), here, _rate(areas[0]), NOTHING, _rate(areas[1])]


def _rate(value: Number) -> str:
    return NOTHING if value is None else f"{value:,.1f}"


def _satisfaction(row: SatisfactionRow | None, say: Say) -> str:
    if row is not None and row.low is not None and row.high is not None:
        bounds = percent_range(row.low, row.high)
        return bounds if row.value is None else say(msg("{value}（{bounds}）", value=percent(row.value), bounds=bounds))
    return say(NOT_SHOWN) if row is not None and row.note == "suppressed" else NOTHING
