"""The map of a siting question in a real browser."""

from __future__ import annotations

import json
import re

import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.small_study import write_small_study
from xc_gis.operations.planning.site import site_study
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.report.siting.page import siting_page


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("page"))
    return site_study(path, SitingRequest(("CVS",), 2, every_m=200.0, time_limit_s=0.0, stars=False, relocate=False))


def data_of(page: str) -> dict:
    (text,) = re.findall(r'<script type="application/json" id="siting-data">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_everybody_is_drawn_once_as_new_or_left(result):
    data = data_of(siting_page(result))
    plan = result.plan
    assert sum(people for *_, people in data["new"]) == plan.covered_then - plan.covered_today
    assert sum(people for *_, people in data["left"]) == plan.people - plan.covered_then
    assert [site["label"] for site in data["sites"]] == ["1", "2"]
    assert len(data["existing"]) == 1
    assert 117 < data["sites"][0]["at"][0] < 117.1
    assert {c["name"] for c in data["communities"]} == {"西社区", "东社区"}


@needs_browser
@pytest.mark.parametrize(("lang", "words"), [("zh", "建设次序"), ("en", "Order in which to build")])
def test_the_page_draws_without_an_error_in_either_language(result, tmp_path, lang, words):
    path = tmp_path / "map.html"
    path.write_text(siting_page(result, lang=lang), encoding="utf-8")
    text, console = browse(path)
    assert console == ""
    assert words in text
    assert text.count("<li><i") == 5
    assert "leaflet-tooltip site" in text
