"""
The text of an older standard as it is written now: keys that nothing read are taken out, caps get their figures.

Comments, order and layout stay, as in ``text_edit``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from xc_gis.errors import StandardError
from xc_gis.standard.caps import OLD_FORM
from xc_gis.standard.load import OLD_HINT, parse_standard, standard_file
from xc_gis.standard.part import Keys
from xc_gis.standard.retired import retired_keys
from xc_gis.standard.text_edit import end_of
from xc_gis.standard.yaml_text import LOADER

Edit = tuple[int, int, str]
"""Letters from, to, and what comes in their place."""


def current_text(name_or_path: str, *, base_dir: Path | None = None) -> tuple[str, bool]:
    """
    Text of a standard, shipped or from a file, as it is written now, and whether it was written so.

    Raises
    ------
    StandardError
        As ``load_standard``, where the standard has other faults than its age.
    """
    raw, shown = standard_file(name_or_path, base_dir=base_dir)
    try:
        parse_standard(raw, shown)
        is_old = False
    except StandardError as fault:
        if fault.hint != OLD_HINT:
            raise
        is_old = True
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    if is_old:
        text = upgraded_text(text)
        parse_standard(text.encode(), shown)
    return text, is_old


def upgraded_text(text: str) -> str:
    """
    Write an older standard as it is written now; one that needs nothing comes back as it is.

    A cap gets the condition that was computed for it; what its free text stated is kept as its note. What cannot be found out (a cap of
    another id) stays, and is refused when the text is read.
    """
    content = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is the safe loader
    root = yaml.compose(text, Loader=LOADER)
    if not isinstance(content, dict) or not isinstance(root, yaml.MappingNode):
        return text
    edits = [*_removals(text, root, list(retired_keys(content))), *_caps(text, root)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _removals(text: str, root: yaml.MappingNode, paths: list[Keys]) -> Iterator[Edit]:
    """Take keys out of the tables that hold them."""
    by_table: dict[Keys, set[str]] = {}
    for path in paths:
        by_table.setdefault(path[:-1], set()).add(str(path[-1]))
    for path, names in by_table.items():
        table = _at(root, path)
        gone = [str(key.value) in names for key, _ in table.value]
        if all(gone):
            start = table if table.flow_style else table.value[0][0]
            yield start.start_mark.index, _stop(text, table), "{}"
        elif table.flow_style:
            yield from _from_line(table, gone)
        else:
            yield from (_whole_lines(text, *entry) for entry, out in zip(table.value, gone, strict=True) if out)


def _from_line(table: yaml.MappingNode, gone: list[bool]) -> Iterator[Edit]:
    """Entries between braces: each with the comma before it, the first ones with the comma behind."""
    first_kept = gone.index(False)
    if first_kept:
        yield table.value[0][0].start_mark.index, table.value[first_kept][0].start_mark.index, ""
    for n in range(first_kept + 1, len(gone)):
        if gone[n]:
            yield table.value[n - 1][1].end_mark.index, table.value[n][1].end_mark.index, ""


def _whole_lines(text: str, key: yaml.Node, value: yaml.Node) -> Edit:
    """An entry of a block with all of its lines."""
    line_end = text.find("\n", _stop(text, value))
    return text.rfind("\n", 0, key.start_mark.index) + 1, len(text) if line_end < 0 else line_end + 1, ""


def _caps(text: str, root: yaml.MappingNode) -> Iterator[Edit]:
    stars = _value(root, "stars")
    caps = _value(stars, "caps") if isinstance(stars, yaml.MappingNode) else None
    for cap in caps.value if isinstance(caps, yaml.SequenceNode) else ():
        entries = {str(key.value): (key, value) for key, value in cap.value} if isinstance(cap, yaml.MappingNode) else {}
        figures = OLD_FORM.get(str(entries["id"][1].value)) if "id" in entries else None
        if figures is None or "cap" not in entries:
            continue
        number = entries["cap"][0]
        yield number.start_mark.index, number.end_mark.index, "stars"
        key, when = entries.get("when", (number, None))
        between = ", " if cap.flow_style else f"\n{' ' * int(key.start_mark.column)}"
        if when is None:
            yield number.start_mark.index, number.start_mark.index, f"{between.join(figures)}{between}"
        else:
            note = f"note: {json.dumps(str(when.value), ensure_ascii=False)}"
            yield key.start_mark.index, _stop(text, when), between.join((*figures, note))


def _stop(text: str, node: yaml.Node) -> int:
    """Where a value ends, without the blanks and line breaks that belong to a text of several lines."""
    return len(text[: end_of(node)].rstrip())


def _value(table: yaml.MappingNode, name: str) -> Any:
    return next((value for key, value in table.value if str(key.value) == name), None)


def _at(node: Any, path: Keys) -> yaml.MappingNode:
    for key in path:
        node = node.value[key] if isinstance(node, yaml.SequenceNode) else _value(node, str(key))
    table: yaml.MappingNode = node
    return table
