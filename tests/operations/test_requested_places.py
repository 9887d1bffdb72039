"""A place of a study is asked for by one rule, from the command line and from the window."""

import math

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.isochrone import isochrones_of_place
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent

OFF = (1300.0, 1800.0)
"""600 m north of the last street."""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("places") / "study")


@pytest.fixture(scope="module")
def explorer(study):
    read = read_study(study)
    return Explorer(read, analyse(read))


def isochrone(study, at=None, facility="", profile="adult"):
    return isochrones_of_place(
        study, at=at, facility=facility, minutes=[5.0], profile=profile, towards=True, progress=Silent()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "message", "hint"),
    [
        ((39.9, 116.36), "39.9, 116.36 不是经纬度", "写反"),
        ((200.0, 95.0), "200, 95 不是经纬度", "经度在 −180 到 180 之间"),
        ((math.nan, 39.9), "nan, 39.9 不是经纬度", "经度在"),
        ((math.inf, 39.9), "inf, 39.9 不是经纬度", "经度在"),
    ],
)
def test_a_place_that_cannot_be_meant_is_told_by_the_same_words(study, explorer, at, message, hint):
    with pytest.raises(InputError) as drawn:
        isochrone(study, at)
    with pytest.raises(InputError) as asked:
        explorer.ask_place(*at, [5.0], "adult")
    with pytest.raises(InputError) as walked:
        explorer.walk_between(tuple(degrees([(100, 100)])[0]), at, "adult")
    for caught in (drawn, asked, walked):
        assert caught.value.message == message
        assert hint in caught.value.hint
    assert not CHINESE.search(in_language(drawn.value.message, "en") + in_language(drawn.value.hint, "en"))


@pytest.mark.parametrize("at", [(121.47, 31.23), (-60.0, -39.9), (-63.0, 0.0), (116.36, 90.0)])
def test_a_place_of_another_city_is_told_as_such(study, explorer, at):
    hints = []
    for ask in (lambda: isochrone(study, at), lambda: explorer.ask_place(*at, [5.0], "adult")):
        with pytest.raises(InputError) as caught:
            ask()
        assert "不在本项目的范围内" in caught.value.message + caught.value.hint
        assert "请换一个地点" in caught.value.hint
        assert not CHINESE.search(in_language(caught.value.message, "en") + in_language(caught.value.hint, "en"))
        hints.append(caught.value.hint)
    assert hints[0] == hints[1]


def test_a_place_without_a_street_is_told(study, explorer):
    lon, lat = degrees([OFF])[0].tolist()
    with pytest.raises(InputError, match=r" 附近 150 米内没有可步行道路"):
        isochrone(study, (lon, lat))
    with pytest.raises(InputError, match=r"^此处附近 150 米内没有可步行道路"):
        explorer.ask_place(lon, lat, [5.0], "adult")
    assert "终点附近 150 米内" in explorer.walk_between(tuple(degrees([(100, 100)])[0]), (lon, lat), "adult")["reason"]


def test_a_profile_or_facility_that_there_is_not_is_told_by_the_same_words(study, explorer):
    at = tuple(degrees([(100, 100)])[0])
    for ask, message, hint in (
        (lambda: isochrone(study, at, profile="seniors"), "没有步行口径 “seniors”", "senior"),
        (lambda: explorer.ask_place(*at, [5.0], "seniors"), "没有步行口径 “seniors”", "senior"),
        (lambda: isochrone(study, facility="F11"), "没有设施 “F11”", "F1"),
        (lambda: explorer.service_area_of("F11", "MED"), "没有设施 “F11”", "F1"),
    ):
        with pytest.raises(InputError) as caught:
            ask()
        assert caught.value.message == message
        assert hint in caught.value.hint
