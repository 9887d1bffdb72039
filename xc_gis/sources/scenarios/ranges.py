"""Read the ranges of a robustness check: a small TOML file, ``[ranges]``."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError, nearest_spelling, shortened
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.model.ranges import Ranges
from xc_gis.settings import SETTINGS
from xc_gis.sources.study.toml_text import parsed_toml

RANGES_FILE = msg("范围文件")
PAIRS = {"detour": "legs.detour", "reach_m": "legs.max_m"}
SHARES = ("speed", "weights")
MOST_SHARE, MOST_DRAWS = 0.5, 10_000


def read_ranges(path: Path) -> Ranges:
    """
    Read a file of ranges; what it does not state stays as the program has it.

    Raises
    ------
    InputError
        No such file, no TOML, a key that is none, a range that is none: all faults in one message.
    """
    if not is_file(path):
        raise InputError(msg("找不到范围文件 {path}", path=path.name), hint=_example())
    raw = path.read_bytes()
    table = parsed_toml(raw, path.name, RANGES_FILE).get("ranges") if raw.strip() else None
    if not isinstance(table, dict) or not table:
        raise InputError(msg("范围文件 {path} 中没有 [ranges] 的内容", path=path.name), hint=_example())
    known = [one.name for one in fields(Ranges)]
    faults: list[str] = []
    stated: dict[str, Any] = {}
    for key, value in table.items():
        fault = msg("没有这个键。{near}", near=nearest_spelling(key, known)) if key not in known else _fault(key, value)
        if fault:
            faults.append(msg("  {key}:{fault}(读到 {value})", key=key, fault=fault, value=shortened(value)))
        else:
            stated[key] = tuple(float(end) for end in value) if key in PAIRS else value
    if faults:
        raise InputError(joined("\n", [msg("范围文件 {path} 有误:", path=path.name), *faults]), hint=_example())
    return replace(Ranges(), **stated)


def _fault(key: str, value: object) -> str:
    if key == "paths":
        return "" if isinstance(value, bool) else msg("应为 true 或 false")
    if key == "draws":
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DRAWS
        return "" if whole else msg("应为 0 到 {most} 的整数", most=MOST_DRAWS)
    if key in SHARES:
        return "" if _number(value) and 0 <= float(value) <= MOST_SHARE else msg("应为 0 到 {most:g} 的数", most=MOST_SHARE)  # type: ignore[arg-type]
    setting = SETTINGS[PAIRS[key]]
    pair = isinstance(value, list) and len(value) == 2 and all(_number(end) for end in value)  # noqa: PLR2004 - both ends
    if pair and setting.minimum <= value[0] <= value[1] <= setting.maximum:  # type: ignore[index]
        return ""
    return msg("应为 [小, 大],在 {least:g} 与 {most:g} 之间", least=setting.minimum, most=setting.maximum)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _example() -> str:
    return msg("示例见 docs/robustness.md")
