"""Units as they stand in headings of Chinese and English lists, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
NUMERALS = {
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
    **{f"{many}{word}": factor for many, factor in NUMERALS.items() for word in ("", "人", *_HEADS)},
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

IN_BRACKETS = re.compile(r"[(\[【{]([^()\[\]【】{}]*)[)\]】}]")
UNIT_AT_END = re.compile(r"(?:[/_:,、\s-]|单位:?)+([^/_:,、\s-]+(?:/[^/_:,、\s]+)?)$")
UNIT_WORD = re.compile(r"^(?:计量)?单位[::]?")
STATED_UNIT = re.compile(r"(?:计量)?单位\s*[::]\s*([^;。)\]】]+)")
JOINED_UNITS = tuple(
    sorted(
        (w for w in (*PEOPLE, *AREAS) if len(w) > 1 and w != "个人" and not w.startswith(tuple(NUMERALS))), key=len, reverse=True
    )
)
"""Units that may follow a name without any sign: 常住人口万人."""

NO_UNIT = frozenset(("", "-", "—", "--", "——", "/", "单位", "计量单位"))

OWN_UNIT = re.compile(r"[百千万亿%％‰人户]")
"""A cell with one of these brings a unit of its own."""
