"""One list of facilities as rows: ids, names, types, status and places, before lists meet each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.sources.facilities.facility_types import AMAP, TypeBook, Verdict
from xc_gis.sources.facilities.osm_places import TAGS, is_private
from xc_gis.sources.facilities.states import states
from xc_gis.sources.keys import id_texts
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.notes import Notes
from xc_gis.sources.people.communities import repaired
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.study.file import AUTO, FacilitiesTable
from xc_gis.sources.tables.cells import ROW, texts
from xc_gis.sources.tables.column_words import NAMES
from xc_gis.standard import Standard

HALF = 0.5
"""More than half of the cells hold words, and more than half of them differ: what a column of names looks like."""

AMAP_WORDS = re.compile(r"[^;；|]+([;；][^;；|]+){2}(\|[^;；|]+([;；][^;；|]+){2})*")
PLAIN = 0.8

CODE_COLUMNS = (
    "typecode",
    "type_code",
    "高德代码",
    "高德编码",
    "poi编码",
    "poi代码",
    "分类代码",
    "分类编码",
    "类型代码",
    "类型编码",
    "类别代码",
)
WORD_COLUMNS = ("type", "poi类型", "poi分类", "高德分类", "类型", "类别", "分类", "行业分类", "大类")
"""Columns of exports of maps; in them codes of AMap (090100) or its words (医疗保健服务;综合医院;综合医院)."""


def type_column(table: FacilitiesTable) -> Sequence[str]:
    """Columns without which the types of a list are not known."""
    return () if table.type_column is None or "type" in table.columns else (table.type_column,)


def facility_rows(
    layer: Layer,
    table: FacilitiesTable,
    standard: Standard,
    book: TypeBook,
    today: date | None,
    problems: ProblemList,
    notes: Notes,
) -> gpd.GeoDataFrame:
    """
    Read the rows of one list.

    Returns
    -------
    GeoDataFrame
        ``facility_id, id_given, type, typed`` (why), ``name, address, status, serves, crs_in, placed`` (what put it where it is; empty: the
        source), ``ROW`` and geometry in the analysis CRS, missing where there is no usable place. ``status`` is
        empty where its word is unknown.
    """
    frame = layer.frame
    stem = PurePosixPath(layer.shown).stem

    def text(name: str) -> pd.Series:
        return texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index)

    if "name" not in frame.columns and not table.from_osm:
        _tell_nameless(frame, notes)
    kind = _types(frame, table, standard, book, notes)
    column = next((frame[name] for name in ("facility_id", "id") if name in frame.columns), pd.Series("", index=frame.index))
    ids = id_texts(column, frame[ROW], layer.shown, "设施编号")
    if ("facility_id" in frame.columns or "id" in frame.columns) and (ids == "").any():
        problems.add_all(layer.shown, frame[ROW][ids == ""], "没有设施编号", "按文件名和行号编号后使用")
    given = ids != ""
    ids = ids.where(given, frame[ROW].map(lambda row: f"{stem}:{row}"))
    geometry = repaired(layer, problems)
    no_place = layer.bad_place.where(layer.bad_place != "", "几何无效且无法修复").where(geometry.isna(), "")
    status = states(frame, table.columns, today, problems, notes)
    return gpd.GeoDataFrame(
        {
            "facility_id": ids,
            "id_given": given,
            "type": kind["type"],
            "typed": kind["typed"],
            "name": text("name").where(text("name") != "", ids),
            "address": text("address"),
            "status": status,
            "serves": text("serves"),
            "crs_in": layer.crs,
            "building": _is_building(frame),
            "placed": "",
            "no_place": no_place,
            "said_subdistrict": text("subdistrict"),
            "said_community": text("community_id").where(text("community_id") != "", text("community")),
            ROW: frame[ROW],
        },
        geometry=geometry.to_numpy(),
        crs=frame.crs,
    )


def _is_building(frame: gpd.GeoDataFrame) -> pd.Series:
    """Whether the tag ``building`` of a row, from OpenStreetMap or from an export that kept its columns, says so."""
    if TAGS in frame.columns:
        said = frame[TAGS].map(lambda tags: tags.get("building", "")).astype(str)  # without a row the kind would be lost
    else:
        said = texts(frame["building"]) if "building" in frame.columns else pd.Series("", index=frame.index)
    return ~said.str.strip().str.lower().isin(["", "no", "none", "nan", "0", "false"])


def _tell_nameless(frame: pd.DataFrame, notes: Notes) -> None:
    """Rows without names are called by their numbers and cannot be recognised in other lists: that must be known."""
    own = [str(c) for c in frame.columns if c not in {ROW, "geometry", TAGS, *NAMES}]
    words = {column: texts(frame[column]) for column in own}
    alike = {
        c: w.nunique() for c, w in words.items() if w.str.contains(r"[^\W\d_]").mean() > HALF and w.nunique() > HALF * len(w)
    }
    likely = f"最像的是 “{max(alike, key=lambda c: alike[c])}”；" if alike else ""
    text = f"没有认出名称列（现有：{'、'.join(own) or '无'}）：{len(frame)} 行以编号为名，也不与其他清单合并；{likely}请在 columns 中指明 name"
    notes.add("columns", "warning", text, {"columns": own, "rows": len(frame)})


def _types(frame: pd.DataFrame, table: FacilitiesTable, standard: Standard, book: TypeBook, notes: Notes) -> pd.DataFrame:
    """``type`` and ``typed`` of each row: the code, and for recognised ones the reason; a code is empty where nothing fits."""
    shown = notes.layer
    allowed = standard.facility_types
    if table.type is not None and not table.automatic and table.type not in allowed:
        raise InputError(
            f"{shown}:标准中没有设施类型 “{table.type}”",
            hint=nearest_spelling(table.type, [*allowed, AUTO]) or "代码见评价标准 facility_types",
        )
    if table.automatic or table.from_osm:
        return _recognised(frame, table, book, notes)
    if table.type is not None:
        return pd.DataFrame({"type": table.type, "typed": ""}, index=frame.index)
    column = "type" if "type" in table.columns else str(table.type_column)
    kind = texts(frame[column])
    by_name = {found.zh: code for code, found in allowed.items()}
    kind = kind.map(lambda word: by_name.get(word, word))
    wrong = ~kind.isin(list(allowed))
    if wrong.any():
        row, word = int(frame[ROW][wrong].iloc[0]), kind[wrong].iloc[0]
        raise InputError(
            f"{shown} 第 {row} 行:标准中没有设施类型 “{word}”(共 {int(wrong.sum())} 行)",
            hint=nearest_spelling(word, [*allowed, *by_name])
            or '代码见评价标准 facility_types;自有代码或混合清单请加 type = "auto"',
        )
    return pd.DataFrame({"type": kind, "typed": ""})


def _exported_types(frame: pd.DataFrame, notes: Notes) -> pd.Series | None:
    """Codes or words of AMap in a list that says nothing of its types; None where no column plainly holds them."""
    for names, pattern in ((CODE_COLUMNS, AMAP), (WORD_COLUMNS, AMAP), (WORD_COLUMNS, AMAP_WORDS)):
        for column in frame.columns:
            if unicodedata.normalize("NFKC", str(column)).strip().lower() not in names:
                continue
            words = _with_zeros(texts(frame[column]))
            filled = words[words != ""]
            if len(filled) and float(filled.str.fullmatch(pattern).mean()) >= PLAIN:
                text = f"设施类型按列 “{column}” 的高德分类识别（如 “{filled.iloc[0]}”）"
                notes.add("columns", "info", text, {"column": str(column)}, {"type_column": str(column)})
                return words
    return None


def _with_zeros(words: pd.Series) -> pd.Series:
    """Codes of AMap with the zero that a spreadsheet dropped: 90102 is 090102."""
    return words.where(~words.str.fullmatch(r"[1-9]\d{4}"), "0" + words)


def _recognised(frame: pd.DataFrame, table: FacilitiesTable, book: TypeBook, notes: Notes) -> pd.DataFrame:
    names = texts(frame["name"]) if "name" in frame.columns else pd.Series("", index=frame.index)
    column = "type" if "type" in table.columns else table.type_column
    words = _with_zeros(texts(frame[column])) if column is not None and not table.from_osm else None
    if words is None and table.automatic and not table.from_osm:
        words = _exported_types(frame, notes)
    if table.from_osm:
        verdicts = [book.of_tags(name, tags) for name, tags in zip(names, frame[TAGS], strict=True)]
        verdicts = [
            Verdict("", f"access={tags['access']},不对公众开放") if is_private(tags) else found
            for found, tags in zip(verdicts, frame[TAGS], strict=True)
        ]
        if not table.automatic:
            wrong = f"不是 {table.type}"
            verdicts = [
                found if found.code == table.type else Verdict("", found.reason if not found.code else wrong)
                for found in verdicts
            ]
    elif words is not None:
        verdicts = [book.of_word(name, word) for name, word in zip(names, words, strict=True)]
    else:
        keys = [key for key in frame.columns if key in book.tag_keys]
        if not keys and not names.any():
            raise InputError(f"{notes.layer} 没有名称列,无法识别设施类型", hint="请在 columns 中指明 name,或写 type_column")
        tagged = zip(names, *(texts(frame[key]) for key in keys), strict=True)
        verdicts = (
            [book.of_tags(name, dict(zip(keys, values, strict=True))) for name, *values in tagged]
            if keys
            else [book.of_word(name, "") for name in names]
        )
    return pd.DataFrame({"type": [v.code for v in verdicts], "typed": [v.reason for v in verdicts]}, index=frame.index)
