"""Values stated and computed side by side: where an indicator stands, where it goes, what holds it back."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.governance.test_computed_indicators import GROUND
from xc_gis.analysis.governance.indicators import indicator_tables
from xc_gis.model import INDICATOR_VALUE_COLUMNS
from xc_gis.standard.indicator_list import Computed, Indicator, IndicatorList, ListMeta, TargetPart

ASKED = IndicatorList(
    meta=ListMeta(id="mine", version="1", name_zh="清单", years=(2021, 2025)),
    indicators=(
        Indicator(
            number=1, group="甲", zh="站", target=100, kind="binding", computed=Computed(kind="areas_with", types=("CSS",))
        ),
        Indicator(number=2, group="甲", zh="出行", target=78),
        Indicator(number=3, group="乙", zh="平安", parts=(TargetPart(zh="街道", target=80), TargetPart(zh="社区", target=90))),
        Indicator(number=4, group="乙", zh="合格率", target=99, comparison="stays>=", kind="binding"),
        Indicator(number=5, group="乙", zh="没有人说过", target=1),
    ),
)
STATED = pd.DataFrame(
    [
        (1, "", "district", "ALL", 2024, 70.0), (2, "", "district", "ALL", 2022, 70.0), (2, "", "district", "ALL", 2023, 72.0), (2, "", "district", "ALL", 2024, 77.0),
        (2, "", "subdistrict", "乙街道", 2024, 60.0), (2, "", "subdistrict", "甲街道", 2024, 50.0), (3, "街道", "district", "ALL", 2024, 80.0),
        (4, "", "district", "ALL", 2022, 98.9), (4, "", "district", "ALL", 2023, 99.0),
    ],
    columns=list(INDICATOR_VALUE_COLUMNS)[:6],
).assign(origin="", stated="")  # fmt: skip
TABLES = indicator_tables([(ASKED, STATED)], GROUND, 2025)


def where(number, part="", area="ALL"):
    rows = TABLES.status
    return rows[(rows["number"] == number) & (rows["part"] == part) & (rows["area"] == area)].iloc[0]


def test_the_newest_year_counts_and_says_what_holds_it_back():
    row = where(1)
    assert (row["year"], row["value"], row["source"], row["status"], row["held_back_by"]) == (
        2025,
        75.0,
        "computed",
        "behind",
        "C4",
    )
    assert row["outlook"] == "missed"  # the year of the target


def test_a_stated_value_stands_before_the_computed_one_of_its_year():
    tables = indicator_tables([(ASKED, STATED)], GROUND, 2024)
    row = tables.status.iloc[0]
    assert (row["value"], row["source"], row["held_back_by"]) == (70.0, "typed", "")
    assert tables.values.query("number == 1 and year == 2024")["source"].tolist() == ["computed", "typed"]


def test_a_forecast_says_what_it_rests_on():
    row = where(2)
    assert (row["status"], row["years"], row["target_year"], row["held_back_by"]) == ("behind", 3, 2025, "甲街道;乙街道")
    assert row["forecast"] == pytest.approx(80.0)
    assert row["forecast_low"] < 78 < row["forecast_high"]
    assert row["outlook"] == "doubtful"


def test_parts_have_targets_of_their_own_and_what_is_lacking_is_no_zero():
    assert where(3, "街道")["status"] == "done"
    missing = where(3, "社区")
    assert (missing["status"], missing["target"]) == ("no_data", 90.0)
    assert np.isnan(missing["value"])
    assert where(5)["status"] == "no_data"


def test_what_has_to_stay_does_not_forget():
    assert (where(4)["status"], where(4)["outlook"]) == ("behind", "missed")


def test_without_a_day_of_the_study_computed_values_stand_behind_all_others():
    tables = indicator_tables([(ASKED, STATED)], GROUND, None)
    assert pd.isna(tables.status.iloc[0]["year"])
    assert tables.status.iloc[0]["source"] == "computed"


def test_no_year_and_no_row_is_lost():
    assert len(TABLES.values[TABLES.values["source"] == "typed"]) == len(STATED)
