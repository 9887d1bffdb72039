"""What the window shows, and the page that somebody sets up for it. Plain records that travel to processes; places are degrees (WGS 84)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.atlas.layout import A4_PAPER
from xc_gis.report.documents.atlas.records import EXTENT

AUTO, UPRIGHT, LYING = "auto", "upright", "lying"
"""How a paper lies; by itself as the area fills it better."""

EVERY_SUBDISTRICT = "every_subdistrict"
"""An area of its own: a page for each subdistrict."""

SITES, GAPS = "sites", "gaps"
"""Layers that a theme has; what is hidden of streets and borders is hidden of a page as well."""


@dataclass(frozen=True)
class ShownMap:
    """
    What the window shows.

    Attributes
    ----------
    run_folder
        Of the run.
    theme
        Key of its theme in the window: ``stars``, ``joint``, ``MED`` (coverage), ``minutes:MED``, ``gaps:MED``.
    bounds
        West, south, east and north that are in sight.
    community
        Id of the one that is chosen; empty for none.
    figures
        Of a scenario, a moment, a standard that is edited, instead of those of the run (``figures.js``); None: those of the run.
    values
        Values of communities over the theme (``values.js``), or None.
    named
        What figures or values are of, behind the name of the theme; empty for the run.
    marks
        What was asked on the map: ``place`` (an answer) and ``category``, ``selection``, ``measure``, ``changes``, ``found``.
    hidden
        Layers that are switched off: ``sites, gaps, borders, streets``.
    site_types
        Codes of facilities that are shown whatever the theme; None: those of the theme.
    """

    run_folder: Path
    theme: str
    bounds: tuple[float, float, float, float]
    community: str = ""
    figures: Mapping[str, Any] | None = None
    values: Mapping[str, Any] | None = None
    named: str = ""
    marks: Mapping[str, Any] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    site_types: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PageChoice:
    """
    The page that somebody sets up.

    Attributes
    ----------
    area
        ``extent`` (what is in sight), ``district``, ``subdistrict``, ``community``, or ``every_subdistrict``.
    name
        Of the subdistrict, or id of the community.
    paper, orientation
        ``A4`` or ``A3``; ``auto``, ``upright`` or ``lying``.
    title
        Empty: that of the template.
    scale
        ``N`` of 1 : N; 0: as large as the area fits.
    legend, facts
        Whether there is a legend; whether figures, table and overview stand beside the map.
    settings
        Watermark, office, number of the map.
    fonts
        Folder of fonts; None: those of the system.
    lang
        ``zh`` or ``en``.
    """

    area: str = EXTENT
    name: str = ""
    paper: str = A4_PAPER
    orientation: str = AUTO
    title: str = ""
    scale: float = 0.0
    legend: bool = True
    facts: bool = True
    settings: PageSettings = field(default_factory=PageSettings)
    fonts: Path | None = None
    lang: str = "zh"
