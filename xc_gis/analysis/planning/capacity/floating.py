"""
Floating catchments: what facilities have, given out to the people who can walk to them.

For one category, over pairs of a facility j and a demand point i within the limit, with weights w, people P and supply S:

- **2SFCA** (w = 1) and **E2SFCA** (w by the decay): R_j = S_j / Σ_i w_ij P_i, A_i = Σ_j w_ij R_j. People are counted once for each facility
  that they reach (Luo and Wang 2003, Luo and Qi 2009).
- **balanced**: everybody is shared out among the facilities that they reach, s_ij = w_ij / Σ_j w_ij, L_j = S_j / Σ_i s_ij P_i, A_i = Σ_j s_ij L_j. Both
  totals hold: Σ_j Σ_i s_ij P_i are the people, Σ_i P_i A_i is what there is (after Páez, Higgins and Vivona 2019, 10.1371/journal.pone.0218773,
  with the shares of people in the second step, too).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.times.pair_times import PairTimes


@dataclass(frozen=True)
class GivenOut:
    """
    What one way of counting comes to.

    Attributes
    ----------
    people
        By facility: people who use it, each as far as they count; 0 where nobody does.
    access
        By demand point: supply for each person there; 0 where nothing is in reach, NaN where the supply or the people of something in reach are
        not known.
    """

    people: Floats
    access: Floats


def two_step(pairs: PairTimes, weight: Floats, people: Floats, supply: Floats) -> GivenOut:
    """
    Give out supply by the two-step form.

    Parameters
    ----------
    pairs
        Facilities (numbers into ``supply``) and demand points (numbers into ``people``); each pair once.
    weight
        By pair, above 0; ones for 2SFCA.
    people
        By demand point, NaN where not known.
    supply
        By facility, NaN where not known.
    """
    used = _sums(pairs.place, weight * people[pairs.demand], len(supply))
    return GivenOut(used, _sums(pairs.demand, weight * _per_person(supply, used)[pairs.place], len(people)))


def balanced(pairs: PairTimes, weight: Floats, people: Floats, supply: Floats) -> GivenOut:
    """Give out supply so that people and supply are each counted once; parameters as ``two_step``."""
    share = weight / _sums(pairs.demand, weight, len(people))[pairs.demand]
    return two_step(pairs, share, people, supply)


def _sums(number: np.ndarray, values: Floats, n: int) -> Floats:
    """Sums of values by number; 0 where there are none."""
    return np.bincount(number, weights=values, minlength=n).astype(np.float64)


def _per_person(supply: Floats, used: Floats) -> Floats:
    """Supply for each person who uses a facility; 0 where nobody does: nobody is given anything there."""
    per_person: Floats = np.divide(supply, used, out=np.where(np.isnan(supply), np.nan, 0.0), where=used != 0)
    return per_person
