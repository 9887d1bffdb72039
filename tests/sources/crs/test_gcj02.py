"""GCJ-02 and BD-09 against reference points published with the formula (coordtransform), and as true inverses."""

import numpy as np
import pytest

from tools.sample.offsets import bd09 as other_bd09
from tools.sample.offsets import gcj02 as other_gcj02
from xc_gis.sources.crs.gcj02 import bd09_to_gcj02, bd09_to_wgs84, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

HERE = (np.array([116.404]), np.array([39.915]))
METRES_PER_DEGREE = 111_320


def test_wgs84_to_gcj02_at_the_reference_point():
    assert np.ravel(wgs84_to_gcj02(*HERE)) == pytest.approx([116.41024449916938, 39.91640428150164], abs=1e-9)


def test_gcj02_to_bd09_at_the_reference_point():
    assert np.ravel(gcj02_to_bd09(*HERE)) == pytest.approx([116.41036949371029, 39.92133699351021], abs=1e-9)


def test_bd09_to_gcj02_agrees_with_the_published_inverse_within_a_metre():
    assert np.ravel(bd09_to_gcj02(*HERE)) == pytest.approx([116.39762729119315, 39.90865673957631], abs=1e-5)


# WGS 84 and GCJ-02 (latitude, longitude) of three places as published with eviltransform, which was written apart from coordtransform
PUBLISHED = (
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
)


@pytest.mark.parametrize(("wgs", "gcj"), PUBLISHED)
def test_published_pairs_agree_to_a_tenth_of_a_metre_both_ways(wgs, gcj):
    (lat, lon), (y, x) = wgs, gcj
    there = np.ravel(wgs84_to_gcj02(np.array([lon]), np.array([lat])))
    back = np.ravel(gcj02_to_wgs84(np.array([x]), np.array([y])))
    assert np.abs(there - [x, y]).max() * METRES_PER_DEGREE < 0.1
    assert np.abs(back - [lon, lat]).max() * METRES_PER_DEGREE < 0.1


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
