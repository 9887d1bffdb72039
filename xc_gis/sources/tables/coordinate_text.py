"""Coordinates as people write them: degrees and minutes, two numbers in one cell, WKT and EWKT, hexadecimal WKB."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd
import shapely

from xc_gis.sources.rows.cells import is_missing, numbers

_PART = r"(\d+(?:\.\d+)?)"
_SEXAGESIMAL = re.compile(
    rf"^(?P<before>[NSEW]|东经|西经|北纬|南纬)?\s*{_PART}\s*(?:°|º|度|d|\s|:)\s*{_PART}\s*(?:'|′|分|m|\s|:|$)\s*(?:{_PART}\s*(?:''|\"|″|秒|s|$))?\s*"
    r"(?P<after>[NSEW])?$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"^(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:\.\d+)?)$")
_SPACED = re.compile(r"^\s*\d{1,3}\s+\d{1,2}\s+\d{1,2}(\.\d+)?\s*$")
_DEGREES_ONLY = re.compile(rf"^([NSEW]|东经|西经|北纬|南纬)?\s*{_PART}\s*(?:°|º|度)\s*([NSEW])?$", re.IGNORECASE)
_PAIR = re.compile(r"^\D*?(-?\d+(?:\.\d+)?)[^\d.\-]+(-?\d+(?:\.\d+)?)\D*$")
_SRID = re.compile(r"^\s*SRID\s*=\s*(\d+)\s*;\s*", re.IGNORECASE)
_WKT = re.compile(
    r"^\s*(?:SRID\s*=\s*\d+\s*;\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)",
    re.IGNORECASE,
)
_WKB = re.compile(r"^0[01]0[0-9A-F]{15,}$", re.IGNORECASE)

SIXTY = 60.0


def coordinate_numbers(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """
    One coordinate a cell.

    Returns
    -------
    numbers
        Degrees (decimal) or metres; NaN where the text is none.
    sexagesimal
        Whether it was written in degrees and minutes.
    """
    plain = numbers(values)
    if not pd.api.types.is_numeric_dtype(values):  # 116 21 30 is not 1,162,130
        plain = plain.mask(values.map(lambda v: isinstance(v, str) and bool(_SPACED.match(v))))
    open_ = plain.isna() & ~is_missing(values)
    read = values[open_].map(_degrees)
    return plain.fillna(read.astype(float)) if len(read) else plain, open_ & read.notna().reindex(values.index, fill_value=False)


def _degrees(value: object) -> float:
    text = (
        unicodedata.normalize("NFKC", str(value)).replace("’", "'").replace("‘", "'").replace("”", '"').replace("“", '"').strip()
    )
    text = text.replace("′", "'").replace("″", '"').replace("''", '"')
    if found := _DOTTED.match(text):
        degrees, minutes, seconds = (float(part) for part in found.groups())
        sign = 1.0
    elif found := _DEGREES_ONLY.match(text):
        return _sign(found[1], found[3]) * float(found[2])
    elif found := _SEXAGESIMAL.match(text):
        degrees, minutes, seconds = float(found[2]), float(found[3]), float(found[4] or 0)
        sign = _sign(found["before"], found["after"])
    else:
        return np.nan
    if minutes >= SIXTY or seconds >= SIXTY:
        return np.nan
    return sign * (degrees + minutes / SIXTY + seconds / SIXTY**2)


def _sign(before: str | None, after: str | None) -> float:
    """-1 west of Greenwich and south of the equator."""
    return -1.0 if {before, after} & {"W", "S", "w", "s", "西经", "南纬"} else 1.0


def pairs(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Two numbers in one cell (``116.3,39.9``, ``(116.3 39.9)``), in their order; NaN where there are not just two."""
    found = values.map(lambda v: _PAIR.match(unicodedata.normalize("NFKC", str(v)).strip()))
    first = found.map(lambda m: float(m[1]) if m else np.nan).astype(float)
    return first, found.map(lambda m: float(m[2]) if m else np.nan).astype(float)


def looks_like_wkt(text: str) -> bool:
    """Whether a cell is WKT, EWKT or hexadecimal WKB."""
    return bool(_WKT.match(text) or _WKB.match(text.strip()))


def geometries(values: pd.Series) -> tuple[np.ndarray, set[int]]:
    """Geometry of each cell (None where it is none), and the SRIDs that stand in the cells."""
    out = np.full(len(values), None, dtype=object)
    systems: set[int] = set()
    for i, value in enumerate(values):
        text = str(value).strip()
        if not looks_like_wkt(text):
            continue
        try:
            if _WKB.match(text):
                geometry = shapely.from_wkb(text)
                systems |= {int(shapely.get_srid(geometry))} - {0}
            else:
                systems |= {int(m[1]) for m in [_SRID.match(text)] if m}
                geometry = shapely.from_wkt(_SRID.sub("", text))
        except (shapely.errors.ShapelyError, ValueError):
            continue
        out[i] = None if geometry is None or geometry.is_empty else geometry
    return out, systems
