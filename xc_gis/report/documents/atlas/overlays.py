"""What lies over a map: lines on a white rim, areas, dots, and their labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from xc_gis.report.documents.atlas.own_page import Overlay
from xc_gis.report.documents.drawing.labels import Label
from xc_gis.report.documents.drawing.map_frame import MapFrame
from xc_gis.report.documents.drawing.paths import area_path, cut_to, line_path
from xc_gis.report.documents.drawing.svg import Drawing
from xc_gis.report.documents.fonts.glyphs import Glyphs

RIM, RIM_MM = "#ffffff", 0.5
"""Around every line and dot: seen on the darkest class, too."""

LABEL_PT = (8.0, 7.0, 6.0)
LABEL_KIND = "subject"

AREA = 2
"""Dimensions of an area."""


def draw_overlays(drawing: Drawing, frame: MapFrame, overlays: Sequence[Overlay]) -> None:
    """Draw them in their order."""
    for one in overlays:
        shown = cut_to(frame, np.array([one.shape], dtype=object))
        dimensions = int(shapely.get_dimensions(one.shape))
        if dimensions == 0:
            for x, y in frame.on_paper(shapely.get_coordinates(shown)).tolist():
                drawing.dot(x, y, one.width_mm, one.colour, RIM, RIM_MM)
            continue
        path = area_path(frame, shown) if dimensions == AREA else line_path(frame, shown)
        if one.fill_opacity:
            drawing.fill(path, one.colour, opacity=one.fill_opacity)
        drawing.stroke(path, RIM, one.width_mm + 2 * RIM_MM, opacity=0.9)
        drawing.stroke(path, one.colour, one.width_mm, dash_mm=one.dash_mm)


def overlay_labels(frame: MapFrame, overlays: Sequence[Overlay], glyphs: Glyphs) -> list[Label]:
    """Labels at the northernmost place of each in the frame; those of dots keep free of the dot."""
    made = []
    for n, one in enumerate(overlays):
        if not one.label:
            continue
        places = shapely.get_coordinates(shapely.clip_by_rect(one.shape, *frame.bounds))
        if len(places) == 0:
            continue
        x, y = places[int(np.argmax(places[:, 1]))].tolist()
        mark = one.width_mm if shapely.get_dimensions(one.shape) == 0 else 0.4
        made.append(Label(f"overlay:{n}", (glyphs.writable(one.label),), LABEL_PT, x=x, y=y, mark_mm=mark, kind=LABEL_KIND))
    return made
