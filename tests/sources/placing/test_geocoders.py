"""Answers of AMap, Tianditu and Baidu: what is an answer, what a refusal, and how exact each is."""

import pytest
from geopy import exc

from xc_gis.errors import InputError
from xc_gis.sources.placing.geocoders import PROVIDERS, AMap, Tianditu, answer_score, geocoder


def test_an_answer_of_amap_is_its_first_place():
    page = {"status": "1", "geocodes": [{"location": "116.35,39.91", "level": "门牌号", "formatted_address": "甲街1号"}]}
    found = AMap("k")._parsed(page)
    assert (found.longitude, found.latitude, found.address) == (116.35, 39.91, "甲街1号")
    assert answer_score(found.raw) == (85.0, "门牌号")


@pytest.mark.parametrize(
    "page", [{"status": "1"}, {"status": "1", "geocodes": []}, {"status": "1", "geocodes": [{"location": []}]}]
)
def test_nothing_found_is_none(page):
    assert AMap("k")._parsed(page) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("10001", exc.GeocoderAuthenticationFailure),
        ("10009", exc.GeocoderAuthenticationFailure),
        ("10003", exc.GeocoderQuotaExceeded),
        ("10044", exc.GeocoderQuotaExceeded),
        ("10021", exc.GeocoderRateLimited),
        ("20000", exc.GeocoderQueryError),
    ],
)
def test_a_refusal_of_amap_is_one_of_key_quota_rate_or_question(code, fault):
    """Right: by AMap's own table of error codes (lbs.amap.com/api/webservice/guide/tools/info)."""
    with pytest.raises(fault):
        AMap("k")._parsed({"status": "0", "infocode": code, "info": "x"})


def test_answers_of_tianditu():
    coder = Tianditu("k")
    found = coder._parsed({"status": "0", "location": {"lon": "116.35", "lat": 39.91, "keyWord": "甲街1号", "level": "门址"}})
    assert (found.longitude, found.latitude) == (116.35, 39.91)
    assert coder._parsed({"status": "404"}) is None
    assert coder._parsed({"status": 0}) is None
    with pytest.raises(exc.GeocoderAuthenticationFailure):
        coder._parsed({"code": 301012, "msg": "权限"})


@pytest.mark.parametrize(
    ("raw", "score"),
    [({"level": "门牌号"}, 85.0), ({"level": "住宅区"}, 60.0), ({"level": "道路"}, 30.0), ({"class": "building"}, 85.0), ({}, 30.0),
     ({"precise": 1, "confidence": 80}, 85.0), ({"precise": 1, "confidence": 79}, 60.0), ({"precise": 0, "confidence": 100}, 60.0), ({"precise": 0, "confidence": 49}, 30.0), ({"precise": 0}, 30.0)],
)  # fmt: skip
def test_how_exact_an_answer_is(raw, score):
    assert answer_score(raw)[0] == score


@pytest.mark.parametrize("name", PROVIDERS)
def test_an_address_of_the_office_is_asked_instead(name):
    keys = {provider.key: "k" for provider in PROVIDERS.values() if provider.key}
    assert geocoder(name, keys).api.startswith("https://")
    assert geocoder(name, {**keys, "XC_GIS_GEOCODER_URL": "http://127.0.0.1:9/"}).api.startswith("http://127.0.0.1:9/")
    assert "//" not in geocoder(name, {**keys, "XC_GIS_GEOCODER_URL": "http://127.0.0.1:9/"}).api.removeprefix("http://")


def test_an_unknown_service_and_a_missing_key_are_told():
    with pytest.raises(InputError, match="没有名为 “amaap”") as caught:
        geocoder("amaap", {})
    assert "amap" in caught.value.hint
    with pytest.raises(InputError, match="使用百度地理编码需要密钥") as caught:
        geocoder("baidu", {})
    assert "XC_GIS_BAIDU_KEY" in caught.value.hint
