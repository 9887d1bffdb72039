"""The data that a run's map page holds: shapes of communities, streets, water and green, facilities, people in gap."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

MAP = "map.html"

_ELEMENT = re.compile(r'<script type="application/json" id="xc-data">(.*?)</script>', re.DOTALL)


def read_map_page(folder: Path) -> dict[str, Any]:
    """
    Read the JSON element of ``map.html`` (``report.map.map_data`` says what is in it).

    Raises
    ------
    InputError
        The run has no map (``--tables-only``), or it cannot be read.
    """
    try:
        found = _ELEMENT.search((folder / MAP).read_text(encoding="utf-8"))
        content = json.loads(found[1]) if found else None
    except (OSError, ValueError, RecursionError) as fault:
        raise _unreadable(folder) from fault
    if not isinstance(content, dict):
        raise _unreadable(folder)
    return content


def _unreadable(folder: Path) -> InputError:
    return InputError(
        msg("结果 {folder} 中没有可读的地图 {map}，不能出图", folder=folder.name, map=MAP),
        hint=msg("请重新运行该项目（不要用 --tables-only）"),
    )
