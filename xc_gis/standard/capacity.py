"""What a standard says of capacity: how a longer walk counts, and what a thousand people of each category need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from xc_gis.standard.part import Part, Text

Measure = Literal["places", "floor_area"]
Decay = Literal["step", "linear", "gaussian"]


class CapacityNorm(Part):
    """
    Need of one category: ``places`` (beds, places) or ``floor_area`` (m²) for each thousand people of its group.

    ``src``: where the figure comes from.
    """

    measure: Measure
    per_1000: Annotated[float, Field(gt=0)]
    src: Text = ""


class Capacity(Part):
    """``decay``: how much a facility counts at some minutes on foot; ``norms`` by code of a category. It decides no star."""

    decay: Decay = "gaussian"
    norms: Mapping[str, CapacityNorm] = {}
