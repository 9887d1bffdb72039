"""What an atlas is made of: looks of communities in a theme, facts and tables of areas, pages. Plain records that travel to processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xc_gis.report.documents.drawing.ground import Ground

DISTRICT, SUBDISTRICT, COMMUNITY, EXTENT = "district", "subdistrict", "community", "extent"
"""Kinds of pages; an extent is whatever lies in a frame (``own_page``)."""


@dataclass(frozen=True)
class Look:
    """
    How a community looks in a theme.

    Attributes
    ----------
    row
        Its class, a row of the legend; None where there is none.
    is_unknown
        Hatched; without a class and not unknown it is white: there is nothing to say.
    words
        Its value, such as ``93.8%``.
    is_unsure
        Unknown data may move it to another class: it is stippled.
    mark
        Stands after its name on the map (``+1``).
    """

    row: int | None
    words: str
    is_unknown: bool = False
    is_unsure: bool = False
    mark: str = ""


@dataclass(frozen=True)
class ClassRow:
    """A class of a theme: the colour as it is printed, and its words in the legend."""

    colour: str
    words: str


@dataclass(frozen=True)
class ThemeOnMap:
    """
    A theme with all that a page says of it.

    Attributes
    ----------
    code
        ``stars``, ``coverage:MED`` …
    name
        In titles.
    value_name, short_name
        What the value of a community is called: in facts, and above a column.
    rows
        Classes in the order of the legend.
    unknown, nothing, unsure
        Words for hatched, white and stippled communities.
    looks
        By community.
    areas
        Value in words by subdistrict, and under an empty name of all communities.
    facility_types, facilities
        Facilities to be shown, and what the legend calls them.
    gaps
        Category whose people in gap are dots; empty for none.
    notes
        Sentences below the legend.
    """

    code: str
    name: str
    value_name: str
    short_name: str
    rows: tuple[ClassRow, ...]
    unknown: str
    nothing: str
    unsure: str
    looks: Mapping[str, Look]
    areas: Mapping[str, str] = field(default_factory=dict)
    facility_types: frozenset[str] = frozenset()
    facilities: str = ""
    gaps: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Headings, rows and whether a column holds numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]


@dataclass(frozen=True)
class CommunityText:
    """Of a community: id, name, subdistrict, and what its page says beside the map, as (what, value)."""

    community_id: str
    name: str
    subdistrict: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AreaText:
    """The same of a subdistrict, or of the whole (empty ``name``), with a table of what lies in it."""

    name: str
    facts: tuple[tuple[str, str], ...]
    table: Table


@dataclass(frozen=True)
class PageWords:
    """
    What stands on every page.

    Attributes
    ----------
    title, subtitle
        Templates with ``{area}``, ``{theme}``, ``{study}``, ``{date}``.
    notes
        Lines at the foot: sources, coordinate system, day, standard, run.
    watermark
        Across the map; empty for none.
    words
        Fixed words by name, in the language of the document.
    """

    title: str
    subtitle: str
    notes: tuple[str, ...]
    watermark: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class AtlasSource:
    """
    All that pages are made from, in one language.

    Attributes
    ----------
    study, day
        Title and day of the study.
    communities
        In the order of the run.
    subdistricts
        In the order of the run; communities without one have none.
    whole
        Facts and table of the district.
    """

    study: str
    day: date | None
    lang: str
    ground: Ground
    theme: ThemeOnMap
    communities: tuple[CommunityText, ...]
    subdistricts: tuple[AreaText, ...]
    whole: AreaText
    page_words: PageWords


@dataclass(frozen=True)
class AtlasPage:
    """One page: its kind and the community or subdistrict that it shows (empty for the district)."""

    kind: str
    area: str

    @property
    def key(self) -> str:
        """Name of the page in records."""
        return f"{self.kind}:{self.area}"
