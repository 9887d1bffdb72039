"""One list of facilities as rows: ids, names, types, status and places, before lists meet each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePosixPath

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.sources.facilities.contacts import CONTACTS, contact
from xc_gis.sources.facilities.openings import OPENINGS, openings
from xc_gis.sources.facilities.osm_places import TAGS, is_private
from xc_gis.sources.facilities.room import ROOM, room
from xc_gis.sources.facilities.states import states
from xc_gis.sources.facilities.status import read_day, read_last_day
from xc_gis.sources.facilities.type_from_name import AMAP, TypeBook, TypeMatch
from xc_gis.sources.facilities.type_words import CODE_COLUMNS, WORD_COLUMNS
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.people.communities import repaired
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import id_texts
from xc_gis.sources.rows.left_out_reasons import BEYOND_REPAIR
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.rows.reasons import no_reasons, with_reason
from xc_gis.sources.study.tables import AUTO, FacilitiesTable
from xc_gis.sources.tables.column_words import NAMES
from xc_gis.standard import Standard

HALF = 0.5
"""More than half of the cells hold words, and more than half of them differ: what a column of names looks like."""

AMAP_WORDS = re.compile(r"[^;；|]+([;；][^;；|]+){2}(\|[^;；|]+([;；][^;；|]+){2})*")
PLAIN = 0.8


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
        ``facility_id, id_given, type, typed`` (why), ``name, address, status, serves, crs_in, hours, home_visit, phone, booking, capacity, floor_area, since, until, placed`` (what put it where it is; empty: the
        source), ``ROW`` and geometry in the analysis CRS, missing where there is no usable place. ``status`` is
        empty where its word is unknown.
    """
    frame = layer.frame
    stem = PurePosixPath(layer.shown).stem

    def text(name: str) -> pd.Series:
        return texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index)

    if "name" not in frame.columns and not table.from_osm:
        _note_nameless(frame, notes)
    kind = _types(frame, table, standard, book, notes)
    column = next((frame[name] for name in ("facility_id", "id") if name in frame.columns), pd.Series("", index=frame.index))
    ids = id_texts(column, frame[ROW], layer.shown, msg("设施编号"))
    if ("facility_id" in frame.columns or "id" in frame.columns) and (ids == "").any():
        problems.add_all(layer.shown, frame[ROW][ids == ""], msg("没有设施编号"), msg("按文件名和行号编号后使用"))
    given = ids != ""
    ids = ids.where(given, frame[ROW].map(lambda row: f"{stem}:{row}"))
    geometry = repaired(layer, problems)
    no_place = with_reason(layer.bad_place, layer.bad_place == "", BEYOND_REPAIR.text())
    no_place = with_reason(no_place, geometry.notna(), "")
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
            **{role: openings(frame, role, layer.shown, problems) for role in OPENINGS},
            **{role: contact(frame, role, layer.shown, problems) for role in CONTACTS},
            **{role: room(frame, role, layer.shown, problems) for role in ROOM},
            "since": _days(text("since"), read_day),
            "until": _days(text("until"), read_last_day),
            "placed": no_reasons(frame.index),
            "no_place": no_place,
            "stated_subdistrict": text("subdistrict"),
            "stated_community": text("community_id").where(text("community_id") != "", text("community")),
            ROW: frame[ROW],
        },
        geometry=geometry.to_numpy(),
        crs=frame.crs,
    )


def _days(words: pd.Series, read: Callable[[str], date | None]) -> pd.Series:
    """Days as ISO text, empty where there is none or nobody can read it."""
    found = {word: read(word) for word in words.unique()}
    return words.map({word: day.isoformat() if day else "" for word, day in found.items()}).astype(object)


def _is_building(frame: gpd.GeoDataFrame) -> pd.Series:
    """Whether the tag ``building`` of a row, from OpenStreetMap or from an export that kept its columns, says so."""
    if TAGS in frame.columns:
        stated = frame[TAGS].map(lambda tags: tags.get("building", "")).astype(str)  # without a row the kind would be lost
    else:
        stated = texts(frame["building"]) if "building" in frame.columns else pd.Series("", index=frame.index)
    return ~stated.str.strip().str.lower().isin(["", "no", "none", "nan", "0", "false"])


def _note_nameless(frame: pd.DataFrame, notes: Notes) -> None:
    """Rows without names are called by their numbers and cannot be recognised in other lists: that must be known."""
    own = [str(c) for c in frame.columns if c not in {ROW, "geometry", TAGS, *NAMES}]
    words = {column: texts(frame[column]) for column in own}
    alike = {
        c: w.nunique() for c, w in words.items() if w.str.contains(r"[^\W\d_]").mean() > HALF and w.nunique() > HALF * len(w)
    }
    likely = msg("最像的是 “{column}”；", column=max(alike, key=lambda c: alike[c])) if alike else ""
    text = msg(
        "没有认出名称列（现有：{own}）：{count} 行以编号为名，也不与其他清单合并；{likely}请在 columns 中指明 name",
        own=joined("、", own) or msg("无"),
        count=len(frame),
        likely=likely,
    )
    notes.add("columns", "warning", text, {"columns": own, "rows": len(frame)})


