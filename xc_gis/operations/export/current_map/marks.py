"""What was asked on the window's map, drawn over a page: a place with its ways, a selection, a measured line, changes of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry import shape as shape_of

from xc_gis.languages.message import msg
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.operations.export.spoken import Say
from xc_gis.report.documents.atlas.own_page import Overlay
from xc_gis.report.documents.drawing.ground import Ground
from xc_gis.report.themes import ISOCHRONES, MARKS
from xc_gis.units import EXCHANGE_CRS

Place = Callable[[Any], Any]

DOTTED, DASHED = (0.3, 1.6), (2.2, 1.4)
FINE, STRONG, DOT = 0.5, 0.8, 1.2
"""Millimetres of lines, of the frame of a community, radius of a dot."""


def overlays_of(shown: ShownMap, ground: Ground, say: Say) -> tuple[Overlay, ...]:
    """All that lies over the theme, areas first; what has no place or is not of the expected form of a place is left out."""
    transformer = pyproj.Transformer.from_crs(EXCHANGE_CRS, ground.crs, always_xy=True)

    def placed(shape: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(shape, lambda places: np.column_stack(transformer.transform(places[:, 0], places[:, 1])))

    made = [*_selection(shown, ground, placed, say), *_place(shown.marks, placed, say), *_changes(shown.marks, placed, say)]
    made += [*_measured(shown.marks, placed, say), *_found(shown.marks, placed, say)]
    areas = [one for one in made if one.fill_opacity]
    return (*areas, *(one for one in made if not one.fill_opacity))


def _selection(shown: ShownMap, ground: Ground, placed: Place, say: Say) -> Iterator[Overlay]:
    chosen = shown.marks.get("selection") or {}
    names = [*([shown.community] if shown.community else []), *chosen.get("ids", ())]
    words = say(msg("所选社区"))
    for name in dict.fromkeys(names):
        if name in ground.areas:
            yield Overlay(ground.areas[name], MARKS["frame"], STRONG, words=words)
    if chosen.get("ring"):
        yield Overlay(placed(shapely.Polygon(chosen["ring"])), MARKS["frame"], STRONG, words=say(msg("所画范围")))


def _place(marks: Mapping[str, Any], placed: Place, say: Say) -> Iterator[Overlay]:
    answer, only = marks.get("place") or {}, marks.get("category")
    features = sorted((answer.get("isochrones") or {}).get("features", ()), key=lambda one: -one["properties"]["minutes"])
    features = [feature for feature in features if feature.get("geometry")]
    for n, feature in enumerate(features):  # from the longest walk to the shortest
        colour = ISOCHRONES[min(len(ISOCHRONES), len(features) - n) - 1]
        words = say(msg("步行 {minutes:g} 分钟范围", minutes=feature["properties"]["minutes"]))
        label = say(msg("{minutes:g} 分钟", minutes=feature["properties"]["minutes"]))
        yield Overlay(placed(shape_of(feature["geometry"])), colour, FINE, fill_opacity=0.1, words=words, label=label)
    ways = [
        one
        for one in (answer.get("ways") or {}).get("features", ())
        if one.get("geometry") and (not only or one["properties"].get("category") == only)
    ]
    for way in ways:
        yield Overlay(placed(shape_of(way["geometry"])), MARKS["way"], FINE, DOTTED, words=say(msg("步行路线")))
    for one in answer.get("nearest") or ():
        if one.get("lon") is not None and (not only or one.get("category") == only):
            yield Overlay(
                placed(shapely.Point(one["lon"], one["lat"])),
                MARKS["way"],
                DOT,
                words=say(msg("最近的设施")),
                label=str(one.get("facility") or ""),
            )
    if answer.get("lon") is not None:
        yield Overlay(placed(shapely.Point(answer["lon"], answer["lat"])), MARKS["place"], DOT * 1.3, words=say(msg("所选地点")))


def _measured(marks: Mapping[str, Any], placed: Place, say: Say) -> Iterator[Overlay]:
    measure = marks.get("measure") or {}
    for way in measure.get("ways", ()):
        if len(way) > 1:
            yield Overlay(placed(shapely.LineString(way)), MARKS["way"], FINE, DOTTED, words=say(msg("步行路线")))
    points = measure.get("points", ())
    if len(points) > 1:
        yield Overlay(placed(shapely.LineString(points)), MARKS["tool"], FINE, words=say(msg("量测直线")))
    for point, label in zip(points, measure.get("labels", ()), strict=False):
        yield Overlay(placed(shapely.Point(point)), MARKS["tool"], DOT, words=say(msg("量测点")), label=str(label))


def _changes(marks: Mapping[str, Any], placed: Place, say: Say) -> Iterator[Overlay]:
    for item in marks.get("changes") or ():
        if item.get("ring"):
            yield Overlay(
                placed(shapely.Polygon(item["ring"])),
                MARKS["place"],
                FINE,
                DASHED,
                words=say(msg("方案中的范围")),
                fill_opacity=0.0 if item.get("inside") else 0.12,
            )
        if item.get("line"):
            colour = MARKS["place"] if item.get("gone") else MARKS["tool"]
            words = say(msg("方案中关闭的路") if item.get("gone") else msg("方案中新开的路"))
            yield Overlay(
                placed(shapely.LineString(item["line"])), colour, STRONG, DASHED if item.get("gone") else (), words=words
            )
        if item.get("from"):
            yield Overlay(
                placed(shapely.LineString([item["from"], [item["lon"], item["lat"]]])),
                MARKS["found"],
                FINE,
                DASHED,
                words=say(msg("方案中的迁移")),
            )
        if item.get("kind"):
            yield Overlay(
                placed(shapely.Point(item["lon"], item["lat"])),
                MARKS["tool"],
                DOT * 1.2,
                words=say(msg("方案中的改动")),
                label=_titled(item),
            )


def _titled(item: Mapping[str, Any]) -> str:
    return f"{item.get('label') or ''} {item.get('title') or ''}".strip()


def _found(marks: Mapping[str, Any], placed: Place, say: Say) -> Iterator[Overlay]:
    found = marks.get("found") or {}
    lines: Iterable[Sequence[Any]] = found.get("lines") or ()
    for line in lines:
        if len(line) > 1:
            yield Overlay(placed(shapely.LineString(line)), MARKS["found"], STRONG, words=say(msg("所查道路")))
    if found.get("lon") is not None and not found.get("lines"):
        yield Overlay(
            placed(shapely.Point(found["lon"], found["lat"])),
            MARKS["found"],
            DOT * 1.3,
            words=say(msg("所查地点")),
            label=str(found.get("title") or ""),
        )
