"""Residents who reach only full facilities, from the folder that ``xc-gis capacity`` wrote for the same study."""

from __future__ import annotations

import csv
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.run_themes import class_of, class_rows
from xc_gis.operations.export.spoken import Say, people
from xc_gis.operations.export.theme_choice import CAPACITY
from xc_gis.report.documents.atlas.records import Look, ThemeOnMap
from xc_gis.report.themes import THEMES
from xc_gis.runs.manifest import read_manifest
from xc_gis.runs.view import RunView
from xc_gis.wording.codes import NOTE_ZH

RECORD, TABLE = "capacity.json", "capacity.csv"


def capacity_theme(run: RunView, folder: Path | None, category: str, say: Say) -> ThemeOnMap:
    """
    Who reaches only full facilities, by community.

    Raises
    ------
    InputError
        No folder is given, it is none of capacity, or it speaks of another study or of other data.
    """
    full = read_full(run, folder, category)
    theme = THEMES["gaps"]
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        if c.community_id not in full or not c.residents.get("residents"):
            looks[c.community_id] = Look(None, say(NOTE_ZH["no_residents"]))
        elif (count := full[c.community_id]) is None:
            looks[c.community_id] = Look(None, say(msg("未知")), is_unknown=True)
        else:
            looks[c.community_id] = Look(last - class_of(theme, count), people(count, say))
    name = run.by_code[category].name
    rows = class_rows(
        theme,
        say,
        last_first=True,
        words=lambda n: say(theme.classes[n].words[0]).format(*theme.classes[n].words[1:]) if n else say(msg("没有")),
    )
    return ThemeOnMap(
        f"{CAPACITY}:{category}", say(msg("{category}容量图", category=name)), say(msg("{category}：只走得到已满设施的居民", category=name)),
        say(msg("走得到的都已满")), rows, say(msg("未知（清单没有写容量或不全）")), say(NOTE_ZH["no_residents"]), "", looks,
    )  # fmt: skip


def read_full(run: RunView, folder: Path | None, category: str) -> dict[str, float | None]:
    """By community the residents who reach only full facilities, None where not known. Raises as ``capacity_theme``."""
    if folder is None:
        raise InputError(msg("容量专题需要 xc-gis capacity 的结果文件夹"), hint=msg("请用 --capacity 指明"))
    record = read_manifest(folder, name=RECORD)
    if record is None:
        raise InputError(
            msg("{folder} 不是容量结果文件夹（没有可读的 {record}）", folder=folder.name, record=RECORD),
            hint=msg("请先执行 xc-gis capacity"),
        )
    if _inputs(record) != _inputs(run.manifest):
        raise InputError(
            msg("{folder} 与该结果不是由同样的数据算出", folder=folder.name), hint=msg("请对同一项目重新执行 xc-gis capacity")
        )
    try:
        with (folder / TABLE).open(encoding="utf-8-sig", newline="") as handle:
            rows = [row for row in csv.DictReader(handle) if row["category"] == category]
        return {row["community_id"]: float(row["full"]) if row["full"] else None for row in rows}
    except (OSError, ValueError, LookupError, TypeError) as fault:
        raise InputError(msg("容量结果 {folder} 已损坏", folder=folder.name), hint=msg("请重新执行 xc-gis capacity")) from fault


def _inputs(record: object) -> object:
    """What tells whether two results rest on the same: study, standard, files."""
    if not isinstance(record, dict):
        return None
    try:
        files = sorted((one["role"], one["path"], one["sha256"]) for one in record["inputs"])
        return record["study"]["sha256"], record["standard"]["sha256"], files
    except (LookupError, TypeError):
        return None
