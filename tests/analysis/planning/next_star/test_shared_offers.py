"""Offers of several communities: every facility is there, or one that covers all that it covers in all of them and costs no more."""

import numpy as np

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.offers import covers_of
from xc_gis.analysis.planning.next_star.shared_offers import shared_offers
from xc_gis.model.costs import ChangeCosts


def test_whatever_could_be_built_is_covered_by_an_offer_that_costs_no_more(tmp_path):
    study, found = star_town(tmp_path / "s")
    search, costs = search_of(study, found), ChangeCosts({"CHS": 2.0, "SUP": 0.5})
    ground, cases = search.ground, [search.case(row, 5) for row in (0, 1)]
    offers = shared_offers(ground, [0, 1], [case.units for case in cases], [None, None], costs)
    table = offers.covers.toarray() > 0
    kinds = [kind for kind, one in ground.standard.facility_types.items() if one.services]
    met = 0
    for kind in kinds:
        for place in range(len(ground.places.xy)):
            parts = [
                covers_of(ground, row, case.units, kind, np.array([place]))[0]
                if ground.near(row).has(place)
                else np.zeros(len(case.units), bool)
                for row, case in enumerate(cases)
            ]
            covers = np.concatenate(parts)
            if covers.any():
                met += 1
                assert ((table | ~covers).all(axis=1) & (offers.cost <= costs.of(kind))).any(), (kind, place)
    assert met > len(offers)


def test_the_part_of_one_community_is_its_own(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    cases = [search.case(row, 5) for row in (0, 1)]
    offers = shared_offers(search.ground, [0, 1], [case.units for case in cases], [None, None], ChangeCosts())
    for number, case in enumerate(cases):
        rows, mine = offers.of(number)
        assert mine.covers.shape == (len(rows), len(case.units))
        assert mine.covers.any(axis=1).all()
        for row, kind, place, covers in zip(rows, mine.kind, mine.place, mine.covers, strict=True):
            assert (kind, place) == (offers.kind[row], offers.place[row])
            assert covers.tolist() == covers_of(search.ground, number, case.units, str(kind), np.array([place]))[0].tolist()
