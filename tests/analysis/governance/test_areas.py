"""Areas are the district and its subdistricts by name; who has no subdistrict counts for the district alone."""

import pandas as pd

from xc_gis.analysis.governance.areas import areas_of


def test_the_district_comes_first():
    found = [(name, members.tolist()) for name, members in areas_of(pd.Series({"C1": "乙", "C2": "", "C3": "丙", "C4": "乙"}))]
    assert found == [
        ("ALL", [True] * 4),
        ("丙", [False, False, True, False]),
        ("乙", [True, False, False, True]),
    ]
