"""What a study asks of facilities: by which measure a category is counted, and how much each thousand people need (decision 151)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xc_gis.standard import Standard

PLACES, FLOOR_AREA = "places", "floor_area"
COLUMN = {PLACES: "capacity", FLOOR_AREA: "floor_area"}
"""Column of facilities by measure: beds and places, square metres."""


@dataclass(frozen=True)
class Norm:
    """
    What a category needs.

    Attributes
    ----------
    measure
        ``places`` or ``floor_area``.
    per_1000
        Places or m² for each thousand people of the category's group; None where nobody says: then nothing is known to be full.
    source
        Where the figure comes from.
    origin
        ``standard``, ``study``, or ``none``.
    """

    measure: str
    per_1000: float | None
    source: str
    origin: str


def norms_of(standard: Standard, of_study: Mapping[str, Norm]) -> dict[str, Norm]:
    """By category of the standard: the study's own norm, else the standard's, else places without a norm."""
    stated = {code: Norm(norm.measure, norm.per_1000, norm.src, "standard") for code, norm in standard.capacity.norms.items()}
    return {c.code: of_study.get(c.code) or stated.get(c.code) or Norm(PLACES, None, "", "none") for c in standard.categories}