def _types(frame: pd.DataFrame, table: FacilitiesTable, standard: Standard, book: TypeBook, notes: Notes) -> pd.DataFrame:
    """``type`` and ``typed`` of each row: the code, and for recognised ones the reason; a code is empty where nothing fits."""
    shown = notes.layer
    allowed = standard.facility_types
    if table.type is not None and not table.automatic and table.type not in allowed:
        raise InputError(
            msg("{shown}:标准中没有设施类型 “{type}”", shown=shown, type=table.type),
            hint=nearest_spelling(table.type, [*allowed, AUTO]) or msg("代码见评价标准 facility_types"),
        )
    if table.automatic or table.from_osm:
        return _recognised(frame, table, book, notes)
    if table.type is not None:
        return pd.DataFrame({"type": table.type, "typed": no_reasons(frame.index)}, index=frame.index)
    column = "type" if "type" in table.columns else str(table.type_column)
    kind = texts(frame[column])
    by_name = {found.zh: code for code, found in allowed.items()}
    kind = kind.map(lambda word: by_name.get(word, word))
    wrong = ~kind.isin(list(allowed))
    if wrong.any():
        row, word = int(frame[ROW][wrong].iloc[0]), kind[wrong].iloc[0]
        raise InputError(
            msg(
                "{shown} 第 {row} 行:标准中没有设施类型 “{word}”(共 {count} 行)",
                shown=shown,
                row=row,
                word=word,
                count=int(wrong.sum()),
            ),
            hint=nearest_spelling(word, [*allowed, *by_name])
            or msg('代码见评价标准 facility_types;自有代码或混合清单请加 type = "auto"'),
        )
    return pd.DataFrame({"type": kind, "typed": no_reasons(kind.index)})


def _own_types(frame: pd.DataFrame, book: TypeBook, notes: Notes) -> pd.Series | None:
    """Codes or names of the standard in a list of which the study does not say where its types stand; None where no column plainly holds them."""
    for column in frame.columns:
        if unicodedata.normalize("NFKC", str(column)).strip().lower() not in {*CODE_COLUMNS, *WORD_COLUMNS}:
            continue
        words = texts(frame[column])
        filled = words[words != ""]
        if len(filled) and float(filled.map(book.is_own_word).mean()) >= PLAIN:
            text = msg("设施类型按列 “{column}” 中标准的代码或名称识别（如 “{word}”）", column=column, word=filled.iloc[0])
            notes.add("columns", "info", text, {"column": str(column)}, {"type_column": str(column)})
            return words
    return None


def _exported_types(frame: pd.DataFrame, notes: Notes) -> pd.Series | None:
    """Codes or words of AMap in a list that says nothing of its types; None where no column plainly holds them."""
    for names, pattern in ((CODE_COLUMNS, AMAP), (WORD_COLUMNS, AMAP), (WORD_COLUMNS, AMAP_WORDS)):
        for column in frame.columns:
            if unicodedata.normalize("NFKC", str(column)).strip().lower() not in names:
                continue
            words = _with_zeros(texts(frame[column]))
            filled = words[words != ""]
            if len(filled) and float(filled.str.fullmatch(pattern).mean()) >= PLAIN:
                text = msg("设施类型按列 “{column}” 的高德分类识别（如 “{iloc}”）", column=column, iloc=filled.iloc[0])
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
        words = _own_types(frame, book, notes)
        words = _exported_types(frame, notes) if words is None else words
    if table.from_osm:
        verdicts = [book.of_tags(name, tags) for name, tags in zip(names, frame[TAGS], strict=True)]
        verdicts = [
            TypeMatch("", msg("access={access},不对公众开放", access=tags["access"])) if is_private(tags) else found
            for found, tags in zip(verdicts, frame[TAGS], strict=True)
        ]
        if not table.automatic:
            wrong = msg("不是 {type}", type=table.type)
            verdicts = [
                found if found.code == table.type else TypeMatch("", found.reason if not found.code else wrong)
                for found in verdicts
            ]
    elif words is not None:
        verdicts = [book.of_word(name, word) for name, word in zip(names, words, strict=True)]
    else:
        keys = [key for key in frame.columns if key in book.tag_keys]
        if not keys and not names.any():
            raise InputError(
                msg("{layer} 没有名称列,无法识别设施类型", layer=notes.layer),
                hint=msg("请在 columns 中指明 name,或写 type_column"),
            )
        tagged = zip(names, *(texts(frame[key]) for key in keys), strict=True)
        verdicts = (
            [book.of_tags(name, dict(zip(keys, values, strict=True))) for name, *values in tagged]
            if keys
            else [book.of_word(name, "") for name in names]
        )
    why = pd.Series([v.reason for v in verdicts], index=frame.index, dtype=object)
    return pd.DataFrame({"type": pd.Series([v.code for v in verdicts], index=frame.index, dtype="str"), "typed": why})
