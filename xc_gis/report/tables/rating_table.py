"""``rating.csv`` as a frame: a rating with its reasons and surveys in the words of the contract."""

from __future__ import annotations

import pandas as pd

from xc_gis.model import RATING_COLUMNS
from xc_gis.standard import Standard
from xc_gis.wording.reasons import binding_text, surveys_text

GRADE = "grade"
"""Last column where the standard calls its levels by names (基础型 …): that of the point star; empty below the lowest."""


def rating_table(rating: pd.DataFrame, standard: Standard | None = None) -> pd.DataFrame:
    """``rating.csv`` of a rating (``RATING_FRAME``): reasons and surveys as the contract writes them; with ``standard`` also its grades."""
    texts = {"binding": rating["reasons"].map(binding_text), "surveys": rating["surveys"].map(surveys_text)}
    table = rating.assign(**texts)[list(RATING_COLUMNS)]
    grades = {stars: level.grade for stars, level in standard.levels.items()} if standard else {}
    if not any(grades.values()):
        return table
    return table.assign(**{GRADE: [grades.get(stars, "") if pd.notna(stars) else "" for stars in table["stars"]]})
