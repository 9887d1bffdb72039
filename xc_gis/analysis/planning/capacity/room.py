"""
Who has room: facilities that can take the people who use them, and people who reach only full ones.

Where lists are not complete there may be facilities that nobody knows of: they would take people off those that are known. So room is certain
there, and full is what is full even without these people (decision 151).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.times.pair_times import PairTimes

HAS_ROOM, FULL, NOT_KNOWN = 0, 1, 2
"""What is known of a facility, or of what people reach."""

NOTHING = -1
"""People who reach no facility at all."""

GUARD = 1e-9
"""Share by which supply may fall below need for the sake of binary fractions: exactly enough is enough."""

PER = 1000.0


@dataclass(frozen=True)
class Room:
    """``facility``: state of each; ``demand``: state of what the people of each demand point reach, ``NOTHING`` where they reach none."""

    facility: Ints
    demand: Ints


def room_of(pairs: PairTimes, used: Floats, least: Floats, supply: Floats, per_1000: float | None, surveyed: Bools) -> Room:
    """
    Say who has room.

    A facility is full where it has less than the people who certainly use it need, and has room where it has enough for all who may. People
    have room if one facility in reach has; they reach only full ones if all in reach are and there can be no other; anything else is not known.

    Parameters
    ----------
    used
        By facility: people, each shared out among what they reach (``floating.balanced``); NaN where not known.
    least
        Of them those who live where ``surveyed`` holds.
    supply
        By facility, NaN where not known.
    per_1000
        Need of a thousand people; None where nobody says.
    surveyed
        By demand point: no facility in reach can have been missed.
    """
    per_person = np.nan if per_1000 is None else per_1000 / PER
    known = ~np.isnan(used * per_person) & ~np.isnan(supply)
    enough = known & (supply >= used * per_person * (1 - GUARD))
    full = known & (supply < least * per_person * (1 - GUARD))
    facility = np.where(enough, HAS_ROOM, np.where(full, FULL, NOT_KNOWN))
    room, not_full, any_at_all = (
        _reaches(pairs, some, len(surveyed)) for some in (enough, ~full, np.ones(len(supply), dtype=bool))
    )
    reached = np.where(room, HAS_ROOM, np.where(not_full | ~surveyed, NOT_KNOWN, FULL))
    return Room(facility, np.where(any_at_all, reached, NOTHING))


def _reaches(pairs: PairTimes, some: Bools, n_demand: int) -> Bools:
    """By demand point: one of some facilities is in reach."""
    found = np.zeros(n_demand, dtype=bool)
    found[pairs.demand[some[pairs.place]]] = True
    return found
