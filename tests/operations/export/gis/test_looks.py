"""Rules of themes: at most one holds for a community, and it is that of its class. SQLite asks them as QGIS does."""

import sqlite3

import geopandas as gpd
import pandas as pd
import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.gis.looks import (
    HATCHED,
    WHITE,
    coverage_look,
    dots_look,
    facilities_look,
    gaps_look,
    joint_look,
    minutes_look,
    stars_look,
)
from xc_gis.operations.export.spoken import saying
from xc_gis.report.themes import GAP_DOTS, THEMES

SAY = saying("zh")
LIMIT = 15.0
NONE, UNKNOWN = ("none", None, None, None), ("unknown", None, 3.0, None)
ROWS = (
    ("covered", 1.0, 0.0, 5.0), ("gap", 0.9, 50.0, 10.0), ("gap", 0.899999, 51.0, 10.000001), ("gap", 0.5, 1000.0, 15.0), ("gap", 0.499, 1001.0, 15.000001),
    ("gap", 0.0, 1.0, None), UNKNOWN, ("unknown", None, 0.0, 15.0), ("unknown", None, 0.0, 15.1), NONE,
)  # fmt: skip


@pytest.fixture(scope="module")
def category(finished_run):
    return next(c for c in inputs_of(finished_run).run.categories if c.minutes == LIMIT)


def rules_by_row(frame, look):
    """Numbers of the rules that hold for each row."""
    with sqlite3.connect(":memory:") as stored:
        frame.assign(n=range(len(frame))).to_sql("t", stored, index=False)
        held = [{n for (n,) in stored.execute(f"SELECT n FROM t WHERE {rule.where}")} for rule in look.rules]
    assert all(held), "no rule without a row"
    return [[k for k, rows in enumerate(held) if n in rows] for n in range(len(frame))]


def symbols(frame, look):
    found = rules_by_row(frame, look)
    assert all(len(rules) == 1 for rules in found)
    return [look.rules[rules[0]].symbol for rules in found]


def classes(theme, *numbers):
    return [THEMES[theme].classes[n].colour for n in numbers]


def of(code):
    columns = [f"state_{code}", f"share_{code}", f"gap_{code}", f"minutes_{code}"]
    return gpd.GeoDataFrame(pd.DataFrame(list(ROWS), columns=columns), geometry=[None] * len(ROWS)).drop(columns="geometry")


def test_coverage_meets_its_limits_as_on_paper(category):
    seen = symbols(of(category.code), coverage_look(of(category.code), category, 0.25, SAY))
    assert [one.colour for one in seen[:6]] == classes("coverage", 4, 3, 2, 1, 0, 0)
    assert seen[6:] == [HATCHED, HATCHED, HATCHED, WHITE]


def test_people_in_gap_are_counted_only_where_they_are_known(category):
    seen = symbols(of(category.code), gaps_look(of(category.code), category, 0.25, SAY))
    assert [one.colour for one in seen[:6]] == classes("gaps", 0, 1, 2, 4, 5, 1)
    assert seen[6:] == [HATCHED, HATCHED, HATCHED, WHITE]


def test_a_walk_within_the_limit_is_a_fact_and_one_beyond_may_be_unknown(category):
    seen = symbols(of(category.code), minutes_look(of(category.code), category, SAY))
    last = len(THEMES["minutes_in_thirds"].classes) - 1
    assert [one.colour for one in (*seen[:6], seen[7])] == classes("minutes_in_thirds", 0, 1, 2, 2, 3, last, 2)
    assert [seen[6], seen[8], seen[9]] == [HATCHED, HATCHED, WHITE]


def test_stars_and_joint_coverage_keep_three_states():
    frame = pd.DataFrame({"stars": pd.array([5, 0, None], dtype="Int64"), "stars_low": [5, 0, None], "stars_high": [5, 1, None],
                          "joint": [1.0, None, None], "joint_low": [1.0, 0.2, None]})  # fmt: skip
    assert [getattr(one, "colour", one) for one in symbols(frame, stars_look(frame, SAY))] == [*classes("stars", 5, 0), HATCHED]
    assert [getattr(one, "colour", one) for one in symbols(frame, joint_look(frame, 0.25, SAY))] == [
        *classes("joint", 4),
        HATCHED,
        WHITE.colour,
    ]


def test_places_have_one_symbol_each():
    dots = pd.DataFrame({"over_minutes": [0.1, 5.0, 5.1, None]})
    seen = symbols(dots, dots_look(dots, SAY))
    assert [one.colour for one in seen[:3]] == [GAP_DOTS[0].colour, GAP_DOTS[0].colour, GAP_DOTS[1].colour]
    sites = pd.DataFrame({"status": ["open", "open", "closed"], "off_network": [False, True, False]})
    first, second, third = symbols(sites, facilities_look(sites, SAY))
    assert first != second == third
