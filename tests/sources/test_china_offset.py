"""GCJ-02 and BD-09 against reference points published with the formula (coordtransform), and as true inverses."""

import numpy as np
import pytest

from tools.sample.offsets import bd09 as other_bd09
from tools.sample.offsets import gcj02 as other_gcj02
from xc_gis.sources.china_offset import bd09_to_gcj02, bd09_to_wgs84, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

HERE = (np.array([116.404]), np.array([39.915]))
METRES_PER_DEGREE = 111_320


def test_wgs84_to_gcj02_at_the_reference_point():
    assert np.ravel(wgs84_to_gcj02(*HERE)) == pytest.approx([116.41024449916938, 39.91640428150164], abs=1e-9)


def test_gcj02_to_bd09_at_the_reference_point():
    assert np.ravel(gcj02_to_bd09(*HERE)) == pytest.approx([116.41036949371029, 39.92133699351021], abs=1e-9)


def test_bd09_to_gcj02_agrees_with_the_published_inverse_within_a_metre():
    assert np.ravel(bd09_to_gcj02(*HERE)) == pytest.approx([116.39762729119315, 39.90865673957631], abs=1e-5)


def test_shift_in_xicheng_is_more_than_half_a_circle():
    lon, lat = wgs84_to_gcj02(np.array([116.366]), np.array([39.915]))
    east = (lon - 116.366) * METRES_PER_DEGREE * np.cos(np.radians(39.915))
    north = (lat - 39.915) * METRES_PER_DEGREE
    assert float(np.hypot(east, north)[0]) == pytest.approx(552, abs=10)


@pytest.mark.parametrize("there_and_back", [(wgs84_to_gcj02, gcj02_to_wgs84), (gcj02_to_bd09, bd09_to_gcj02)])
def test_conversions_invert_to_less_than_a_millimetre(there_and_back):
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(115.5, 117.5, 1000), rng.uniform(39.4, 41.0, 1000)
    x, y = there_and_back[1](*there_and_back[0](lon, lat))
    assert np.hypot(x - lon, y - lat).max() * METRES_PER_DEGREE < 1e-3


def test_formula_written_twice_gives_the_same_degrees():
    for lon, lat in ((116.3, 39.8), (116.45, 39.99)):
        assert np.ravel(wgs84_to_gcj02(np.array([lon]), np.array([lat]))) == pytest.approx(other_gcj02(lon, lat), abs=1e-12)
        x, y = other_bd09(lon, lat)
        assert np.ravel(bd09_to_wgs84(np.array([x]), np.array([y]))) == pytest.approx([lon, lat], abs=2e-9)
