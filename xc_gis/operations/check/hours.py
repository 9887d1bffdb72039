"""What the data check says of opening hours: how many facilities state them, how many are read, and examples of what is not."""

from __future__ import annotations

from collections.abc import Iterable

from xc_gis.hours.reading import read_hours
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding

EXAMPLES = 3
LONGEST = 40
"""Letters of an example that are shown."""


def hours_findings(texts: Iterable[object]) -> tuple[Finding, ...]:
    """One finding on the opening hours of all facilities (empty or None where nothing is said); none where nobody states any."""
    read = [read_hours(str(text or "")) for text in texts]
    stated = [one for one in read if one.is_stated]
    if not stated:
        return ()
    unread = sorted({one.text for one in stated if not one.is_read})
    known = sum(one.is_read for one in stated)
    figures = {"facilities": len(read), "stated": len(stated), "read": known, "examples": unread[:EXAMPLES]}
    if not unread:
        text = msg("{stated:,} 处设施写了开放时间({all:,} 处中),全部能读懂", stated=len(stated), all=len(read))
        return (Finding("", "", "hours", "info", text, figures),)
    shown = joined("、", [f"“{text[:LONGEST]}”" for text in unread[:EXAMPLES]])
    text = msg(
        "{stated:,} 处设施写了开放时间({all:,} 处中):读懂 {read:,} 处,{unread:,} 处读不懂,其开放时间按未知计(如 {shown})",
        stated=len(stated), all=len(read), read=known, unread=len(stated) - known, shown=shown,
    )  # fmt: skip
    return (Finding("", "", "hours", "info", text, figures),)
