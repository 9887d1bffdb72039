"""The tables of a scenario file, made from the records of ``model.changes``: their keys and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import Field, create_model

from xc_gis.model.changes import CHANGE_KINDS, KEY_OF_FIELD, AnyChange
from xc_gis.sources.study.tables import Table

FIELD_OF_KEY = {key: name for name, key in KEY_OF_FIELD.items()}


class ScenarioTable(Table):
    """``[scenario]``: what the scenario is, in which system its places are written, and the moment that it is looked at."""

    name: str = Field(min_length=1)
    note: str = ""
    crs: str = "EPSG:4326"
    moment: str = ""


class BaseTable(Table):
    """``[base]``: the study that the scenario was written for."""

    study: str
    files: dict[str, str] = Field(default_factory=dict)


@cache
def change_table(kind: str) -> type[Table]:
    """``[[change]]`` of one kind."""
    record = CHANGE_KINDS[kind]
    types = get_type_hints(record)
    keys: dict[str, Any] = {
        KEY_OF_FIELD.get(one.name, one.name): (types[one.name], ... if one.default is MISSING else one.default)
        for one in fields(record)
    }
    made: type[Table] = create_model(record.__name__, __base__=Table, **keys)
    return made


def change_of(kind: str, content: Mapping[str, Any]) -> AnyChange:
    """
    The record of one ``[[change]]`` without its ``kind``.

    Raises
    ------
    pydantic.ValidationError
        Unknown keys, wrong types, missing keys.
    """
    read = change_table(kind).model_validate(content)
    made: AnyChange = CHANGE_KINDS[kind](**{FIELD_OF_KEY.get(key, key): getattr(read, key) for key in type(read).model_fields})
    return made


def keys_of(change: AnyChange) -> dict[str, Any]:
    """Keys and values of a change as a scenario file writes them: its kind first, what is not said left out."""
    values = {KEY_OF_FIELD.get(one.name, one.name): (getattr(change, one.name), one.default) for one in fields(change)}
    return {"kind": change.KIND} | {
        key: value for key, (value, default) in values.items() if default is MISSING or value != default
    }
