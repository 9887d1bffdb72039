"""How cells of the hand-in workbook look: number formats, colours that survive a grey print, hatching for what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xc_gis.report.documents.workbook.records import Column, Kind
from xc_gis.report.themes import GAP, STARS, THEMES, UNKNOWN_LINE, tint
from xc_gis.shares import misses

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "SimSun"
SIZE = 10

LINE = "#9AA5B1"
HEAD_GROUND = "#1F4E79"
SUM_GROUND = "#E4E9EF"
WEAK_GROUND = GAP
MARK = "#B3261E"

HATCH: dict[str, Any] = {"pattern": 14, "fg_color": UNKNOWN_LINE}
"""Thin lines from lower left to upper right, as on maps."""

PLAIN, SUM, WEAK, UNKNOWN = "plain", "sum", "weak", "unknown"


@dataclass(frozen=True)
class Looks:
    """Formats of a workbook, each made once."""

    book: Workbook
    made: dict[tuple[Any, ...], Format] = field(default_factory=dict)

    def of(self, **asked: Any) -> Format:
        """A format in the font of the workbook."""
        key = tuple(sorted(asked.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": FONT, "font_size": SIZE, "valign": "vcenter"} | asked)
        return self.made[key]

    @property
    def title(self) -> Format:
        """Of the first line."""
        return self.of(bold=True, font_size=16, shrink=True)

    @property
    def mark(self) -> Format:
        """Of the mark of made-up data."""
        return self.of(bold=True, font_size=11, font_color=MARK, text_wrap=True)

    @property
    def origin(self) -> Format:
        """Of the line with day, standard and run."""
        return self.of(text_wrap=True, valign="top", font_color="#3E4C59")

    @property
    def note(self) -> Format:
        """Of lines that say how a sheet is read."""
        return self.of(text_wrap=True, valign="top", font_color="#3E4C59")

    @property
    def head(self) -> Format:
        """Of headings of columns."""
        return self.of(
            bold=True, text_wrap=True, align="center", border=1, border_color=LINE, bg_color=HEAD_GROUND, font_color="#FFFFFF"
        )

    def cell(self, column: Column, value: object, state: str, kind: Kind | None = None) -> Format:
        """Of a value in a column; ``state``: ``PLAIN``, ``SUM``, ``WEAK`` or ``UNKNOWN``."""
        shown = kind or column.kind
        asked: dict[str, Any] = {"border": 1, "border_color": LINE}
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number:
            asked |= {"num_format": shown.value.strip(), "align": "center"}
            if shown not in {Kind.STARS, Kind.WHOLE}:
                asked |= {"align": "right", "indent": 1}
        elif shown is not Kind.TEXT:
            asked["align"] = "center"
        else:
            asked["indent"] = 1
        if column.wrap or state == UNKNOWN:
            asked["text_wrap"] = True
        if state == SUM:
            asked |= {"bold": True, "bg_color": SUM_GROUND, "top": 2}
        elif state == WEAK:
            asked |= {"bold": True, "bg_color": WEAK_GROUND}
        elif state == UNKNOWN:
            asked |= HATCH
        elif column.tint and is_number:
            asked["bg_color"] = tint(_colour(shown, float(value)))  # type: ignore[arg-type]
        return self.of(**asked)


def _colour(kind: Kind, value: float) -> str:
    if kind is Kind.STARS:
        return STARS[int(value)]
    return next(c.colour for c in THEMES["coverage"].classes if misses(value, c.limit))
