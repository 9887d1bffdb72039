"""
Units that stand in a heading, in a row below it, or in the title: 常住人口(万人), 建筑面积/公顷, 单位:千人.

A unit that fits its column is converted and told. One that does not (户 where people are counted, % where numbers are) stops the
reading and is named: a number in another unit looks like any other number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.model import AGE_COLUMNS
from xc_gis.sources.notes import Notes
from xc_gis.sources.tables.cells import is_missing, numbers

MANY = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
MU_M2 = 10_000 / 15
"""One 亩: fifteen make a hectare (State Council, 1984)."""

_COUNTS = ("人", "口", "名", "位", "个", "个人")
_BARE = {word: factor for word, factor in MANY.items() if word} | {
    "thousand": 1e3,
    "thousands": 1e3,
    "'000": 1e3,
    "000s": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "k": 1e3, "w": 1e4, "wan": 1e4, "10k": 1e4, "tenthousand": 1e4, "tenthousands": 1e4, "10thousand": 1e4,
}  # fmt: skip
_NUMERALS = {
    f"{times}{word}": factor
    for times in ("", "x", "×", "*")
    for factor, words in ((1e3, ("1000", "1,000", "10^3")), (1e4, ("10000", "10,000", "10^4")))
    for word in words
} | {"000": 1e3}
"""Units without a word, in brackets alone: elsewhere a number is a year or a code."""

_HEADS = ("persons", "people", "person", "inhabitants", "residents", "heads")
PEOPLE: Mapping[str, float] = {
    **{f"{many}{word}": factor for many, factor in MANY.items() for word in _COUNTS}, **_BARE,
    **{f"{many}{word}": factor for many, factor in {"": 1.0, **_BARE}.items() for word in _HEADS if many or word != "residents"},
    **{f"{many}{word}": factor for many, factor in _NUMERALS.items() for word in ("", "人", *_HEADS)},
}  # fmt: skip
AREAS: Mapping[str, float] = {
    **{f"{many}{word}": factor for many, factor in MANY.items() for word in ("m2", "平方米", "平米", "平方", "平")},
    **dict.fromkeys(("公顷", "ha", "hm2", "hectare", "hectares"), 1e4), "万公顷": 1e8, "亩": MU_M2, "万亩": MU_M2 * 1e4,
    **dict.fromkeys(("km2", "平方公里", "平方千米", "sqkm"), 1e6), **dict.fromkeys(("sqm", "m^2", "sq.m", "squaremetres", "squaremeters"), 1.0),
}  # fmt: skip
PLACES: Mapping[str, float] = {**PEOPLE, **{f"{many}{word}": factor for many, factor in MANY.items() for word in ("张", "床", "座", "间", "班", "张床", "个床位", "个学位", "个座位")}}  # fmt: skip
STOREYS: Mapping[str, float] = {"层": 1.0, "f": 1.0}
SHARES: Mapping[str, float] = {**dict.fromkeys(("%", "百分比", "百分数", "百分之", "pct", "percent", "百分点"), 0.01), "‰": 0.001, "千分比": 0.001, "0-1": 1.0, "小数": 1.0}  # fmt: skip
STRANGE = frozenset((
    "户", "万户", "千户", "家", "栋", "幢", "套", "处", "所", "元", "千元", "万元", "亿元", "米", "m", "km", "公里", "千米", "岁", "天", "吨", "kg", "公斤", "辆", "人次", "万人次", "千人次",
    "人/km2", "人/平方公里", "人/平方千米", "人/公顷", "人/m2", "人/户", "万人/km2", "万人/平方公里", "m2/人", "平方米/人", "ft2", "sqft", "平方英尺", "个/万人", "张/千人",
))  # fmt: skip
"""Units that no column of ours has."""

_OF = {"capacity": PLACES, "floor_area": AREAS, "levels": STOREYS} | dict.fromkeys(AGE_COLUMNS.values(), PEOPLE)
_ZH = {"capacity": "个（张、人）", "floor_area": "平方米", "levels": "层"} | dict.fromkeys(AGE_COLUMNS.values(), "人")
SHARE = "share_"

_BRACKETS = re.compile(r"[(\[【{]([^()\[\]【】{}]*)[)\]】}]")
_TAIL = re.compile(r"(?:[/_:,、\s-]|单位:?)+([^/_:,、\s-]+(?:/[^/_:,、\s]+)?)$")
_SAID = re.compile(r"^(?:计量)?单位[::]?")
_STATED = re.compile(r"(?:计量)?单位\s*[::]\s*([^;。)\]】]+)")
_JOINED = tuple(
    sorted(
        (w for w in (*PEOPLE, *AREAS) if len(w) > 1 and w != "个人" and not w.startswith(tuple(_NUMERALS))), key=len, reverse=True
    )
)
"""Units that may follow a name without any sign: 常住人口万人."""

_NOTHING = frozenset(("", "-", "—", "--", "——", "/", "单位", "计量单位"))


def _plain(word: str) -> str:
    text = unicodedata.normalize("NFKC", word).casefold()
    return _SAID.sub("", re.sub(r"\s", "", text)).strip(":：")


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
    for found in _BRACKETS.findall(text):
        for part in (found, *re.split(r"[,;、]", found)):
            if is_unit(part) and _plain(part):
                return _plain(part)
    bare = _BRACKETS.sub("", text).strip()
    tail = _TAIL.search(bare)
    if tail and is_unit(tail[1]) and _plain(tail[1]) not in _NUMERALS:
        return _plain(tail[1])
    return next((unit for unit in _JOINED if _plain(bare).endswith(unit) and _plain(bare) != unit), "")


def without_unit(heading: str) -> str:
    """The heading without a unit at its end: 常住人口万人 is 常住人口."""
    text = unicodedata.normalize("NFKC", heading).strip()
    bare = _BRACKETS.sub("", text).strip()
    tail = _TAIL.search(bare)
    if tail and is_unit(tail[1]) and _plain(tail[1]) not in _NUMERALS:
        return bare[: tail.start()]
    unit = next((u for u in _JOINED if bare.casefold().endswith(u) and bare.casefold() != u), "")
    return bare[: len(bare) - len(unit)]


def unit_row(row: Sequence[str]) -> tuple[str, ...] | None:
    """Units by column of a row that holds nothing else; None for any other row."""
    cells = [_plain(cell.strip().strip("()（）[]【】")) for cell in row]
    if not any(cell for cell in cells[1:]) or not all(cell in _NOTHING or is_unit(cell) for cell in cells):
        return None
    units = tuple("" if cell in _NOTHING else cell for cell in cells)
    return units if any(units) else None


def stated_units(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Units that lines of text state for the whole table: 单位:万人、公顷."""
    found: list[str] = []
    for row in rows:
        for cell in row:
            for said in _STATED.findall(unicodedata.normalize("NFKC", cell)):
                found += [_plain(part) for part in re.split(r"[,、;/\s]+", said) if is_unit(part)]
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
        where = f"列 “{heading}” 的单位是 {unit}"
        if not unit:
            unit = next((word for word in stated if word in known and known is not SHARES), "")
            where = f"表中写明单位为 {unit}，列 “{heading}”"
        if not unit:
            continue
        if unit not in known and notes.table.startswith("facilities"):  # nothing rests on it there
            notes.add("columns", "warning", f"{where}，不是{_ZH[role]}，没有使用", {"column": heading, "unit": unit})
            left_out.append(role)
            continue
        if unit not in known:
            raise _refused(role, heading, unit, notes.layer)
        factor = known[unit]
        if factor != 1.0:
            made[role], own = _times(frame[role], factor)
            told = f"，其中 {own} 格自带单位，照其所写" if own else ""
            how = f"除以 {1 / factor:,.0f}" if factor < 1 else f"乘以 {factor:,.6g}" if factor < 1e6 else f"乘以 {factor:,.0f}"  # noqa: PLR2004
            notes.add("columns", "warning", f"{where}，已{how}{told}", {"column": heading, "unit": unit, "factor": factor})
    return frame.drop(columns=left_out).assign(**made) if made or left_out else frame


