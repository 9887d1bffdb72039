"""What a study declares about how completely each category or type was surveyed: lists, ``[[inventory]]`` and a small table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError, StudyError, nearest_spelling
from xc_gis.model import InputRecord, InventoryStatement
from xc_gis.sources.facilities.status import read_day
from xc_gis.sources.keys import Keys
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.study.file import StudyFile, shown_path
from xc_gis.sources.tables.cells import ROW, texts
from xc_gis.sources.tables.read import read_table
from xc_gis.standard import Standard

ALL, OUTSIDE = "all", "outside"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "category": ("category", "类别", "服务类别", "服务", "项目"),
    "type": ("type", "设施类型", "类型"),
    "area": ("area", "areas", "区域", "范围", "社区", "街道", "社区或街道"),
    "status": ("status", "状态", "完整性", "清单状态", "是否完整"),
    "surveyed": ("surveyed", "调查日期", "核实日期", "日期", "普查日期"),
}
"""Columns of the table and the headings under which they are known; others are left alone."""

STATUS = {
    "complete": "complete", "完整": "complete", "完全": "complete", "已核实完整": "complete", "全": "complete", "是": "complete",
    "partial": "partial", "部分": "partial", "不完整": "partial", "不全": "partial", "否": "partial", "未核实": "partial",
}  # fmt: skip

AREAS = {
    "all": ALL,
    "全部": ALL,
    "全区": ALL,
    "所有社区": ALL,
    "outside": OUTSIDE,
    "区外": OUTSIDE,
    "周边": OUTSIDE,
    "区外周边": OUTSIDE,
}


def read_inventory(
    study: StudyFile, standard: Standard, communities: gpd.GeoDataFrame, types: Sequence[Collection[str]]
) -> tuple[InventoryStatement, ...]:
    """
    Declarations of lists first, then the table, then those of the study file; later ones override earlier ones.

    Of several lists of one type a complete one stands whatever another list lacks, and of those the one surveyed last.
    Raises ``InputError`` for an unknown category, type, area, status or day, with its row or number.
    """
    of_lists = [
        InventoryStatement(None, kind, (ALL,), table.inventory, table.surveyed)
        for table, kinds in zip(study.facilities, types, strict=True)
        if table.inventory
        for kind in sorted({table.type} if table.type and not table.automatic else kinds)
    ]
    statements = sorted(of_lists, key=lambda s: (s.status == "complete", s.surveyed or date.min))
    if study.inventory_table is not None:
        statements += _table(study, study.inventory_table.path, standard, communities)
    return (*statements, *_declared(study, standard, communities))


def inventory_record(study: StudyFile) -> InputRecord | None:
    """The table as an input of the run."""
    if study.inventory_table is None:
        return None
    path, shown = study.resolve(study.inventory_table.path), shown_path(study.inventory_table.path)
    rows = len(
        read_table(path, shown, encoding=None, sheet=study.inventory_table.sheet, header_row=study.inventory_table.header_row)
    )
    return InputRecord("inventory", shown, file_sha256(path), rows, rows, "")


def _declared(study: StudyFile, standard: Standard, communities: gpd.GeoDataFrame) -> list[InventoryStatement]:
    statements = []
    places = {ALL, OUTSIDE, *communities["community_id"], *communities["subdistrict"]} - {""}
    keys = Keys(places, "区域")
    codes = [category.code for category in standard.categories]
    for number, entry in enumerate(study.inventory, 1):
        where = f"{study.file_name} 第 {number} 个 [[inventory]]"
        for word, allowed, what in (
            (entry.category, codes, "类别"),
            (entry.type, list(standard.facility_types), "设施类型"),
        ):
            if word is not None and word not in allowed:
                raise StudyError(f"{where}:标准中没有{what} “{word}”", hint=nearest_spelling(word, allowed))
        for word in entry.area_words:
            if keys.find(word) is None:
                raise StudyError(
                    f"{where}:没有名为 “{word}” 的社区或街道",
                    hint=nearest_spelling(word, places) or '可用:"all"、"outside"、街道名、社区编号',
                )
        areas = tuple(keys.find(word) or word for word in entry.area_words)
        statements.append(InventoryStatement(entry.category, entry.type, areas, entry.status, entry.surveyed))
    return statements


def _table(study: StudyFile, path: str, standard: Standard, communities: gpd.GeoDataFrame) -> list[InventoryStatement]:
    shown, table = shown_path(path), study.inventory_table
    assert table is not None
    frame = read_table(study.resolve(path), shown, encoding=table.encoding, sheet=table.sheet, header_row=table.header_row)
    columns = {name: next((h for h in known if h in frame.columns), None) for name, known in HEADINGS.items()}
    found = "、".join(str(c) for c in frame.columns if c != ROW)
    if columns["status"] is None or (columns["category"] is None and columns["type"] is None):
        raise InputError(
            f"{shown} 缺少列:需要 “类别” 或 “设施类型”,以及 “状态”(现有:{found})", hint="另可有 “区域” 和 “调查日期”"
        )
    cells = {name: texts(frame[c]) if c else pd.Series("", index=frame.index) for name, c in columns.items()}
    words = _Words(standard, communities)
    return [
        words.statement(f"{shown} 第 {row} 行", {name: cells[name].iloc[i] for name in cells}) for i, row in enumerate(frame[ROW])
    ]


class _Words:
    """What the words of the table mean in this study."""

    def __init__(self, standard: Standard, communities: gpd.GeoDataFrame) -> None:
        self.categories = {c.code: c.code for c in standard.categories} | {c.zh: c.code for c in standard.categories}
        self.types = {k: k for k in standard.facility_types} | {t.zh: k for k, t in standard.facility_types.items()}
        ids, names = communities["community_id"], communities["name"]
        single = ~names.duplicated(keep=False)
        self.areas = {**dict(zip(names[single], ids[single], strict=True)), **{s: s for s in communities["subdistrict"] if s}}
        self.areas |= {i: i for i in ids}
        self.twice = set(names[~single])

    def statement(self, where: str, cells: Mapping[str, str]) -> InventoryStatement:
        """One row."""
        category, kind = cells["category"], cells["type"]
        if bool(category) == bool(kind):
            raise InputError(f"{where}:类别和设施类型应填一个,且只填一个")
        status = STATUS.get(cells["status"].lower())
        if status is None:
            raise InputError(f"{where}:状态 “{cells['status']}” 无法识别", hint="可用:完整、部分")
        day = read_day(cells["surveyed"]) if cells["surveyed"] else None
        if cells["surveyed"] and day is None:
            raise InputError(f"{where}:调查日期 “{cells['surveyed']}” 无法识别", hint="如 2026-05-01")
        return InventoryStatement(
            self._known(where, category, self.categories, "类别") if category else None,
            self._known(where, kind, self.types, "设施类型") if kind else None,
            tuple(self._area(where, word) for word in _split(cells["area"])) or (ALL,),
            status,
            day,
        )

    def _known(self, where: str, word: str, allowed: Mapping[str, str], what: str) -> str:
        if word not in allowed:
            raise InputError(f"{where}:标准中没有{what} “{word}”", hint=nearest_spelling(word, allowed) or "代码或名称见评价标准")
        return allowed[word]

    def _area(self, where: str, word: str) -> str:
        if word in self.twice:
            raise InputError(f"{where}:有几个社区都叫 “{word}”", hint="请改写社区编号")
        known = {**self.areas, **AREAS}
        if (key := Keys(known, "区域").find(word)) is None:
            raise InputError(
                f"{where}:没有名为 “{word}” 的社区或街道",
                hint=nearest_spelling(word, known) or "可用:全部、区外、街道名、社区名或编号",
            )
        return known[key]


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[;;、,,\s]+", text) if part]
