"""
Read a list of field checks that people have filled in (``checks.csv``), as corrections of the study.

A way that nobody can pass is closed by a correction; one that is open needs none. A list that is complete now is no correction but a
statement of the study file: what to write there is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.languages.message import joined, msg
from xc_gis.sources.corrections.table import Correction, Target
from xc_gis.sources.corrections.words import CLOSE, DONE_WORDS, NOT_DONE_WORDS, OPEN_WORDS, SHUT_WORDS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.tables.read import read_table

SURVEY, WAY = "survey:", "way/"
NEEDED = ("what", "community_id", "found")


@dataclass(frozen=True)
class CheckedBack:
    """
    What was found on the ground.

    Attributes
    ----------
    corrections
        To be written into the corrections of the study.
    surveyed
        Category of the study's first standard and community of each list that is complete now.
    confirmed, open
        Ways that are as the map has them; checks that nobody has filled in.
    types
        The same of lists that a further standard asks for, each by its facility types.
    """

    corrections: tuple[Correction, ...]
    surveyed: tuple[tuple[str, str], ...]
    confirmed: int
    open: int
    types: tuple[tuple[str, str], ...] = ()

    @property
    def inventory_text(self) -> str:
        """What to write into the study file, a table for each category or type; empty where no list was completed."""
        areas: dict[tuple[str, str], list[str]] = {}
        for key, pairs in (("category", self.surveyed), ("type", self.types)):
            for code, community in pairs:
                areas.setdefault((key, code), []).append(community)
        return "\n".join(
            f'[[inventory]]\n{key} = "{code}"\nareas = [{", ".join(f"{chr(34)}{one}{chr(34)}" for one in sorted(set(found)))}]\n'
            'status = "complete"\n'
            for (key, code), found in sorted(areas.items())
        )


def read_checked(
    path: Path, categories: Collection[str], further: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType({})
) -> CheckedBack:
    """
    Read a filled-in list.

    Parameters
    ----------
    categories
        Codes of the standard of the study.
    further
        By id of a further standard: the facility types that serve each of its categories.

    Raises
    ------
    InputError
        No such table, a missing column, a word that is none, a category of another standard: with its row.
    """
    frame = read_table(path, path.name, encoding=None, sheet=None, header_row=1)
    for column in NEEDED:
        if column not in frame.columns:
            raise InputError(
                msg("{name} 缺少列 “{column}”", name=path.name, column=column),
                hint=msg("请用 xc-gis robust 写出的 checks.csv 填写"),
            )
    note = texts(frame["note"]) if "note" in frame.columns else pd.Series("", index=frame.index)
    columns = [texts(frame[column]) for column in NEEDED]
    corrections, surveyed, types, confirmed, left = [], [], [], 0, 0
    for row, what, community, found, why in zip(frame[ROW], *columns, note, strict=True):
        word = found.strip().lower()
        if not word:
            left += 1
            continue
        where = msg("{name} 第 {row} 行", name=path.name, row=int(row))
        if what.startswith(SURVEY):
            standard, _, code = what.removeprefix(SURVEY).rpartition("/")
            if standard and standard not in further:
                raise InputError(
                    msg("{where}:本项目没有评价标准 “{name}”", where=where, name=standard),
                    hint=msg("请核对这张清单是不是由本项目写出的"),
                )
            asked: Collection[str] = further[standard] if standard else categories
            if code not in asked:
                raise InputError(
                    msg("{where}:本项目的评价标准没有类别 “{code}”", where=where, code=code),
                    hint=nearest_spelling(code, asked) or msg("请核对这张清单是不是由本项目写出的"),
                )
            if _is_first(word, DONE_WORDS, NOT_DONE_WORDS, where):
                if standard:
                    types += [(kind, community) for kind in further[standard][code]]
                else:
                    surveyed.append((code, community))
        elif what.startswith(WAY) and what.removeprefix(WAY).isdigit():
            if _is_first(word, OPEN_WORDS, SHUT_WORDS, where):
                confirmed += 1
            else:
                corrections.append(Correction(CLOSE, Target(facility_id=what), note=unquoted(why)))
        else:
            raise InputError(msg("{where}:不认识 “{what}”", where=where, what=what), hint=msg("请保留 what 一列原来的内容"))
    return CheckedBack(tuple(corrections), tuple(surveyed), confirmed, left, tuple(types))


def _is_first(word: str, first: tuple[str, ...], second: tuple[str, ...], where: str) -> bool:
    if word in first or word in second:
        return word in first
    known = [*first, *second]
    raise InputError(
        msg("{where}:不认识 found 的取值 “{word}”", where=where, word=word),
        hint=nearest_spelling(word, known) or msg("可用:{asked}", asked=joined("、", known)),
    )
