"""
Words of tables that speak of services, not of persons: what of a cell may be cited in a message, and what may be written on (decision 211).

A census, a directory, a survey should hold nothing personal; where somebody typed it all the same, or took the hotline's table by mistake, it goes no further.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from xc_gis.languages.message import joined, msg
from xc_gis.sources.governance.personal_data import KIND_WORDS, kind_in
from xc_gis.sources.governance.personal_words import SAYS_WHO, SPOKEN_NUMBER
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes, listed

PUBLIC = frozenset({"door", "address", "person", "coordinates", "web"})
"""What an offer says of itself in public: its house number, its website, the name of whoever keeps it (李师傅修鞋)."""

MAY_HOLD: Mapping[str, frozenset[str]] = {
    "name": PUBLIC,
    "address": PUBLIC,
    "url": PUBLIC,
    "hours": PUBLIC | {"landline"},
    "phone": PUBLIC | {"landline", "mobile"},
}
"""By column of a census or a directory; a telephone in the column of public telephones is one (decision 208)."""

_SIGNS = re.compile(r"[0-9A-Za-z@]")


def cited(word: object) -> str:
    """
    A cell as a message may cite it: itself, or in its place the kind of personal data that it seems to hold.

    >>> cited("棋牌队"), cited("13800138000").startswith("（")
    ('棋牌队', True)
    """
    kind = kind_in(str(word))
    return msg("（像是{kind}，不显示）", kind=KIND_WORDS[kind]) if kind else str(word)


def without_personal(cells: pd.Series, role: str, frame: pd.DataFrame, what: str, notes: Notes) -> pd.Series:
    """
    A column of a census or a directory, cells emptied that hold personal data of a kind that has no place there; told by kind and row, never cited.

    Parameters
    ----------
    cells
        Text.
    role
        Of ``MAY_HOLD``.
    frame
        With ``ROW``, as ``cells``.
    what
        The column, for the finding.
    """
    codes, words = pd.factorize(cells)
    kinds = pd.Series([_kind(str(word), role) for word in words], dtype=object).take(codes)
    kinds.index = cells.index
    lost = kinds != ""
    if lost.any():
        rows = [int(row) for row in frame[ROW][lost]]
        counted = Counter(kinds[lost])
        said = joined("、", (f"{KIND_WORDS[kind]} {count}" for kind, count in sorted(counted.items())))
        text = msg(
            "{count} 行的{what}中含个人信息（第 {rows} 行），没有读取：{kinds}",
            count=len(rows),
            what=what,
            rows=listed(rows),
            kinds=said,
        )
        notes.add("rows", "warning", text, {"rows": rows})
    return cells.mask(lost, "")


def nameless(row: int) -> str:
    """What stands in the place of a name that was not read: where the office finds it."""
    return str(msg("第 {row} 行（名称没有读取）", row=int(row)))


def _kind(text: str, role: str) -> str:
    """Kind of personal data that may not stand there; whatever is looked for beside ``PUBLIC`` and ``SAYS_WHO`` has figures or Latin letters."""
    plain = unicodedata.normalize("NFKC", text)
    if role != "phone":
        for kind, pattern in SAYS_WHO.items():
            if pattern.search(plain):
                return kind
    if not _SIGNS.search(plain) and not SPOKEN_NUMBER.search(plain):
        return ""
    return kind_in(plain, MAY_HOLD[role])
