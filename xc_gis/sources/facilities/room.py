"""How much a facility can take, as its list says it: beds or places, and square metres."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.sources.facilities.osm_places import TAGS
from xc_gis.sources.rows.cells import ROW, is_missing, numbers
from xc_gis.sources.rows.left_out_rows import ProblemList

ROOM: dict[str, str] = {"capacity": msg("容量"), "floor_area": msg("建筑面积")}
"""Columns, in the order of the frame, and what they are called."""

OF_TAGS = ("capacity", "beds")
"""Tags of OpenStreetMap that say beds or places, the first that is there; it has none for floor area."""


def room(frame: pd.DataFrame, role: str, shown: str, problems: ProblemList) -> pd.Series:
    """
    Read how much facilities can take.

    Parameters
    ----------
    role
        ``capacity`` (beds, places) or ``floor_area`` (m²), a column of the list; OpenStreetMap has tags.

    Returns
    -------
    Series of float
        NaN where it is not known. What is no number, or negative, is not known either and is listed; 0 is a number.
    """
    cells = _cells(frame, role)
    found = numbers(cells)
    wrong = (found < 0) | (found.isna() & ~is_missing(cells))
    for row, cell in zip(frame[ROW][wrong], cells[wrong], strict=True):
        problems.add(shown, row, msg("{role} “{cell}” 不是可用的数", role=ROOM[role], cell=str(cell)[:30]), msg("该项按未知处理"))
    return found.mask(wrong)


def _cells(frame: pd.DataFrame, role: str) -> pd.Series:
    if TAGS in frame.columns:
        words = OF_TAGS if role == "capacity" else ()
        return frame[TAGS].map(lambda tags: next((tags[word] for word in words if word in tags), "")).astype(object)
    return frame[role] if role in frame.columns else pd.Series(np.nan, index=frame.index)
