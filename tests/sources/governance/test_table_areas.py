"""Whom a row speaks of: the district, a subdistrict, a community, in one column or in several."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.table_areas import areas_of
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道"), ("C3", "东社区", "乙街道")], columns=["community_id", "name", "subdistrict"]
)  # fmt: skip


def areas(rows, **columns):
    frame = pd.DataFrame({**columns, ROW: range(2, 2 + rows)})
    return areas_of(frame, COMMUNITIES, "西城区", Notes("v.csv", "values"))


def test_one_column_names_areas_of_each_level():
    found = areas(7, area=["", "全区", "西城区", "甲街道", "乙", "C2", "西社区"])
    district, first, second = ("district", "ALL"), ("subdistrict", "甲街道"), ("subdistrict", "乙街道")
    assert found == [district, district, district, first, second, ("community", "C2"), ("community", "C1")]


def test_columns_of_their_own():
    assert areas(2, community=["东社区", ""], subdistrict=["乙街道", "甲街道"]) == [
        ("community", "C3"),
        ("subdistrict", "甲街道"),
    ]
    assert areas(1) == [("district", "ALL")]


@pytest.mark.parametrize("columns", [{"area": ["丙街道"]}, {"community": ["东社区"]}, {"community_id": ["C9"]}])
def test_an_area_that_is_none_or_could_be_two_is_refused_with_its_row(columns):
    with pytest.raises(InputError, match="第 2 行：没有街道或社区"):
        areas(1, **columns)
