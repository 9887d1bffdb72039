"""Who may use what, pair by pair: the one rule of ``eligibility`` against its definition, however it is asked."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
from hypothesis import given

from xc_gis.analysis.times.eligibility import DemandAreas, Eligibility
from xc_gis.analysis.times.facility_services import EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT

AREAS = st.sampled_from(["", "A", "B", "C"])
CATCHMENTS = st.sampled_from([EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT])
N_PLACES = 4


def allowed(offers, communities, subdistricts, place, demand):
    """By the words of the method: everyone, or who lives in an area that the offer names."""
    for at, catchment, area in offers:
        if at != place:
            continue
        lives_in = {OWN_COMMUNITY: communities, OWN_SUBDISTRICT: subdistricts}.get(catchment)
        if lives_in is None or (area and lives_in[demand] == area):
            return True
    return False


@given(
    st.lists(st.tuples(st.integers(0, N_PLACES - 1), CATCHMENTS, AREAS), max_size=8), st.lists(st.tuples(AREAS, AREAS), min_size=1, max_size=6)
)  # fmt: skip
def test_pairs_are_served_by_the_definition(offers, homes):
    offers = [(place, catchment, "" if catchment == EVERYONE else area) for place, catchment, area in offers]
    communities, subdistricts = (np.array(column, dtype=object) for column in zip(*homes, strict=True))
    areas = DemandAreas(communities, subdistricts)
    place, demand = (grid.ravel() for grid in np.meshgrid(np.arange(N_PLACES), np.arange(len(homes)), indexing="ij"))
    expected = [allowed(offers, communities, subdistricts, p, d) for p, d in zip(place, demand, strict=True)]
    assert Eligibility.of_places(offers, areas, N_PLACES).serves_pairs(place, demand).tolist() == expected
    frame = pd.DataFrame(offers, columns=["point", "catchment", "area"]).assign(type="CHS")
    by_type = Eligibility.of(frame, np.array(["CHS"]), areas, N_PLACES)
    assert by_type.serves_pairs(place, demand).tolist() == expected
    rows = {p: np.flatnonzero(by_type.point == p) for p in range(N_PLACES)}
    assert [bool(by_type.serves(rows[p], d).any()) for p, d in zip(place, demand, strict=True)] == expected


def test_without_demand_points_or_offers_nobody_is_served():
    nobody = DemandAreas(np.zeros(0, dtype=object), np.zeros(0, dtype=object))
    none = np.zeros(0, dtype=np.int64)
    assert Eligibility.of_places([(0, OWN_COMMUNITY, "A")], nobody, 1).serves_pairs(none, none).tolist() == []
    somebody = DemandAreas(np.array(["A"], dtype=object), np.array(["S"], dtype=object))
    assert Eligibility.of_places([], somebody, 1).serves_pairs(np.array([0]), np.array([0])).tolist() == [False]
