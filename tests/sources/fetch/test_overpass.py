"""Overpass is asked square by square, too much in quarters; what is no whole answer of it is refused."""

import json

import pytest

from xc_gis.errors import FetchError
from xc_gis.sources.fetch.cache import AnswerCache
from xc_gis.sources.fetch.overpass import Overpass, _is_element, _quarters, _remark
from xc_gis.sources.fetch.settings import FetchSettings

BOX = (116.0, 39.0, 117.0, 40.0)
GOOD = {"osm3s": {"timestamp_osm_base": "2026-01-01T00:00:00Z"}, "elements": [{"type": "node", "id": 1, "lat": 1, "lon": 2}]}
TOO_MUCH = {"elements": [], "remark": "runtime error: Query timed out"}


class Answering:
    """Gives its answers in turn, then the last again."""

    def __init__(self, *pages, status=""):
        self.pages, self.status, self.asked, self.waits = list(pages), status, [], []

    def ask(self, _url, *, form, **_more):
        self.asked.append(form["data"])
        page = self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]
        return json.dumps(page).encode(), page

    def text(self, _url):
        return self.status

    def wait(self, seconds):
        self.waits.append(seconds)


def ask(folder, web, **settings):
    server = Overpass(web, AnswerCache(folder / "cache", 30), FetchSettings(**settings))
    return list(server.ask(['way["highway"]'], BOX, "道路"))


def test_an_answer_comes_with_its_day_and_is_kept(tmp_path):
    web = Answering(GOOD)
    (found,) = ask(tmp_path, web)
    assert (found.osm_base, len(found.elements)) == ("2026-01-01T00:00:00Z", 1)
    assert len(ask(tmp_path, web)) == 1
    assert len(web.asked) == 1


@pytest.mark.parametrize("about", [None, [], "x", {"other": 1}])
def test_an_answer_without_its_day_is_an_answer(tmp_path, about):
    assert ask(tmp_path, Answering({**GOOD, "osm3s": about}))[0].osm_base == ""


def test_a_square_that_is_too_much_is_asked_for_in_quarters(tmp_path):
    web = Answering(TOO_MUCH, GOOD)
    assert len(ask(tmp_path, web)) == 4
    assert len(web.asked) == 5
    with pytest.raises(FetchError, match=r"处理不了这个范围\(runtime error: Query timed out\)"):
        ask(tmp_path / "other", Answering(TOO_MUCH))


def test_quarters_are_the_whole_square_and_do_not_overlap():
    quarters = list(_quarters(BOX))
    assert sum((e - w) * (n - s) for w, s, e, n in quarters) == pytest.approx(1.0)
    assert {(w, s) for w, s, _, _ in quarters} == {(116.0, 39.0), (116.5, 39.0), (116.0, 39.5), (116.5, 39.5)}


@pytest.mark.parametrize(
    ("status", "waits"),
    [
        ("2 slots available now.", []),
        ("Slot available after: x, in 7 seconds.\nSlot available after: y, in 3 seconds.", [4.0]),
        ("in -5 seconds.", [1.0]),
        ("", []),
        ("0 slots available now. in 3 seconds", [4.0]),
        ("in 9999 seconds", [120.0]),
    ],
)
def test_a_slot_is_awaited_as_the_server_says_and_no_longer_than_the_longest_pause(tmp_path, status, waits):
    web = Answering(GOOD, status=status)
    ask(tmp_path, web)
    assert web.waits == waits


@pytest.mark.parametrize(
    ("element", "good"),
    [
        ({"type": "node", "id": 1, "lat": 1, "lon": 2.5}, True), ({"type": "node", "id": 1, "lat": 1}, False), ({"type": "node", "id": "1", "lat": 1, "lon": 2}, False), ({"type": "node", "id": 1, "lat": 1, "lon": 2, "tags": []}, False),
        ({"type": "way", "id": 1, "nodes": [1, 2]}, True), ({"type": "way", "id": 1}, True), ({"type": "way", "id": 1, "nodes": [{"ref": 1, "type": "node"}]}, False), ({"type": "way", "id": 1, "nodes": 5}, False),
        ({"type": "relation", "id": 1, "members": [{"type": "way", "ref": 1}]}, True), ({"type": "relation", "id": 1, "members": [1]}, False), ({"type": "relation", "id": 1, "members": [{"type": "area", "ref": 1}]}, False), ({"type": "relation", "id": 1, "members": [{"type": "way", "ref": "x"}]}, False),
        ({"type": "count", "id": 1}, True), ("x", False),
    ],
)  # fmt: skip
def test_an_element_has_all_that_its_kind_needs(element, good):
    assert bool(_is_element(element)) is good


@pytest.mark.parametrize("page", [None, [], {"elements": 5}, {}, {"elements": ["x"]}])
def test_what_is_no_answer_of_overpass_is_told(page):
    with pytest.raises(FetchError, match="下载道路失败:https://a 的回答不是 Overpass 数据"):
        _remark(page, "道路", "https://a")


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("runtime error: x", "runtime error: x"),
        ("Query Timed Out", "Query Timed Out"),
        ("data is old", ""),
        ("error " + "x" * 500, ("error " + "x" * 500)[:160]),
    ],
)
def test_only_an_error_is_a_remark_that_counts(remark, found):
    assert _remark({"elements": [], "remark": remark}, "道路", "https://a") == found
