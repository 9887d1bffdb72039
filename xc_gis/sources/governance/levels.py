"""Which area of which level a row speaks of: district, subdistrict, community, grid (网格) or compound (小区)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import DISTRICT
from xc_gis.sources.governance.communities import KnownCommunities, plain_area
from xc_gis.sources.governance.level_words import BELOW, LEVEL_WORDS
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes


@dataclass(frozen=True)
class AreasByLevel:
    """
    The areas of a study.

    ``communities``: ``community_id, name, subdistrict``; ``named``: names of the areas of ``grid`` and ``compound``, as far as the study has a layer of them.
    """

    communities: pd.DataFrame
    named: Mapping[str, Sequence[str]]

    @property
    def subdistricts(self) -> list[str]:
        """Names of the subdistricts, sorted."""
        return sorted({name for name in self.communities["subdistrict"] if name})

    def at(self, level: str) -> list[str]:
        """The areas of a level, as tables of a run call them; none where the study has no layer of them."""
        if level == "district":
            return [DISTRICT]
        if level == "subdistrict":
            return self.subdistricts
        if level == "community":
            return [str(one) for one in self.communities["community_id"]]
        return sorted(self.named.get(level, ()))


def areas_at_levels(frame: pd.DataFrame, known: AreasByLevel, levels: Sequence[str], notes: Notes) -> list[tuple[str, str]]:
    """
    Level and area of each row.

    Parameters
    ----------
    frame
        ``level``, and of ``area, subdistrict, community, community_id`` what names the area; and ``ROW``.
    levels
        Those that the table may speak of.

    Returns
    -------
    list
        Level, and ``ALL``, name of a subdistrict, id of a community, name of a grid or compound.

    Raises
    ------
    InputError
        A level that is none or may not be kept, an area that does not exist, two rows of one area: with the row.
    """
    finder = _Finder(known, notes)
    cells = {
        role: texts(frame[role]) if role in frame.columns else pd.Series("", index=frame.index)
        for role in ("level", "area", "subdistrict", "community", "community_id")
    }
    found: dict[tuple[str, str], int] = {}
    for at, number in zip(frame.index, frame[ROW], strict=True):
        row = int(number)
        place = finder.place({role: str(column[at]) for role, column in cells.items()}, levels, row)
        if place in found:
            raise InputError(
                msg("{shown} 第 {row} 行：{area} 重复（另见第 {other} 行）", shown=notes.layer, row=row, area=cited(place[1]), other=found[place]),
                hint=msg("每个区域一行，请合并或更正后重试"),
            )  # fmt: skip
        found[place] = row
    finder.ids.tell(notes)
    return list(found)


LEVEL_NAMES = {
    "district": msg("全区"), "subdistrict": msg("街道"), "community": msg("社区"), "grid": msg("网格"), "compound": msg("小区"),
}  # fmt: skip


class _Finder:
    def __init__(self, known: AreasByLevel, notes: Notes) -> None:
        self._known, self._shown = known, notes.layer
        self._communities = KnownCommunities(known.communities)
        self.ids = self._communities.ids
        self._streets = {plain_area(name): name for name in known.subdistricts}
        self._named = {level: _by_plain_name(names) for level, names in known.named.items()}

    def place(self, cells: Mapping[str, str], levels: Sequence[str], row: int) -> tuple[str, str]:
        """Level and area of one row."""
        level = self._level(cells["level"], levels, row)
        word, found = self._found(level, cells)
        if found is None:
            raise self._lost(level, word, row)
        return level, found

    def _level(self, word: str, levels: Sequence[str], row: int) -> str:
        plain = _plain(word)
        for level in levels:
            if plain in LEVEL_WORDS[level]:
                return level
        can = joined("、", (LEVEL_WORDS[level][1] for level in levels))
        if plain in BELOW:
            raise InputError(
                msg("{shown} 第 {row} 行：层级到小区为止，不记录{level}", shown=self._shown, row=row, level=cited(word)),
                hint=msg("请删去这一行；可用:{asked}", asked=can),
            )
        raise InputError(
            msg("{shown} 第 {row} 行：没有层级 “{level}”", shown=self._shown, row=row, level=cited(word)),
            hint=msg("可用:{asked}", asked=can),
        )

    def _found(self, level: str, cells: Mapping[str, str]) -> tuple[str, str | None]:
        """What the row calls its area, and which one that is."""
        if level == "district":
            return cells["area"], DISTRICT
        if level == "subdistrict":
            word = cells["subdistrict"] or cells["area"]
            return word, self._streets.get(plain_area(word))
        if level == "community":
            word = cells["community_id"] or cells["community"] or cells["area"]
            by_id = self._communities.by_id(word) if not cells["community"] or cells["community_id"] else None
            return word, by_id or self._communities.by_name(word, cells["subdistrict"])
        word = cells["area"]
        return word, word if word in self._known.named.get(level, ()) else self._named.get(level, {}).get(_plain(word))

    def _lost(self, level: str, word: str, row: int) -> InputError:
        kind = LEVEL_NAMES[level]
        if level in {"grid", "compound"} and level not in self._named:
            key = "grids" if level == "grid" else "compounds"
            return InputError(
                msg("{shown} 第 {row} 行说的是{kind}，项目没有这一层的图层", shown=self._shown, row=row, kind=kind),
                hint=msg("请在 [hierarchy] 中写 {key}，或从表中删去这一行", key=key),
            )
        if not word:
            return InputError(
                msg("{shown} 第 {row} 行没有说明是哪个{kind}", shown=self._shown, row=row, kind=kind),
                hint=msg("请填写区域名称或编号"),
            )
        names = {"subdistrict": list(self._streets.values()), "community": self._communities.names}.get(level) or [
            *self._known.named.get(level, ())
        ]
        if level == "community" and self._communities.is_ambiguous(word):
            hint: str = msg("有几个社区叫这个名称，请加上街道列，或改用社区编号")
        else:
            near = nearest_spelling(word, names)
            hint = near or msg("请核对名称或编号，或从表中删去这一行")
        return InputError(
            msg("{shown} 第 {row} 行：没有{kind} “{word}”", shown=self._shown, row=row, kind=kind, word=cited(word)), hint=hint
        )


def _by_plain_name(names: Sequence[str]) -> dict[str, str | None]:
    """Areas by their names as these are compared; None where two share one."""
    found: dict[str, str | None] = {}
    for name in names:
        found[_plain(name)] = None if _plain(name) in found else name
    return found


def _plain(word: str) -> str:
    """A word as it is compared: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())
