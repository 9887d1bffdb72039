"""Streets as somebody points at them: the one next to a click, the ends of a line that join it."""

import numpy as np
import pytest

from tests.fixtures.small_study import degrees
from xc_gis.errors import InputError
from xc_gis.operations.study import read_study
from xc_gis.ui.workers.drawn_streets import DrawnStreets
from xc_gis.units import ANALYSIS_CRS


@pytest.fixture(scope="module")
def streets(small_study):
    study = read_study(small_study)
    return DrawnStreets(study.streets, ANALYSIS_CRS)


def lonlat(*place):
    return tuple(float(part) for part in degrees([place])[0])


def test_the_street_next_to_a_click_is_told_with_its_line(streets):
    way, name, line = streets.at(*lonlat(300, 210))
    assert way.startswith("way/")
    assert name == ""
    assert (min(lat for _, lat in line), len(line)) == (pytest.approx(lonlat(0, 200)[1], abs=1e-4), 13)


def test_a_click_beside_all_streets_is_told_where_to_click(streets):
    with pytest.raises(InputError, match="没有道路"):
        streets.at(*lonlat(300, 290))


def test_both_ends_of_a_line_join_the_street_and_its_middle_stays(streets):
    line = (lonlat(310, 215), lonlat(330, 290), lonlat(320, 390))
    joined = streets.joined(line)
    assert joined[1] == line[1]
    for end, expected in ((joined[0], (310, 200)), (joined[2], (320, 400))):
        assert np.allclose(end, lonlat(*expected), atol=2e-6)


def test_an_end_far_from_every_street_stays_where_it_is(streets):
    line = (lonlat(300, 290), lonlat(320, 390))
    assert streets.joined(line)[0] == line[0]
