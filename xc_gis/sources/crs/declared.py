"""
Coordinate systems of layers: declared, given by the format, or refused. Never assumed (method §1).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from xc_gis.errors import CrsError
from xc_gis.languages.message import msg
from xc_gis.sources.crs.chinese_maps import LABELS, chinese_map, in_metres
from xc_gis.sources.crs.conversion import DECLARE
from xc_gis.sources.crs.system_words import PLAIN_WORDS
from xc_gis.units import EXCHANGE_CRS

LONGEST_NAME = 60
"""So many letters of what a file says of its system are repeated in a message."""

Given = CRS | str | None
"""What a format says of its system: a system, words that no library understands, or nothing."""


def declared_crs(word: str | None, given: Given, shown: str) -> str:
    """
    Decide in which coordinate system a layer is.

    Parameters
    ----------
    word
        ``crs`` of the study file.
    given
        What the format says.
    shown
        File, for messages.

    Returns
    -------
    str
        ``GCJ-02``, ``BD-09``, one of their metres, or a code such as ``EPSG:4548``; a CRS without code is returned as WKT.

    Raises
    ------
    CrsError
        If nothing is known, or the word is unknown, or the format names a system that nobody knows.
    """
    if word is not None:
        found = understood(word)
        if found is None:
            raise CrsError(msg("{shown}:不认识坐标系 “{word}”", shown=shown, word=word), hint=DECLARE)
        return found
    if given is None:
        raise CrsError(msg("{shown} 没有声明坐标系", shown=shown), hint=DECLARE)
    found = understood(given) if isinstance(given, str) else _name(given)
    if found is None:
        words = given if isinstance(given, str) else given.name
        short = re.sub(r"\s+", " ", words).strip()
        short = short if len(short) <= LONGEST_NAME else f"{short[:LONGEST_NAME]}…"
        raise CrsError(msg("{shown} 自己写的坐标系 “{short}” 不认识，不能当作经纬度", shown=shown, short=short), hint=DECLARE)
    if not isinstance(given, str) and found not in LABELS and not _usable(given):
        raise CrsError(msg("{shown} 所带的坐标系不可用（如 .prj 有误）", shown=shown), hint=DECLARE)
    return found


def _usable(crs: CRS) -> bool:
    """Whether places can be computed from a system at all (a damaged .prj may still read as one)."""
    try:
        Transformer.from_crs(crs, EXCHANGE_CRS, always_xy=True)
    except (ProjError, CRSError):
        return False
    return True


@lru_cache(maxsize=256)
def understood(word: str) -> str | None:
    """The system that a word names, in any usual spelling; None where it names none."""
    plain = re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", word)).upper()
    known = PLAIN_WORDS.get(plain) or chinese_map(word)
    if known:
        return known
    try:
        return _name(CRS.from_user_input(word))
    except CRSError:
        return None


def is_detect(word: str | None) -> bool:
    """Whether the study asks for the system to be found by evidence."""
    return word is not None and word.strip().lower() == "detect"


@lru_cache(maxsize=64)  # PROJ looks through its whole database for the code: 8 ms, for each of five layers
def _name(crs: CRS) -> str | None:
    """
    Short name of a system, None for one that is tied to no ground (local drawing coordinates).

    A file can only say GCJ-02 or BD-09 by naming a system of its own so; such a name is believed.
    """
    for part in (crs, crs.geodetic_crs, crs.datum):
        if part is not None and (shifted := chinese_map(part.name)):
            return shifted if crs.is_projected == in_metres(shifted) else None
    if not (crs.is_geographic or crs.is_projected) or crs.geodetic_crs is None or crs.name.lower().startswith("undefined"):
        return None
    code = None if crs.is_bound else crs.to_epsg()  # a bound system has its own parameters, which its code does not say
    return f"EPSG:{code}" if code else str(crs.to_wkt())
