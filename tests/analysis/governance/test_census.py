"""Resources by community and area on a table worked by hand: unknown is never 0."""

import numpy as np
import pandas as pd

from tests.analysis.governance.test_links import KNOWN
from xc_gis.analysis.governance.census import census_tables
from xc_gis.model import KIND_COLUMNS, RESOURCE_COLUMNS, Census

KINDS = pd.DataFrame(
    [("团", "organisation", "", ""), ("站", "facility", "CHS", ""), ("厕", "facility", "", "")], columns=KIND_COLUMNS
)
ROWS = [("C1", "团", "", 12), ("C1", "站", "甲卫生站", 1), ("C1", "站", "丙站", 1), ("C2", "团", "", np.nan), ("C2", "站", "", 0)]
RESOURCES = pd.DataFrame(
    [(n, c, kind, name, float(count), "", np.nan, np.nan) for n, (c, kind, name, count) in enumerate(ROWS, 2)],
    columns=RESOURCE_COLUMNS,
)
RESIDENTS = pd.Series({"C1": 4000.0, "C2": 6000.0, "C3": np.nan})
STREETS = pd.Series({"C1": "甲街道", "C2": "甲街道", "C3": ""})


def tables(complete=frozenset()):
    return census_tables(Census(KINDS, RESOURCES, complete), RESIDENTS, STREETS, KNOWN, near_m=50)


def test_by_community():
    found = tables().table.set_index(["community_id", "kind"])
    told = {key: (row["state"], row["count"], row["per_10k"], row["linked"]) for key, row in found.iterrows()}
    assert told["C1", "团"] == ("known", 12, 30, 0)
    assert told["C1", "站"] == ("known", 2, 5, 1)
    assert told["C2", "站"] == ("known", 0, 0, 0)
    assert {key for key, row in told.items() if row[0] == "unknown"} == {
        ("C1", "厕"), ("C2", "团"), ("C2", "厕"), ("C3", "团"), ("C3", "站"), ("C3", "厕"),
    }  # fmt: skip
    assert found.loc[found["state"] == "unknown", ["count", "per_10k"]].isna().all(axis=None)


def test_where_the_table_holds_everything_no_row_means_none():
    found = tables(frozenset(["团", "厕"])).table.set_index(["community_id", "kind"])
    assert found.loc[("C3", "厕"), "count"] == 0
    assert np.isnan(found.loc[("C3", "厕"), "per_10k"])  # nobody counted its residents
    assert found.loc[("C2", "团"), "state"] == "unknown"  # its row says that it is not known


def test_areas_speak_of_the_communities_of_which_it_is_known():
    found = tables().areas.set_index(["area", "kind"])
    assert found.index.get_level_values("area").unique().tolist() == ["ALL", "甲街道"]
    choir = found.loc[("甲街道", "团")]
    assert (choir["communities"], choir["known"], choir["count"], choir["per_10k"]) == (2, 1, 12, 30)
    station = found.loc[("ALL", "站")]
    assert (station["communities"], station["known"], station["count"], station["per_10k"], station["linked"]) == (3, 2, 2, 2, 1)
    assert np.isnan(found.loc[("ALL", "厕"), "count"])


def test_links_are_told_with_their_way():
    found = tables()
    assert found.links[["row", "way", "facility_id"]].to_numpy().tolist() == [[3, "name", "F1"], [4, "none", ""]]
    assert found.ways == {"id": 0, "name": 1, "place": 0, "ambiguous": 0}
