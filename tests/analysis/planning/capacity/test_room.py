"""Who has room, on paper."""

import numpy as np

from xc_gis.analysis.planning.capacity.room import FULL, HAS_ROOM, NOT_KNOWN, NOTHING, room_of
from xc_gis.analysis.times.pair_times import PairTimes

# three facilities: A full, B with room, C not known; homes reach: A · A, B · A, C · C · none
PAIRS = PairTimes(np.array([0, 0, 1, 0, 2, 2]), np.array([0, 1, 1, 2, 2, 3]), np.zeros(6))
USED = np.array([1000.0, 1000.0, 1000.0])
SUPPLY = np.array([29.0, 30.0, np.nan])
ALL, NONE = np.ones(5, dtype=bool), np.zeros(5, dtype=bool)


def test_room_in_one_facility_is_room_and_full_is_full_only_where_all_are():
    room = room_of(PAIRS, USED, USED, SUPPLY, 30.0, ALL)
    assert room.facility.tolist() == [FULL, HAS_ROOM, NOT_KNOWN]
    assert room.demand.tolist() == [FULL, HAS_ROOM, NOT_KNOWN, NOT_KNOWN, NOTHING]


def test_exactly_enough_is_enough_whatever_binary_fractions_say():
    used = np.array([0.1 + 0.2, 1.0, 1.0])
    assert room_of(PAIRS, used, used, np.array([0.3, 0.0, np.nan]), 1000.0, ALL).facility.tolist()[:2] == [HAS_ROOM, FULL]


def test_without_a_norm_and_without_known_users_nothing_is_full():
    assert set(room_of(PAIRS, USED, USED, SUPPLY, None, ALL).facility) == {NOT_KNOWN}
    used = np.array([np.nan, 1.0, 1.0])
    assert room_of(PAIRS, used, used, SUPPLY, 30.0, ALL).facility.tolist() == [NOT_KNOWN, HAS_ROOM, NOT_KNOWN]


def test_nothing_for_nobody_is_enough_and_nothing_for_somebody_is_full():
    empty = np.zeros(3)
    assert room_of(PAIRS, empty, empty, empty, 30.0, ALL).facility.tolist() == [HAS_ROOM] * 3
    assert room_of(PAIRS, USED, USED, empty, 30.0, ALL).facility.tolist() == [FULL] * 3


def test_where_lists_are_not_complete_room_is_certain_and_full_only_without_those_who_may_go_elsewhere():
    # A has 29 places for 1000 people, of whom 970 (29.1 places) or 960 (28.8) live where all is listed
    for surely, wanted in ((970.0, FULL), (960.0, NOT_KNOWN)):
        least = np.array([surely, 0.0, 0.0])
        here = np.array([True, False, False, False, False])
        room = room_of(PAIRS, USED, least, SUPPLY, 30.0, here)
        assert room.facility.tolist() == [wanted, HAS_ROOM, NOT_KNOWN]
        assert room.demand.tolist() == [wanted, HAS_ROOM, NOT_KNOWN, NOT_KNOWN, NOTHING]
    assert room_of(PAIRS, USED, USED, SUPPLY, 30.0, NONE).demand[0] == NOT_KNOWN
