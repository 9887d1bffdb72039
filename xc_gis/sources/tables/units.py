"""
Units that stand in a heading, in a row below it, or in the title: 常住人口(万人), 建筑面积/公顷, 单位:千人.

A unit that fits its column is converted and reported. One that does not (户 where people are counted, % where numbers are) stops the
reading and is named: a number in another unit looks like any other number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import AGE_COLUMNS
from xc_gis.sources.rows.cells import is_missing, numbers
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.unit_words import (
    AREAS,
    IN_BRACKETS,
    JOINED_UNITS,
    NO_UNIT,
    NUMERALS,
    OWN_UNIT,
    PEOPLE,
    PLACES,
    SHARES,
    STATED_UNIT,
    STOREYS,
    STRANGE,
    UNIT_AT_END,
    UNIT_WORD,
)

_OF = {"capacity": PLACES, "floor_area": AREAS, "levels": STOREYS} | dict.fromkeys(AGE_COLUMNS.values(), PEOPLE)
_ZH = {"capacity": msg("个（张、人）"), "floor_area": msg("平方米"), "levels": msg("层")} | dict.fromkeys(
    AGE_COLUMNS.values(), msg("人")
)
SHARE = "share_"


def _plain(word: str) -> str:
    text = unicodedata.normalize("NFKC", word).casefold()
    return UNIT_WORD.sub("", re.sub(r"\s", "", text)).strip(":：")


def is_unit(word: str) -> bool:
    """Whether a word is a unit of anything."""
    plain = _plain(word)
    return any(plain in known for known in (PEOPLE, AREAS, PLACES, STOREYS, SHARES, STRANGE))


def unit_in(heading: str) -> str:
    """
    The unit that a heading names; empty where it names none.

    >>> [unit_in(text) for text in ("常住人口(万人)", "人口（2020年）", "面积/公顷", "常住人口万人", "人口,单位:千人")]
    ['万人', '', '公顷', '万人', '千人']
    """
    text = unicodedata.normalize("NFKC", heading).strip()
    for found in IN_BRACKETS.findall(text):
        for part in (found, *re.split(r"[,;、]", found)):
            if is_unit(part) and _plain(part):
                return _plain(part)
    bare = IN_BRACKETS.sub("", text).strip()
    tail = UNIT_AT_END.search(bare)
    if tail and is_unit(tail[1]) and _plain(tail[1]) not in NUMERALS:
        return _plain(tail[1])
    return next((unit for unit in JOINED_UNITS if _plain(bare).endswith(unit) and _plain(bare) != unit), "")


def without_unit(heading: str) -> str:
    """The heading without a unit at its end: 常住人口万人 is 常住人口."""
    text = unicodedata.normalize("NFKC", heading).strip()
    bare = IN_BRACKETS.sub("", text).strip()
    tail = UNIT_AT_END.search(bare)
    if tail and is_unit(tail[1]) and _plain(tail[1]) not in NUMERALS:
        return bare[: tail.start()]
    unit = next((u for u in JOINED_UNITS if bare.casefold().endswith(u) and bare.casefold() != u), "")
    return bare[: len(bare) - len(unit)]


def unit_row(row: Sequence[str]) -> tuple[str, ...] | None:
    """Units by column of a row that holds nothing else; None for any other row."""
    cells = [_plain(cell.strip().strip("()（）[]【】")) for cell in row]
    if not any(cell for cell in cells[1:]) or not all(cell in NO_UNIT or is_unit(cell) for cell in cells):
        return None
    units = tuple("" if cell in NO_UNIT else cell for cell in cells)
    return units if any(units) else None


def stated_units(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Units that lines of text state for the whole table: 单位:万人、公顷."""
    found: list[str] = []
    for row in rows:
        for cell in row:
            for stated in STATED_UNIT.findall(unicodedata.normalize("NFKC", cell)):
                found += [_plain(part) for part in re.split(r"[,、;/\s]+", stated) if is_unit(part)]
    return tuple(dict.fromkeys(found))


