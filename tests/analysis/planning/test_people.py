"""People who gain a service are those it is for, each once, and an unknown age is never a zero."""

import numpy as np
import pytest

from xc_gis.analysis.planning.people import PeopleCount
from xc_gis.model import AGE_COLUMNS
from xc_gis.standard import load_standard

NOBODY = np.zeros(0, dtype=int)


@pytest.fixture(scope="module")
def standard():
    return load_standard("xicheng-ykz-default")


def count(standard, **ages):
    """Two homes: 100 people, 20 of 60 and more of whom 5 are of 80; 50 people, 10 and 2."""
    known = {
        "residents": np.array([100.0, 50.0]), "residents_0_3": np.array([3.0, 2.0]), "residents_3_6": np.array([4.0, 1.0]),
        "residents_6_12": np.array([6.0, 5.0]), "residents_60plus": np.array([20.0, 10.0]), "residents_80plus": np.array([5.0, 2.0]),
    } | ages  # fmt: skip
    group = {}
    for category in standard.categories:
        values = known[AGE_COLUMNS[category.population]]
        group[category.code] = np.where(np.isnan(values), known["residents"], values)
    return PeopleCount(standard, group, known)


def population(standard, code):
    return standard.category(code).population


def test_a_service_for_everyone_counts_everyone_once(standard):
    found = count(standard).of_any({"MED": np.array([0]), "VEG": np.array([0, 1])}).groups
    assert found == {
        "residents": 150, "residents_0_3": 5, "residents_3_6": 5, "residents_6_12": 11, "residents_60plus": 30, "residents_80plus": 7,
    }  # fmt: skip


def test_a_service_for_seniors_counts_seniors(standard):
    assert population(standard, "ELD") == "age60plus"
    found = count(standard).of_category("ELD", np.array([0, 1])).groups
    assert (found["residents"], found["residents_60plus"], found["residents_80plus"], found["residents_0_3"]) == (30, 30, 7, 0)


def test_groups_add_up_and_nobody_counts_twice(standard):
    assert population(standard, "KIN") == "age3_6"
    found = count(standard).of_any({"ELD": np.array([0]), "KIN": np.array([0]), "MED": np.array([1])}).groups
    assert found["residents"] == 20 + 4 + 50
    assert (found["residents_60plus"], found["residents_3_6"], found["residents_0_3"]) == (20 + 10, 4 + 1, 2)


def test_unknown_ages_are_not_zero_and_everybody_stands_in(standard):
    found = count(standard, residents_60plus=np.array([np.nan, 10.0])).of_category("ELD", np.array([0, 1])).groups
    assert found["residents"] == 100 + 10
    assert found["residents_60plus"] is None
    assert (
        count(standard, residents_60plus=np.array([np.nan, 10.0])).of_category("ELD", np.array([1])).groups["residents_60plus"]
        == 10
    )


def test_nobody_is_nobody(standard):
    assert set(count(standard).of_any({"MED": NOBODY, "ELD": NOBODY}).groups.values()) == {0.0}
