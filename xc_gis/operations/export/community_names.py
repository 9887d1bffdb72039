"""Names of communities as documents say them: two of one name in one subdistrict are told apart by their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from xc_gis.runs.view import CommunityView


def names_told_apart(communities: Sequence[CommunityView]) -> Mapping[str, str]:
    """Name by id; where another community of the same subdistrict is called alike, the id stands behind it."""
    count = Counter((c.subdistrict, c.name) for c in communities)
    return {c.community_id: c.name if count[c.subdistrict, c.name] == 1 else f"{c.name} {c.community_id}" for c in communities}
