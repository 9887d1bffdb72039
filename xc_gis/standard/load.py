"""Read a rating standard from YAML; a wrong one is refused with line, key and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from xc_gis.errors import StandardError, nearest_spelling, shortened
from xc_gis.plain_path import is_file
from xc_gis.standard.schema import FacilityType, Level, Part, Standard

MOST_FAULTS = 10
"""Faults named in one message: a reader mends these first."""

MOST_BYTES = 5_000_000
"""A standard of more than this is not a standard."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML was built with it: ten times as quick."""

TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")
)
"""What a value of a standard may be; other tags (``!mine``, ``!!binary``, ``!!python/…``) stand for something else than data."""

YAML_HINT = "请检查缩进、引号和冒号，或从内置标准另存一份再修改"

MOST_DIGITS = 300
"""Of a number in a standard; more would be no finite number."""

_PLAIN_INT = re.compile(r"[-+]?\d{1,18}")

Lines = dict[tuple[str | int, ...], int]


def shipped_standards() -> tuple[str, ...]:
    """Ids of the standards that come with the program."""
    files = resources.files("xc_gis.standards").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


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
    if name_or_path in shipped_standards():
        shown = f"{name_or_path}.yaml"
        raw = resources.files("xc_gis.standards").joinpath(shown).read_bytes()
    else:
        shown, path = name_or_path, Path(name_or_path)
        path = path if path.is_absolute() or base_dir is None else base_dir / path
        if not is_file(path):
            raise StandardError(
                f"找不到评价标准 “{shown}”",
                hint=nearest_spelling(shown, shipped_standards())
                or f"内置标准:{'、'.join(shipped_standards())};或给出 YAML 文件路径",
            )
        if path.stat().st_size > MOST_BYTES:
            raise StandardError(f"评价标准 {shown} 大于 {MOST_BYTES // 1_000_000} MB,不是评价标准文件")
        raw = path.read_bytes()
    return parse_standard(raw, shown)


def parse_standard(raw: bytes, shown: str) -> Standard:
    """Check the bytes of a YAML file; errors as ``load_standard``, with ``shown`` as the file's name."""
    content, lines = content_of(raw, shown)
    _check_keys(content, lines, shown)
    try:
        return Standard.model_validate({**content, "sha256": hashlib.sha256(raw).hexdigest()})
    except ValidationError as fault:
        raise StandardError(_message(shown, list(_described(fault, lines)))) from fault


