"""
JSON Schema (2020-12) of what is exchanged: a row of a table, a collection of places.

A cell of a CSV file is text; ``cells`` reads it as its column says, so that the same schema checks CSV and JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, get_args

from xc_gis.frames import FLAG, NUMBER, TEXT, WHOLE
from xc_gis.languages.message import in_language
from xc_gis.model import BEHIND, COMPUTED, DONE, NO, NO_DATA, TYPED, UNDECIDED, UNKNOWN, YES
from xc_gis.model.ledger import GAP, HOTLINE, SURVEY
from xc_gis.operations.export.described_tables import DescribedTable
from xc_gis.standard.indicator_list import Comparison, Kind
from xc_gis.wording.column_words import MINUTES, PEOPLE, SHARE, ColumnWords

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TYPES = {NUMBER: "number", WHOLE: "integer", FLAG: "boolean", TEXT: "string"}

KEYS = frozenset(("community_id", "facility_id", "category", "level", "area", "need_id"))
"""Columns that name what a row speaks of: never empty, but for ``MAY_BE_EMPTY``."""

MAY_BE_EMPTY = frozenset(("hierarchy.csv:community_id", "indicator_shortfalls.csv:category", "typed_values.csv:level"))
"""Of ``KEYS``, by table and column, those that a run leaves empty: levels above the community have none, what is short is of no category, nobody stated a figure of any area."""

STATUSES = (DONE, BEHIND, UNDECIDED, NO_DATA)

WORDS: Mapping[str, tuple[str, ...]] = {
    "rating.csv:status": ("rated", "range", "insufficient"),
    "indicators.csv:status": (*STATUSES, ""),
    "indicator_status.csv:status": (*STATUSES, ""),
    "indicators.csv:source": (TYPED, COMPUTED, ""),
    "indicators.csv:comparison": get_args(Comparison),
    "indicator_status.csv:comparison": get_args(Comparison),
    "indicators.csv:kind": get_args(Kind),
    "indicator_status.csv:kind": get_args(Kind),
    "emergency.csv:plan": (YES, NO, UNKNOWN),
}
"""Columns that hold one of a few words, by table and column."""

LISTED: Mapping[str, tuple[str, ...]] = {"needs.csv:sources": (GAP, HOTLINE, SURVEY)}
"""Columns that hold one or several of a few words, ``;`` between."""

_INTEGER = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?")
_FLAGS = {"true": True, "false": False}


def table_schema(table: DescribedTable, kinds: Mapping[str, str]) -> dict[str, Any]:
    """
    Schema of one row of a table.

    ``kinds``: of the columns that are no text, as ``xc_gis.frames`` has them; a figure that nobody knows is null.
    """
    properties = {name: _property(table.like, name, kinds.get(name, TEXT), words) for name, words in table.columns.items()}
    return {
        "$schema": DRAFT, "$id": f"{table.file}.schema.json", "title": _said(table.title), "description": str(in_language(table.title, "en")),
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def places_schema(name: str, title: str, geometry: str, fields: Mapping[str, tuple[str, ColumnWords]]) -> dict[str, Any]:
    """
    Schema of a GeoJSON collection in EPSG:4326.

    Parameters
    ----------
    geometry
        ``Point``, ``MultiPolygon`` …; a place that is missing is null.
    fields
        By property: its kind, and what it means.
    """
    depth = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiPolygon": 3}[geometry]
    coordinates: dict[str, Any] = {
        "type": "array", "minItems": 2, "maxItems": 3,
        "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
    }  # fmt: skip
    for _ in range(depth):
        coordinates = {"type": "array", "items": coordinates}
    shape = {
        "type": "object", "required": ["type", "coordinates"], "properties": {"type": {"const": geometry}, "coordinates": coordinates}
    }  # fmt: skip
    properties = {one: _described(_nullable(TYPES[kind]), words.meaning, words.unit) for one, (kind, words) in fields.items()}
    feature = {
        "type": "object", "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"}, "geometry": {"anyOf": [{"type": "null"}, shape]},
            "properties": {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False},
        },
    }  # fmt: skip
    return {
        "$schema": DRAFT, "$id": f"{name}.schema.json", "title": _said(title), "description": str(in_language(title, "en")), "type": "object",
        "required": ["type", "features"], "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}},
    }  # fmt: skip


def cells(row: Mapping[str, str | None], schema: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a CSV file as its schema says: numbers and flags read, an empty cell of theirs null; what cannot be read stays text, which the schema refuses."""
    properties = schema["properties"]
    return {
        name: _cell(text or "", properties.get(name, {}).get("type", "string")) for name, text in row.items() if name is not None
    }


def _cell(text: str, kind: object) -> Any:
    kinds = kind if isinstance(kind, list) else [kind]
    if "string" in kinds:
        return text
    if text == "" and "null" in kinds:
        return None
    if "integer" in kinds and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in kinds and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return _FLAGS.get(text, text) if "boolean" in kinds else text


def _property(table: str, column: str, kind: str, words: ColumnWords) -> dict[str, Any]:
    if (choice := WORDS.get(f"{table}:{column}")) is not None:
        return _described({"type": "string", "enum": list(choice)}, words.meaning, words.unit)
    if (parts := LISTED.get(f"{table}:{column}")) is not None:
        one = f"({'|'.join(map(re.escape, parts))})"
        return _described({"type": "string", "pattern": f"^{one}(;{one})*$"}, words.meaning, words.unit)
    if kind == TEXT:
        filled = {"minLength": 1} if column in KEYS and f"{table}:{column}" not in MAY_BE_EMPTY else {}
        return _described({"type": "string", **filled}, words.meaning, words.unit)
    found = _nullable(TYPES[kind])
    if words.unit in {SHARE, PEOPLE, MINUTES}:
        found["minimum"] = 0
    if words.unit == SHARE:
        found["maximum"] = 1
    return _described(found, words.meaning, words.unit)


def _nullable(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


def _described(found: dict[str, Any], meaning: str, unit: str) -> dict[str, Any]:
    """With what it means, Chinese in ``title`` and English in ``description``, and its unit."""
    found |= {"title": _said(meaning), "description": str(in_language(meaning, "en"))}
    return found | {"unit": _said(unit), "unit_en": str(in_language(unit, "en"))} if unit else found


def _said(text: str) -> str:
    return str(in_language(text, "zh"))
