"""Which rows may be one facility: near, of one type, alike in name; who names no branch is told as the half of a pair."""

import numpy as np
import pytest
import shapely

from tests.sources.facilities.test_duplicates import STANDARD, rows_of, together
from xc_gis.settings import Settings
from xc_gis.sources.facilities.duplicate_pairs import same_pairs


def test_distance_type_and_list_matter():
    assert not together("惠民便利店", "惠民便利店", metres=101)
    assert together("惠民便利店", "惠民便利店", metres=100)
    assert not together("惠民", "惠民", kinds=("CVS", "PHA"))
    assert together("惠民超市", "惠民超市", kinds=("SUP", "CVS"))  # who stands offers all that the other does
    assert not together("惠民超市", "惠民超市", kinds=("CVS", "SUP"))  # else a service would be lost
    assert not together("惠民便利店", "惠民便利店", layers=(0, 0))
    assert together("惠民便利店", "惠民便利店", layers=(0, 0), metres=20)
    assert together("公共厕所", "公共厕所", kinds=("WCT", "WCT"), metres=10)
    assert not together("公共厕所", "公共厕所", kinds=("WCT", "WCT"), metres=10, layers=(0, 0))


def test_one_house_number_needs_less_likeness():
    kinds = ("PHA", "PHA")
    assert not together("天和药店", "天和大药房", kinds=kinds)
    assert together("天和药店", "天和大药房", kinds=kinds, addresses=("西城区甲街12号", "甲街12号"))
    assert not together("天和药店", "天和大药房", kinds=kinds, addresses=("甲街12号", "甲街甲12号"))
    assert not together("天和药店", "天和大药房", kinds=kinds, addresses=("甲街", "甲街"))


def pairs_of(*records, **changes):
    values = Settings().override({key.replace("__", "."): value for key, value in changes.items()}, origin="study", where="test")
    return same_pairs(rows_of(list(records)), STANDARD, {"新街口街道", "新街口"}, values)


def shop(name, metres, layer, address=""):
    return (f"{name}{metres}{layer}", "CVS", name, metres, layer, address)


def test_no_rows_make_no_pairs_and_rows_without_neighbours_neither():
    assert len(pairs_of(shop("惠民便利店", 0, 0)).a) == 0
    assert len(pairs_of(shop("惠民便利店", 0, 0), shop("惠民便利店", 500, 1)).a) == 0


def test_a_pair_says_its_metres_and_likeness_and_stands_in_order():
    found = pairs_of(shop("惠民便利店", 40, 0), shop("惠民便利店", 0, 1))
    assert (found.a.tolist(), found.b.tolist(), found.metres.tolist(), found.score.tolist()) == ([0], [1], [40.0], [100.0])
    assert (found.half.tolist(), found.branch.tolist()) == ([-1], [""])


@pytest.mark.parametrize(
    ("first", "second", "half"),
    [("物美超市", "物美超市(西直门店)", 0), ("物美超市(西直门店)", "物美超市", 1), ("物美超市", "物美超市西直门店", 0)],
)
def test_the_row_that_names_no_branch_is_the_half_of_the_pair(first, second, half):
    found = pairs_of(shop(first, 0, 0), shop(second, 10, 1))
    assert found.half.tolist() == [half]
    assert found.branch.tolist() == ["西直门"]


def test_two_branches_are_two():
    assert len(pairs_of(shop("物美超市(西直门店)", 0, 0), shop("物美超市(动物园店)", 10, 1)).a) == 0


@pytest.mark.parametrize(
    ("setting", "value", "joined"),
    [("duplicates__distance_m", 39.0, False), ("duplicates__distance_m", 41.0, True), ("duplicates__similarity", 1.0, False)],
)
def test_the_settings_say_how_far_and_how_alike(setting, value, joined):
    found = pairs_of(shop("金融街惠民生活便利店", 0, 0), shop("金融街惠民生括便利店", 40, 1), **{setting: value})
    assert (len(found.a) == 1) is joined


def test_an_area_is_as_near_as_its_edge():
    rows = rows_of([shop("惠民便利店", 0, 0), shop("惠民便利店", 0, 1)])
    rows.geometry = [shapely.box(0, 0, 500, 500), shapely.Point(560, 250)]
    found = same_pairs(rows, STANDARD, set(), Settings())
    assert found.metres.tolist() == [60.0]


def test_the_same_pairs_as_by_comparing_each_with_each():
    """Right: two loops over all rows, with the rule for one name alone (names equal, lists different, 100 m)."""
    rng = np.random.default_rng(4)
    names = ["惠民便利店", "天天便利店", "好邻居便利店"]
    records = [(f"S{n}", "CVS", names[rng.integers(3)], float(rng.uniform(0, 1500)), int(rng.integers(3)), "") for n in range(60)]
    found = pairs_of(*records)
    expected = {
        (i, j) for i, a in enumerate(records) for j, b in enumerate(records)
        if i < j and a[2] == b[2] and abs(a[3] - b[3]) <= (100 if a[4] != b[4] else 20)
    }  # fmt: skip
    assert set(zip(found.a.tolist(), found.b.tolist(), strict=True)) == expected
