"""The page of targets, ledgers and years, as far as its presenters know it; the tables are those of services and voices. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from xc_gis.ui.presenters.voices.voices_view import Choices, VoiceTab


@dataclass(frozen=True)
class RadarAxis:
    """A spoke of the radar: 0-100 of the chosen area and of the district; None where it is not known."""

    words: str
    chosen: float | None
    whole: float | None


class IndicatorsTab(VoiceTab, Protocol):
    """The tab of the plan's indicators."""

    def show_choices(self, lists: Choices, indicators: Choices, themes: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: list, indicator, theme of the map."""


class IndexTab(VoiceTab, Protocol):
    """The tab of the indices."""

    def show_choices(self, lists: Choices, areas: Choices, dimensions: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: list, subdistrict, dimension of the map."""

    def show_radar(self, axes: Sequence[RadarAxis], chosen: str, whole: str) -> None:
        """The chosen subdistrict against the district, with what both are called; none hides it."""


class LedgerTab(VoiceTab, Protocol):
    """The tab of the ledgers."""

    def show_choices(self, categories: Choices, earlier: Choices, chosen: tuple[str, str]) -> None:
        """What can be chosen, and what is: category, earlier run to compare with."""
