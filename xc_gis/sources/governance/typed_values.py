"""
Figures that no map can tell, as an office keeps them: a row for each area and figure (satisfaction, chain rate), with unit, source and day.

Percent may be written 90, 90 % or 0.9; without a sign one way in a table; a column of units that says 比例 means 0-1. What cannot be read for certain is refused with its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import DISTRICT, InputRecord
from xc_gis.model.typed_values import TYPED_VALUE_COLUMNS
from xc_gis.sources.governance.indicator_words import PERCENT_UNITS, SHARE_UNITS, SQUARE_METRES, TYPED_VALUE_HEADINGS
from xc_gis.sources.governance.percentages import PERCENT, shares
from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.governance.stated_days import days_of
from xc_gis.sources.governance.table_areas import areas_of
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.unit_numbers import in_unit, plain_word
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import ValuesOfAreasTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard.typed_values import TypedValue
from xc_gis.units import PERCENT as PERCENT_UNIT
from xc_gis.units import amount

KEYS = ["key", "level", "area"]
DIGITS = 9


def read_typed_values(
    files: StudyFiles,
    table: ValuesOfAreasTable,
    asked: Mapping[str, TypedValue],
    communities: pd.DataFrame,
    day: date | None,
    notes: Notes,
) -> tuple[pd.DataFrame, InputRecord]:
    """
    Read the figures that a study states.

    Parameters
    ----------
    asked
        Figures that its standards know, by key.
    communities
        ``community_id, name, subdistrict``.
    day
        Of the study: later figures are left out, and told.

    Returns
    -------
    DataFrame, InputRecord
        ``TYPED_VALUE_COLUMNS``; an empty cell is no figure.

    Raises
    ------
    InputError
        A missing column; a figure, area, unit, day or value that is none; two of the same area and day: with file and row.
    """
    frame = read_rows(files, table.table, TYPED_VALUE_HEADINGS, notes)
    require(frame, ("key", "value"), TYPED_VALUE_HEADINGS, notes)
    keys = _keys(frame, asked, notes)
    areas = areas_of(frame, communities, table.area, notes)
    days = days_of(frame, notes)
    values = frame.assign(
        key=keys, level=[level for level, _ in areas], area=[area for _, area in areas], day=days, value=_values(frame, keys, asked, notes)
    )  # fmt: skip
    note_rough(frame, "value", values["value"], msg("填报数值"), notes)
    blank = values["value"].isna()
    if blank.any():
        rows = listed(sorted(int(row) for row in frame[ROW][blank]))
        text = msg("{count} 个填报数值为空，按未知处理（第 {rows} 行）", count=int(blank.sum()), rows=rows)
        notes.add("rows", "info", text, {"blank": int(blank.sum())})
    values = _newest(values[~blank], asked, day, notes)
    record = InputRecord("values", notes.layer, files.sha256(table.table.path), len(frame), len(values), "")
    found = values.assign(
        origin=texts(values["origin"]) if "origin" in values.columns else "",
        stated=[one.isoformat() if one is not None else "" for one in values["day"]],
    )
    found = found[list(TYPED_VALUE_COLUMNS)].sort_values(KEYS, kind="stable", ignore_index=True)
    return found.astype({"value": "float64"}), record


def _keys(frame: pd.DataFrame, asked: Mapping[str, TypedValue], notes: Notes) -> list[str]:
    known = {plain_word(name): key for key, one in asked.items() for name in (key, one.zh, one.en) if name}
    found = []
    for word, row in zip(texts(frame["key"]), frame[ROW], strict=True):
        key = known.get(plain_word(word))
        if key is None:
            names = [one.zh for one in asked.values()]
            raise InputError(
                msg("{shown} 第 {row} 行：本项目的评价标准没有填报数值 “{word}”", shown=notes.layer, row=int(row), word=word),
                hint=nearest_spelling(word, names)
                or (
                    msg("可用:{asked}", asked=joined("、", names))
                    if names
                    else msg("本项目的评价标准都不要求填报数值；请从项目中删去 [values]")
                ),
            )
        found.append(key)
    return found


def _values(frame: pd.DataFrame, keys: list[str], asked: Mapping[str, TypedValue], notes: Notes) -> pd.Series:
    """Values in the units of the standard; NaN where nothing stands."""
    units = texts(frame["unit"]) if "unit" in frame.columns else pd.Series("", index=frame.index)
    found = pd.Series(float("nan"), index=frame.index)
    percent = pd.Series([asked[key].unit == PERCENT_UNIT for key in keys], index=frame.index)
    as_share = percent & units.map(lambda word: plain_word(word) in SHARE_UNITS)
    for row, key, unit, at in zip(frame[ROW], keys, units, frame.index, strict=True):
        if not as_share[at] and unit and _unit(unit) != _unit(asked[key].unit):
            raise InputError(
                msg("{shown} 第 {row} 行：单位 “{unit}” 与标准不同（{value} 的单位是 {right}）", shown=notes.layer, row=int(row), unit=unit,
                    value=asked[key].zh, right=asked[key].unit),
                hint=msg("请按 {unit} 填写", unit=asked[key].unit),
            )  # fmt: skip
    for rows in (percent & ~as_share, as_share):
        if rows.any():
            found[rows] = (shares(frame[rows], "value", notes, msg("填报数值")) * PERCENT).round(DIGITS)
    _refuse_percent_as_share(frame, as_share, found, notes)
    for at in frame.index[~percent]:
        cell, row = frame["value"][at], int(frame[ROW][at])
        one = asked[keys[frame.index.get_loc(at)]]
        if bool(is_missing(pd.Series([cell]))[0]):
            continue
        value = in_unit(cell, one.unit)
        if value is None or value < 0:
            raise InputError(
                msg("{shown} 第 {row} 行：填报数值 “{word}” 不是不小于零的数（单位 {unit}）", shown=notes.layer, row=row, word=cell, unit=one.unit),
                hint=msg("请更正后重试"),
            )  # fmt: skip
        found[at] = value
    return found


def _refuse_percent_as_share(frame: pd.DataFrame, as_share: pd.Series, found: pd.Series, notes: Notes) -> None:
    """A cell above 1 in a row that says it is a share (0-1)."""
    for at in frame.index[as_share]:
        word = str(texts(frame.loc[[at], "value"]).iloc[0])
        value = in_unit(word, "")
        if value is not None and value > 1:
            raise InputError(
                msg("{shown} 第 {row} 行：单位写的是比例（0 到 1），数值却是 “{word}”", shown=notes.layer, row=int(frame[ROW][at]), word=word),
                hint=msg("请写成带 % 的百分数，如 90%"),
            )  # fmt: skip
        if value is not None:
            found[at] = round(value * PERCENT, DIGITS)


def _unit(word: str) -> str:
    """A unit as it is compared: 平方米/百户 is ㎡/百户, 百分比 is %."""
    plain = plain_word(word)
    if plain in PERCENT_UNITS:
        return PERCENT_UNIT
    for name in SQUARE_METRES:
        plain = plain.replace(name, "m2")
    return plain


def _newest(values: pd.DataFrame, asked: Mapping[str, TypedValue], day: date | None, notes: Notes) -> pd.DataFrame:
    """One row a figure and area: the newest that is not later than the study."""
    late = values["day"].map(lambda one: day is not None and one is not None and one > day).astype(bool)
    if late.any():
        rows = listed(sorted(int(row) for row in values[ROW][late]))
        text = msg(
            "{count} 个填报数值晚于项目日期 {day}，没有采用（第 {rows} 行）", count=int(late.sum()), day=str(day), rows=rows
        )
        notes.add("rows", "info", text, {"late": int(late.sum())})
    values = values[~late]
    undated = values[values["day"].isna() & values.duplicated(KEYS, keep=False)]
    twice = values[values.assign(day=values["day"].astype(str)).duplicated([*KEYS, "day"], keep=False)]
    for wrong in (twice, undated):
        if len(wrong):
            first = wrong.iloc[0]
            mine = values[(values[KEYS] == first[KEYS]).all(axis=1)]
            found = joined(
                "、", (amount(float(value), asked[first["key"]].unit, asked[first["key"]].unit_en) for value in mine["value"][:5])
            )
            raise InputError(
                msg("{shown}：{area} 的 {value} 有几个数（第 {rows} 行：{found}）", shown=notes.layer, area=msg("全区") if first["area"] == DISTRICT else first["area"], value=asked[first["key"]].zh,
                    rows=joined("、", (str(int(row)) for row in mine[ROW][:5])), found=found),
                hint=msg("同一区域同一天只能有一个数；不同时期的请都写明日期"),
            )  # fmt: skip
    order = values["day"].map(lambda one: date.min if one is None else one)
    return values.assign(order=order).sort_values("order", kind="stable").drop_duplicates(KEYS, keep="last")
