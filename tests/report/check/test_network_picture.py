"""The picture of the network: north up, islands numbered, whoever no street reaches marked; numbers and objects alone go in."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from tests.analysis.checks.test_network_health import STREETS, study
from tests.fixtures.towns import ORIGIN, settings
from tests.report.check.reports import place, street
from xc_gis.analysis.assessment import build_scene
from xc_gis.progress import Silent
from xc_gis.report.check.network_picture import LONGER, MARGIN_M, network_picture


def scene_of(data):
    return build_scene(data, STREETS, settings(), Silent())


@pytest.fixture(scope="module")
def picture():
    data = study()
    return network_picture(scene_of(data), data)


def paths(svg):
    return {path.get("class"): path.get("d") for path in ET.fromstring(svg).iter("path")}


def test_picture_is_one_element_as_wide_as_asked_with_north_up(picture):
    root = ET.fromstring(picture)
    width, height = map(float, root.get("viewBox").split()[2:])
    assert max(width, height) == LONGER
    assert width / height == pytest.approx((800 + 2 * MARGIN_M) / (1000 + 2 * MARGIN_M), abs=0.002)
    (west, top), *_ = [tuple(map(int, pair)) for pair in re.findall(r"[ML](\d+) (\d+)", paths(picture)["border"])]
    assert 0 < west < width
    assert 0 < top < height


def test_islands_are_apart_from_the_largest_part_and_carry_their_number(picture):
    found = paths(picture)
    assert found["minor"].count("M") == 9  # ab bc de ef ad cf fg, and bx xe across
    assert found["island"].count("M") == 1  # p-q, the second longest; u-v, the longest, lies far outside
    assert ET.fromstring(picture).findall("text")[0].text == "2"


def test_homes_that_no_street_reaches_are_marked(picture):
    assert paths(picture)["lost"].count("M") == 1  # D4, 250 m from any street; D3 lies 120 m from one


def test_marks_of_the_account_name_objects_and_no_other_words():
    data = study()
    doubt = street("crossing", place(117.0, 39.9, ("way/12", "<script>"), 5.0), place(None, None))
    svg = network_picture(scene_of(data), data, [doubt, street("unknown kind", place())])
    assert "<script>" not in svg
    inside = place(*to_degrees((200, 100)), ("way/12", "node/-3", "evil"))
    svg = network_picture(scene_of(data), data, [street("crossing", inside)])
    (mark,) = ET.fromstring(svg).iter("circle")
    assert (mark.get("class"), mark[0].text) == ("doubt apart", "way/12 × node/-3")


def to_degrees(xy):
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4548", "EPSG:4326", always_xy=True).transform(*(np.array(xy) + ORIGIN))


def test_streets_on_which_nobody_walks_are_drawn_apart():
    data = study()
    pieces = np.array([[[0, 300], [400, 300]], [[90_000, 0], [91_000, 0]]], dtype=float) + ORIGIN
    svg = network_picture(scene_of(data), data, not_walked=pieces)
    assert paths(svg)["closed"].count("M") == 1
