"""Which communities a facility serves besides its own (多居一站): by id, by name, by whole subdistricts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import geopandas as gpd

from xc_gis.languages.message import joined, msg
from xc_gis.sources.rows.area_words import COMMUNITY
from xc_gis.sources.rows.keys import Keys
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.tables.read import ROW
from xc_gis.standard import Standard


def resolved_serves(
    rows: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, standard: Standard, problems: ProblemList
) -> gpd.GeoDataFrame:
    """
    Write ``serves`` as community ids joined by ``;``.

    A list may name communities by id or by name (with or without 社区), or a subdistrict for all of its communities, with any of
    ``;；、,，`` between. The community that a row names as its own is served by a facility with a catchment, wherever its
    point lies. Words that name no community are reported and left out.
    """
    words = _Words(communities)
    bound = {code for code, found in standard.facility_types.items() if found.catchment != "everyone"}
    serves = []
    for written, own, kind, file, row in zip(
        rows["serves"], rows["stated_community"], rows["type"], rows["_file"], rows[ROW], strict=True
    ):
        if not written and not (own and kind in bound):
            serves.append("")
            continue
        ids, strangers = words.ids(written)
        if own and kind in bound:
            ids |= words.ids(own)[0]
        if strangers:
            text = msg("服务社区 “{names}” 在社区图层中找不到或有几个同名", names=joined("、", strangers))
            problems.add(file, row, text, msg("其余社区照用"))
        serves.append(";".join(sorted(ids)))
    return rows.assign(serves=serves)


class _Words:
    def __init__(self, communities: gpd.GeoDataFrame) -> None:
        ids, names = communities["community_id"], communities["name"]
        single = ~names.duplicated(keep=False)
        by_name = {str(n): {str(i)} for i, n in zip(ids[single], names[single], strict=True) if n}
        short = {name.removesuffix(COMMUNITY): found for name, found in by_name.items() if name.endswith(COMMUNITY)}
        quarters: dict[str, set[str]] = {}
        for community, quarter in zip(ids, communities["subdistrict"], strict=True):
            if quarter:
                quarters.setdefault(quarter, set()).add(community)
        self._known: Mapping[str, set[str]] = {**quarters, **short, **by_name, **{str(i): {str(i)} for i in ids}}
        self._keys = Keys(self._known, msg("社区"))

    def ids(self, text: str) -> tuple[set[str], Sequence[str]]:
        """Ids that a text names, and its words that name none."""
        found: set[str] = set()
        strangers = []
        for word in (part.strip() for part in re.split(r"[;；、,，]+", text)):
            if key := self._keys.find(word):
                found |= self._known[key]
            elif word:
                strangers.append(word)
        return found, strangers
