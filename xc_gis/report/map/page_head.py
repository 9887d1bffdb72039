"""What stands above the side panel of a map page: plain records, for who makes pages before folium is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StandardWords:
    """The standard as the page names it: names, version, and what kind of document it is."""

    name_zh: str
    name_en: str
    version: str
    note_zh: str
    note_en: str


@dataclass(frozen=True)
class PageHead:
    """Title, mark of the sample (empty for none), day (ISO, may be empty), standard."""

    name: str
    mark: str
    day: str
    standard: StandardWords
