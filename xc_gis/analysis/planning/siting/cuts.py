"""
Benders cuts: what a set of sites can at most win, as lines in the sites (Cordeau, Furini and Ljubić 2019).

Whatever threshold v is taken for a demand row, its saving is at most v + Σ max(saving − v, 0) over the sites that are built; the
threshold at which the row's sites add up to one whole site makes this exact there. Summed over the rows of a block the lines are few
and short, and together they say as much as a model with a variable for every row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.planning.siting.benefit import Benefit, totals

WHOLE = 1 - 1e-9
"""Shares of sites that add up to this are one whole site."""


@dataclass(frozen=True)
class Lines:
    """
    One line for each block: its value is at most ``constant + slope · sites``.

    Attributes
    ----------
    constant
        By block.
    slope
        Shape (blocks, sites).
    """

    constant: Floats
    slope: Floats

    def at(self, built: Floats) -> Floats:
        """By block: value of the lines where sites are built to these shares."""
        at: Floats = self.constant + self.slope @ built
        return at


def thresholds(benefit: Benefit, built: Floats) -> Floats:
    """By demand row: saving of the site with which the row's sites, best first, add up to one whole; 0 where they do not."""
    b = benefit
    share = np.cumsum(built[b.site])
    first = b.start[:-1]
    before = np.where(first > 0, share[first - 1], 0.0)
    whole = share - before[b.demand] >= WHOLE
    at = np.minimum.reduceat(np.where(whole, np.arange(len(share)), len(share)), first) if len(share) else first
    reached = at < len(share)
    found = np.zeros(b.n_demand)
    found[reached] = b.saving[at[reached]]
    return found


def lines_through(benefit: Benefit, threshold: Floats, built: Floats) -> Lines:
    """Lines for thresholds by demand row; with a curve they touch it where ``built`` stands."""
    b = benefit
    n_blocks = b.n_blocks
    constant = totals(b.block, b.weight * threshold, n_blocks)
    over = b.saving - threshold[b.demand]
    use = np.flatnonzero(over > 0)
    rows = b.demand[use]
    slope = totals(b.block[rows] * b.n_sites + b.site[use], b.weight[rows] * over[use], n_blocks * b.n_sites).reshape(
        n_blocks, b.n_sites
    )
    if b.capacity is not None:
        slope = np.minimum(slope, b.capacity[None, :])
    if b.curve is None:
        return Lines(constant, slope)
    touch = np.minimum(constant + slope @ built, b.curve.residents - b.curve.covered)
    steep = b.curve.slope(touch)
    return Lines(b.curve.gain(touch) + steep * (constant - touch), slope * steep[:, None])
