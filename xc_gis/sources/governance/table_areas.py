"""Which area a row of a table of figures speaks of: the district, a subdistrict or a community, in one column or in several."""

from __future__ import annotations

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import DISTRICT
from xc_gis.sources.governance.communities import KnownCommunities, plain_area
from xc_gis.sources.governance.indicator_words import DISTRICT_WORDS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes


def areas_of(frame: pd.DataFrame, communities: pd.DataFrame, district: str, notes: Notes) -> list[tuple[str, str]]:
    """
    Level and area of each row: ``district`` and ``ALL``, ``subdistrict`` and its name, ``community`` and its id.

    Parameters
    ----------
    frame
        Any of ``community_id, community, subdistrict, area``, and ``ROW``; none of them filled in is the district.
    communities
        ``community_id, name, subdistrict``.
    district
        What the district is called in tables besides 全区; may be empty.

    Raises
    ------
    InputError
        An area that is none, with its row.
    """
    known = KnownCommunities(communities)
    streets = {plain_area(name): name for name in communities["subdistrict"] if name}
    columns = {
        role: texts(frame[role]) if role in frame.columns else pd.Series("", index=frame.index)
        for role in ("community_id", "community", "subdistrict", "area")
    }
    found = []
    for row, community_id, community, street, area in zip(frame[ROW], *columns.values(), strict=True):
        place = _place(community_id, community, street, area, known, streets, district)
        if place is None:
            word = community_id or community or street or area
            raise InputError(
                msg("{shown} 第 {row} 行：没有街道或社区 “{word}”", shown=notes.layer, row=int(row), word=word),
                hint=nearest_spelling(word, [*sorted(set(streets.values())), *known.names])
                or msg("请核对名称或编号，或从表中删去这一行；全区的数请留空或写 全区"),
            )
        found.append(place)
    known.ids.tell(notes)
    return found


def _place(
    community_id: str, community: str, street: str, area: str, known: KnownCommunities, streets: dict[str, str], district: str
) -> tuple[str, str] | None:  # fmt: skip
    if community_id or community:
        found = known.by_id(community_id) if community_id else known.by_name(community, street)
        return ("community", found) if found else None
    for word in (street, area):
        if word.casefold() in DISTRICT_WORDS or (district and word == district):
            continue
        if plain_area(word) in streets and not known.by_id(word):
            return "subdistrict", streets[plain_area(word)]
        found = known.by_id(word) or known.by_name(word)
        return ("community", found) if found else None
    return "district", DISTRICT
