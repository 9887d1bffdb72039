"""
Keys as people type them: ids and names by which one file speaks of rows of another.

The same key comes with full-width or half-width brackets, letters and digits, with spaces of any width, as ``="110102001"`` or with an
apostrophe in front (both keep Excel from making a number of it), as 110102001.0, or without its leading zeros. What can only
mean one key is taken for it and reported. A code in scientific notation has lost its last digits: it is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.rows.cells import texts
from xc_gis.sources.rows.notes import Notes, listed

_WRAPPED = re.compile(r'^="(?P<inner>(?:[^"]|"")*)"$')
_APOSTROPHE = re.compile(r"^['’‘`](?=[\w=+@-])")
_DECIMAL = re.compile(r"^(\d+)\.0+$")
_SCIENTIFIC = re.compile(r"^[+-]?\d(?:\.\d+)?[eE]\+\d{2,3}$")
_ALIKE = str.maketrans("【〔[{〈《<】〕]}〉》>–—―−‐", "(((((((" + ")))))))" + "-----")


def id_text(word: str) -> str:
    """
    An identifier without what spreadsheets put around it.

    >>> [id_text(word) for word in ('="110102001"', "'0101", "110102001.0", " C１ ")]
    ['110102001', '0101', '110102001', 'C１']
    """
    plain = word.strip()
    if found := _WRAPPED.match(plain):
        plain = found["inner"].replace('""', '"').strip()
    plain = _APOSTROPHE.sub("", plain)
    return _DECIMAL.sub(r"\1", plain)


def id_texts(values: pd.Series, rows: pd.Series, shown: str, what: str) -> pd.Series:
    """
    Identifiers of a column, empty where nothing stands.

    Parameters
    ----------
    rows
        Row numbers of the file.
    what
        What the column identifies, for messages.

    Raises
    ------
    InputError
        Codes in scientific notation.
    """
    words = texts(values).map(id_text)
    lost = words.map(lambda word: bool(_SCIENTIFIC.match(unicodedata.normalize("NFKC", word))))
    if lost.any():
        raise InputError(
            msg(
                "{shown} 第 {iloc} 行的{what} “{iloc2}” 是科学计数法，末几位已经丢失（共 {count} 行）",
                shown=shown,
                iloc=int(rows[lost].iloc[0]),
                what=what,
                iloc2=words[lost].iloc[0],
                count=int(lost.sum()),
            ),
            hint=msg("请在 Excel 中把该列设为“文本”，从原始数据重新导出；已保存的 CSV 恢复不了"),
        )
    return words


def key_of(word: str) -> str:
    """
    A key without everything that depends on typing.

    >>> key_of("西社区（ 北 ）") == key_of("西社区(北)")
    True
    """
    plain = id_text(unicodedata.normalize("NFKC", word)).translate(_ALIKE).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "CZ")


class Keys:
    """
    Keys of one kind that exist, found however they are typed.

    Attributes
    ----------
    what
        社区编号, 设施编号 …, for messages.
    """

    def __init__(self, known: Iterable[str], what: str) -> None:
        self.what = what
        self._exact = dict.fromkeys(str(word) for word in known if word)
        self._typed = self._alone(key_of)
        self._unpadded = self._alone(_without_zeros)
        self._retyped: dict[int, tuple[str, str]] = {}
        self._padded: dict[int, tuple[str, str]] = {}

    def _alone(self, form: Callable[[str], str]) -> dict[str, str | None]:
        """Known key by form; None where two keys share it."""
        found: dict[str, str | None] = {}
        for word in self._exact:
            if short := form(word):
                found[short] = None if short in found else word
        return found

    def find(self, word: str, row: int | None = None) -> str | None:
        """The known key that a word means, or None; ``row`` is remembered where it was typed otherwise."""
        if word in self._exact:
            return word
        if found := self._typed.get(key_of(word)):
            if row is not None:
                self._retyped[row] = (word, found)
            return found
        if (short := _without_zeros(word)) and (found := self._unpadded.get(short)):
            if row is not None:
                self._padded[row] = (word, found)
            return found
        return None

    def found(self, words: Sequence[str], rows: Sequence[int]) -> list[str]:
        """``find`` for a column; what is no known key stays as it is written."""
        return [self.find(word, int(row)) or word for word, row in zip(words, rows, strict=True)]

    def tell(self, notes: Notes) -> None:
        """Note how many keys were typed otherwise than they are known, and forget them."""
        if found := self._retyped:
            a, b = next(iter(found.values()))
            text = msg(
                "{count} 个{what}与原图层写法不同（如 “{a}” 即 “{b}”，第 {rows} 行），按同一个处理",
                count=len(found), what=self.what, a=a, b=b, rows=listed(list(found)),
            )  # fmt: skip
            notes.add("rows", "warning", text, {"rows": list(found)})
        if found := self._padded:
            a, b = next(iter(found.values()))
            text = msg(
                "{count} 个{what}缺少前面的 0（如 “{a}” 即 “{b}”，第 {rows} 行），按补上 0 处理",
                count=len(found), what=self.what, a=a, b=b, rows=listed(list(found)),
            )  # fmt: skip
            notes.add("rows", "warning", text, {"rows": list(found)})
        self._retyped, self._padded = {}, {}


def _without_zeros(word: str) -> str:
    """Digits without leading zeros; empty for other keys."""
    plain = key_of(word)
    return plain.lstrip("0") if plain.isascii() and plain.isdigit() else ""
