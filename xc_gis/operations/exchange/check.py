"""Files of exchange held against their schemas: what a platform gives back is looked at before a study names it."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.exchange.package import CONTENT, read_content
from xc_gis.operations.exchange.schema import cells

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MOST = 20
"""Faults of one file that are told one by one."""

LONGEST = 40
"""Signs of a value that a message cites."""


@dataclass(frozen=True)
class FileCheck:
    """
    One file.

    Attributes
    ----------
    name, rows
        File, and how many rows or places it has; None where it cannot be read.
    faults
        What is not as the schema says, the first ``MOST``; ``more`` how many besides.
    is_changed
        Whether it is no longer what was written.
    """

    name: str
    rows: int | None
    faults: tuple[str, ...]
    more: int
    is_changed: bool


@dataclass(frozen=True)
class ExchangeCheck:
    """``files`` in the order of ``exchange.json``; ``unknown``: files of the folder of which it says nothing."""

    files: tuple[FileCheck, ...]
    unknown: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        """Whether every file is there and as its schema says."""
        return not any(one.faults for one in self.files)


def check_exchange(folder: Path) -> ExchangeCheck:
    """
    Check every file that ``exchange.json`` names against its schema.

    Raises
    ------
    InputError
        The folder is none of exchange, or a schema is missing or damaged.
    """
    content = read_content(folder)
    files = tuple(_file(folder, name, one, content["outputs"]) for name, one in content["files"].items())
    listed = {*content["outputs"], *content["files"], CONTENT}
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return ExchangeCheck(files, tuple(name for name in there if name not in listed))


def _file(folder: Path, name: str, one: Mapping[str, Any], sums: Mapping[str, str]) -> FileCheck:
    validator = _validator(folder, str(one.get("schema", "")), sums)
    try:
        raw = _inside(folder, name).read_bytes()
    except OSError:
        return FileCheck(name, None, (msg("找不到文件"),), 0, is_changed=True)
    is_changed = hashlib.sha256(raw).hexdigest() != sums.get(name)
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        return FileCheck(name, None, (msg("文件是空的"),), 0, is_changed)
    try:
        found = _of_table(raw, validator) if one.get("format") == "csv" else _of_places(raw, validator)
        rows, faults = found
    except (ValueError, csv.Error, RecursionError) as fault:
        return FileCheck(name, None, (_unreadable(fault),), 0, is_changed)
    return FileCheck(name, rows, tuple(faults[:MOST]), max(0, len(faults) - MOST), is_changed)


def _unreadable(fault: Exception) -> str:
    """Why a file cannot be read, in our own words where we know them."""
    if isinstance(fault, UnicodeDecodeError):
        return msg("文件不是 UTF-8 编码，请另存为 UTF-8")
    if isinstance(fault, json.JSONDecodeError):
        return msg("文件不是完整的 JSON（第 {row} 行起读不下去）", row=fault.lineno)
    return msg("文件不能读取：{fault}", fault=str(fault)[:LONGEST])


def _validator(folder: Path, schema: str, sums: Mapping[str, str]) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - loads a while
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    try:
        raw = _inside(folder, schema).read_bytes()
        if hashlib.sha256(raw).hexdigest() != sums.get(schema):
            raise ValueError  # noqa: TRY301 - the same message as for a damaged one
        found = json.loads(raw)
        Draft202012Validator.check_schema(found)
    except (OSError, ValueError, SchemaError, RecursionError) as fault:
        raise InputError(
            msg("数据交换文件夹的 {file} 不见了，或已改动", file=schema or CONTENT),
            hint=msg("模式文件请用写出时的原件，数据文件可以改"),
        ) from fault
    return Draft202012Validator(found)


def _inside(folder: Path, name: str) -> Path:
    """A file of the folder; raises ``FileNotFoundError`` for a name that leads out of it."""
    place = (folder / name).resolve()
    if not name or not place.is_relative_to(folder.resolve()):
        raise FileNotFoundError(name)
    return place


def _of_table(raw: bytes, validator: Draft202012Validator) -> tuple[int, list[str]]:
    rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
    head = next(rows, [])
    faults = list(_of_heading(head, validator.schema))
    count = 0
    for row in rows:
        count += 1
        if faults and count == 1:
            faults.append(msg("表头不对，没有逐行检查"))
        if faults and head != list(validator.schema["properties"]):
            continue
        if len(row) != len(head):
            faults.append(msg("第 {row} 行有 {count} 列，应为 {right} 列", row=rows.line_num, count=len(row), right=len(head)))
            continue
        found = cells(dict(zip(head, row, strict=True)), validator.schema)
        faults += [msg("第 {row} 行 {fault}", row=rows.line_num, fault=_said(error)) for error in _sorted(validator, found)]
    return count, faults


def _of_heading(head: list[str], schema: Mapping[str, Any]) -> Iterator[str]:
    wanted = list(schema["properties"])
    if missing := [name for name in wanted if name not in head]:
        yield msg("缺少列：{columns}", columns=joined("、", missing))
    if strange := [name for name in head if name not in wanted]:
        yield msg("多出列：{columns}", columns=joined("、", [name[:LONGEST] for name in strange]))
    if len(set(head)) < len(head):
        yield msg("有重复的列名")


def _of_places(raw: bytes, validator: Draft202012Validator) -> tuple[int, list[str]]:
    found = json.loads(raw.decode("utf-8-sig"), parse_constant=_refused)
    features = found.get("features") if isinstance(found, dict) else None
    faults: list[str] = []
    for error in _sorted(validator, found):
        path = list(error.absolute_path)
        where = msg("第 {row} 个要素", row=int(path[1]) + 1) if len(path) > 1 and isinstance(path[1], int) else msg("文件")
        faults.append(msg("{where} {fault}", where=where, fault=_said(error)))
    return len(features) if isinstance(features, list) else 0, faults


def _refused(word: str) -> object:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _sorted(validator: Draft202012Validator, found: object) -> list[ValidationError]:
    return sorted(
        validator.iter_errors(found),
        key=lambda error: [f"{part:09d}" if isinstance(part, int) else part for part in error.absolute_path],
    )


def _said(error: ValidationError) -> str:
    """One fault in words: the field, what stands there, what is allowed."""
    field = str(error.absolute_path[-1]) if error.absolute_path and isinstance(error.absolute_path[-1], str) else ""
    value, rule = _short(error.instance), error.validator_value
    kinds = {
        "number": msg("数字"),
        "integer": msg("整数"),
        "boolean": msg("true 或 false"),
        "string": msg("文字"),
        "null": msg("空"),
    }
    match error.validator:
        case "type":
            allowed = [kinds.get(str(kind), str(kind)) for kind in (rule if isinstance(rule, list) else [rule])]
            return msg("{field}：{value} 应为{kinds}", field=field, value=value, kinds=joined("、", allowed))
        case "enum":
            return msg(
                "{field}：{value} 不是可用的词（{words}）",
                field=field,
                value=value,
                words=joined("、", [str(one) for one in rule if one]),
            )
        case "minimum":
            return msg("{field}：{value} 小于 {least}", field=field, value=value, least=rule)
        case "maximum":
            return msg("{field}：{value} 大于 {most}", field=field, value=value, most=rule)
        case "minLength":
            return msg("{field} 为空", field=field)
        case "required":
            missing = [name for name in rule if isinstance(error.instance, dict) and name not in error.instance]
            return msg("缺少 {names}", names=joined("、", missing))
        case "additionalProperties":
            strange = [name for name in error.instance if name not in error.schema.get("properties", {})]
            return msg("多出 {names}", names=joined("、", [str(name)[:LONGEST] for name in strange]))
        case "anyOf":
            return msg("{field} 不是可用的几何（类型、坐标层数或经纬度范围不对）", field=field)
        case _:
            return msg("{field}：{value} 不合模式（{rule}）", field=field, value=value, rule=str(error.validator))


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
