"""The walking time from every home to its nearest facility: the least over all walks. Method, section 4."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.independent.legs import Attached
from tests.independent.search import Entries, Walks
from tests.independent.short_walks import ShortWalks, short_walks


@dataclass
class Offer:
    """
    Facilities that serve the same homes.

    ``points`` are numbers of facility points; ``homes`` numbers of the homes that may use them (None: all).
    """

    points: np.ndarray
    homes: np.ndarray | None = None


class Answers:
    """Answers for one profile about homes and facility points that are attached to the network."""

    def __init__(self, walks: Walks, homes: Attached, points: Attached) -> None:
        self.walks, self.homes, self.points = walks, homes, points
        self.departures = walks.entries(homes, arriving=False)
        self.arrivals = walks.entries(points, arriving=True)
        self.short: ShortWalks = short_walks(walks, homes, points)

    def times(self, offers: list[Offer], *, cutoff_s: float) -> np.ndarray:
        """Seconds by home; NaN where nothing is reached within the cutoff."""
        best = np.full(len(self.homes.xy), np.inf)
        for offer in offers:
            found = self._times_of(offer, cutoff_s)
            if offer.homes is not None:
                allowed = np.zeros(len(best), dtype=bool)
                allowed[offer.homes] = True
                found = np.where(allowed, found, np.inf)
            best = np.minimum(best, found)
        best[self.homes.off_network] = np.inf
        return np.where(best <= cutoff_s, best, np.nan)

    def arrivals_of(self, points: np.ndarray) -> Entries:
        """Where some facility points are reached from; those off the network serve nobody."""
        wanted = np.zeros(len(self.points.xy), dtype=bool)
        wanted[points] = True
        wanted &= ~self.points.off_network
        kept = wanted[self.arrivals.point]
        return Entries(self.arrivals.point[kept], self.arrivals.state[kept], self.arrivals.seconds[kept])

    def _times_of(self, offer: Offer, cutoff_s: float) -> np.ndarray:
        best = np.full(len(self.homes.xy), np.inf)
        state_s = self.walks.seconds_to(self.arrivals_of(offer.points), cutoff_s=cutoff_s)
        np.minimum.at(best, self.departures.point, self.departures.seconds + state_s[self.departures.state])
        usable = ~self.points.off_network
        wanted = np.zeros(len(usable), dtype=bool)
        wanted[offer.points] = usable[offer.points]
        kept = wanted[self.short.point]
        np.minimum.at(best, self.short.home[kept], self.short.seconds[kept])
        return best
