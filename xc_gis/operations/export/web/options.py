"""What is asked of web maps besides the run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WebOptions:
    """
    What else is wanted.

    Attributes
    ----------
    public
        Figures of fewer than five people are left away, homes are not shown.
    shown
        Files of GeoJSON whose areas, ways and places are drawn over the map.
    """

    public: bool = False
    shown: tuple[Path, ...] = ()
