"""Questions for the next star, checked before anything is computed."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.planning.next_star_request import NextStarRequest


def test_communities_keep_the_order_of_the_study():
    assert NextStarRequest(communities=("C3", "C1")).rows(["C1", "C2", "C3"]) == [0, 2]
    assert NextStarRequest().rows(["C1", "C2"]) == [0, 1]


def test_an_unknown_community_is_named_with_its_nearest_spelling():
    with pytest.raises(InputError, match="C33") as fault:
        NextStarRequest(communities=("C33",)).rows(["C3", "D1"])
    assert "C3" in str(fault.value.hint)


@pytest.mark.parametrize("every_m", [0.0, 9.9, 5000.1, float("nan")])
def test_places_too_close_or_too_far_apart(every_m):
    with pytest.raises(InputError, match="--every"):
        NextStarRequest(every_m=every_m).check()
