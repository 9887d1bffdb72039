"""
A YAML file as keys and values, with the line of each key: standards and lists of indicators.

Refused with line and reason: what is no YAML, keys that stand twice or are no text, aliases, tags that stand for something else than data, numbers and
dates that do not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from xc_gis.errors import StandardError
from xc_gis.languages.message import msg
from xc_gis.standard.faults import STANDARD, all_faults
from xc_gis.standard.part import Keys

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML was built with it: ten times as quick."""

TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")
)
"""What a value of a standard may be; other tags (``!mine``, ``!!binary``, ``!!python/…``) stand for something else than data."""

YAML_HINT = msg("请检查缩进、引号和冒号，或从内置标准另存一份再修改")

MOST_DIGITS = 300
"""Of a number in a standard; more would be no finite number."""

_PLAIN_INT = re.compile(r"[-+]?\d{1,18}")

Lines = dict[Keys, int]


def content_of(raw: bytes, shown: str, what: str = STANDARD) -> tuple[dict[str, Any], Lines]:
    """
    Keys and values of the bytes of a YAML file, unchecked, and the line of every key.

    ``what``, ``shown``: kind and name of the file for messages. Raises ``StandardError`` with the line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StandardError(
            msg("{what} {shown} 不是 UTF-8 编码(第 {start} 字节)", what=what, shown=shown, start=fault.start + 1),
            hint=msg("请另存为 UTF-8"),
        ) from fault
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(fault, "position", 0)) + 1
        raise StandardError(
            msg("{what} {shown} 第 {line} 行：YAML 写法有误", what=what, shown=shown, line=line), hint=YAML_HINT
        ) from fault
    except RecursionError as fault:
        raise StandardError(msg("{what} {shown} 的内容嵌套过深", what=what, shown=shown), hint=YAML_HINT) from fault
    if not isinstance(node, yaml.MappingNode):
        raise StandardError(
            msg("{what} {shown} 是空的,或不是由键和值组成", what=what, shown=shown), hint=msg("可从内置标准另存一份再修改")
        )
    lines: Lines = {}
    try:
        faults = list(_walk(node, (), lines, set()))
        if faults:
            raise StandardError(all_faults(shown, faults, what))
        content = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is the safe loader
    except RecursionError as fault:
        raise StandardError(msg("{what} {shown} 的内容嵌套过深", what=what, shown=shown), hint=YAML_HINT) from fault
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        if isinstance(fault, StandardError):
            raise
        raise StandardError(msg("{what} {shown} 中有 YAML 无法读成值的内容", what=what, shown=shown), hint=YAML_HINT) from fault
    return content, lines


def _walk(node: yaml.Node, path: tuple[str | int, ...], lines: Lines, above: set[int]) -> Iterator[str]:
    """Note the line of every key; report aliases, repeated keys and keys that YAML does not read as text."""
    if id(node) in above:
        yield msg("第 {line} 行:不支持 YAML 引用(&、*)", line=node.start_mark.line + 1)
        return
    above.add(id(node))
    line = lines[path] = node.start_mark.line + 1
    if node.tag not in TAGS:
        yield msg(
            "第 {line} 行：不支持 YAML 标签 {removeprefix}",
            line=line,
            removeprefix=node.tag.removeprefix("tag:yaml.org,2002:")[:50],
        )
        return
    if isinstance(node, yaml.ScalarNode) and not _has_value(node):
        yield msg("第 {line} 行：{value} 不是存在的日期或可用的数字", line=line, value=node.value[:30])
        return
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag not in TAGS or not _has_value(key):
                yield msg("第 {line} 行：键应为简单的文字", line=line)
                continue
            name = str(key.value)
            if name in seen:
                yield msg("第 {line} 行:键 “{name}” 重复", line=line, name=name)
            if key.tag in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}:
                yield msg("第 {line} 行:键 {name} 会被 YAML 读成真假值或空值,请加引号", line=line, name=name)
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
