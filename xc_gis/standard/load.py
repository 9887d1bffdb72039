"""Read a rating standard from YAML; a wrong one is refused with line, key and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from xc_gis.errors import StandardError, nearest_spelling
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.standard.caps import Cap, old_caps
from xc_gis.standard.faults import all_faults, faults_of, located
from xc_gis.standard.part import Keys, Part, SchemaFault
from xc_gis.standard.retired import retired_keys, retired_words
from xc_gis.standard.schema import FacilityType, Level, Standard

MOST_BYTES = 5_000_000
"""A standard of more than this is not a standard."""

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

OLD_HINT = msg("这是较早版本的写法：可用 xc-gis standard new 新编号 --from 该文件 --out 新文件.yaml 另存成现在的写法")

Lines = dict[Keys, int]


def shipped_standards() -> tuple[str, ...]:
    """Ids of the standards that come with the program."""
    files = resources.files("xc_gis.standard.shipped").iterdir()
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
    return _kept(*standard_file(name_or_path, base_dir=base_dir))


@lru_cache(maxsize=4)
def _kept(raw: bytes, shown: str) -> Standard:
    """The same bytes are the same standard, and nobody can change one: a check, a preview and a run of a window read it once."""
    return parse_standard(raw, shown)


def standard_file(name_or_path: str, *, base_dir: Path | None = None) -> tuple[bytes, str]:
    """Bytes of a standard as they stand, and the name to show; errors as ``load_standard`` where there is no such file."""
    if name_or_path in shipped_standards():
        shown = f"{name_or_path}.yaml"
        raw = resources.files("xc_gis.standard.shipped").joinpath(shown).read_bytes()
    else:
        shown, path = name_or_path, Path(name_or_path)
        path = path if path.is_absolute() or base_dir is None else base_dir / path
        if not is_file(path):
            raise StandardError(
                msg("找不到评价标准 “{shown}”", shown=shown),
                hint=nearest_spelling(shown, shipped_standards())
                or msg("内置标准:{shipped_standards};或给出 YAML 文件路径", shipped_standards=joined("、", shipped_standards())),
            )
        if path.stat().st_size > MOST_BYTES:
            raise StandardError(
                msg("评价标准 {shown} 大于 {most_bytes} MB,不是评价标准文件", shown=shown, most_bytes=MOST_BYTES // 1000000)
            )
        raw = path.read_bytes()
    return raw, shown


def parse_standard(raw: bytes, shown: str) -> Standard:
    """Check the bytes of a YAML file; errors as ``load_standard``, with ``shown`` as the file's name."""
    content, lines = content_of(raw, shown)
    _check_keys(content, lines, shown)
    try:
        return Standard.model_validate({**content, "sha256": hashlib.sha256(raw).hexdigest()})
    except ValidationError as fault:
        raise StandardError(all_faults(shown, [located(one, lines) for one in faults_of(fault)])) from fault


def content_of(raw: bytes, shown: str) -> tuple[dict[str, Any], Lines]:
    """Keys and values of the bytes of a YAML file, unchecked, and the line of every key; errors as ``load_standard``."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StandardError(
            msg("评价标准 {shown} 不是 UTF-8 编码(第 {start} 字节)", shown=shown, start=fault.start + 1),
            hint=msg("请另存为 UTF-8"),
        ) from fault
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(fault, "position", 0)) + 1
        raise StandardError(
            msg("评价标准 {shown} 第 {line} 行：YAML 写法有误", shown=shown, line=line), hint=YAML_HINT
        ) from fault
    except RecursionError as fault:
        raise StandardError(msg("评价标准 {shown} 的内容嵌套过深", shown=shown), hint=YAML_HINT) from fault
    if not isinstance(node, yaml.MappingNode):
        raise StandardError(
            msg("评价标准 {shown} 是空的,或不是由键和值组成", shown=shown), hint=msg("可从内置标准另存一份再修改")
        )
    lines: Lines = {}
    try:
        faults = list(_walk(node, (), lines, set()))
        if faults:
            raise StandardError(all_faults(shown, faults))
        content = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is the safe loader
    except RecursionError as fault:
        raise StandardError(msg("评价标准 {shown} 的内容嵌套过深", shown=shown), hint=YAML_HINT) from fault
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        if isinstance(fault, StandardError):
            raise
        raise StandardError(msg("评价标准 {shown} 中有 YAML 无法读成值的内容", shown=shown), hint=YAML_HINT) from fault
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
