"""The page of targets, ledgers and years, as far as its presenters know it; the tables are those of services and voices. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xc_gis.ui.presenters.voices.voices_view import Choices, VoiceTab


@dataclass(frozen=True)
class RadarAxis:
    """A spoke of the radar: 0-100 of the chosen area and of the district; None where it is not known."""

    words: str
    chosen: float | None
    whole: float | None


@dataclass(frozen=True)
class RunChoice:
    """A run that may be compared: its folder (or archive), what it is called, the day of its study and when it was computed (ISO, empty without)."""

    folder: Path
    words: str
    date: str
    ended: str = ""


@dataclass(frozen=True)
class SeriesPoint:
    """A figure in a run: when, its bounds and value (None where not known), in words."""

    when: str
    low: float | None
    value: float | None
    high: float | None
    words: str


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


class YearsTab(VoiceTab, Protocol):
    """The tab of years."""

    def show_runs(self, runs: Sequence[tuple[RunChoice, bool]], *, working: bool, said: str, points: str) -> None:
        """Which runs there are and which are compared; whether that goes on, what is said of it, and the table of demonstration points (empty: none)."""

    def show_standards(self, choices: Choices, chosen: str) -> None:
        """Ids and names of the standards by which runs can be compared, and which is; none hides the choice."""

    def show_choices(self, pairs: Choices, whats: Choices, causes: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: pair of runs, stars or a category, whole change or a cause; none hides a choice."""

    def show_series(self, points: Sequence[SeriesPoint], most: float, title: str) -> None:
        """A figure of the chosen community run by run, on a scale up to ``most``; none hides it."""


class ProgrammeTab(VoiceTab, Protocol):
    """The tab of further programmes."""

    def show_choices(self, programmes: Choices, themes: Choices, chosen: tuple[str, str]) -> None:
        """What can be chosen, and what is: programme, theme of the map."""
