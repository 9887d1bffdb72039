"""
Coordinates of Chinese online maps, which no registry knows: the shifted degrees of AMap and Baidu, and their metres.

Metres come about where points are drawn over a map's tiles: AMap's are Web Mercator with the shift inside; Baidu's API gives
its own (``bd09mc``), which are a Mercator projection on the ellipsoid of Clarke 1866 (docs/decisions/0093).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from xc_gis.languages.message import msg
from xc_gis.sources.crs.gcj02 import bd09_to_wgs84, gcj02_to_wgs84
from xc_gis.sources.crs.system_words import BD_WORDS, GCJ_WORDS, METRE_WORDS, OTHER_WORDS
from xc_gis.units import EXCHANGE_CRS

Coordinates = NDArray[np.float64]

GCJ02, BD09 = "GCJ-02", "BD-09"
GCJ02_METRES, BD09_METRES = "GCJ-02-MERCATOR", "BD-09-MERCATOR"

LABELS = {
    GCJ02: msg("GCJ-02(高德、腾讯)"),
    BD09: msg("BD-09(百度)"),
    GCJ02_METRES: msg("GCJ-02-MERCATOR(高德瓦片上的 Web 墨卡托米)"),
    BD09_METRES: msg("BD-09-MERCATOR(百度墨卡托米)"),
}
"""All of them, as they are named."""

_SPHERE = "+proj=webmerc +datum=WGS84 +units=m +type=crs"
_CLARKE = "+proj=merc +ellps=clrk66 +units=m +type=crs"
"""Found by comparison with the polynomials of Baidu's own page: at most 3 mm apart from 14°N to 59°N."""


def chinese_map(words: str) -> str | None:
    """
    The online map that a name speaks of, however it is spelled (``gcj02``, ``urn:ogc:def:crs:GCJ02``, 火星坐标 …).

    None where it speaks of none, of two, or of a conversion between two.
    """
    word = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words).upper())
    gcj, bd = bool(GCJ_WORDS.search(word)), bool(BD_WORDS.search(word))
    if gcj == bd or OTHER_WORDS.search(word.replace("GCJ2002", "")):
        return None
    if METRE_WORDS.search(word):
        return GCJ02_METRES if gcj else BD09_METRES
    return GCJ02 if gcj else BD09


def in_metres(crs: str) -> bool:
    """Whether one of these systems is in metres."""
    return crs in {GCJ02_METRES, BD09_METRES}


def nearest_registered(crs: str) -> str:
    """The registered system from whose coordinates those of one of these differ by its shift alone (some hundred metres)."""
    return {GCJ02_METRES: "EPSG:3857", BD09_METRES: _CLARKE}.get(crs, EXCHANGE_CRS)


def straightened(xy: Coordinates, crs: str) -> Coordinates:
    """Coordinates of one of these systems as longitude and latitude of WGS 84."""
    x, y = xy[:, 0], xy[:, 1]
    if in_metres(crs):
        x, y = _degrees(_SPHERE if crs == GCJ02_METRES else _CLARKE).transform(x, y, direction="INVERSE")
    undo = gcj02_to_wgs84 if crs in {GCJ02, GCJ02_METRES} else bd09_to_wgs84
    return np.column_stack(undo(np.asarray(x, dtype=float), np.asarray(y, dtype=float)))


@lru_cache(maxsize=2)
def _degrees(projection: str) -> Transformer:
    """From degrees, whatever they mean, to the metres of a projection: no change of datum."""
    return Transformer.from_pipeline(projection.removesuffix(" +type=crs"))
