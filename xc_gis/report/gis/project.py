"""
``study.qgz``: a project that QGIS opens with all layers in their groups and colours, written without QGIS.

A ``.qgz`` is a zip with one XML file in it. Paths in it are relative, so that the folder may be moved or handed on.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pyproj

from xc_gis.report.gis.qgis_style import DOCTYPE, VERSION, label_element, plain, renderer_element
from xc_gis.report.gis.records import Group, Layer, Project, Shown
from xc_gis.units import EXCHANGE_CRS

GEOMETRY = {"Point": "Point", "MultiPoint": "Point", "LineString": "Line", "MultiPolygon": "Polygon", "": "No geometry"}

RIM = 0.03
"""Around the communities, by their greater side."""

PREFIX = "xc_gis_layer_"
"""Of ids: QGIS takes no id of ten letters and less."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say; the same project gives the same bytes."""


def project_bytes(project: Project, layers: Mapping[str, Layer], geopackage: str) -> bytes:
    """
    The file.

    Parameters
    ----------
    layers
        By name, those that the project shows at least.
    geopackage
        Name of the file beside the project that holds them.
    """
    root = ET.Element("qgis", {"projectname": plain(project.title), "version": VERSION})
    ET.SubElement(root, "homePath", {"path": ""})
    ET.SubElement(root, "title").text = plain(project.title)
    ET.SubElement(root, "projectCrs").append(_crs(project.crs))
    tree = ET.SubElement(root, "layer-tree-group")
    for member in project.members:
        tree.append(_branch(member, geopackage))
    root.append(_canvas(project))
    root.append(_first_view(project))
    listed = ET.SubElement(root, "projectlayers")
    for shown in project.layers():
        listed.append(_map_layer(shown, project, layers[shown.table], geopackage))
    root.append(_properties(project))
    root.append(_metadata(project))
    text = DOCTYPE + ET.tostring(root, encoding="unicode")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        entry = zipfile.ZipInfo("study.qgs", FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        packed.writestr(entry, text.encode())
    return made.getvalue()


def source_of(shown: Shown, geopackage: str) -> str:
    """Where the rows of a layer lie, from the folder of the project."""
    return f"./{geopackage}|layername={shown.table}" + (f"|subset={shown.where}" if shown.where else "")


def _branch(member: Shown | Group, geopackage: str, *, in_choice: bool = False) -> ET.Element:
    """A layer or a group in the tree of layers; of ``in_choice`` one alone is checked."""
    checked = "Qt::Checked" if member.is_visible or (isinstance(member, Group) and not in_choice) else "Qt::Unchecked"
    if isinstance(member, Shown):
        return ET.Element(
            "layer-tree-layer",
            {
                "id": PREFIX + member.id, "name": plain(member.title), "providerKey": "ogr", "source": source_of(member, geopackage), "checked": checked,
                "expanded": str(int(member.is_visible and in_choice)),
            },
        )  # fmt: skip
    values = {"name": plain(member.title), "checked": checked, "expanded": str(int(member.is_open))}
    if member.one_of:
        first = next((n for n, one in enumerate(member.members) if one.is_visible), -1)
        values |= {"mutually-exclusive": "1", "mutually-exclusive-child": str(first)}
    made = ET.Element("layer-tree-group", values)
    for one in member.members:
        made.append(_branch(one, geopackage, in_choice=member.one_of))
    return made


def _canvas(project: Project) -> ET.Element:
    canvas = ET.Element("mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    for name, value in _edges(project).items():
        ET.SubElement(extent, name).text = value
    ET.SubElement(canvas, "rotation").text = "0"
    ET.SubElement(canvas, "destinationsrs").append(_crs(project.crs))
    return canvas


def _first_view(project: Project) -> ET.Element:
    """What is in sight when the project is opened."""
    made = ET.Element("ProjectViewSettings", {"UseProjectScales": "0"})
    ET.SubElement(made, "DefaultViewExtent", _edges(project)).append(_crs(project.crs))
    return made


def _edges(project: Project) -> dict[str, str]:
    """What is first seen, in metres: all communities, with a rim."""
    change = pyproj.Transformer.from_crs(EXCHANGE_CRS, project.crs, always_xy=True)
    west, south, east, north = change.transform_bounds(*project.bounds)
    rim = RIM * max(east - west, north - south)
    edges = {"xmin": west - rim, "ymin": south - rim, "xmax": east + rim, "ymax": north + rim}
    return {name: f"{value:.3f}" for name, value in edges.items()}


def _map_layer(shown: Shown, project: Project, layer: Layer, geopackage: str) -> ET.Element:
    made = ET.Element(
        "maplayer",
        {
            "type": "vector", "geometry": GEOMETRY[layer.geometry], "autoRefreshEnabled": "0", "refreshOnNotifyEnabled": "0", "readOnly": "0",
            "hasScaleBasedVisibilityFlag": str(int(shown.scale > 0)), "minScale": str(shown.scale or 100_000_000), "maxScale": "0",
            "labelsEnabled": str(int(bool(shown.look.label))), "styleCategories": "AllStyleCategories",
        },
    )  # fmt: skip
    ET.SubElement(made, "id").text = PREFIX + shown.id
    ET.SubElement(made, "datasource").text = source_of(shown, geopackage)
    ET.SubElement(made, "layername").text = plain(shown.title)
    ET.SubElement(made, "srs").append(_crs(EXCHANGE_CRS))
    ET.SubElement(made, "provider", {"encoding": "UTF-8"}).text = "ogr"
    aliases = ET.SubElement(made, "aliases")
    called = project.words.get(shown.table, {})
    for n, name in enumerate(column for column in layer.frame.columns if column != "geometry"):
        if name in called:
            ET.SubElement(aliases, "alias", {"field": name, "name": plain(called[name]), "index": str(n + 1)})
    if layer.geometry:
        made.append(renderer_element(shown.look))
        if shown.look.label:
            made.append(label_element(shown.look))
    return made


def _crs(crs: str) -> ET.Element:
    known = pyproj.CRS.from_user_input(crs)
    made = ET.Element("spatialrefsys", {"nativeFormat": "Wkt"})
    ET.SubElement(made, "wkt").text = known.to_wkt("WKT2_2019")
    authority = known.to_authority()
    if authority is not None:
        ET.SubElement(made, "srid").text = authority[1]
        ET.SubElement(made, "authid").text = ":".join(authority)
    ET.SubElement(made, "description").text = known.name
    ET.SubElement(made, "geographicflag").text = str(known.is_geographic).lower()
    return made


def _properties(project: Project) -> ET.Element:
    """Relative paths; whose data they are and what they may be used for, written on the map by QGIS."""
    made = ET.Element("properties")
    ET.SubElement(ET.SubElement(made, "Paths"), "Absolute", {"type": "bool"}).text = "false"
    ET.SubElement(ET.SubElement(made, "SpatialRefSys"), "ProjectionsEnabled", {"type": "int"}).text = "1"
    label = ET.SubElement(made, "CopyrightLabel")
    ET.SubElement(label, "Enabled", {"type": "bool"}).text = "true"
    ET.SubElement(label, "Label", {"type": "QString"}).text = plain(project.notice)
    return made


def _metadata(project: Project) -> ET.Element:
    """Whose data they are and which run made them, as QGIS shows it among the properties of the project."""
    made = ET.Element("projectMetadata")
    ET.SubElement(made, "type").text = "dataset"
    ET.SubElement(made, "title").text = plain(project.title)
    ET.SubElement(made, "abstract").text = plain(project.abstract)
    return made
