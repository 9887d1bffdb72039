"""Which pages an atlas has, in their order: the district, then each subdistrict with its communities."""

from __future__ import annotations

from collections.abc import Collection

import shapely

from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, SUBDISTRICT, AtlasPage, AtlasSource

AROUND_POINT_M = 400.0
"""Of a community known as a point so many metres around it are shown."""


def pages_of(source: AtlasSource, only: Collection[str] = ()) -> tuple[list[AtlasPage], list[str]]:
    """
    The pages, and ids of communities that have none because nobody knows where they lie.

    ``only``: ids of communities and names of subdistricts (with their communities); all pages where none are given.
    """
    unplaced = [c.community_id for c in source.communities if source.ground.communities.get(c.community_id) is None]
    placed = [c for c in source.communities if c.community_id not in set(unplaced)]
    pages = [AtlasPage(DISTRICT, "")] if placed else []
    for name in [*(area.name for area in source.subdistricts), ""]:
        members = [c for c in placed if c.subdistrict == name]
        if name and members:
            pages.append(AtlasPage(SUBDISTRICT, name))
        pages += [AtlasPage(COMMUNITY, c.community_id) for c in members]
    if not only:
        return pages, unplaced
    inside = {c.community_id for c in placed if c.subdistrict in only or c.community_id in only}
    chosen = [page for page in pages if page.area in inside or (page.kind == SUBDISTRICT and page.area in only)]
    return chosen, [name for name in unplaced if name in only]


def bounds_of(source: AtlasSource, page: AtlasPage) -> tuple[float, float, float, float]:
    """West, south, east and north of what a page shows, metres."""
    if page.kind == DISTRICT:
        return source.ground.bounds
    if page.kind == SUBDISTRICT:
        members = [source.ground.communities[c.community_id] for c in source.communities if c.subdistrict == page.area]
        shown = [shape for shape in (*members, source.ground.subdistricts.get(page.area)) if shape is not None]
    else:
        shown = [source.ground.communities[page.area]]
    west, south, east, north = shapely.total_bounds(shown).tolist()
    if west == east and south == north:
        return (west - AROUND_POINT_M, south - AROUND_POINT_M, east + AROUND_POINT_M, north + AROUND_POINT_M)
    return west, south, east, north
