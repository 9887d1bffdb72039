"""Areas that communities make up: the district, and each subdistrict."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.model import ALL


def areas_of(subdistricts: pd.Series) -> Iterator[tuple[str, Bools]]:
    """
    Area and its communities, ``ALL`` first, then subdistricts by name.

    ``subdistricts``: name of each community's, empty where it has none: such a community counts for the district alone.
    """
    words = subdistricts.fillna("").to_numpy(dtype=object)
    yield ALL, np.ones(len(words), dtype=bool)
    for name in sorted(set(words) - {""}):
        yield str(name), words == name
