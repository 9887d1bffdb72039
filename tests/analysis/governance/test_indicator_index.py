"""The index of dimensions by hand: weights, what is unknown, less is better, ties."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.indicator_index import index_table
from xc_gis.model import INDICATOR_STATUS_COLUMNS
from xc_gis.standard.indicator_list import Indicator, IndicatorList, ListMeta

LEVELS = ("district", "subdistrict")
ASKED = IndicatorList(
    meta=ListMeta(id="mine", version="1", name_zh="清单"),
    indicators=(
        Indicator(number=1, group="老有所养", zh="甲", floor=50, target=100, weight=3, levels=LEVELS),
        Indicator(number=2, group="老有所养", zh="乙", floor=10, target=8, comparison="<", weight=1, levels=LEVELS),
        Indicator(number=3, group="便利性", zh="丙", floor=0, target=100, weight=4, levels=LEVELS),
        Indicator(number=4, group="便利性", zh="丁", target=100, levels=LEVELS),
    ),
)
NAN = np.nan


def status(*rows):
    blank = dict.fromkeys(INDICATOR_STATUS_COLUMNS, "")
    made = [
        {**blank, "number": n, "level": level, "area": area, "low": low, "value": v, "high": high}
        for n, level, area, low, v, high in rows
    ]
    return pd.DataFrame(made, columns=list(INDICATOR_STATUS_COLUMNS))


def test_by_hand():
    table = index_table(
        ASKED,
        status((1, "district", "ALL", 75, 75, 75), (2, "district", "ALL", 9, 9, 9), (3, "district", "ALL", 40, NAN, 60), (4, "district", "ALL", 1, 1, 1)),
    )  # fmt: skip
    rows = table.set_index("dimension")[["index", "low", "high", "weight_known"]]
    assert rows.loc["老有所养"].tolist() == pytest.approx([50, 50, 50, 1])  # (3 x 0.5 + 1 x 0.5) / 4
    assert rows.loc["便利性"].tolist() == pytest.approx([NAN, 40, 60, 0], nan_ok=True)
    assert rows.loc["ALL"].tolist() == pytest.approx([50, 45, 55, 0.5])


def test_what_nobody_knows_widens_the_index():
    table = index_table(ASKED, status((1, "district", "ALL", 75, 75, 75), (2, "district", "ALL", 9, NAN, NAN)))
    rows = table.set_index("dimension")[["index", "low", "high", "weight_known"]]
    assert rows.loc["老有所养"].tolist() == pytest.approx([50, 37.5, 50, 0.75])  # the time is 9 at best, or more


def test_the_index_is_one_that_the_unknown_may_come_to():
    table = index_table(
        ASKED, status((1, "district", "ALL", 75, 75, 75), (2, "district", "ALL", 9, 9, 9), (3, "district", "ALL", 80, NAN, 90))
    )
    whole = table.set_index("dimension").loc["ALL"]
    assert (whole["low"], whole["high"]) == (65, 70)
    assert whole["index"] == 65  # the mean of what is known is 50


def test_equal_areas_share_the_better_rank():
    rows = [
        (3, "subdistrict", name, value, value, value)
        for name, value in (("甲", 80), ("乙", 90), ("丙", 80), ("丁", 70), ("戊", NAN))
    ]
    table = index_table(ASKED, status(*rows))
    ranks = table[table["dimension"] == "便利性"].set_index("area")["rank"]
    assert ranks["戊"] is pd.NA
    assert ranks.dropna().to_dict() == {"甲": 2, "乙": 1, "丙": 2, "丁": 4}
