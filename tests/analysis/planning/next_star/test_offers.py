"""Offers: what another one makes superfluous is left out, what may be needed is not."""

import numpy as np

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.offers import Offers, covers_of, undominated


def offers(covers, costs):
    covers = np.array(covers, dtype=bool)
    return Offers(np.array(["K"] * len(costs), dtype=object), np.arange(len(costs)), np.array(costs, dtype=float), covers)


def test_what_covers_no_more_and_costs_no_less_goes():
    some = offers([[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [1, 1, 1, 1]], [1, 1, 1, 2, 9])
    assert undominated(some).place.tolist() == [0, 3, 4]


def test_something_cheaper_that_covers_less_stays():
    some = offers([[1, 1], [1, 0]], [2, 1])
    assert undominated(some).place.tolist() == [0, 1]


def test_where_fewer_may_be_better_only_the_same_is_superfluous():
    some = offers([[1, 1, 1], [1, 0, 1], [0, 1, 1]], [1, 1, 1])
    delicate = np.array([False, True, False])
    assert undominated(some, delicate).place.tolist() == [0, 1]


def test_offers_cover_who_walks_there_in_time(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    case = search.case(0, 3)
    for n in range(len(case.offers)):
        again = covers_of(search.ground, 0, case.units, str(case.offers.kind[n]), case.offers.place[n : n + 1])[0]
        assert again.tolist() == case.offers.covers[n].tolist()
        assert again.any()
