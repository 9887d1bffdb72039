"""Entries of the directory by community and area on a table worked by hand, and what they say of facilities."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.analysis.governance.test_census import RESIDENTS, STREETS
from tests.analysis.governance.test_links import KNOWN
from xc_gis.analysis.governance.directory import Contact, contacts, directory_tables
from xc_gis.model import ENTRY_COLUMNS, Directory

ROWS = [
    ("C1", "医", "站", "甲卫生站", "010-1", "8-17", "no"),
    ("C1", "医", "站", "甲 卫生站", "010-2", "9-18", "yes"),
    (None, "医", "站", "乙卫生站", "", "", "yes"),
    (None, "商", "店", "无处", "", "", ""),
    ("C3", "商", "店", "丁店", "010-3", "", ""),
]
ENTRIES = pd.DataFrame(
    [
        (n, c, division, kind, name, "", phone, hours, booking, "", "", np.nan, np.nan)
        for n, (c, division, kind, name, phone, hours, booking) in enumerate(ROWS, 2)
    ],
    columns=ENTRY_COLUMNS,
)
DIRECTORY = Directory(ENTRIES, {"站": ("CHS",)})


def test_counts_by_community_and_area():
    found = directory_tables(DIRECTORY, RESIDENTS, STREETS, KNOWN, near_m=50)
    by_community = found.counts.set_index(["community_id", "kind"])
    assert by_community.loc[("C1", "站"), ["count", "per_10k", "bookable", "linked"]].tolist() == [2, 5, 1, 2]
    assert by_community.loc[("C2", "站"), "count"] == 1  # by its facility
    assert np.isnan(by_community.loc[("C3", "店"), "per_10k"])
    assert ("C2", "店") not in by_community.index
    by_area = found.areas.set_index(["area", "kind"])
    assert by_area.loc[("甲街道", "站"), ["count", "per_10k"]].tolist() == pytest.approx([3, 3])
    assert by_area.loc[("ALL", "店"), "count"] == 2
    assert np.isnan(by_area.loc[("ALL", "店"), "per_10k"])  # residents of C3 are not known
    assert found.ways == {"id": 0, "name": 3, "place": 0, "ambiguous": 0}


def test_a_kind_without_entries_is_a_known_zero_where_every_entry_has_a_community():
    directory = replace(DIRECTORY, kinds=(("医", "院"), ("医", "站"), ("商", "店")))
    areas = directory_tables(directory, RESIDENTS, STREETS, KNOWN, near_m=50).areas
    assert areas.loc[areas["area"] == "ALL", ["kind", "count"]].to_numpy().tolist() == [["院", 0], ["站", 3], ["店", 2]]
    mine = areas[areas["area"] == "甲街道"].set_index("kind")["count"].to_dict()
    assert mine == {"院": 0, "站": 3}  # a shop has no community: it may be here
    rates = areas.set_index(["area", "kind"])["per_10k"]
    assert rates["甲街道", "院"] == 0
    assert np.isnan(rates["ALL", "院"])  # residents of C3 are not known
    nothing = replace(directory, entries=ENTRIES.head(0))
    assert directory_tables(nothing, RESIDENTS, STREETS, KNOWN, near_m=50).areas["count"].tolist() == [0, 0, 0] * (
        1 + STREETS[STREETS != ""].nunique()
    )


def test_what_several_entries_say_of_one_facility():
    assert contacts(DIRECTORY, KNOWN, near_m=50) == {
        "F1": Contact("010-1 010-2", "8-17", "yes"),
        "F2": Contact("", "", "yes"),
    }
