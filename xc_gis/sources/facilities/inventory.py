"""What a study declares about how completely each category or type was surveyed: lists, ``[[inventory]]`` and a small table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError, StudyError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import InputRecord, InventoryStatement
from xc_gis.sources.facilities.inventory_words import ALL, AREAS, HEADINGS, OUTSIDE, STATUS
from xc_gis.sources.facilities.status import read_day
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import Keys
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.tables.read import read_table
from xc_gis.standard import Standard


@dataclass(frozen=True)
class InventoryRows:
    """The table of declarations as it stands, with ``ROW``, and its record."""

    frame: pd.DataFrame
    record: InputRecord


def read_inventory(
    study: StudyFile,
    standard: Standard,
    communities: gpd.GeoDataFrame,
    types: Sequence[Collection[str]],
    table: InventoryRows | None,
    others: Sequence[Standard] = (),
) -> tuple[InventoryStatement, ...]:
    """
    Declarations of lists first, then the table, then those of the study file; later ones override earlier ones.

    Categories are those of ``standard``; ``others``: further standards of the study, of which a fault says that a category is theirs. Of several lists of one type a complete one stands whatever another list lacks, and of those the one surveyed last.
    Raises ``InputError`` for an unknown category, type, area, status or day, with its row or number.
    """
    of_lists = [
        InventoryStatement(None, kind, (ALL,), one.inventory, one.surveyed)
        for one, kinds in zip(study.facilities, types, strict=True)
        if one.inventory
        for kind in sorted({one.type} if one.type and not one.automatic else kinds)
    ]
    statements = sorted(of_lists, key=lambda s: (s.status == "complete", s.surveyed or date.min))
    if table is not None:
        statements += _of_table(table, standard, communities, others)
    return (*statements, *_declared(study, standard, communities, others))


def inventory_table(study: StudyFile) -> InventoryRows | None:
    """The table of declarations, if the study names one. Raises ``InputError`` where it cannot be read."""
    table = study.inventory_table
    if table is None:
        return None
    path, shown = study.resolve(table.path), shown_path(table.path)
    frame = read_table(path, shown, encoding=table.encoding, sheet=table.sheet, header_row=table.header_row)
    return InventoryRows(frame, InputRecord("inventory", shown, study.opened.sha256(path), len(frame), len(frame), ""))


def _of_another(where: str, word: str, standard: Standard, others: Sequence[Standard]) -> tuple[str, str] | None:
    """What is wrong with a category that only a further standard has, and what to write instead; None for any other word."""
    for other in others:
        code = next((one.code for one in other.categories if word in {one.code, one.zh}), None)
        if code is not None:
            return (
                msg("{where}:类别 “{word}” 属于标准 {other}；这里的类别按项目的第一个标准 {first}", where=where, word=word, other=other.id, first=standard.id),
                msg("请改为声明设施类型：{types}", types=joined("、", other.types_of(code))),
            )  # fmt: skip
    return None


def _declared(
    study: StudyFile, standard: Standard, communities: gpd.GeoDataFrame, others: Sequence[Standard]
) -> list[InventoryStatement]:
    statements = []
    places = {ALL, OUTSIDE, *communities["community_id"], *communities["subdistrict"]} - {""}
    keys = Keys(places, msg("区域"))
    codes = [category.code for category in standard.categories]
    for number, entry in enumerate(study.inventory, 1):
        where = msg("{file} 第 {number} 个 [[inventory]]", file=study.file_name, number=number)
        for word, allowed, what in (
            (entry.category, codes, msg("类别")),
            (entry.type, list(standard.facility_types), msg("设施类型")),
        ):
            if word is not None and word not in allowed:
                of_another = _of_another(where, word, standard, others) if word == entry.category else None
                if of_another:
                    raise StudyError(of_another[0], hint=of_another[1])
                raise StudyError(
                    msg("{where}:标准中没有{what} “{word}”", where=where, what=what, word=word),
                    hint=nearest_spelling(word, allowed) or msg("代码或名称见评价标准"),
                )
        for word in entry.area_words:
            if keys.find(word) is None:
                raise StudyError(
                    msg("{where}:没有名为 “{word}” 的社区或街道", where=where, word=word),
                    hint=nearest_spelling(word, places) or msg('可用:"all"、"outside"、街道名、社区编号'),
                )
        areas = tuple(keys.find(word) or word for word in entry.area_words)
        statements.append(InventoryStatement(entry.category, entry.type, areas, entry.status, entry.surveyed))
    return statements


def _of_table(
    table: InventoryRows, standard: Standard, communities: gpd.GeoDataFrame, others: Sequence[Standard]
) -> list[InventoryStatement]:
    frame, shown = table.frame, table.record.path
    columns = {name: next((h for h in known if h in frame.columns), None) for name, known in HEADINGS.items()}
    found = joined("、", (str(c) for c in frame.columns if c != ROW))
    if columns["status"] is None or (columns["category"] is None and columns["type"] is None):
        raise InputError(
            msg("{shown} 缺少列:需要 “类别” 或 “设施类型”,以及 “状态”(现有:{found})", shown=shown, found=found),
            hint=msg("另可有 “区域” 和 “调查日期”"),
        )
    cells = {name: texts(frame[c]) if c else pd.Series("", index=frame.index) for name, c in columns.items()}
    words = _Words(standard, communities, others)
    return [
        words.statement(msg("{shown} 第 {row} 行", shown=shown, row=row), {name: cells[name].iloc[i] for name in cells})
        for i, row in enumerate(frame[ROW])
    ]


class _Words:
    """What the words of the table mean in this study."""

    def __init__(self, standard: Standard, communities: gpd.GeoDataFrame, others: Sequence[Standard] = ()) -> None:
        self._standard, self._others = standard, others
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
            raise InputError(msg("{where}:类别和设施类型应填一个,且只填一个", where=where))
        status = STATUS.get(cells["status"].lower())
        if status is None:
            raise InputError(
                msg("{where}:状态 “{value}” 无法识别", where=where, value=cells["status"]), hint=msg("可用:完整、部分")
            )
        day = read_day(cells["surveyed"]) if cells["surveyed"] else None
        if cells["surveyed"] and day is None:
            raise InputError(
                msg("{where}:调查日期 “{surveyed}” 无法识别", where=where, surveyed=cells["surveyed"]), hint=msg("如 2026-05-01")
            )
        return InventoryStatement(
            self._known(where, category, self.categories, msg("类别")) if category else None,
            self._known(where, kind, self.types, msg("设施类型")) if kind else None,
            tuple(self._area(where, word) for word in _split(cells["area"])) or (ALL,),
            status,
            day,
        )

    def _known(self, where: str, word: str, allowed: Mapping[str, str], what: str) -> str:
        if word not in allowed:
            of_another = _of_another(where, word, self._standard, self._others) if allowed is self.categories else None
            if of_another:
                raise InputError(of_another[0], hint=of_another[1])
            raise InputError(
                msg("{where}:标准中没有{what} “{word}”", where=where, what=what, word=word),
                hint=nearest_spelling(word, allowed) or msg("代码或名称见评价标准"),
            )
        return allowed[word]

    def _area(self, where: str, word: str) -> str:
        if word in self.twice:
            raise InputError(msg("{where}:有几个社区都叫 “{word}”", where=where, word=word), hint=msg("请改写社区编号"))
        known = {**self.areas, **AREAS}
        if (key := Keys(known, msg("区域")).find(word)) is None:
            raise InputError(
                msg("{where}:没有名为 “{word}” 的社区或街道", where=where, word=word),
                hint=nearest_spelling(word, known) or msg("可用:全部、区外、街道名、社区名或编号"),
            )
        return known[key]


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[;；、,，\s]+", text) if part]
