"""``rating.csv`` as a frame: a rating with its reasons and surveys in the words of the contract."""

from __future__ import annotations

import pandas as pd

from xc_gis.model import RATING_COLUMNS
from xc_gis.wording.reasons import binding_text, surveys_text


def rating_table(rating: pd.DataFrame) -> pd.DataFrame:
    """``rating.csv`` of a rating (``RATING_FRAME``): reasons and surveys as the contract writes them."""
    texts = {"binding": rating["reasons"].map(binding_text), "surveys": rating["surveys"].map(surveys_text)}
    return rating.assign(**texts)[list(RATING_COLUMNS)]
