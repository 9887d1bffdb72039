"""Several communities are counted by residents; what is not known stays so."""

import pytest

from tests.fixtures.sheet_rows import CVS, ELD, MED, cover, named
from xc_gis.operations.export.workbook.sums import Counted, by_subdistrict, counted, joint_counted, residents_of, seniors_counted


def test_shares_are_those_of_the_method():
    count = Counted(60.0, 20.0, 20.0, 0.2)
    assert (count.residents, count.low, count.share, count.high) == (100.0, 0.6, 0.75, 0.8)
    assert Counted(60.0, 19.0, 21.0, 0.2).share is None
    assert Counted(60.0, 0.0, 10.0, 0.2).high == 1.0
    nobody = Counted(0.0, 0.0, 0.0, 0.2)
    assert (nobody.low, nobody.share, nobody.high) == (None, None, None)


def test_a_big_community_weighs_more_and_one_without_figures_nothing():
    rows = [
        cover(residents=900.0, covered=900.0, gap=0.0), cover(residents=100.0, covered=0.0, gap=100.0),
        cover(residents=None, covered=None, gap=None, unknown=None),
    ]  # fmt: skip
    assert counted(rows, 0.2).share == 0.9


def test_seniors_are_their_own_group_or_a_share_of_those_there():
    elders = [named(1, cover(ELD, covered=30.0, gap=70.0))]
    assert seniors_counted(elders, ELD, 0.2).share == 0.3
    pace = [
        named(n, cover(MED, senior_low=low, senior_high=low + 0.1), residents={"residents_60plus": 10.0 * n})
        for n, low in ((1, 0.5), (3, 0.9))
    ]
    count = seniors_counted(pace, MED, 0.2)
    assert count.residents == pytest.approx(40.0)
    assert count.low == pytest.approx((5 + 27) / 40)
    assert count.high == pytest.approx(36 / 40)
    assert seniors_counted([named(1, cover(CVS))], CVS, 0.2) is None


@pytest.mark.parametrize(("known", "people"), [({"senior_low": 0.5, "senior_high": 0.5}, None), ({}, 12.0)])
def test_seniors_who_are_not_known_are_not_counted_as_none(known, people):
    assert seniors_counted([named(1, cover(MED, **known), residents={"residents_60plus": people})], MED, 0.2) is None


def test_joint_share_is_weighted_by_residents():
    two = [
        named(1, joint_low=1.0, joint_high=1.0, residents={"residents": 300.0}),
        named(2, joint_low=0.0, joint_high=0.4, residents={"residents": 100.0}),
    ]
    assert joint_counted(two) == (0.75, 0.85)
    assert joint_counted([named(1, residents={"residents": None})]) is None
    assert joint_counted([named(1, joint_low=None, joint_high=None)]) is None


def test_residents_of_several_are_known_where_all_are():
    assert residents_of([named(1), named(2)], "residents") == 200.0
    assert residents_of([named(1), named(2, residents={"residents": None})], "residents") is None


def test_subdistricts_stand_by_name():
    assert list(by_subdistrict([named(1, subdistrict="乙"), named(2, subdistrict="甲"), named(3, subdistrict="乙")])) == [
        "乙",
        "甲",
    ]
