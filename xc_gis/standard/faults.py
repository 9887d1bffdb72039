"""What is wrong with a standard, in the words of a planner: each fault with its key, and its line where the file is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import shortened
from xc_gis.languages.message import joined, msg
from xc_gis.standard.part import Keys, SchemaFault, SchemaFaults

MOST_FAULTS = 10
"""Faults named in one message: a reader mends these first."""

Lines = Mapping[Keys, int]

STANDARD = msg("评价标准")
"""What a file is called in messages where nothing else is said."""


def faults_of(error: ValidationError, prefix: Keys = ()) -> Iterator[SchemaFault]:
    """All that a check of the schema found, each at its key; ``prefix``: where the part that was checked stands."""
    for one in error.errors():
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, SchemaFaults):
            yield from cause.faults
        else:
            yield SchemaFault((*prefix, *one["loc"]), reason_of(one))


def located(fault: SchemaFault, lines: Lines) -> str:
    """A fault with its key and the line of it, or of what holds it."""
    key, known = ".".join(map(str, fault.path)), fault.path
    while known and known not in lines:
        known = known[:-1]
    if known not in lines:
        return msg("{key}：{reason}", key=key, reason=fault.text)
    return msg("第 {line} 行 {key}：{reason}", line=lines[known], key=key, reason=fault.text)


def all_faults(shown: str, faults: Sequence[str], what: str = STANDARD) -> str:
    """One message for the first of them, and how many there are besides; ``what``, ``shown``: kind and name of the file."""
    listed = ["  " + fault for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        listed.append(msg("……另有 {count} 处", count=len(faults) - MOST_FAULTS))
    return msg("{what} {shown} 有误:\n{faults}", what=what, shown=shown, faults=joined("\n", listed))


def reason_of(error: Any) -> str:
    """What a fault of pydantic means."""
    context, read = error.get("ctx", {}), error.get("input")
    cause, kind = context.get("error"), error["type"]
    reasons = {
        "missing": msg("缺少这个键"),
        "extra_forbidden": msg("没有这个键"),
        "literal_error": msg("只能是 {expected}", expected=str(context.get("expected", ""))),
        "string_type": msg("应为文字(数字或日期请加引号)"),
        "greater_than": msg("应大于 {bound}", bound=context.get("gt")),
        "greater_than_equal": msg("不得小于 {bound}", bound=context.get("ge")),
        "less_than_equal": msg("不得大于 {bound}", bound=context.get("le")),
        "bool_type": msg("应为 true 或 false"),
        "bool_parsing": msg("应为 true 或 false"),
        "finite_number": msg("应为有限的数"),
        "string_too_short": msg("不能为空"),
        "too_short": msg("不能为空"),
        "string_pattern_mismatch": msg("应写成 V 和数字，如 V5"),
    }
    if kind in {"missing", "extra_forbidden"}:
        return reasons[kind]
    if kind.startswith(("model", "dict", "mapping")):
        return msg("应为由键和值组成的表")
    if kind.startswith(("list", "tuple", "set", "frozen_set", "iterable")):
        return msg("应为列表")
    if kind.startswith(("float", "int")):
        words: str = msg("应为数字")
    elif kind == "value_error":
        words = cause.args[0] if isinstance(cause, ValueError) and cause.args else msg("这个值不可用")
    else:
        words = reasons.get(kind, msg("这个值不可用"))
    return words if isinstance(read, dict | list) else words + msg("(读到 {read})", read=shortened(read))
