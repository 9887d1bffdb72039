"""Minutes of public pieces are whole, and a begun one counts in full."""

import pytest
import shapely

from xc_gis.operations.export.public.services import ServiceWalk


@pytest.mark.parametrize(("seconds", "minutes"), [(0.0, 1), (59.0, 1), (60.0, 1), (60.5, 2), (900.0, 15), (901.0, 16)])
def test_a_begun_minute_counts_in_full(seconds, minutes):
    walk = ServiceWalk("MED", 0, "站", seconds, shapely.LineString([(0, 0), (1, 1)]), shapely.Point(1, 1))
    assert walk.minutes == minutes