def in_own_units(
    frame: pd.DataFrame, headings: Mapping[str, str], below: Mapping[str, str], stated: Sequence[str], notes: Notes
) -> pd.DataFrame:
    """
    Convert columns that stand in other units than people, square metres, places, storeys or shares of 1.

    Parameters
    ----------
    frame
        Columns by canonical names; cells as text.
    headings
        Heading in the file by canonical name, where it differs.
    below, stated
        Unit by heading out of a row below it; units that the title or a note states for the whole table.

    Raises
    ------
    InputError
        A unit that the column cannot have.
    """
    made: dict[str, pd.Series] = {}
    left_out: list[str] = []
    for role, heading, known in _measured(frame, headings):
        unit = below.get(heading) or unit_in(heading)
        where = msg("列 “{heading}” 的单位是 {unit}", heading=heading, unit=unit)
        if not unit:
            unit = next((word for word in stated if word in known and known is not SHARES), "")
            where = msg("表中写明单位为 {unit}，列 “{heading}”", unit=unit, heading=heading)
        if not unit:
            continue
        if unit not in known and notes.table.startswith("facilities"):  # nothing rests on it there
            notes.add(
                "columns",
                "warning",
                msg("{where}，不是{wanted}，没有使用", where=where, wanted=_ZH[role]),
                {"column": heading, "unit": unit},
            )
            left_out.append(role)
            continue
        if unit not in known:
            raise _refused(role, heading, unit, notes.layer)
        factor = known[unit]
        if factor != 1.0:
            made[role], own = _times(frame[role], factor)
            text = msg("{where}，已{how}", where=where, how=_converted(factor))
            if own:
                text += msg("，其中 {own} 格自带单位，照其所写", own=own)
            notes.add("columns", "warning", text, {"column": heading, "unit": unit, "factor": factor})
    return frame.drop(columns=left_out).assign(**made) if made or left_out else frame


def _converted(factor: float) -> str:
    if factor < 1:
        return msg("除以 {divisor:,.0f}", divisor=1 / factor)
    return msg("乘以 {factor}", factor=f"{factor:,.6g}" if factor < 1e6 else f"{factor:,.0f}")  # noqa: PLR2004 - no exponent


def _measured(frame: pd.DataFrame, headings: Mapping[str, str]) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    for role in frame.columns:
        known = SHARES if str(role).startswith(SHARE) else _OF.get(str(role))
        if known is not None and not pd.api.types.is_bool_dtype(frame[role]):
            yield str(role), headings.get(str(role), str(role)), known


def _refused(role: str, heading: str, unit: str, shown: str) -> InputError:
    if unit in SHARES and role in AGE_COLUMNS.values():
        return InputError(
            msg("{shown} 的列 “{heading}” 是比例（{unit}），不是人数", shown=shown, heading=heading, unit=unit),
            hint=msg("请换成人数，或把比例写进 [residents] 的 ages 表（share_60plus 等）"),
        )
    wanted = msg("比例") if role.startswith(SHARE) else _ZH[role]
    return InputError(
        msg("{shown} 的列 “{heading}” 的单位是 {unit}，这里需要{wanted}", shown=shown, heading=heading, unit=unit, wanted=wanted),
        hint=msg("请换算后再用，或在 columns 中指明另一列"),
    )


def _times(values: pd.Series, factor: float) -> tuple[pd.Series, int]:
    """Numbers times a factor; cells that bring a unit of their own, and those that are no number, stay."""
    found = numbers(values)
    own = values.map(lambda cell: isinstance(cell, str) and bool(OWN_UNIT.search(cell))) & found.notna()
    here = found.notna() & ~own & ~is_missing(values)
    turned = values.astype(object).copy()
    turned[here] = np.round(found[here] * factor, 9)
    return turned, int(own.sum())
