"""
Symbols as QGIS writes them (3.22 and later).

Values go into elements and attributes of a tree, never into text that is read again; lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from xc_gis.report.gis.records import Fill, Hatch, Marker, Outline, Stroke, Symbol

KIND = {Fill: "fill", Hatch: "fill", Outline: "fill", Marker: "marker", Stroke: "line"}

HATCH_MM = 1.6
HATCH_LINE_MM = 0.45
HATCH_ANGLE = "45"

UNSURE_MM = 0.7
"""Width of a dashed edge: the edge of the next area may lie over half of it."""

EXPRESSION = "3"
"""Kind of a data-defined property."""


def symbol_element(symbol: Symbol, name: str) -> ET.Element:
    """A ``symbol`` element; ``name`` is what a rule calls it by."""
    opacity = symbol.opacity if isinstance(symbol, Fill | Stroke) else 1.0
    element = ET.Element(
        "symbol", {"type": KIND[type(symbol)], "name": name, "alpha": f"{opacity:g}", "clip_to_extent": "1", "force_rhr": "0"}
    )
    match symbol:
        case Fill():
            _fill(element, symbol)
        case Hatch():
            _hatch(element, symbol)
        case Outline():
            _layer(element, "SimpleFill", {"style": "no", **_edge(symbol.colour, symbol.mm)})
        case Marker():
            _marker(element, symbol)
        case Stroke():
            values = {
                "line_color": rgba(symbol.colour), "line_width": f"{symbol.mm:g}", "line_width_unit": "MM", "capstyle": "round",
                "joinstyle": "round", "line_style": "dot" if symbol.is_dashed else "solid",
            }  # fmt: skip
            _layer(element, "SimpleLine", values)
    return element


def rgba(colour: str) -> str:
    """``#rrggbb`` as QGIS writes it."""
    return ",".join(map(str, (*bytes.fromhex(colour[1:]), 255)))


def option_map(values: Mapping[str, str]) -> ET.Element:
    """Texts by name as an ``Option`` of QGIS."""
    made = ET.Element("Option", {"type": "Map"})
    for name, value in values.items():
        ET.SubElement(made, "Option", {"name": name, "type": "QString", "value": value})
    return made


def _edge(colour: str, mm: float) -> dict[str, str]:
    return {
        "outline_color": rgba(colour), "outline_width": f"{mm:g}", "outline_width_unit": "MM", "outline_style": "solid",
        "joinstyle": "round",
    }  # fmt: skip


def _fill(element: ET.Element, fill: Fill) -> None:
    layer = _layer(element, "SimpleFill", {"color": rgba(fill.colour), "style": "solid", **_edge(fill.edge, fill.edge_mm)})
    if fill.dashed:
        width = f"if({fill.dashed}, {UNSURE_MM:g}, {fill.edge_mm:g})"
        _data_defined(layer, {"outlineStyle": f"if({fill.dashed}, 'dash', 'solid')", "outlineWidth": width})


def _hatch(element: ET.Element, hatch: Hatch) -> None:
    _layer(element, "SimpleFill", {"color": rgba(hatch.ground), "style": "solid", **_edge(hatch.edge, 0.2)})
    lines = _layer(
        element, "LinePatternFill",
        {"angle": HATCH_ANGLE, "distance": f"{HATCH_MM:g}", "distance_unit": "MM", "line_width": f"{HATCH_LINE_MM:g}", "line_width_unit": "MM", "color": rgba(hatch.lines)},
    )  # fmt: skip
    lines.append(symbol_element(Stroke(hatch.lines, HATCH_LINE_MM), f"@{element.get('name')}@1"))


def _marker(element: ET.Element, marker: Marker) -> None:
    values = {
        "name": marker.shape, "color": rgba(marker.colour), "size": f"{marker.mm:g}", "size_unit": "MM", "scale_method": "diameter",
        **_edge(marker.edge, marker.edge_mm),
    }  # fmt: skip
    layer = _layer(element, "SimpleMarker", values)
    if marker.size:
        _data_defined(layer, {"size": marker.size})


def _layer(symbol: ET.Element, kind: str, values: Mapping[str, str]) -> ET.Element:
    layer = ET.SubElement(symbol, "layer", {"class": kind, "pass": "0", "enabled": "1", "locked": "0"})
    layer.append(option_map(values))
    return layer


def _data_defined(layer: ET.Element, expressions: Mapping[str, str]) -> None:
    holder = ET.SubElement(layer, "data_defined_properties")
    outer = ET.SubElement(holder, "Option", {"type": "Map"})
    ET.SubElement(outer, "Option", {"name": "name", "type": "QString", "value": ""})
    properties = ET.SubElement(outer, "Option", {"name": "properties", "type": "Map"})
    for name, expression in expressions.items():
        one = ET.SubElement(properties, "Option", {"name": name, "type": "Map"})
        ET.SubElement(one, "Option", {"name": "active", "type": "bool", "value": "true"})
        ET.SubElement(one, "Option", {"name": "expression", "type": "QString", "value": expression})
        ET.SubElement(one, "Option", {"name": "type", "type": "int", "value": EXPRESSION})
    ET.SubElement(outer, "Option", {"name": "type", "type": "QString", "value": "collection"})
