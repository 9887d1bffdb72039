"""People of communities that are points only: spread by weight over the dwellings of their derived territory, nobody lost."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.analysis.times.late_totals import settle_late_totals
from xc_gis.model import AGE_COLUMNS, LateTotals

AGES = list(AGE_COLUMNS.values())
NAN = float("nan")


def demand(homes, keepers=()):
    rows = [*[(f"D{n}", home) for n, home in enumerate(homes)], *[(keeper, None) for keeper in keepers]]
    return gpd.GeoDataFrame(
        {"demand_id": [name for name, _ in rows], "community_id": [home for _, home in rows], **{name: [NAN] * len(rows) for name in AGES}},
        geometry=[shapely.Point(n, 0) for n in range(len(rows))], crs="EPSG:4548",
    )  # fmt: skip


COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["A", "B"], "name": ["甲社区", "乙社区"], "subdistrict": ["东", "东"]},
    geometry=[None, None],
    crs="EPSG:4548",
)


def late(weights, totals, by="community", ages=None, ages_by="community"):
    table = pd.DataFrame(
        [{"area": area, "keeper": keeper, **dict.fromkeys(AGES, NAN), "residents": people} for area, keeper, people in totals]
    )
    return LateTotals(totals=table, by=by, weights=np.array(weights, dtype=float), ages=ages, ages_by=ages_by)


def test_a_total_is_shared_by_weight_and_the_sum_stays():
    found, findings = settle_late_totals(
        demand(["A", "A", "B", None]), COMMUNITIES, late([1, 3, 1, 1], [("A", "", 100.0), ("B", "", 50.0)])
    )
    assert found["residents"].tolist()[:3] == [25, 75, 50]
    assert [finding.evidence for finding in findings] == [{"rows": 1}]
    assert "1 处住宅不在任何社区" in findings[0].text


def test_people_without_a_dwelling_stay_with_their_keeper_and_are_told():
    found, findings = settle_late_totals(demand(["A"], ["KB"]), COMMUNITIES, late([1, 0], [("A", "KA", 10.0), ("B", "KB", 40.0)]))
    assert found["residents"].tolist() == [10, 40]
    assert findings[0].evidence == {"areas": 1, "residents": 40}
    assert "40 人" in findings[0].text
    assert "乙社区" in findings[0].text


def test_totals_of_subdistricts_are_shared_by_their_communities():
    found, _ = settle_late_totals(demand(["A", "B"]), COMMUNITIES, late([1, 1], [("东", "", 90.0)], by="subdistrict"))
    assert found["residents"].tolist() == [45, 45]


def test_ages_that_are_missing_follow_the_shares_of_the_area():
    groups = [name for name in AGES if name != "residents"]
    ages = pd.DataFrame({"area": ["A"], **{name: [0.2] for name in groups}})
    found, _ = settle_late_totals(demand(["A", "B"]), COMMUNITIES, late([1, 1], [("A", "", 100.0), ("B", "", 10.0)], ages=ages))
    assert found[groups[0]].tolist()[0] == pytest.approx(20)
    assert np.isnan(found[groups[0]].tolist()[1])


def test_nothing_late_changes_nothing():
    given = demand(["A"])
    assert settle_late_totals(given, COMMUNITIES, None) == (given, ())
    before = given.copy()
    settle_late_totals(given, COMMUNITIES, late([1], [("A", "", 5.0)]))
    pd.testing.assert_frame_equal(pd.DataFrame(given.drop(columns="geometry")), pd.DataFrame(before.drop(columns="geometry")))
