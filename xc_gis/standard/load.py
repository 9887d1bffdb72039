"""Read a rating standard from YAML; a wrong one is refused with line, key and reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import StandardError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.standard.caps import Cap, old_caps
from xc_gis.standard.faults import STANDARD, all_faults, faults_of, located
from xc_gis.standard.named_file import named_file, shipped_ids
from xc_gis.standard.part import Part, SchemaFault
from xc_gis.standard.retired import retired_keys, retired_words
from xc_gis.standard.schema import FacilityType, Level, Standard
from xc_gis.standard.yaml_text import Lines, content_of

SHIPPED = "xc_gis.standard.shipped"

OLD_HINT = msg("这是较早版本的写法：可用 xc-gis standard new 新编号 --from 该文件 --out 新文件.yaml 另存成现在的写法")


def shipped_standards() -> tuple[str, ...]:
    """Ids of the standards that come with the program."""
    return shipped_ids(SHIPPED)


def load_standard(name_or_path: str, *, base_dir: Path | None = None) -> Standard:
    """
    Load a standard.

    Parameters
    ----------
    name_or_path
        Id of a shipped standard, or path of a YAML file, relative to ``base_dir``.

    Raises
    ------
    StandardError
        If there is no such standard or it is wrong; the message names file, line, key and reason, up to ten faults.
    """
    return _kept(*standard_file(name_or_path, base_dir=base_dir))


@lru_cache(maxsize=4)
def _kept(raw: bytes, shown: str) -> Standard:
    """The same bytes are the same standard, and nobody can change one: a check, a preview and a run of a window read it once."""
    return parse_standard(raw, shown)


def standard_file(name_or_path: str, *, base_dir: Path | None = None) -> tuple[bytes, str]:
    """Bytes of a standard as they stand, and the name to show; errors as ``load_standard`` where there is no such file."""
    return named_file(name_or_path, SHIPPED, STANDARD, base_dir=base_dir)


def parse_standard(raw: bytes, shown: str) -> Standard:
    """Check the bytes of a YAML file; errors as ``load_standard``, with ``shown`` as the file's name."""
    content, lines = content_of(raw, shown)
    _check_keys(content, lines, shown)
    try:
        return Standard.model_validate({**content, "sha256": hashlib.sha256(raw).hexdigest()})
    except ValidationError as fault:
        raise StandardError(all_faults(shown, [located(one, lines) for one in faults_of(fault)])) from fault


def _check_keys(content: Mapping[str, Any], lines: Lines, shown: str) -> None:
    """Unknown keys first: they are mostly slips of the pen, and a near name says what was meant."""
    stars = content["stars"] if isinstance(content.get("stars"), dict) else {}
    old, caps = [retired_words(retired_keys(content), lines)], old_caps(stars.get("caps"))
    old += [located(SchemaFault(("stars", "caps"), caps), lines)] if caps else []
    if any(old):
        raise StandardError(all_faults(shown, [words for words in old if words]), hint=OLD_HINT)
    faults = list(_unknown_keys(Standard, content, (), lines))
    for at, cap in enumerate(stars["caps"] if isinstance(stars.get("caps"), list) else ()):
        faults += _unknown_keys(Cap, cap, ("stars", "caps", at), lines)
    levels = stars.get("levels", {})
    if isinstance(levels, dict):
        for number, level in levels.items():
            if isinstance(level, dict):
                faults += _unknown_keys(Level, level, ("stars", "levels", number), lines)
                faults += _level_values(level, number, lines)
    if faults:
        raise StandardError(all_faults(shown, faults))


def _unknown_keys(model: type[Part], content: object, path: tuple[str | int, ...], lines: Lines) -> Iterator[str]:
    if not isinstance(content, Mapping):
        return
    allowed = set(model.model_fields) - ({"sha256"} if model is Standard else set())
    for key in content:
        if key not in allowed:
            hint = nearest_spelling(str(key), allowed)
            words = msg("没有这个键。{hint}", hint=hint) if hint else msg("没有这个键")
            yield located(SchemaFault((*path, key), words), lines)
    parts = {
        "meta": "Meta", "categories": "Category", "coverage": "Coverage", "scoring": "Scoring", "measurement": "Measurement",
        "impedance_s": "Impedance", "capacity": "Capacity",
        "time_slices": "TimeSlice", "needs": "Need",
    }  # fmt: skip
    if model is Standard:
        from xc_gis.standard import schema  # noqa: PLC0415 - names of the models by part

        for name, kind in parts.items():
            value = content.get(name)
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, item in items:
                at = (*path, name) if index is None else (*path, name, index)
                yield from _unknown_keys(getattr(schema, kind), item, at, lines)
        kinds = content.get("facility_types")
        for code, item in kinds.items() if isinstance(kinds, Mapping) else ():
            yield from _unknown_keys(FacilityType, item, ("facility_types", code), lines)


def _level_values(level: Mapping[str, Any], number: int, lines: Lines) -> list[str]:
    try:
        Level.model_validate(level)
    except ValidationError as fault:
        return [located(one, lines) for one in faults_of(fault, ("stars", "levels", number))]
    return []
