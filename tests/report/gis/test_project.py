"""A project written without QGIS: well-formed whatever the names, relative, equal from time to time."""

import io
import zipfile
from xml.etree import ElementTree as ET

import geopandas as gpd
import shapely

from xc_gis.report.gis.project import project_bytes
from xc_gis.report.gis.qgis_style import style_text
from xc_gis.report.gis.records import Fill, Group, Hatch, Layer, Look, Marker, Outline, Project, Rule, Shown, Stroke
from xc_gis.wording.column_words import ColumnWords

NASTY = "<a href='x'>&\"\x01\ud800]]>"
LAYER = Layer(
    "areas", "areas", gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.multipolygons([shapely.box(116, 39, 117, 40)])], crs="EPSG:4326"),
    "MultiPolygon", {"id": ColumnWords("id")},
)  # fmt: skip
SYMBOLS = (
    Fill("#112233", "#000000", 0.5, dashed='"a" > 1'),
    Hatch("#ffffff", "#000000", "#000000"),
    Outline("#000000", 0.3),
    Marker("#ffffff", "#000000", size="2"),
    Stroke("#000000", 1, is_dashed=True),
)
LOOK = Look(NASTY, tuple(Rule(f"\"id\" < '{n}&'", NASTY, symbol) for n, symbol in enumerate(SYMBOLS)), label="id")


def project(*members):
    return Project(NASTY, "EPSG:4548", (116.0, 39.0, 117.0, 40.0), members, NASTY, NASTY, {"areas": {"id": NASTY}})


def root_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return ET.fromstring(packed.read("study.qgs"))


def test_names_are_text_and_rules_are_whole():
    shown = Shown("one", "areas", NASTY, LOOK, where="\"id\" = 'a'", is_visible=True)
    content = project_bytes(project(Group(NASTY, (shown,), one_of=True)), {"areas": LAYER}, "study.gpkg")
    root = root_of(content)
    assert root.find("title").text.startswith("<a href='x'>&\"\\x01\\ud800")
    (layer,) = root.iter("maplayer")
    assert layer.find("datasource").text == "./study.gpkg|layername=areas|subset=\"id\" = 'a'"
    rules = list(layer.find("renderer-v2/rules"))
    assert [rule.get("filter") for rule in rules] == [rule.where for rule in LOOK.rules]
    assert len({rule.get("key") for rule in rules}) == len(SYMBOLS)
    assert content == project_bytes(project(Group(NASTY, (shown,), one_of=True)), {"areas": LAYER}, "study.gpkg")


def test_of_a_choice_the_one_that_is_seen_is_named_or_none():
    hidden, seen = Shown("one", "areas", "one", LOOK), Shown("two", "areas", "two", LOOK, is_visible=True)
    root = root_of(
        project_bytes(
            project(Group("a", (hidden, seen), one_of=True), Group("b", (hidden,), one_of=True)), {"areas": LAYER}, "x.gpkg"
        )
    )
    assert [group.get("mutually-exclusive-child") for group in root.iter("layer-tree-group")][1:] == ["1", "-1"]


def test_a_style_is_xml_whatever_the_words():
    assert len(ET.fromstring(style_text(LOOK)).findall("renderer-v2/rules/rule")) == len(SYMBOLS)