def content_of(raw: bytes, shown: str) -> tuple[dict[str, Any], Lines]:
    """Keys and values of the bytes of a YAML file, unchecked, and the line of every key; errors as ``load_standard``."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StandardError(f"评价标准 {shown} 不是 UTF-8 编码(第 {fault.start + 1} 字节)", hint="请另存为 UTF-8") from fault
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(fault, "position", 0)) + 1
        raise StandardError(f"评价标准 {shown} 第 {line} 行：YAML 写法有误", hint=YAML_HINT) from fault
    except RecursionError as fault:
        raise StandardError(f"评价标准 {shown} 的内容嵌套过深", hint=YAML_HINT) from fault
    if not isinstance(node, yaml.MappingNode):
        raise StandardError(f"评价标准 {shown} 是空的,或不是由键和值组成", hint="可从内置标准另存一份再修改")
    lines: Lines = {}
    try:
        faults = list(_walk(node, (), lines, set()))
        if faults:
            raise StandardError(_message(shown, faults))
        content = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is the safe loader
    except RecursionError as fault:
        raise StandardError(f"评价标准 {shown} 的内容嵌套过深", hint=YAML_HINT) from fault
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        if isinstance(fault, StandardError):
            raise
        raise StandardError(f"评价标准 {shown} 中有 YAML 无法读成值的内容", hint=YAML_HINT) from fault
    kinds = content.get("facility_types")
    if isinstance(kinds, dict):
        content["facility_types"] = {k: {**v, "code": k} if isinstance(v, dict) else v for k, v in kinds.items()}
    return content, lines


def _walk(node: yaml.Node, path: tuple[str | int, ...], lines: Lines, above: set[int]) -> Iterator[str]:
    """Note the line of every key; report aliases, repeated keys and keys that YAML does not read as text."""
    if id(node) in above:
        yield f"第 {node.start_mark.line + 1} 行:不支持 YAML 引用(&、*)"
        return
    above.add(id(node))
    line = lines[path] = node.start_mark.line + 1
    if node.tag not in TAGS:
        yield f"第 {line} 行：不支持 YAML 标签 {node.tag.removeprefix('tag:yaml.org,2002:')[:50]}"
        return
    if isinstance(node, yaml.ScalarNode) and not _has_value(node):
        yield f"第 {line} 行：{node.value[:30]} 不是存在的日期或可用的数字"
        return
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag not in TAGS or not _has_value(key):
                yield f"第 {line} 行：键应为简单的文字"
                continue
            name = str(key.value)
            if name in seen:
                yield f"第 {line} 行:键 “{name}” 重复"
            if key.tag in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}:
                yield f"第 {line} 行:键 {name} 会被 YAML 读成真假值或空值,请加引号"
            seen.add(name)
            place: str | int = int(name) if key.tag == "tag:yaml.org,2002:int" and _PLAIN_INT.fullmatch(name) else name
            yield from _walk(value, (*path, place), lines, above)
            lines[(*path, place)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk(value, (*path, index), lines, above)


def _has_value(node: yaml.ScalarNode) -> bool:
    """Whether a date exists, and a number is one."""
    if node.tag.endswith(":str"):
        return True
    if len(node.value) > MOST_DIGITS:
        return False
    try:
        yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, OverflowError):
        return node.tag.endswith(":merge")
    return True


def _check_keys(content: Mapping[str, Any], lines: Lines, shown: str) -> None:
    """Unknown keys first: they are mostly slips of the pen, and a near name says what was meant."""
    faults = list(_unknown_keys(Standard, content, (), lines))
    levels = content.get("stars", {}).get("levels", {}) if isinstance(content.get("stars"), dict) else {}
    if isinstance(levels, dict):
        for number, level in levels.items():
            if number != 0 and isinstance(level, dict):
                faults += _unknown_keys(Level, level, ("stars", "levels", number), lines)
                faults += _level_values(level, number, lines)
    if faults:
        raise StandardError(_message(shown, faults))


def _unknown_keys(model: type[Part], content: object, path: tuple[str | int, ...], lines: Lines) -> Iterator[str]:
    if not isinstance(content, Mapping):
        return
    allowed = set(model.model_fields) - ({"sha256"} if model is Standard else {"code"} if model is FacilityType else set())
    for key in content:
        if key not in allowed and not (model is FacilityType and key == "code"):
            hint = nearest_spelling(str(key), allowed)
            yield f"{_where((*path, key), lines)}没有这个键。{hint}"
    parts = {
        "meta": "Meta", "categories": "Category", "coverage": "Coverage", "scoring": "Scoring", "measurement": "Measurement",
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
        return list(_described(fault, lines, ("stars", "levels", number)))
    return []


def _described(fault: ValidationError, lines: Lines, prefix: tuple[str | int, ...] = ()) -> Iterator[str]:
    for error in fault.errors():
        path = (*prefix, *error["loc"])
        if error["type"] == "value_error" and not error["loc"]:
            for sentence in str(error["ctx"]["error"]).splitlines():
                yield _with_line(sentence, lines)
            continue
        yield f"{_where(path, lines)}{reason_of(error)}"


def _with_line(sentence: str, lines: Lines) -> str:
    """Put the line of the key before a sentence that begins with it."""
    key = tuple(int(p) if p.isdigit() else p for p in sentence.split(":", 1)[0].split("."))
    return f"第 {lines[key]} 行 {sentence}" if key in lines else sentence


def _where(path: tuple[str | int, ...], lines: Lines) -> str:
    shown = ".".join(str(p) for p in path)
    known = path
    while known and known not in lines:
        known = known[:-1]
    line = lines.get(known)
    return f"第 {line} 行 {shown}:" if line else f"{shown}:"


def reason_of(error: Any) -> str:
    """What a fault of pydantic means, in the words of a planner."""
    read = error.get("input")
    context = error.get("ctx", {})
    shown = "" if isinstance(read, dict | list) else f"(读到 {shortened(read)})"
    reasons = {
        "missing": "缺少这个键",
        "extra_forbidden": "没有这个键",
        "literal_error": f"只能是 {context.get('expected', '')}",
        "string_type": "应为文字(数字或日期请加引号)",
        "greater_than": f"应大于 {context.get('gt')}",
        "greater_than_equal": f"不得小于 {context.get('ge')}",
        "less_than_equal": f"不得大于 {context.get('le')}",
        "bool_type": "应为 true 或 false",
        "bool_parsing": "应为 true 或 false",
        "finite_number": "应为有限的数",
        "string_too_short": "不能为空",
        "too_short": "不能为空",
    }
    if error["type"] == "missing":
        return reasons["missing"]
    if error["type"].startswith(("float", "int")):
        return f"应为数字{shown}"
    if error["type"] == "value_error":
        return f"{context.get('error', '这个值不可用')}{shown}"
    if error["type"].startswith(("model", "dict", "mapping")):
        return "应为由键和值组成的表"
    if error["type"].startswith(("list", "tuple", "set", "frozen_set", "iterable")):
        return "应为列表"
    return f"{reasons.get(error['type'], '这个值不可用')}{shown}"


def _message(shown: str, faults: list[str]) -> str:
    more = f"\n……另有 {len(faults) - MOST_FAULTS} 处" if len(faults) > MOST_FAULTS else ""
    return f"评价标准 {shown} 有误:\n" + "\n".join(f"  {fault}" for fault in faults[:MOST_FAULTS]) + more
