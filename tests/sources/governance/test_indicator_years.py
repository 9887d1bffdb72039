"""Years are read as offices write them; later ones are left out aloud, and those long ago are slips."""

from datetime import date

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.indicator_years import up_to, years_of
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.standard.indicator_list import load_indicators

PLAN = load_indicators("xicheng-plan-2021-2025")


def kept(day, *years):
    frame = pd.DataFrame({"year": years, ROW: range(2, 2 + len(years))})
    notes = Notes("v.csv", "indicators.0")
    return up_to(frame, PLAN, day, notes)["year"].tolist(), [finding.text for finding in notes.findings]


def test_years_as_they_are_written():
    frame = pd.DataFrame({"year": ["2024", "2024.0", "2024年", "二〇二四年度", "２０２４年末"], ROW: range(2, 7)})
    assert years_of(frame, Notes("v.csv", "indicators.0")) == [2024] * 5


def test_later_years_are_left_out_and_told_the_studys_own_is_kept():
    assert kept(date(2026, 6, 30), 2025, 2026, 2035) == (
        [2025, 2026],
        ["1 个指标值的年份（2035）晚于项目日期 2026-06-30，没有采用（第 4 行）"],
    )
    assert kept(None, 2025, 2035) == ([2025, 2035], [])


@pytest.mark.parametrize(("day", "last"), [(date(2026, 6, 30), 1995), (None, 1990)])
def test_a_year_long_before_the_study_or_the_list_is_refused(day, last):
    assert kept(day, last + 1)[0] == [last + 1]
    with pytest.raises(InputError, match=f"第 3 行：{last} 年早得不合情理"):
        kept(day, 2022, last)
