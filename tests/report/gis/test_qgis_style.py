"""Styles: the least that QGIS takes for one."""

from xml.etree import ElementTree as ET

from xc_gis.report.gis.qgis_style import plain, style_text
from xc_gis.report.gis.records import Look, Outline, Rule


def test_letters_that_xml_forbids_are_written_out():
    assert plain("西站\x00\ufffe\ud800") == "西站\\x00\\ufffe\\ud800"
    assert plain("a<b & c") == "a<b & c"


def test_a_layer_without_rules_is_not_drawn_and_one_with_names_writes_them():
    assert ET.fromstring(style_text(Look("table", ()))).find("renderer-v2").get("type") == "nullSymbol"
    named = ET.fromstring(style_text(Look("areas", (Rule("", "all", Outline("#000000", 1)),), label="name")))
    assert named.get("labelsEnabled") == "1"
    assert named.find("labeling/settings/text-style").get("fieldName") == "name"
    assert named.find("renderer-v2/rules/rule").get("filter") is None
