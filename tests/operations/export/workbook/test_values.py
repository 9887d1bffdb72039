"""Values on the sheets: three states that are never mixed up."""

from tests.fixtures.sheet_rows import MED, cover, named, plain
from xc_gis.operations.export.workbook.sums import Counted
from xc_gis.operations.export.workbook.values import (
    area_name,
    counted_value,
    coverage_value,
    head_of,
    number_or_unknown,
    range_text,
    stars_value,
)


def test_coverage_is_a_share_unknown_with_bounds_or_not_applicable():
    assert coverage_value(cover()) == 0.6
    assert plain(coverage_value(cover(share=None, low=0.2, high=0.85))) == "<未知 20.0–85.0%>"
    assert coverage_value(cover(notes=("not_applicable",))) == "不适用"
    assert plain(coverage_value(cover(low=None, high=None, share=None, notes=("no_location",)))) == "<没有位置>"
    assert plain(coverage_value(cover(low=None, high=None, share=None))) == "<没有居民>"


def test_sums_have_the_same_states():
    assert counted_value(Counted(3.0, 1.0, 0.0, 0.2)) == 0.75
    assert plain(counted_value(Counted(1.0, 1.0, 2.0, 0.2))) == "<未知 25.0–75.0%>"
    assert counted_value(Counted(0.0, 0.0, 0.0, 0.2)) == "不适用"
    assert plain(counted_value(None)) == "<未知>"


def test_what_is_not_known_is_no_number():
    assert plain(number_or_unknown(None)) == "<未知>"
    assert (number_or_unknown(0.0), number_or_unknown(12.5)) == (0, 12.5)
    assert isinstance(number_or_unknown(8.0), int)
    assert plain(stars_value(named(1, stars=None, status="insufficient"))).startswith("<暂不评级")
    assert stars_value(named(1, stars=0)) == 0


def test_bounds_that_read_alike_are_one_figure():
    assert (range_text(3, 5), range_text(4, 4), range_text(None, 4)) == ("3–5", "", "")


def test_names():
    assert area_name("") == "(未注明)"
    assert head_of(MED) == "MED 医疗卫生"