def _measured(frame: pd.DataFrame, headings: Mapping[str, str]) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    for role in frame.columns:
        known = SHARES if str(role).startswith(SHARE) else _OF.get(str(role))
        if known is not None and not pd.api.types.is_bool_dtype(frame[role]):
            yield str(role), headings.get(str(role), str(role)), known


def _refused(role: str, heading: str, unit: str, shown: str) -> InputError:
    if unit in SHARES and role in AGE_COLUMNS.values():
        return InputError(
            f"{shown} 的列 “{heading}” 是比例（{unit}），不是人数",
            hint="请换成人数，或把比例写进 [residents] 的 ages 表（share_60plus 等）",
        )
    wanted = "比例" if role.startswith(SHARE) else _ZH[role]
    return InputError(
        f"{shown} 的列 “{heading}” 的单位是 {unit}，这里需要{wanted}", hint="请换算后再用，或在 columns 中指明另一列"
    )


def _times(values: pd.Series, factor: float) -> tuple[pd.Series, int]:
    """Numbers times a factor; cells that bring a unit of their own, and those that are no number, stay."""
    found = numbers(values)
    own = values.map(lambda cell: isinstance(cell, str) and bool(re.search(r"[百千万亿%％‰人户]", cell))) & found.notna()
    here = found.notna() & ~own & ~is_missing(values)
    turned = values.astype(object).copy()
    turned[here] = np.round(found[here] * factor, 9)
    return turned, int(own.sum())
