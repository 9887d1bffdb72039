"""Read what changes cost: a small TOML file, ``[costs]`` with codes of facility types, ``open_gate``, ``complete_survey``, ``default``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from xc_gis.errors import InputError, nearest_spelling, shortened
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.model.costs import GATE, HOURS, SURVEY, ChangeCosts
from xc_gis.sources.study.toml_text import parsed_toml

DEFAULT = "default"
COSTS_FILE = msg("费用文件")


def read_costs(path: Path, kinds: Collection[str]) -> ChangeCosts:
    """
    Read a file of costs.

    Parameters
    ----------
    kinds
        Codes of the facility types of the standard.

    Raises
    ------
    InputError
        No such file, no TOML, a key that is none, a cost that is no number of 0 or more: all faults in one message.
    """
    if not is_file(path):
        raise InputError(msg("找不到费用文件 {path}", path=path.name), hint=_example())
    raw = path.read_bytes()
    table = parsed_toml(raw, path.name, COSTS_FILE).get("costs") if raw.strip() else None
    if not isinstance(table, dict) or not table:
        raise InputError(msg("费用文件 {path} 中没有 [costs] 的内容", path=path.name), hint=_example())
    known = [*kinds, GATE, SURVEY, HOURS, DEFAULT]
    faults: list[str] = []
    for key, value in table.items():
        if key not in known:
            near = nearest_spelling(key, known)
            faults.append(msg("  {key}:没有这个设施类型或改动。{near}", key=key, near=near))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            faults.append(msg("  {key}:费用应为不小于 0 的数(读到 {value})", key=key, value=shortened(value)))
    if faults:
        raise InputError(joined("\n", [msg("费用文件 {path} 有误:", path=path.name), *faults]), hint=_example())
    stated = {key: float(value) for key, value in table.items() if key != DEFAULT}
    return ChangeCosts(stated, float(table[DEFAULT])) if DEFAULT in table else ChangeCosts(stated)


def _example() -> str:
    return msg("示例见 docs/next-star.md")
