"""The page of services and voices, as far as its presenters know it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from xc_gis.runs.voices import MonthRow
from xc_gis.ui.presenters.voices.cells import VoiceTable
from xc_gis.ui.presenters.voices.hotline_tables import QuadrantSum
from xc_gis.ui.presenters.voices.survey_tables import SurveyMatrix

Choices = Sequence[tuple[str, str]]
"""Keys and words."""


@dataclass(frozen=True)
class Detail:
    """
    Of the community that is chosen: its name, sentences, and rows of words and figures with a key each.

    ``ends_in_words``: whether the last column holds words; those between the first and it hold figures.
    """

    title: str
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    keys: tuple[str, ...] = ()
    ends_in_words: bool = True


NO_DETAIL = Detail("")


@dataclass(frozen=True)
class RangeBar:
    """A share with its bounds, 0-1: ``value`` is None where too much is unknown."""

    words: str
    low: float | None
    value: float | None
    high: float | None


class VoiceTab(Protocol):
    """A tab at the right of the map."""

    def show_missing(self, words: str) -> None:
        """Why there is nothing to show, and what to do; empty: there is."""

    def show_facts(self, lines: Sequence[str], more: Sequence[str]) -> None:
        """Sentences of the whole district; ``more``: how it is meant."""

    def show_detail(self, detail: Detail) -> None:
        """The community that is chosen."""


class HotlineTab(VoiceTab, Protocol):
    """The tab of the hotline."""

    def show_choices(self, categories: Choices, themes: Choices, category: str, theme: str) -> None:
        """What can be chosen, and what is."""

    def show_months(self, months: Sequence[MonthRow], period: tuple[str, str]) -> None:
        """Tickets by month; none hides it."""

    def show_quadrants(self, sums: dict[str, QuadrantSum] | None, chosen: str) -> None:
        """The demand × gap matrix; None where it means nothing."""


class SurveyTab(VoiceTab, Protocol):
    """The tab of the survey."""

    def show_choices(self, bases: Choices, themes: Choices, items: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: base, theme, item."""

    def show_bars(self, bars: Sequence[RangeBar]) -> None:
        """The four statistics."""


class SatisfactionTab(VoiceTab, Protocol):
    """The tab of satisfaction."""

    def show_choices(self, categories: Choices, category: str) -> None:
        """What can be chosen, and what is."""

    def show_bars(self, bars: Sequence[RangeBar]) -> None:
        """Satisfaction of the community that is chosen, by service."""


class ResourcesTab(VoiceTab, Protocol):
    """The tab of resources and directory."""

    def show_choices(self, kinds: Choices, kind: str) -> None:
        """What can be chosen, and what is; none hides the choice."""


class TablesView(Protocol):
    """The card below the map."""

    def show_names(self, names: Choices, chosen: str) -> None:
        """Which tables there are, and which is in front."""

    def show_table(self, table: VoiceTable) -> None:
        """Show a table."""

    def show_matrix(self, matrix: SurveyMatrix, what: str) -> None:
        """Show communities × items: answers or satisfaction."""

    def show_group(self, words: str) -> None:
        """Say which class of rows alone is shown; empty: all."""

    def select(self, community: str, category: str) -> None:
        """Mark the row of a community without saying that it was chosen."""
