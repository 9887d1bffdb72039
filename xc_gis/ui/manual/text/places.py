"""Which page of the manual belongs to which place of the window. Knows no Qt."""

from __future__ import annotations

from xc_gis.ui.manual.text.pages import FIRST

HOME, MAP, TABLE, SHEET, PLACE, TOOLS = "home", "map", "table", "sheet", "place", "tools"
STANDARD, COMPARISON, PLANNING, VOICES, TARGETS = "standard", "comparison", "planning", "voices", "targets"
STEP, FINDINGS = "step", "findings"

PAGE_OF = {
    "": FIRST,
    HOME: "01-sample",
    MAP: "02-star-map",
    TABLE: "03-worst-gap",
    SHEET: "05-next-star",
    PLACE: "04-why-minutes",
    TOOLS: "tools",
    STANDARD: "10-standard",
    COMPARISON: "11-compare",
    PLANNING: "13-planning",
    VOICES: "15-voices",
    TARGETS: "16-targets",
    STEP: "07-own-data",
    FINDINGS: "08-check",
}
"""Places of the window and their pages; the empty place is everywhere else."""

PAGE_OF_STEP = {"inventory": "06-unknown", "unknown": "06-unknown", "queue": "09-placing"}
"""Steps of a study that have a page of their own; all others ask for data."""


def page_of(place: str, step: str = "") -> str:
    """
    Name of the page for a place.

    Examples
    --------
    >>> page_of("table"), page_of("step", "queue"), page_of("step", "facilities.0"), page_of("findings", "queue")
    ('03-worst-gap', '09-placing', '07-own-data', '08-check')
    """
    if place == STEP:
        return PAGE_OF_STEP.get(step, PAGE_OF[STEP])
    return PAGE_OF[place]
