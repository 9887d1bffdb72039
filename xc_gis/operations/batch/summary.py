"""``summary.xlsx`` of a batch: a line a study, people by service in each, and what failed and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.operations.batch.work import DONE, FAILED, SKIPPED, Outcome
from xc_gis.report.tables.table_file import Table, write_table_file
from xc_gis.runs.manifest import MANIFEST

STATUS_ZH = {DONE: msg("已算完"), FAILED: msg("失败"), SKIPPED: msg("未变，沿用")}
"""What became of a study, as people read it."""

STARS = ("5", "4", "3", "2", "1", "0")


def write_summary(outcomes: Sequence[Outcome], runs: Mapping[str, Path], path: Path, *, lang: str = "zh") -> None:
    """
    Write the workbook.

    Parameters
    ----------
    runs
        Folders of runs by study, of those that have one.
    """
    found = {name: json.loads((folder / MANIFEST).read_text(encoding="utf-8")) for name, folder in runs.items()}
    write_table_file(path, [_studies(outcomes, found), _services(found)], lang=lang)


def _studies(outcomes: Sequence[Outcome], found: Mapping[str, Mapping[str, Any]]) -> Table:
    heads = (
        msg("批量项目"), msg("状态"), msg("项目名称"), msg("日期"), msg("评价标准"), msg("社区数"), msg("有星级"), msg("星级为区间"), msg("资料不足"),
        *(msg("{stars} 星社区", stars=stars) for stars in STARS), msg("居民"), msg("提示条数"), msg("说明"),
    )  # fmt: skip
    return Table(msg("批量汇总"), heads, tuple(_study(one, found.get(one.name)) for one in outcomes))


def _study(outcome: Outcome, said: Mapping[str, Any] | None) -> tuple[object, ...]:
    why = joined(" → ", [text for text in (outcome.message, outcome.hint) if text])
    if said is None:
        return (outcome.name, STATUS_ZH[outcome.status], *[None] * 15, why)
    counted = said["counts"]["communities"]
    return (
        outcome.name, STATUS_ZH[outcome.status], said["study"]["name"], said["study"]["date"], said["standard"]["id"], counted["total"],
        counted["rated"], counted["range"], counted["insufficient"], *(counted["stars"][stars] for stars in STARS),
        said["counts"]["residents"], len(said["warnings"]), why,
    )  # fmt: skip


def _services(found: Mapping[str, Mapping[str, Any]]) -> Table:
    lines = [
        (name, code, people["residents"], people["covered"], people["gap"], people["unknown"], _share(people))
        for name, said in found.items()
        for code, people in said["counts"]["categories"].items()
    ]
    heads = (msg("批量项目"), msg("类别代码"), msg("居民"), msg("已覆盖"), msg("缺口"), msg("未知"), msg("覆盖率（已知部分）"))
    return Table(msg("服务覆盖"), heads, lines)


def _share(people: Mapping[str, float]) -> float | None:
    """Of the people of whom it is known; None where it is known of nobody."""
    known = people["covered"] + people["gap"]
    return round(people["covered"] / known, 6) if known else None
