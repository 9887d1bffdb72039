"""Which communities are of a kind: by how many people live there and how many of them are 60 and over (decision 161)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from xc_gis.runs.view import CommunityView

LEAST = 3
"""Communities of a kind below which nothing is said of it: a figure of one or two is no comparison."""

RESIDENTS, SENIORS = "residents", "residents_60plus"


@dataclass(frozen=True)
class Kind:
    """
    A kind of communities.

    Attributes
    ----------
    is_large, is_old
        Residents, and share of residents of 60 and over, at or above the median of all communities; ``is_old`` is None where ages are not known.
    residents, seniors
        These medians: people, and a share 0-1.
    members
        Ids, the community itself among them.
    """

    is_large: bool
    is_old: bool | None
    residents: float
    seniors: float | None
    members: tuple[str, ...]


def kinds(communities: Sequence[CommunityView]) -> Mapping[str, Kind]:
    """
    The kind of each community, by id.

    A community without residents, or whose number is not known, has none; nor has one of whose kind there are fewer than ``LEAST``.
    """
    people = {c.community_id: count for c in communities if (count := c.residents.get(RESIDENTS))}
    if not people:
        return {}
    shares = {
        c.community_id: old / people[c.community_id]
        for c in communities
        if c.community_id in people and (old := c.residents.get(SENIORS)) is not None
    }
    half, half_old = median(people.values()), median(shares.values()) if shares else None
    classes = {
        name: (count >= half, shares[name] >= half_old if name in shares and half_old is not None else None)
        for name, count in people.items()
    }
    members: dict[tuple[bool, bool | None], list[str]] = {}
    for name, of in classes.items():
        members.setdefault(of, []).append(name)
    return {
        name: Kind(*of, half, half_old, tuple(members[of]))
        for name, of in classes.items()
        if len(members[of]) >= LEAST
    }  # fmt: skip
