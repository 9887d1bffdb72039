"""Where data are asked for and how politely: addresses are addresses, figures can be."""

import math
from pathlib import Path

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.fetch.settings import FetchSettings


def test_settings_come_from_the_environment():
    given = FetchSettings.from_environment(
        {"XC_GIS_OVERPASS_URL": "https://overpass.office.cn/api/interpreter/", "XC_GIS_TRIES": "7", "XC_GIS_RETRY_S": "2.5",
         "XC_GIS_OSM_CACHE": "/tmp/kept", "XC_GIS_FIELD_DATA": "ours, but not of the download"}
    )  # fmt: skip
    assert given.overpass_url == "https://overpass.office.cn/api"
    assert (given.tries, given.retry_s, str(given.cache)) == (7, 2.5, "/tmp/kept")


@pytest.mark.parametrize(
    ("name", "value", "reported"),
    [
        ("XC_GIS_OVERPASS_URL", "overpass.office.cn", "不是网址"),
        ("XC_GIS_NOMINATIM_URL", "file:///etc/passwd", "不是网址"),
        ("XC_GIS_TRIES", "0", "不可用"),
        ("XC_GIS_TRIES", "三", "不是数字"),
        ("XC_GIS_PAUSE_S", "-1", "不可用"),
        ("XC_GIS_PAUSE_S", "nan", "不可用"),
        ("XC_GIS_TILE_M", "10", "太小"),
    ],
)
def test_settings_that_make_no_sense_are_named(name, value, reported):
    with pytest.raises(InputError, match=reported):
        FetchSettings.from_environment({name: value})


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://a/api/", "https://a/api"),
        (" https://a/api/interpreter ", "https://a/api"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:80/x"),
    ],
)
def test_an_address_is_kept_without_its_end(given, url):
    assert FetchSettings(overpass_url=given).overpass_url == url


@pytest.mark.parametrize("value", [-1.0, math.inf, math.nan])
def test_figures_that_cannot_be_are_told(value):
    with pytest.raises(InputError, match=r"retry_s = .* 不可用"):
        FetchSettings(retry_s=value)


def test_none_changes_nothing_and_text_is_read_as_what_the_setting_is():
    before = FetchSettings()
    assert before.changed(tries=None) == before
    after = before.changed(tries="2", cache="/x", around_m="5")
    assert (after.tries, after.cache, after.around_m) == (2, Path("/x"), 5.0)
    with pytest.raises(InputError, match=r"tries = “2\.5” 不是数字") as caught:
        before.changed(tries="2.5")
    assert caught.value.hint == "默认 4"


@pytest.mark.parametrize(("tile", "good"), [(500.0, True), (499.0, False)])
def test_squares_are_not_so_small_that_thousands_would_be_asked_for(tile, good):
    if good:
        assert FetchSettings(tile_m=tile).tile_m == tile
    else:
        with pytest.raises(InputError, match="tile_m = 499 太小"):
            FetchSettings(tile_m=tile)
