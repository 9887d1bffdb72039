"""Who may use which facility point: own community, own subdistrict, everyone (method §5), against sentences pair by pair."""

import numpy as np
import pandas as pd

from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.times.eligibility import DemandAreas, Eligibility, service_points
from xc_gis.analysis.times.short_walks import ShortWalks

AREAS = DemandAreas(np.array(["C1", "C1", "C2", ""], dtype=object), np.array(["甲", "乙", "甲", ""], dtype=object))
SERVICES = pd.DataFrame(
    [(0, "CHS", "everyone", ""), (1, "CSS", "own_community", "C1"), (1, "CSS", "own_community", "C9"), (2, "SGC", "own_subdistrict", "甲"),
     (3, "CSS", "own_community", "C9")],
    columns=["facility", "type", "catchment", "area"],
)  # fmt: skip
POINTS = FacilityPoints(np.zeros((6, 2)), np.array([0, 0, 1, 2, 3, 4]))  # facility 0 has two doors, 4 offers nothing
TYPES = np.array(["CHS", "CSS", "SGC"], dtype=object)


def serves(point, demand):
    """Offers as sentences."""
    for _, offer in SERVICES[SERVICES["facility"] == POINTS.facility[point]].iterrows():
        own = {"everyone": "", "own_community": AREAS.community[demand], "own_subdistrict": AREAS.subdistrict[demand]}[
            offer["catchment"]
        ]
        if own == offer["area"]:
            yield offer["type"]


def eligibility(types=TYPES):
    return Eligibility.of(service_points(POINTS, SERVICES), types, AREAS, 6)


def test_every_door_of_a_facility_has_its_offers():
    offers = service_points(POINTS, SERVICES)
    assert sorted(offers["point"][offers["facility"] == 0]) == [0, 1]
    assert len(offers) == 6


def test_walks_are_allowed_where_an_offer_says_so():
    demand, facility = (grid.ravel() for grid in np.meshgrid(np.arange(4), np.arange(6), indexing="ij"))
    none = np.zeros(len(demand))
    walks = ShortWalks(demand, facility, none, none, none.astype(int), none.astype(int), none, none, none.astype(bool))
    walk, kind = eligibility().allowed(walks)
    found = sorted((int(demand[w]), int(facility[w]), TYPES[k]) for w, k in zip(walk, kind, strict=True))
    assert found == sorted((d, p, kind) for d in range(4) for p in range(6) for kind in serves(p, d))
    assert (2, 2, "CSS") not in found  # C2 is not C1
    assert (3, 0, "CHS") in found  # everyone is everyone


def test_a_point_that_offers_nothing_asked_for_has_no_type():
    assert eligibility().type_of_point.tolist() == [0, 0, 1, 2, 1, -1]
    assert eligibility(np.array(["SGC"], dtype=object)).type_of_point.tolist() == [-1, -1, -1, 0, -1, -1]


def test_offers_serve_a_demand_point_or_not():
    found = eligibility()
    rows = np.arange(len(found.point))
    for demand in range(4):
        served = {int(found.point[row]) for row, yes in zip(rows, found.serves(rows, demand), strict=True) if yes}
        assert served == {p for p in range(6) if list(serves(p, demand))}


def test_areas_of_some_points():
    few = AREAS.take(np.array([2, 0]))
    assert (few.of("own_community").tolist(), few.of("own_subdistrict").tolist()) == (["C2", "C1"], ["甲", "甲"])
