"""Within which ranges stars are rated again: data, each with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ranges:
    """
    Ranges of what is not known exactly.

    Attributes
    ----------
    speed
        Every walking speed up to this part slower and faster. Source: issue 13; for older people measured speeds go down to 0.7 m/s, 22 % below
        the profile ``senior`` (planning.md "Speeds").
    detour
        Least and greatest detour factor of legs. Source: method §9; it measures 1.0 and 1.5 beside the default 1.3.
    reach_m
        Least and greatest length of a leg in metres. Source: method §9; it measures 100 m and 200 m beside the default 150 m.
    paths
        Whether doubtful paths may be missing: paths, steps, footbridges, underpasses, and what is tagged ``informal=yes``. Source: assumption;
        these are what OpenStreetMap maps least evenly.
    weights
        Every weight of a category up to this part lower and higher, each for itself. Source: assumption; the weights of the shipped
        standard are.
    draws
        Combinations that are drawn at random and rated, to say how often a star stays.
    """

    speed: float = 0.15
    detour: tuple[float, float] = (1.0, 1.5)
    reach_m: tuple[float, float] = (100.0, 200.0)
    paths: bool = True
    weights: float = 0.2
    draws: int = 200
