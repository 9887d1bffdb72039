"""Places of communities in the order of their stars and scores; equals share a place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.runs.view import CommunityView


@dataclass(frozen=True)
class Place:
    """``rank`` from 1 (after two equals of rank 1 comes 3), None without a star; ``sharing``: how many have this rank."""

    rank: int | None
    sharing: int


def places(communities: Sequence[CommunityView]) -> dict[str, Place]:
    """
    Place of each community, by id.

    First by stars, then by score with the one decimal that it has; two that are equal in both are equals: no further figure tells them apart.
    """
    keys = {c.community_id: order_of(c) for c in communities if c.stars is not None}
    count = Counter(keys.values())
    rank_of, before = {}, 0
    for key in sorted(count):
        rank_of[key] = before + 1
        before += count[key]
    nowhere = Place(None, 0)
    return {
        c.community_id: Place(rank_of[keys[c.community_id]], count[keys[c.community_id]]) if c.community_id in keys else nowhere
        for c in communities
    }


def order_of(community: CommunityView) -> tuple[float, float]:
    """What sorts the best first."""
    stars = -math.inf if community.stars is None else community.stars
    return (-stars, math.inf if community.score is None else -community.score)


def sorted_by_place(communities: Sequence[CommunityView]) -> list[CommunityView]:
    """The best first; equals by subdistrict and id; those without stars last."""
    return sorted(communities, key=lambda c: (*order_of(c), c.subdistrict, c.community_id))
