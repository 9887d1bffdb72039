"""
Names of places made comparable.

Full-width letters, spaces, brackets and the city in front do not tell places apart; numbers, directions and branches do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from xc_gis.sources.rows.cities import CITIES, CITY_FRONT

TELLING = frozenset("东西南北中内外前后上下左右甲乙丙丁")
"""Signs that tell two neighbours apart, however alike their names are: 西便门东里, 西便门西里."""

_DIGITS = {"零": "0", "〇": "0", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8",
           "九": "9"}  # fmt: skip
_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百]+")
_BRACKETS = re.compile(r"[((\[【〔〈<].*?[))\]】〕〉>]")
BRANCH_END = re.compile(r"(分店|专卖店|店|分院|院区|支行|分行|分馆|分园|分号|号店)$")
_OWN_DISTRICT = re.compile(r"^(?:中国)?(?:北京(?=西城.{2}))?(?:西城区|西城(?=.{4}))")
"""The district for which the program was written first, also without 区; of any other the study says its name (``prefixes``)."""
_COMPANY = re.compile(r"(股份)?(有限)?(责任)?公司")


def plain_name(text: str) -> str:
    """Letters and digits alone, full-width ones made ordinary, small: the part of a name that never depends on typing."""
    shown = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in shown if unicodedata.category(c)[0] in "LN")


def with_digits(text: str) -> str:
    """Chinese numerals as digits: 十二 is 12, 二〇 is 20. ``百`` and more are signs of names (百万庄) unless digits surround them."""
    return _NUMBER.sub(lambda found: _value(found[0]), text)


@lru_cache(maxsize=4096)
def _value(word: str) -> str:
    if "百" in word:
        head, _, tail = word.partition("百")
        if not head or "百" in tail or len(head) > 1:
            return word if not head else "".join(_DIGITS.get(c, c) for c in word)
        low = _value(tail.removeprefix("零")) if tail else "0"
        return str(int(_DIGITS.get(head, "1")) * 100 + int(low)) if low.isdigit() else word
    if "十" in word:
        head, _, tail = word.partition("十")
        if len(head) > 1 or len(tail) > 1 or "十" in tail:
            return "".join(_DIGITS.get(c, "10") for c in word)
        return str(int(_DIGITS.get(head, "1")) * 10 + int(_DIGITS.get(tail, "0")))
    return "".join(_DIGITS[c] for c in word)


@dataclass(frozen=True)
class PlaceName:
    """
    A name taken apart.

    Attributes
    ----------
    core
        Without city, company form, branch; numerals as digits.
    branch
        What names the branch (西直门), empty where nothing does.
    own
        ``core`` without the words that only say the type: what is this facility's alone; empty for 公共厕所.
    signs
        Numbers and telling signs of ``core``, in their order: 2 facilities with different signs are two.
    """

    core: str
    branch: str
    own: str
    signs: str


def place_name(text: str, *, prefixes: Collection[str] = (), generic: re.Pattern[str] | None = None) -> PlaceName:
    """
    Take a name apart.

    Parameters
    ----------
    prefixes
        Words in front that only say where it is (names of the district and its subdistricts), longest first.
    generic
        Words of its type (``社区卫生服务站``).
    """
    shown = unicodedata.normalize("NFKC", text).casefold()
    inside = [plain_name(found.group()) for found in _BRACKETS.finditer(shown)]
    bare = plain_name(_BRACKETS.sub("", shown)) or plain_name(shown)
    bare = _without_company(_without_city(bare, prefixes))
    branch = "".join(BRANCH_END.sub("", _without_city(word, prefixes)) for word in inside if word not in CITIES)
    core = with_digits(bare)
    own = generic.sub("", bare) if generic else bare
    return PlaceName(core, with_digits(branch), with_digits(own), distinguishing_signs(core))


_SIGNS = re.compile(r"\d+|[" + "".join(sorted(TELLING)) + "]")


def distinguishing_signs(core: str) -> str:
    """Numbers and telling signs of a name, in their order."""
    return " ".join(_SIGNS.findall(core))


def _without_city(text: str, prefixes: Collection[str]) -> str:
    rest = _OWN_DISTRICT.sub("", CITY_FRONT.sub("", text, count=1), count=1)
    for prefix in prefixes:
        if rest.startswith(prefix) and len(rest) - len(prefix) > 1:
            rest = rest[len(prefix) :]
            break
    return rest or text


def _without_company(text: str) -> str:
    return _COMPANY.sub("", text) or text
