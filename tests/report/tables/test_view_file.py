"""``view.json``: residents unknown are null, gaps have the residents' median, nearest facilities their place."""

import json

import numpy as np
import pytest

from xc_gis.report.tables.view_file import _median, view_content


@pytest.fixture(scope="module")
def content(small):
    return json.loads((small.folder / "view.json").read_text(encoding="utf-8"))


def rows(columns):
    names = list(columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def test_same_result_same_content(small, content):
    assert json.loads(json.dumps(view_content(small.result))) == content


def test_categories_and_levels_are_those_of_the_standard(content):
    med = next(row for row in content["categories"] if row["code"] == "MED")
    assert (med["minutes"], med["types"], med["mandatory"]) == (15, ["CHC", "CHS"], True)
    assert content["levels"]["5"]["min_score"] == 95
    assert content["unknown_max"] == 0.2


def test_residents_of_a_group_that_nobody_counted_are_null(content, small):
    west = content["communities"][0]["residents"]
    assert west["residents"] == small.result.data.demand.loc[small.result.data.demand["community_id"] == "C1", "residents"].sum()
    assert west["residents_60plus"] > 0
    assert west["residents_0_3"] is None


def test_gaps_are_the_residents_of_the_gap_layer(content, small):
    gaps = small.result.gaps
    assert len(rows(content["gaps"])) == gaps.groupby(["community_id", "category"]).ngroups
    for row in rows(content["gaps"]):
        mine = gaps[(gaps["community_id"] == row["community"]) & (gaps["category"] == row["category"])]
        assert row["residents"] == pytest.approx(mine["residents"].sum())
        people = np.repeat(
            mine["over_minutes"].fillna(np.inf).sort_values().to_numpy(),
            mine.sort_values("over_minutes")["residents"].astype(int),
        )
        median = people[(len(people) - 1) // 2]
        assert row["over_median"] == (None if np.isinf(median) else pytest.approx(median, abs=0.006))


@pytest.mark.parametrize(
    ("over", "people", "median"),
    [
        ([1.0, 2.0, 3.0], [1, 1, 1], 2.0), ([1.0, 2.0, 3.0], [10, 1, 1], 1.0), ([1.0, np.nan], [1, 9], None), ([1.0, np.nan], [9, 1], 1.0), ([5.128], [0], 5.13),
    ],
)  # fmt: skip
def test_median_is_that_of_the_people_and_none_beyond_the_search(over, people, median):
    assert _median(np.array(over), np.array(people, dtype=float)) == median


def test_nearest_facilities_have_their_minutes_and_place(content, small):
    table = small.result.nearest.set_index(["community_id", "category"])
    for row in rows(content["nearest"]):
        found = table.loc[(row["community"], row["category"])]
        assert (row["facility_id"], row["minutes"]) == (found["facility_id"], round(found["minutes"], 2))
        assert 116.9 < row["lon"] < 117.2
