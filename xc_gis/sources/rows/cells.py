"""What stands in a cell: text, number, nothing. Full-width digits, thousands separators, units and "约" are understood."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import numpy as np
import pandas as pd

ROW = "__row__"
"""Column of the row number in the file, as a person sees it there."""

MISSING = frozenset((
    "", "—", "–", "——", "-", "--", "/", "\\", "无", "暂无", "未知", "不详", "待定", "空", "null", "none", "nan", "n/a", "na", "#n/a", "#ref!",
    "#value!", "#div/0!", "#name?", "#null!", "#num!",
))  # fmt: skip
"""Words for "not known"; never read as zero."""

LONGEST_MISSING = 2 * max(map(len, MISSING))
"""Longer cells say something, whatever control characters they hold."""

_ABOUT = re.compile(r"^(?:大?约|近|≈|~|约为|左右)|(?:左右|上下|余|多)$")
_UNIT = re.compile(r"(?:人|户|张|床|个|名|间|处|层|米|m|㎡|m2|m²|平方米|平米|平方)$", re.IGNORECASE)
_MULTIPLE = re.compile(r"^([-+]?[\d.,]+)(百|千|万|十万|百万|千万|亿)$")
_MULTIPLES = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_SPACED = re.compile(r"\d\s+\d")
_BY_THREE = re.compile(r"\D*[-+]?\d{1,3}(?:\s\d{3})+(?:\.\d+)?\D*|\D*\d(?:\s+\d)+\D*")
"""Digits in groups of three, or spaced out one by one."""


def shown(value: object) -> str:
    """A cell of a spreadsheet as text; midnight is no time of day, and an id such as 110102001001 no decimal."""
    if value is None or value is pd.NaT:  # GDAL reads a column of days as such, whatever its empty cells were
        return ""
    if isinstance(value, bool | np.bool_):
        return "是" if value else "否"
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)  # noqa: PLR2004 - exact as a float
    if isinstance(value, dt.datetime):
        return str(value.date()) if value.time() == dt.time() else str(value)
    return str(value)


UNSEEN = frozenset(("Cc", "Cf", "Cs"))
"""Unicode categories. Private letters (Co: rare characters of Chinese names) and those newer than Python (Cn) are letters."""

JOINERS = "\u200c\u200d"
"""Within words and emoji they are part of the writing."""


def clean(text: object) -> str:
    """Text without what nobody sees (control characters, marks of direction and width) and outer spaces; NFC. Every letter stays, rare ones as well."""
    normal = unicodedata.normalize("NFC", str(text))
    if normal.isprintable():  # nearly all: nothing to look for sign by sign
        return normal.strip()
    return "".join(c for c in normal if c in JOINERS or unicodedata.category(c) not in UNSEEN).strip()


def numbers(values: pd.Series) -> pd.Series:
    """
    Read numbers: full-width digits, thousands separators, spaces, units (``120人``) and ``约120`` are understood.

    Returns
    -------
    Series of float
        NaN for a word that means "not known" and for text that is no finite number; see ``is_missing``.
    """
    if pd.api.types.is_numeric_dtype(values):
        return values.astype(float)
    plain = pd.to_numeric(values, errors="coerce").astype(float)
    other = plain.isna()
    if other.any():
        plain[other] = pd.to_numeric(values[other].map(_number_text), errors="coerce").astype(float)
    return plain.mask(np.isinf(plain))


def loose_numbers(values: pd.Series) -> pd.Series:
    """Whether a number is only given roughly (``约120``, ``120左右``, ``1.2万``): to be reported where it is used."""
    if pd.api.types.is_numeric_dtype(values):
        return pd.Series(False, index=values.index)
    odd = pd.to_numeric(values, errors="coerce").isna()
    words = values.where(odd, "").map(lambda v: _compact(v) if isinstance(v, str) else "")
    rough = words.map(lambda w: bool(_ABOUT.search(_UNIT.sub("", w)) or _ABOUT.search(w) or _MULTIPLE.match(_UNIT.sub("", w))))
    return rough & numbers(values).notna()


def _compact(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")


def _number_text(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _SPACED.search(value) and not _BY_THREE.fullmatch(unicodedata.normalize("NFKC", value).strip()):
        return None  # 1 23 is no 123; 1 234 is a number of thousands
    text = _compact(value)
    if not any(c.isdigit() for c in text):
        return None
    bare = _ABOUT.sub("", _UNIT.sub("", _ABOUT.sub("", text)))
    if found := _MULTIPLE.match(bare):
        amount = _plain_number(found[1])
        return None if amount is None else round(float(amount) * _MULTIPLES[found[2]], 6)
    return _plain_number(bare)


def _plain_number(bare: str) -> str | None:
    """A number without thousands separators; None where they do not part thousands, or where there are two points."""
    if bare.count(".") > 1:
        return None
    head, dot, tail = bare.partition(".")
    if "," in head:
        first, *groups = head.lstrip("+-").split(",")
        if not first or any(len(group) != 3 for group in groups):  # noqa: PLR2004 - thousands
            return None
    return (head.replace(",", "") if "," not in tail else bare) + dot + tail


def is_missing(values: pd.Series) -> pd.Series:
    """Whether nothing stands there, or a word for "not known"."""
    return values.isna() | values.map(lambda v: isinstance(v, str) and (not v or _is_word_for_missing(v)))


def _is_word_for_missing(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= LONGEST_MISSING and clean(bare).lower() in MISSING


def texts(values: pd.Series) -> pd.Series:
    """Clean text; empty where nothing stands. Numbers lose a needless ``.0``."""
    return values.map(lambda v: "" if v is None or v is pd.NA or (isinstance(v, float) and np.isnan(v)) else clean(shown(v)))
