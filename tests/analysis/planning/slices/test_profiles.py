"""Whom a profile speaks for in a category: people who are both."""

import pytest

from xc_gis.analysis.planning.slices.profiles import groups_of


@pytest.mark.parametrize(
    ("profile", "population", "groups"),
    [
        ("adult", "all", ("all",)), ("wheelchair", "age60plus", ("age60plus",)), ("senior", "all", ("age60plus",)), ("senior", "age80plus", ("age80plus",)),
        ("frail", "all", ("age80plus",)), ("frail", "age60plus", ("age80plus",)), ("child", "all", ("age0_3", "age3_6", "age6_12")),
        ("child", "age3_6", ("age3_6",)), ("child", "age60plus", ()), ("senior", "age6_12", ()), ("frail", "age0_3", ()),
    ],
)  # fmt: skip
def test_groups(profile, population, groups):
    assert groups_of(profile, population) == groups
