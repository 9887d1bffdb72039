"""Which community a row speaks of: by its id, else by its name and subdistrict, however they are typed."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.rows.area_words import AREA_END
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import Keys, id_text
from xc_gis.sources.rows.notes import Notes


class KnownCommunities:
    """
    The communities of a study, found by what tables call them.

    ``communities``: ``community_id, name, subdistrict``.
    """

    def __init__(self, communities: pd.DataFrame) -> None:
        self.ids = Keys(communities["community_id"], msg("社区编号"))
        self._exact = set(communities["community_id"])
        self._by_name: dict[tuple[str, str], str | None] = {}
        for community_id, name, street in communities[["community_id", "name", "subdistrict"]].itertuples(index=False):
            for key in ((plain_area(name), plain_area(street)), (plain_area(name), "")):
                self._by_name[key] = None if key in self._by_name and self._by_name[key] != community_id else community_id
        self.names = sorted(set(communities["name"]))
        self._streets = {plain_area(street) for street in communities["subdistrict"]}

    def by_id(self, word: str, row: int | None = None) -> str | None:
        """The community of an id; None where there is none."""
        return word if word in self._exact else self.ids.find(id_text(word), row)

    def by_name(self, name: str, street: str = "") -> str | None:
        """The community of a name; None where there is none, or where several are called so and the subdistrict does not tell."""
        return self._by_name.get((plain_area(name), plain_area(street)))

    def is_subdistrict(self, name: str) -> bool:
        """Whether a subdistrict is called so."""
        return plain_area(name) in self._streets

    def is_ambiguous(self, name: str, street: str = "") -> bool:
        """Whether several communities are called so."""
        key = plain_area(name), plain_area(street)
        return key in self._by_name and self._by_name[key] is None


def communities_of(frame: pd.DataFrame, known: KnownCommunities, notes: Notes) -> pd.Series:
    """
    Community id of each row.

    Parameters
    ----------
    frame
        ``community_id``, or ``community`` and perhaps ``subdistrict``; and ``ROW``.

    Raises
    ------
    InputError
        Neither column; a row without a community, one that does not exist, a name that several have: with its row.
    """
    if "community_id" not in frame.columns and "community" not in frame.columns:
        raise InputError(
            msg("{shown} 没有说明是哪个社区", shown=notes.layer), hint=msg("需要 community_id(社区编号)或 community(社区名称)列")
        )
    by_id = "community_id" in frame.columns
    words = by_word(frame["community_id" if by_id else "community"], texts)
    streets = (
        by_word(frame["subdistrict"], texts) if not by_id and "subdistrict" in frame.columns else pd.Series("", index=frame.index)
    )
    asked = pd.DataFrame({"word": words, "street": streets, "row": frame[ROW]}, index=frame.index)
    first = asked.drop_duplicates(["word", "street"])
    answers = {
        (word, street): known.by_id(word, int(row)) if by_id else known.by_name(word, street)
        for word, street, row in first.itertuples(index=False)
    }
    found = pd.Series([answers[key] for key in zip(words, streets, strict=True)], index=frame.index, dtype=object)
    known.ids.tell(notes)
    lost = found.isna()
    if lost.any():
        row, word, street = int(frame[ROW][lost].iloc[0]), words[lost].iloc[0], streets[lost].iloc[0]
        raise _fault(row, word, street, int(lost.sum()), known, notes.layer)
    return found


def _fault(row: int, word: str, street: str, count: int, known: KnownCommunities, shown: str) -> InputError:
    more = msg("(共 {count} 行)", count=count) if count > 1 else ""
    if not word:
        return InputError(
            msg("{shown} 第 {row} 行没有社区{more}", shown=shown, row=row, more=more),
            hint=msg("请补全后重试；合并单元格另存为 CSV 后只有首行有字"),
        )
    if known.is_ambiguous(word, street):
        return InputError(
            msg("{layer} 第 {row} 行:有多个社区叫 “{iloc}”", layer=shown, row=row, iloc=cited(word)),
            hint=msg("请加上街道列,或改用 community_id"),
        )
    return InputError(
        msg("{shown} 第 {row} 行:没有社区 “{word}”{more}", shown=shown, row=row, word=cited(word), more=more),
        hint=nearest_spelling(word, known.names) or msg("请核对名称或编号,或从表中删去这一行"),
    )


def plain_area(name: object) -> str:
    """A name without the words that lists add or leave out."""
    word = "".join(c for c in unicodedata.normalize("NFKC", str(name)) if unicodedata.category(c)[0] not in "CZ")
    return AREA_END.sub("", word) or word
