"""Figures of a run as its tables say them: fractions, open bounds, and nothing where there is nothing."""

from fractions import Fraction

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.years.recorded import Bounds, recorded

RATING = "community_id,community,subdistrict,stars_low,stars_high\nC1,'=西,甲,2,3\nC2,东,甲,,\n"
COVERAGE = "community_id,category,covered,unknown\nC1,MED,10.5,2\nC2,MED,,\n"


def write(folder, rating=RATING, coverage=COVERAGE):
    (folder / "rating.csv").write_text(rating, encoding="utf-8-sig")
    (folder / "coverage.csv").write_text(coverage, encoding="utf-8-sig")
    return folder


def test_what_has_no_figure_has_no_entry(tmp_path):
    found = recorded(write(tmp_path))
    assert found.values == {
        ("C1", "stars"): Bounds(Fraction(2), Fraction(3)), ("C1", "MED"): Bounds(Fraction(21, 2), Fraction(25, 2)),
    }  # fmt: skip
    assert found.names == {"C1": ("=西", "甲"), "C2": ("东", "甲")}
    assert found.categories == ("MED",)


@pytest.mark.parametrize("rating", ["", "community_id\nC1\n", RATING.replace("2,3", "two,3")])
def test_a_damaged_table_is_said(tmp_path, rating):
    with pytest.raises(InputError, match="缺失或已损坏"):
        recorded(write(tmp_path, rating=rating) if rating else tmp_path)
