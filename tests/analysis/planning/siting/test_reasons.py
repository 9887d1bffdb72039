"""Why a question cannot be answered, with names and numbers."""

from __future__ import annotations

import dataclasses
import re

import geopandas as gpd
import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import random_town
from tests.analysis.planning.siting.small_problems import reach_of
from xc_gis.analysis.planning.siting.reasons import (
    capacity_reason,
    people_by_community,
    refuse_impossible,
    unreachable_reason,
    useless_reasons,
)
from xc_gis.analysis.planning.siting.rules import SitingRules, too_near
from xc_gis.errors import InputError
from xc_gis.languages.message import in_language

NAMES = gpd.GeoDataFrame({"name": ["甲社区", "乙社区", "丙社区"]})
IDS = ["A", "B", "C"]


def rules(count=2, locked=(), cost=(1, 2, 3), **more):
    mask = np.isin(np.arange(3), locked)
    return SitingRules(count, mask, np.array(cost, dtype=float), **more)


@pytest.mark.parametrize(
    ("asked", "count", "words"),
    [
        (rules(), 0, "至少为 1"),
        (rules(), 4, "要建 4 处，候选地点只有 3 处"),
        (rules(1, (0, 1)), 1, "锁定了 2 处，超过要建的 1 处"),
        (rules(2, (1, 2), budget=4.0), 2, "锁定的 2 处共需 5，超过预算 4"),
        (rules(budget=0.5), 2, "预算 0.5 一处也建不了：最便宜的 A 需 1"),
        (
            rules(2, (0, 1), too_near=too_near(np.array([(0.0, 0), (50, 0), (900, 0)]), 100.0)),
            2,
            "锁定的 A 与 B 相距不足最小间距",
        ),
    ],
)
def test_rules_that_no_set_can_keep_are_refused(asked, count, words):
    with pytest.raises(InputError, match=re.escape(words)):
        refuse_impossible(asked, count, IDS)


def test_rules_that_can_be_kept_pass():
    refuse_impossible(rules(2, (0,), budget=3.0), 2, IDS)


def test_no_candidates_at_all():
    none = SitingRules(1, np.zeros(0, dtype=bool), np.zeros(0))
    with pytest.raises(InputError, match="没有候选地点"):
        refuse_impossible(none, 1, [])


def test_people_are_named_by_community_the_most_first():
    reach = reach_of(random_town(5))
    found = people_by_community(reach, np.ones(14, dtype=bool), NAMES)
    by_hand = {name: reach.people[reach.area == n].sum() for n, name in enumerate(NAMES["name"])}
    assert dict(found.communities) == {name: people for name, people in by_hand.items() if people}
    assert [people for _, people in found.communities] == sorted(dict(found.communities).values(), reverse=True)
    assert found.total == reach.people.sum()


def test_useless_questions_say_why():
    reach = reach_of(random_town(5))
    covered = dataclasses.replace(reach, existing_s=np.zeros(14))
    assert "不需要新建" in useless_reasons(covered, NAMES)[0]
    nobody = dataclasses.replace(
        reach, site=reach.site[:0], row=reach.row[:0], seconds=reach.seconds[:0], existing_s=np.full(14, np.inf)
    )
    (reason,) = useless_reasons(nobody, NAMES)
    assert f"{reach.people.sum():,.0f} 人" in reason
    assert "No candidate site reaches any uncovered resident" in in_language(reason, "en")
    assert f"{reach.people.sum():,.0f} 人" in unreachable_reason(nobody, NAMES)
    assert unreachable_reason(covered, NAMES) is None


def test_capacity_is_told_only_where_it_is_too_small():
    assert capacity_reason(100.0, 100.0, 2) is None
    assert "100 人，容量最大的 2 处合计只容 99 人" in capacity_reason(100.0, 99.0, 2)
