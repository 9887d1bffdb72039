"""Looks of layers as QGIS writes them: a renderer of rules, labels, and a style (QML) of both."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

from xc_gis.report.gis.qgis_symbols import rgba, symbol_element
from xc_gis.report.gis.records import Look
from xc_gis.report.themes import MARKS

VERSION = "3.22.16-Białowieża"
"""The oldest version of QGIS with which styles and projects were opened."""

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"

OVER_POINT = "1"
LABEL_PT = "10"


def renderer_element(look: Look) -> ET.Element:
    """``renderer-v2`` with a rule for each row of the legend; a layer without rules is drawn by none."""
    if not look.rules:
        return ET.Element("renderer-v2", {"type": "nullSymbol"})
    renderer = ET.Element("renderer-v2", {"type": "RuleRenderer", "forceraster": "0", "symbollevels": "0", "enableorderby": "0"})
    rules = ET.SubElement(renderer, "rules", {"key": "{root}"})
    symbols = ET.SubElement(renderer, "symbols")
    for n, rule in enumerate(look.rules):
        given = {"key": f"{{rule-{n}}}", "symbol": str(n), "label": plain(rule.words)}
        ET.SubElement(rules, "rule", given | ({"filter": rule.where} if rule.where else {}))
        symbols.append(symbol_element(rule.symbol, str(n)))
    return renderer


def label_element(look: Look) -> ET.Element:
    """``labeling``: names in the middle of areas, with a white rim."""
    labelling = ET.Element("labeling", {"type": "simple"})
    settings = ET.SubElement(labelling, "settings")
    style = ET.SubElement(
        settings, "text-style",
        {"fieldName": look.label, "isExpression": "0", "fontSize": LABEL_PT, "fontSizeUnit": "Point", "textColor": rgba(MARKS["border"]), "fontWeight": "75"},
    )  # fmt: skip
    ET.SubElement(
        style, "text-buffer", {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": rgba(MARKS["rim"])}
    )
    ET.SubElement(settings, "placement", {"placement": OVER_POINT, "centroidWhole": "1", "centroidInside": "1"})
    ET.SubElement(settings, "rendering", {"scaleVisibility": "0", "displayAll": "0", "drawLabels": "1"})
    return labelling


def style_text(look: Look) -> str:
    """A style (QML) with the least that QGIS takes for one."""
    root = ET.Element(
        "qgis", {"version": VERSION, "styleCategories": "Symbology|Labeling", "labelsEnabled": str(int(bool(look.label)))}
    )
    root.append(renderer_element(look))
    if look.label:
        root.append(label_element(look))
    return DOCTYPE + ET.tostring(root, encoding="unicode")


def plain(text: str) -> str:
    """Text as XML can hold it: letters that it forbids are written as escapes."""
    if text.isprintable():
        return text
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) in {"Cc", "Cs", "Cn"} else c for c in text)
