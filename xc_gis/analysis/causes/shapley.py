"""
How much of a change each cause has: the average over all orders in which the causes may act (Shapley), in fractions.

No order is favoured, and the shares add up to the change exactly, whatever the causes do to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations, product
from math import lcm
from typing import NamedTuple

WORLD, DATA, METHOD = "world", "data", "method"
CAUSES = (WORLD, DATA, METHOD)
"""The causes, in the order of every table."""

SIXTHS = 6
"""Orders of three causes: every share is a whole number of sixths of differences of figures."""


class Acted(NamedTuple):
    """Which causes have acted: False, as in the earlier run; True, as in the later."""

    world: bool = False
    data: bool = False
    method: bool = False

    def only(self, changed: Acted) -> Acted:
        """The same where only causes in ``changed`` can act: a cause that changed nothing makes no world of its own."""
        return Acted(*(mine and may for mine, may in zip(self, changed, strict=True)))


EVERY = tuple(Acted(*flags) for flags in product((False, True), repeat=len(CAUSES)))
"""All eight combinations, the earlier run first, the later last."""

BEFORE, AFTER = EVERY[0], EVERY[-1]


class Shares(NamedTuple):
    """What each cause has of a change."""

    world: Fraction
    data: Fraction
    method: Fraction

    @property
    def total(self) -> Fraction:
        """The whole change."""
        return self.world + self.data + self.method


def shares(values: Mapping[Acted, Fraction]) -> Shares:
    """
    Split a change.

    Parameters
    ----------
    values
        The figure in each of the eight combinations.

    Returns
    -------
    Shares
        They add up to ``values[AFTER] - values[BEFORE]`` exactly.
    """
    scale = lcm(*(value.denominator for value in values.values()))  # whole numbers, which add up as exactly and far faster
    whole = {acted: value.numerator * (scale // value.denominator) for acted, value in values.items()}
    found = [0] * len(CAUSES)
    for order in permutations(range(len(CAUSES))):
        acted = BEFORE
        for cause in order:
            then = acted._replace(**{CAUSES[cause]: True})
            found[cause] += whole[then] - whole[acted]
            acted = then
    return Shares(*(Fraction(share, SIXTHS * scale) for share in found))
