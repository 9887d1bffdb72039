"""Tables of capacity: decimals, blanks for what is not known, a mark for Excel."""

import numpy as np
import pandas as pd

from tests.report.capacity.test_words import result
from xc_gis.report.capacity.tables import write_capacity_tables


def test_unknown_is_a_blank_and_numbers_are_cut_to_what_they_mean(tmp_path):
    made = result()
    object.__setattr__(
        made, "table", pd.DataFrame({"community_id": ["C1", "C2"], "per_1000": [1 / 3, np.nan], "full": [2 / 3, np.nan]})
    )
    object.__setattr__(made, "facilities", pd.DataFrame({"facility_id": ["F1"], "capacity": [np.nan], "full": [""]}))
    assert write_capacity_tables(made, tmp_path) == ["capacity.csv", "facilities.csv"]
    assert (tmp_path / "capacity.csv").read_bytes() == b"\xef\xbb\xbfcommunity_id,per_1000,full\nC1,0.333333,0.667\nC2,,\n"
    assert (tmp_path / "facilities.csv").read_bytes() == b"\xef\xbb\xbffacility_id,capacity,full\nF1,,\n"
