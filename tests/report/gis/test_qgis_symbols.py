"""Symbols as elements: colours, lengths, and values that rest on a row."""

import pytest

from xc_gis.report.gis.qgis_symbols import rgba, symbol_element
from xc_gis.report.gis.records import Fill, Hatch, Marker, Outline, Stroke


def values(layer):
    return {one.get("name"): one.get("value") for one in layer.find("Option")}


def test_colours_are_red_green_blue_and_opaque():
    assert rgba("#0a10ff") == "10,16,255,255"


@pytest.mark.parametrize(
    ("symbol", "kind", "layers"),
    [
        (Fill("#112233", "#000000", 0.5), "fill", ["SimpleFill"]), (Hatch("#ffffff", "#000000", "#111111"), "fill", ["SimpleFill", "LinePatternFill"]),
        (Outline("#000000", 0.3), "fill", ["SimpleFill"]), (Marker("#ffffff", "#000000"), "marker", ["SimpleMarker"]), (Stroke("#000000", 1), "line", ["SimpleLine"]),
    ],
)  # fmt: skip
def test_each_symbol_has_its_layers(symbol, kind, layers):
    made = symbol_element(symbol, "0")
    assert made.get("type") == kind
    assert [layer.get("class") for layer in made.findall("layer")] == layers


def test_opacity_dashes_and_sizes_are_kept():
    fill = symbol_element(Fill("#112233", "#000000", 0.82, dashed='"a" <> "b"'), "0")
    assert fill.get("alpha") == "0.82"
    written = [one.get("value") for one in fill.iter("Option") if one.get("name") == "expression"]
    assert written == ["if(\"a\" <> \"b\", 'dash', 'solid')", 'if("a" <> "b", 0.7, 0.2)']
    assert values(symbol_element(Outline("#000000", 0.3), "0").find("layer"))["style"] == "no"
    assert values(symbol_element(Stroke("#000000", 1, is_dashed=True), "0").find("layer"))["line_style"] == "dot"
    sized = symbol_element(Marker("#ffffff", "#000000", size='"n" * 2'), "0")
    assert '"n" * 2' in [one.get("value") for one in sized.iter("Option")]
