"""How a run was asked for, as far as its files tell: tables alone, with outlines or without, in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import msg
from xc_gis.runs.map_page import MAP, read_map_page

_WORDS = re.compile(r'<script type="application/json" id="xc-words">(.*?)</script>', re.DOTALL)
"""The sentences of the map in its language, by their templates; in Chinese they differ by their marks at most."""


@dataclass(frozen=True)
class HowMade:
    """Options of ``xc-gis run`` that bear on the bytes of what it writes."""

    tables_only: bool
    outlines: bool
    lang: str

    @classmethod
    def asked(cls, *, tables_only: bool, outlines: bool, lang: str) -> HowMade:
        """As a command or a script asks for it: tables alone have no outlines, and are the same in every language."""
        return cls(tables_only=tables_only, outlines=outlines and not tables_only, lang="zh" if tables_only else lang)


def how_made(folder: Path, manifest: Mapping[str, Any]) -> HowMade:
    """
    Find out how the run in a folder was made.

    Raises
    ------
    InputError
        Its map is not there or cannot be read.
    """
    if MAP not in manifest.get("outputs", {}):
        return HowMade(tables_only=True, outlines=False, lang="zh")
    outlines = read_map_page(folder).get("outlines")
    if not isinstance(outlines, dict) or "facility" not in outlines:
        raise InputError(msg("结果 {folder} 的地图 {map} 无法识别", folder=folder.name, map=MAP), hint=msg("请重新运行该项目"))
    return HowMade(
        tables_only=False, outlines=bool(outlines["facility"]), lang=_language((folder / MAP).read_text(encoding="utf-8"))
    )


def _language(page: str) -> str:
    found = _WORDS.search(page)
    words = list(json.loads(found[1]).values()) if found else []
    return "en" if sum(not CHINESE.search(str(word)) for word in words) * 2 > len(words) else "zh"
