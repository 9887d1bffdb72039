"""Slices as files: numbers without trailing zeros, empty where nothing is known, names as text."""

import numpy as np
import pandas as pd

from xc_gis.report.slices.tables import written


def test_numbers_are_written_as_in_a_run():
    found = written(pd.DataFrame({"community_id": ["001"], "residents": [12.0], "covered": [1 / 3], "gap": [np.nan]}))
    assert found.iloc[0].tolist() == ["001", "12", "0.333333", ""]
