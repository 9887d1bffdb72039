"""
Write keys into a study file without touching what a person wrote: comments, order and spelling stay.

This is how a guess becomes a decision: ``xc-gis check --write`` and the window put the keys of findings into the study
file, so that the next run reads instead of guessing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table
from tomlkit.toml_document import TOMLDocument

from xc_gis.errors import StudyError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import changed, msg
from xc_gis.model import Finding
from xc_gis.sources.study.file import read_study_file


def guessed_keys(findings: Iterable[Finding]) -> dict[str, dict[str, Any]]:
    """
    Keys that would settle the findings, by table (``facilities.0``); tables of keys such as ``columns`` are joined.

    Where two findings name one key differently, the later one stands: it was found with more known.
    """
    keys: dict[str, dict[str, Any]] = {}
    for found in findings:
        if found.repair and found.table:
            _join(keys.setdefault(found.table, {}), found.repair)
    return keys


def _join(keys: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping):
            inner = dict(keys.get(key, {}))
            inner.update(value)
            keys[key] = inner
        else:
            keys[key] = value


def set_keys(study_path: Path, table: str, keys: Mapping[str, Any]) -> None:
    """
    Set keys in one table of a study file; see ``set_tables``.

    Parameters
    ----------
    table
        ``communities``, ``facilities.0`` (counted from 0), ``residents.totals`` …
    keys
        Values by key. A mapping is joined with what stands there (``columns``); None removes the key.
    """
    set_tables(study_path, {table: keys})


def set_tables(study_path: Path, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """
    Set keys in several tables of a study file in one step.

    The new text is read as a study first; only a study that reads replaces the old one, in one step.

    Raises
    ------
    StudyError
        If the file is no study, has no such table, or would be none with these keys: the file stays as it was.
    OutputError
        If the file cannot be written.
    """
    document = _document(study_path)
    for table, keys in tables.items():
        name, _, part = table.partition(".")
        if part and not part.isdigit():
            _set_part(_table(document, name, study_path.name), part, keys)
        else:
            _set(_table(document, table, study_path.name), keys)
    _replace(study_path, tomlkit.dumps(document))


def _document(path: Path) -> TOMLDocument:
    read_study_file(path)  # says well what is wrong with it
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (TOMLKitError, ValueError, RecursionError) as fault:  # tomlkit refuses more than the parser that read it above
        raise StudyError(msg("项目文件 {shown} 写法有误", shown=path.name), hint=msg("请先更正后重试")) from fault


def _table(document: TOMLDocument, table: str, shown: str) -> Table:
    """The table of that name, made where it is absent."""
    name, _, number = table.partition(".")
    place: Any = document.get(name)
    if number:
        if not isinstance(place, AoT | list) or not number.isdigit() or int(number) >= len(place):
            raise StudyError(
                msg("项目文件 {shown} 没有第 {number} 个 [[{name}]](从 0 数起)", shown=shown, number=number, name=name),
                hint=msg("项目文件可能已改动,请重新检查"),
            )
        place = place[int(number)]
    elif place is None:
        place = document[name] = tomlkit.table()
    if not isinstance(place, Table):
        raise StudyError(
            msg("项目文件 {name} 的 {table} 写成了一行,无法代为修改", name=shown, table=table),
            hint=msg("请改写成 [{name}] 或 [[{name2}]] 开头的表", name=name, name2=name),
        )
    return place


def _set_part(place: Table, part: str, keys: Mapping[str, Any]) -> None:
    """Set keys in a table that is the value of a key (``residents.totals``); a path alone becomes a table with this path."""
    inner = place.get(part)
    if isinstance(inner, Table):
        _set(inner, keys)
        return
    words: dict[str, Any] = {"path": str(inner)} if isinstance(inner, str) else dict(inner or {})
    _join(words, keys)
    made = tomlkit.inline_table()
    made.update({key: value for key, value in words.items() if value is not None})
    if inner is None:
        _append(place, part, made)
    else:
        place[part] = made


def _set(place: Table, keys: Mapping[str, Any]) -> None:
    for key, value in keys.items():
        if value is None:
            place.pop(key, None)
        elif isinstance(value, Mapping):
            _join_table(place, key, value)
        elif key in place:
            place[key] = value
        else:
            _append(place, key, tomlkit.item(value))


def _join_table(place: Table, key: str, words: Mapping[str, Any]) -> None:
    inner = place.get(key)
    if isinstance(inner, Table):
        inner.update(words)
        return
    joined = tomlkit.inline_table()
    joined.update({**(inner or {}), **words})
    if inner is None:
        _append(place, key, joined)
    else:
        place[key] = joined


def _append(place: Table, key: str, value: Any) -> None:
    """Put a new key below the last one of its table, above blank lines and comments that belong to the next table."""
    last = [existing for existing, item in place.value.body if existing is not None and not isinstance(item, Table | AoT)]
    if last:
        place.value._insert_after(last[-1], key, value)  # noqa: SLF001 - the only door to a place between keys
    else:
        place[key] = value


def as_before(before: bytes, text: str) -> bytes:
    """The text with the line ends and the byte order mark that the file had."""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if b"\r\n" in before else "\n"
    return mark + text.replace("\n", ends).encode()


def _replace(path: Path, text: str) -> None:
    """Write beside the file, read it as a study, put it in place."""
    with whole_file(path, hint=msg("请检查写权限与剩余空间"), suffix=".toml", durable=True) as draft:
        draft.write_bytes(as_before(path.read_bytes(), text))
        try:
            read_study_file(draft)
        except StudyError as fault:
            raise StudyError(
                changed(fault.message, lambda text: text.replace(draft.name, path.name)), hint=fault.hint or msg("项目文件未改动")
            ) from fault
