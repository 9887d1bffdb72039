"""Whatever a server does, there is either a whole answer or one clear message, soon."""

import socket
import threading
from dataclasses import replace

import pytest

from tests.fixtures.downloads import SILENCE_S
from xc_gis.errors import Cancelled, FetchError
from xc_gis.progress import Silent
from xc_gis.sources.fetch.queries import query
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.web import Web

ASK = query(['way["highway"]'], (116.0, 39.0, 117.0, 41.0), 30)

PASSING = {
    "429": "请求过于频繁", "504": "没有按时完成", "busy": "太忙", "truncated": "连接中断", "half": "不完整", "empty": "回答是空的",
    "nothing": "连接中断", "slow": "没有回应",
}  # fmt: skip


def ask(osm_servers, fetch_settings, progress=None):
    web = Web(fetch_settings, progress or Silent())
    return web.ask(f"{fetch_settings.overpass_url}/interpreter", what="道路", form={"data": ASK})[1]


@pytest.mark.parametrize("mood", sorted(PASSING))
def test_trouble_that_passes_is_outlasted(osm_servers, fetch_settings, mood):
    osm_servers.moods.extend([mood, mood])
    patience = replace(fetch_settings, quiet_s=SILENCE_S) if mood == "slow" else fetch_settings
    assert len(ask(osm_servers, patience)["elements"]) > 20
    assert len(osm_servers.questions) == 3


@pytest.mark.parametrize("mood", sorted(PASSING))
def test_trouble_that_stays_ends_in_one_message(osm_servers, fetch_settings, mood):
    osm_servers.moods.extend([mood] * 9)
    with pytest.raises(FetchError, match=rf"下载道路失败:127.0.0.1 .*{PASSING[mood]}.*试了 3 次") as caught:
        ask(osm_servers, replace(fetch_settings, quiet_s=0.3) if mood == "slow" else fetch_settings)
    assert len(osm_servers.questions) == 3
    assert "重新执行同一命令会接着下载" in caught.value.hint
    assert ".osm.pbf" in caught.value.hint


@pytest.mark.parametrize(
    ("mood", "reported"),
    [("portal", "网页而不是数据(上网认证:请输入工号)"), ("syntax", "拒绝了请求(400):OSM3S Response:Error: line 3")],
)
def test_what_will_not_pass_is_not_asked_again(osm_servers, fetch_settings, mood, reported):
    osm_servers.moods.extend([mood] * 9)
    with pytest.raises(FetchError) as caught:
        ask(osm_servers, fetch_settings)
    assert reported in caught.value.message
    assert len(osm_servers.questions) == 1


def test_server_says_how_long_to_wait(osm_servers, fetch_settings):
    osm_servers.moods.append("429")
    osm_servers.retry_after = "0.4"
    ask(osm_servers, fetch_settings)
    first, second = (at for at, path, _, _ in osm_servers.asked if path == "/api/interpreter")
    assert second - first >= 0.4


def test_requests_keep_their_distance_and_say_who_asks(osm_servers, fetch_settings):
    web = Web(replace(fetch_settings, pause_s=0.2), Silent())
    for _ in range(3):
        web.ask(f"{fetch_settings.overpass_url}/interpreter", what="道路", form={"data": ASK})
    times = [at for at, _, _, _ in osm_servers.asked]
    assert all(b - a >= 0.2 for a, b in zip(times, times[1:], strict=False))
    assert all(agent.startswith("xc-gis/") for _, _, _, agent in osm_servers.asked)


def test_endless_drip_is_given_up(osm_servers, fetch_settings):
    osm_servers.moods.extend(["drip"] * 9)
    with pytest.raises(FetchError, match="秒内没有传完"):
        ask(osm_servers, replace(fetch_settings, answer_s=0.3, tries=1))


def test_flood_is_given_up(osm_servers, fetch_settings):
    with pytest.raises(FetchError, match=r"超过 0\.001 MB"):
        ask(osm_servers, replace(fetch_settings, max_answer_mb=0.001))


def test_waiting_can_be_stopped(osm_servers, fetch_settings):
    class Stop:
        def step(self, stage, _done, _total):
            if stage == "等待服务器":
                raise Cancelled

    osm_servers.moods.append("429")
    with pytest.raises(Cancelled):  # at the first word of the wait: nobody waits it out
        ask(osm_servers, replace(fetch_settings, retry_s=3600.0), Stop())


def test_closed_port_is_no_network(osm_servers, fetch_settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(FetchError, match="无法连接,可能没有网络") as caught:
        ask(osm_servers, replace(fetch_settings, overpass_url=closed))
    assert ".osm.pbf" in caught.value.hint


def test_unknown_host_is_no_network(osm_servers, fetch_settings):
    with pytest.raises(FetchError, match="找不到这台服务器的地址"):
        ask(osm_servers, replace(fetch_settings, overpass_url="https://overpass.invalid/api"))


def test_name_service_that_never_answers_is_given_up_in_time(osm_servers, fetch_settings, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait() and [])
    with pytest.raises(FetchError, match="秒内没有回应"):
        ask(osm_servers, replace(fetch_settings, overpass_url="https://overpass.invalid/api", connect_s=0.5))
    never.set()


def test_proxy_of_the_office_is_used_and_names_are_left_to_it(osm_servers, fetch_settings, monkeypatch):
    monkeypatch.setenv("http_proxy", osm_servers.url)
    assert ask(osm_servers, replace(fetch_settings, overpass_url="http://overpass.invalid/api"))["elements"]


def test_whole_search_for_a_network_takes_less_than_ten_seconds():
    assert FetchSettings().connect_s * 2 <= 10, "Nominatim and Overpass, one after the other"
