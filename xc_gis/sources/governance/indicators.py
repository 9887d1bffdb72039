"""
Yearly values of indicators as an office keeps them: a row for each value, or a column for each year.

Which indicator: by number or by name. Which area: none or 全区 the district, else a subdistrict or community. Values stand in the unit of the list; percent may be
written 90, 90 % or 0.9; without a sign one way in a table. Values of years after the study are left out and told. What cannot be read for certain is refused with its row.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import INDICATOR_VALUE_COLUMNS, IndicatorValues, InputRecord
from xc_gis.sources.governance.indicator_words import INDICATOR_HEADINGS, YEAR_HEADING
from xc_gis.sources.governance.indicator_years import up_to, years_of
from xc_gis.sources.governance.percentages import PERCENT, says_percent, shares
from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.governance.stated_days import days_of
from xc_gis.sources.governance.table_areas import areas_of
from xc_gis.sources.governance.table_rows import COLUMN_OF, plain_headings, refuse_second_heading, roles_of
from xc_gis.sources.governance.unit_numbers import in_unit, plain_word
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import IndicatorsTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.sources.tables.read import read_table
from xc_gis.sources.tables.role_words import role_word
from xc_gis.standard.indicator_list import Indicator, IndicatorList

KEYS = ["number", "part", "level", "area", "year"]
FAR_OFF = 1000.0
"""A value so many times its target was meant in another unit."""


def read_indicators(
    files: StudyFiles, table: IndicatorsTable, asked: IndicatorList, communities: pd.DataFrame, day: date | None, notes: Notes
) -> tuple[IndicatorValues, InputRecord | None]:
    """
    Read the values of one list; none where the study names no table.

    Parameters
    ----------
    communities
        ``community_id, name, subdistrict``.
    day
        Of the study: values of later years are left out, and told.

    Raises
    ------
    InputError
        A missing column; an indicator, part, area, year or value that is none, a year out of all sense; two rows of the same year: with file and row.
    """
    if table.table is None:
        return IndicatorValues(table.list, pd.DataFrame(columns=list(INDICATOR_VALUE_COLUMNS))), None
    frame = _rows(files, table.table, notes)
    which = _indicators(frame, asked, notes)
    frame = frame.assign(number=[one.number for one in which], part=_parts(frame, which, notes))
    areas = areas_of(frame, communities, asked.meta.area, notes)
    values = frame.assign(
        level=[level for level, _ in areas], area=[area for _, area in areas], year=years_of(frame, notes), value=_values(frame, which, notes)
    )  # fmt: skip
    note_rough(frame, "value", values["value"], msg("指标值"), notes)
    blank = is_missing(frame["value"])
    if blank.any():
        text = msg(
            "{count} 个指标值没有填写，按没有数据处理（第 {rows} 行）",
            count=int(blank.sum()),
            rows=listed(sorted({int(row) for row in frame[ROW][blank]})),
        )
        notes.add("rows", "info", text, {"blank": int(blank.sum())})
    values = up_to(values[~blank], asked, day, notes)
    _refuse_twice(values, asked, notes)
    days_of(values, notes)  # as they are written they go on, once they are days
    record = InputRecord("indicators", notes.layer, files.sha256(table.table.path), len(frame), len(values), "")
    for column in ("origin", "stated"):
        values[column] = texts(values[column]) if column in values.columns else ""
    values = values[list(INDICATOR_VALUE_COLUMNS)].sort_values(KEYS, kind="stable", ignore_index=True)
    return IndicatorValues(table.list, values), record


def _rows(files: StudyFiles, table: AreaTable, notes: Notes) -> pd.DataFrame:
    """The table with canonical columns, one row a value."""
    raw = read_table(
        files.resolve(table.path), notes.layer, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet,
        header_row=table.header_row, header_rows=table.header_rows, leave_out=table.leave_out, notes=notes,
    )  # fmt: skip
    names = [str(name) for name in raw.columns if name != ROW]
    years = {name: match.group(1) for name in names for word in plain_headings(name) if (match := YEAR_HEADING.match(word))}
    found = roles_of([name for name in names if name not in years], table.columns, INDICATOR_HEADINGS, notes.layer)
    if len(raw) == 0:
        raise InputError(msg("{shown} 没有任何数据行", shown=notes.layer), hint=notes.why_no_rows(msg("请检查文件内容或工作表")))
    refuse_second_heading(raw, INDICATOR_HEADINGS, notes.layer)
    if not {"number", "indicator"} & set(found):
        _missing(notes, "indicator")
    if not years:
        for role in ("year", "value"):
            if role not in found:
                _missing(notes, role)
    if not years:
        rows = raw[[*found.values(), ROW]].rename(columns={column: role for role, column in found.items()})
        rows.attrs[COLUMN_OF] = found
        return rows
    if {"year", "value"} & set(found):
        raise InputError(
            msg(
                "{shown} 既有年份列（{years}），又有数值列或年份字段",
                shown=notes.layer,
                years=joined("、", sorted(years.values())),
            ),
            hint=msg("请只留一种：每年一列，或每行一年"),
        )
    kept = raw[[*found.values(), ROW]].rename(columns={column: role for role, column in found.items()})
    rows = pd.concat([kept.assign(year=year, value=raw[column]) for column, year in years.items()], ignore_index=True)
    heading = next(
        (column for column in years if says_percent(column)), next(iter(years))
    )  # where one says percent, all are meant so
    rows.attrs[COLUMN_OF] = {**found, "value": heading}
    return rows


def _missing(notes: Notes, role: str) -> None:
    raise InputError(
        msg("{shown} 缺少列 {missing}；可用的列名：{names}", shown=notes.layer, missing=role_word(role, INDICATOR_HEADINGS[role]), names=joined("、", INDICATOR_HEADINGS[role])),
        hint=msg('表头不同时请在 columns 中指明,如 columns = {{ {role} = "…" }}', role=role),
    )  # fmt: skip


def _indicators(frame: pd.DataFrame, asked: IndicatorList, notes: Notes) -> list[Indicator]:
    by_name = {plain_word(name): one for one in asked.indicators for name in (one.zh, one.en) if name}
    numbered = numbers(frame["number"]) if "number" in frame.columns else pd.Series(float("nan"), index=frame.index)
    names = texts(frame["indicator"]) if "indicator" in frame.columns else pd.Series("", index=frame.index)
    found = []
    for number, name, row in zip(numbered, names, frame[ROW], strict=True):
        one = by_name.get(plain_word(name)) if name else None
        of_number = asked.by_number.get(int(number)) if pd.notna(number) and number % 1 == 0 else None
        if one and of_number and one is not of_number:
            raise InputError(
                msg("{shown} 第 {row} 行：编号 {number} 和名称 “{name}” 说的不是同一指标", shown=notes.layer, row=int(row), number=int(number), name=name),
                hint=msg("清单中 {number} 是 “{indicator}”", number=int(number), indicator=of_number.zh),
            )  # fmt: skip
        if not (one or of_number):
            word = name or ("" if pd.isna(number) else f"{number:g}")
            raise InputError(
                msg(
                    "{shown} 第 {row} 行：指标清单 {list} 中没有 “{word}”",
                    shown=notes.layer,
                    row=int(row),
                    list=asked.id,
                    word=word,
                ),
                hint=nearest_spelling(word, [one.zh for one in asked.indicators])
                or msg("请核对编号或名称，或在清单中加上这项指标"),
            )
        found.append(one or of_number)
    return [one for one in found if one is not None]


def _parts(frame: pd.DataFrame, which: list[Indicator], notes: Notes) -> list[str]:
    words = texts(frame["part"]) if "part" in frame.columns else pd.Series("", index=frame.index)
    found = []
    for word, one, row in zip(words, which, frame[ROW], strict=True):
        known = {plain_word(name): part.zh for part in one.parts for name in (part.zh, part.en) if name}
        part = known.get(plain_word(word), "" if not word and not one.parts else None)
        if part is None:
            raise InputError(
                msg(
                    "{shown} 第 {row} 行：指标 {number} 没有分项 “{word}”",
                    shown=notes.layer,
                    row=int(row),
                    number=one.number,
                    word=word,
                ),
                hint=msg("分项有：{parts}", parts=joined("、", (part.zh for part in one.parts)))
                if one.parts
                else msg("这项指标不分项，请留空"),
            )
        found.append(part)
    return found


def _values(frame: pd.DataFrame, which: list[Indicator], notes: Notes) -> pd.Series:
    """Values in the units of the list; NaN where nothing stands."""
    units = pd.Series([one.unit for one in which], index=frame.index)
    percent = units == "%"
    found = pd.Series(float("nan"), index=frame.index)
    if percent.any():
        found[percent] = (shares(frame[percent], "value", notes, msg("指标值")) * PERCENT).round(9)
    for position in [n for n, is_percent in enumerate(percent) if not is_percent]:
        cell, one, row = frame["value"].iloc[position], which[position], int(frame[ROW].iloc[position])
        if bool(is_missing(pd.Series([cell]))[0]):
            continue
        value = in_unit(cell, one.unit)
        if value is None:
            raise InputError(
                msg(
                    "{shown} 第 {row} 行：指标值 “{word}” 不是数（单位 {unit}）",
                    shown=notes.layer,
                    row=row,
                    word=cell,
                    unit=one.unit,
                ),
                hint=msg("请更正后重试"),
            )
        if one.target and abs(value) > FAR_OFF * abs(one.target):
            raise InputError(
                msg("{shown} 第 {row} 行：指标值 “{word}” 是目标 {target:g} {unit} 的千倍以上，像是用了别的单位", shown=notes.layer, row=row, word=cell,
                    target=one.target, unit=one.unit),
                hint=msg("请按 {unit} 填写，或在数后写明单位", unit=one.unit),
            )  # fmt: skip
        found.iloc[position] = value
    return found


def _refuse_twice(values: pd.DataFrame, asked: IndicatorList, notes: Notes) -> None:
    twice = values.duplicated(KEYS, keep=False)
    if not twice.any():
        return
    first = values[twice].iloc[0]
    same = (values[KEYS] == first[KEYS]).all(axis=1)
    rows = joined("、", map(str, dict.fromkeys(values[ROW][same].astype(int).tolist()[:5])))
    raise InputError(
        msg("{shown}：指标 {number}（{name}）{year} 年有几个数（第 {rows} 行）", shown=notes.layer, number=int(first["number"]),
            name=asked.by_number[int(first["number"])].zh, year=int(first["year"]), rows=rows),
        hint=msg("一个区域一年只能有一个数；请更正后重试"),
    )  # fmt: skip
