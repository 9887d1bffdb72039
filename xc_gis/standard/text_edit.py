"""
Change values in the text of a standard: comments, order and layout stay as a person wrote them.

A value is replaced where it stands; a key that is not there yet is put behind the last one of its table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from xc_gis.errors import StandardError
from xc_gis.languages.message import msg
from xc_gis.standard.yaml_text import LOADER

Path = tuple[str | int, ...]
"""Keys from the top; an entry of a list is named by its ``code`` or ``id``: ``("categories", "MED", "weight")``."""


def edited_text(text: str, changes: Mapping[Path, Any]) -> str:
    """
    Set values in the text of a YAML file.

    Parameters
    ----------
    text
        A standard that ``parse_standard`` takes.
    changes
        Value by path: number, text, truth value, None or a list of these.

    Raises
    ------
    StandardError
        If a path leads nowhere.
    """
    root: Any = yaml.compose(text, Loader=LOADER)
    edits = [_edit(text, root, path, value) for path, value in changes.items()]
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edit(text: str, root: Any, path: Path, value: Any) -> tuple[int, int, str]:
    """Which letters of the text make way for which."""
    node = root
    for depth, key in enumerate(path):
        found = _step(node, key)
        if found is None:
            if depth == len(path) - 1 and isinstance(node, yaml.MappingNode) and node.value:
                return _insertion(text, node, key, value)
            raise StandardError(
                msg("评价标准中没有 {path}", path=".".join(str(k) for k in path)), hint=msg("请从内置标准另存一份再修改")
            )
        node = found
    return node.start_mark.index, end_of(node), written(value)


def _step(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if str(name.value) == str(key)), None)
    if isinstance(node, yaml.SequenceNode):
        return next((item for item in node.value if _name(item) == str(key)), None)
    return None


def _name(item: yaml.Node) -> str | None:
    found = _step(item, "code") or _step(item, "id")
    return str(found.value) if isinstance(found, yaml.ScalarNode) else None


def end_of(node: yaml.Node) -> int:
    """Where a value ends; a block of lines ends with its last entry, not at the next key."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _insertion(text: str, table: yaml.MappingNode, key: str | int, value: Any) -> tuple[int, int, str]:
    first, last = table.value[0][0], table.value[-1][1]
    at = end_of(last)
    entry = f"{key}: {written(value)}"
    if table.flow_style:
        return at, at, f", {entry}"
    line_end = text.find("\n", at)
    at = len(text) if line_end < 0 else line_end
    return at, at, f"\n{' ' * int(first.start_mark.column)}{entry}"


def written(value: Any) -> str:
    """
    A value as YAML on one line.

    >>> written(12.0), written(True), written(None), written("不规定"), written(["supply"])
    ('12', 'true', 'null', '"不规定"', '[supply]')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # YAML reads 1e-07 as a word
        return str(int(value)) if float(value).is_integer() else format(Decimal(repr(float(value))), "f")
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return "[" + ", ".join(str(v) if isinstance(v, str) and v.isidentifier() else written(v) for v in value) + "]"
    raise StandardError(msg("评价标准中不能写入 {value!r}", value=value))
