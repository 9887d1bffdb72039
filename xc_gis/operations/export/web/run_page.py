"""What every web page of a run has: its head, and the sentences below the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.operations.export.spoken import saying
from xc_gis.report.map.page_head import PageHead, StandardWords
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import RunView
from xc_gis.wording.codes import SAMPLE_MARK


def credit_of(page: Mapping[str, Any], run: RunView, map_number: str, *, public: bool = False) -> list[list[str]]:
    """Sentences below the map: those of the run, its id and day, and the number of the review instead of the limit of use, where there is one."""
    listed: list[list[str]] = [list(sentence) for sentence in page["credit"]]
    sources, limit = listed[:-1], listed[-1]
    last: list[str] = [msg("审图号 {}"), map_number] if map_number else limit
    hidden: list[list[str]] = [[msg("不足 5 人的数据未列,居住点不显示")]] if public else []
    return [*sources, [msg("结果编号 {}"), run_id(run.manifest)], *hidden, last]


def head_of(run: RunView, area: str, lang: str) -> PageHead:
    """Title, mark of made-up data, day and standard of a page of ``area`` (empty: the whole district)."""
    standard = run.standard
    named = standard["name"]
    words = StandardWords(
        str(named), getattr(named, "en", ""), standard["version"], standard["note"], standard.get("note_en", "")
    )
    title = f"{area} · {run.name}" if area else run.name
    return PageHead(title, saying(lang)(SAMPLE_MARK) if run.is_synthetic else "", run.manifest["study"]["date"] or "", words)
