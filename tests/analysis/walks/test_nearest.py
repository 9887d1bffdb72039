"""The facility behind a time: its walk takes that time, nobody who may be used is nearer, and the middle is a real door."""

import numpy as np
import pytest

from xc_gis.analysis.assessment import questions
from xc_gis.analysis.walks.nearest import nearest_facilities, nearest_of_communities, no_names
from xc_gis.model import NEAREST_COLUMNS


@pytest.fixture(scope="module")
def table(small):
    asked = [q for q in questions(small.study.standard) if "@" not in q.key]
    return nearest_facilities(small.found, range(len(small.found.demand)), asked, small.study.settings)


def test_seconds_are_those_of_the_times_and_a_row_is_there_where_a_time_is(small, table):
    for key in ("MED", "CVS", "EMP", "PHA"):
        mine = table[table["key"] == key].set_index("demand")["seconds"]
        known = np.flatnonzero(~np.isnan(small.found.times[key]))
        assert mine.index.tolist() == known.tolist()
        assert mine.to_numpy() == pytest.approx(small.found.times[key][known], abs=1e-6)


def test_a_facility_is_of_a_type_that_counts_and_serves_the_home(small, table):
    facilities = small.found.data.facilities
    for row in table[table["key"] == "EMP"].itertuples():  # community service stations serve their own community alone
        assert facilities["type"].iloc[row.facility] == "CSS"
        assert small.found.data.demand["community_id"].iloc[row.demand] == "C1"
    med = table[table["key"] == "MED"]
    assert set(facilities["facility_id"].iloc[med["facility"]]) == {"F1", "F4"}


def test_the_nearer_of_two_stations_is_named(small, table):
    """Homes beside the west station and beside the east one."""
    demand, facilities = small.found.scene.demand.xy, small.found.data.facilities
    med = table[table["key"] == "MED"].set_index("demand")
    for name in ("F1", "F4"):
        at = facilities.geometry[facilities["facility_id"] == name].iloc[0]
        home = int(np.argmin(np.hypot(demand[:, 0] - at.x, demand[:, 1] - at.y)))
        assert facilities["facility_id"].iloc[int(med.loc[home, "facility"])] == name


def test_middle_of_a_community_is_the_home_nearest_to_its_residents_centre(small):
    found = small.found
    table = nearest_of_communities(found, small.study.standard, small.study.settings)
    for community, rows in table.groupby("community_id"):
        mine = np.flatnonzero((found.data.demand["community_id"] == community).to_numpy() & ~found.scene.demand.off_network)
        xy, people = found.scene.demand.xy[mine], found.data.demand["residents"].to_numpy()[mine]
        centre = (xy * people[:, None]).sum(axis=0) / people.sum()
        middle = found.data.demand["demand_id"].iloc[mine[np.argmin(np.hypot(*(xy - centre).T))]]
        assert set(rows["demand_id"]) == {middle}
        order = [c.code for c in small.study.standard.categories if c.code in set(rows["category"])]
        assert rows["category"].tolist() == order
    assert list(no_names().columns) == list(NEAREST_COLUMNS)
    assert len(no_names()) == 0
