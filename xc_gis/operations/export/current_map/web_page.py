"""The run's map as a web page that opens as the window shows it, with what was asked on the map: ways, circles, measures, selections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import numpy as np
import pyproj
import shapely

from xc_gis.operations.export.current_map.map_page import RunGround
from xc_gis.operations.export.current_map.marks import overlays_of
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.web.run_page import credit_of, head_of
from xc_gis.report.documents.atlas.own_page import Overlay
from xc_gis.report.themes import page_themes
from xc_gis.units import EXCHANGE_CRS

_BODY = "<body>"

CHANGES = "changes"
"""Marks of a scenario: they stay away, for a web page has the figures of the run."""

DECIMALS = 6


def web_page(known: RunGround, shown: ShownMap, settings: PageSettings, lang: str) -> bytes:
    """
    The page, in a language: all themes of the run, at the theme and the place that the window shows.

    Figures of a scenario or a moment and values of an analysis are not in it, nor is a watermark: its limit of use, or the number of the map, stands below.
    """
    from xc_gis.report.map.web_map import render_page  # noqa: PLC0415 - folium takes a second to load

    run = known.run
    asked = replace(shown, community="", marks={name: mark for name, mark in shown.marks.items() if name != CHANGES})
    overlays = overlays_of(asked, known.ground, saying(lang))
    data = dict(known.page) | {"themes": page_themes(), "credit": credit_of(known.page, run, settings.map_number)}
    if overlays:
        data["shown"] = features_of(overlays, known.ground.crs)
    page = render_page(head_of(run, "", lang), data, lang=lang)
    start = link_of(shown).replace("&", "&amp;")
    return page.replace(_BODY, f'<body data-start="{start}">', 1).encode(errors="backslashreplace")


def link_of(shown: ShownMap) -> str:
    """State of a map as the part of an address behind ``#``."""
    parts = [f"theme={quote(shown.theme, safe=':')}"]
    if shown.community:
        parts.append(f"community={quote(shown.community)}")
    parts.append("bounds=" + ",".join(f"{edge:.6f}" for edge in shown.bounds))
    return "&".join(parts)


def features_of(overlays: Sequence[Overlay], crs: str) -> list[dict[str, Any]]:
    """Overlays as features of GeoJSON in degrees, with their looks (millimetres) and words; those without a place are left out."""
    transformer = pyproj.Transformer.from_crs(crs, EXCHANGE_CRS, always_xy=True)

    def turned(places: np.ndarray) -> np.ndarray:
        return np.column_stack(transformer.transform(places[:, 0], places[:, 1])).round(DECIMALS)

    made = []
    for one in overlays:
        shape = shapely.transform(one.shape, turned)
        if shape.is_empty:
            continue
        looks = {"colour": one.colour, "width": one.width_mm, "dash": list(one.dash_mm), "fill": one.fill_opacity}
        properties = {"name": one.words, "label": one.label, **looks}
        made.append({"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)})
    return made
