"""Why these minutes: pieces add up to the time, the line leads from the home to the facility, slips are answered."""

import numpy as np
import pytest

from xc_gis.analysis.walks.explanation import explain
from xc_gis.errors import InputError


def walk(small, demand, key="MED"):
    return explain(small.found, demand, key, small.study.standard, small.study.settings)


@pytest.mark.parametrize("row", range(0, 72, 9))
@pytest.mark.parametrize("key", ["MED", "MED@senior"])
def test_pieces_add_up_and_lead_from_door_to_door(small, row, key):
    found = walk(small, small.found.demand["demand_id"].iloc[row], key)
    seconds = small.found.times[key][row]
    if np.isnan(seconds):
        assert found.facility is None
        return
    assert found.seconds == pytest.approx(seconds, abs=1e-6)
    assert sum(piece.seconds + piece.wait_s for piece in found.pieces) == pytest.approx(seconds, abs=1e-3)
    assert sum(piece.metres for piece in found.pieces) == pytest.approx(found.line.length, abs=0.05)
    assert found.line.coords[0] == pytest.approx(tuple(small.found.scene.demand.xy[row]))
    at = small.found.data.facilities.geometry.iloc[found.facility]
    assert found.line.coords[-1] == pytest.approx((at.x, at.y))
    assert found.pieces[0].kind == "leg"


def test_pieces_of_one_way_are_joined(small):
    for row in range(0, 72, 7):
        pieces = walk(small, small.found.demand["demand_id"].iloc[row]).pieces
        ways = [piece.way_id for piece in pieces if piece.kind != "leg"]
        assert all(one != other for one, other in zip(ways, ways[1:], strict=False))


def test_where_nothing_is_reached_there_is_no_walk(small):
    found = walk(small, small.found.demand["demand_id"].iloc[0], "PHA")
    assert (found.facility, found.pieces, found.line.is_empty) == (None, (), True)
    assert np.isnan(found.seconds)


def test_slips_are_answered_with_what_was_meant(small):
    with pytest.raises(InputError, match="没有编号为 “D00” 的居住点") as caught:
        walk(small, "D00")
    assert "是否指 “D0" in caught.value.hint
    with pytest.raises(InputError, match="没有类别 “XXX”") as caught:
        walk(small, small.found.demand["demand_id"].iloc[0], "XXX")
    assert "MED" in caught.value.hint
