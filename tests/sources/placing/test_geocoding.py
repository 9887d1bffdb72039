"""Geocoders answer in their own format from a local server: candidates with evidence, converted, kept; the key goes nowhere."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.model import PlaceCandidate, WaitingRow
from xc_gis.sources.crs.gcj02 import wgs84_to_gcj02
from xc_gis.sources.placing.geocoders import PROVIDERS
from xc_gis.sources.placing.geocoding import Bounds, geocoded

LON, LAT = 116.37, 39.91
KEYS = {provider.key: "secret-key" for provider in PROVIDERS.values() if provider.key}
SHIFTED = tuple(float(v) for v in wgs84_to_gcj02(LON, LAT))


class Answers(BaseHTTPRequestHandler):
    """Answers of four services; ``server.mode`` spoils them."""

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
        self.server.asked.append((parts.path, asked))
        code, body = self.server.answer(parts.path, asked)
        raw = body.encode() if isinstance(body, str) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        """Silence."""


def service(path, asked):
    if path == "/v3/geocode/geo":
        place = f"{SHIFTED[0]:.6f},{SHIFTED[1]:.6f}"
        level = "道路" if "号" not in asked["address"] else "门牌号"
        return 200, {
            "status": "1",
            "info": "OK",
            "infocode": "10000",
            "geocodes": [{"formatted_address": "x", "location": place, "level": level}],
        }
    if path == "/geocoding/v3/":
        lon, lat = bd09(*SHIFTED)
        return 200, {
            "status": 0,
            "result": {"location": {"lng": lon, "lat": lat}, "precise": 1, "confidence": 80, "level": "门址"},
        }
    if path == "/geocoder":
        assert "keyWord" in json.loads(asked["ds"])
        return 200, {
            "msg": "ok",
            "location": {"score": 99, "level": "门址", "lon": LON, "lat": LAT, "keyWord": "x"},
            "status": "0",
        }
    return 200, [{"lat": str(LAT), "lon": str(LON), "class": "building", "display_name": "x"}]


def bd09(lon, lat):
    import math

    z = math.hypot(lon, lat) + 2e-5 * math.sin(lat * math.pi * 3000 / 180)
    theta = math.atan2(lat, lon) + 3e-6 * math.cos(lon * math.pi * 3000 / 180)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.asked, made.answer = [], service
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def waiting(address="甲街12号", subdistrict="", candidates=()):
    return WaitingRow("facilities.0", "a.csv", 2, "", "EDS", "驿站", address, subdistrict, "", "没有坐标", candidates)


def ask(server, provider, tmp_path, *rows, bounds=None, keys=KEYS):
    environment = {**keys, "XC_GIS_GEOCODER_URL": f"http://127.0.0.1:{server.server_port}"}
    return geocoded(rows or (waiting(),), provider, bounds or Bounds(None, {}), city="北京市西城区", cache=tmp_path / "kept.json",
                    environment=environment, pause=lambda _: None)  # fmt: skip


@pytest.mark.parametrize("provider", list(PROVIDERS))
def test_answer_is_a_candidate_in_wgs84_with_its_exactness(server, tmp_path, provider):
    found = ask(server, provider, tmp_path)[0].candidates
    assert len(found) == 1
    assert abs(found[0].lon - LON) < 2e-6
    assert abs(found[0].lat - LAT) < 2e-6
    assert found[0].score == 85
    assert f"{PROVIDERS[provider].zh}地理编码" in found[0].evidence


def test_nothing_is_asked_twice_and_the_city_stands_in_front(server, tmp_path):
    rows = [waiting(), waiting(), waiting("北京市西城区乙街3号"), waiting("")]
    ask(server, "amap", tmp_path, *rows)
    again = ask(server, "amap", tmp_path, *rows)
    assert [asked["address"] for _, asked in server.asked] == ["北京市西城区甲街12号", "北京市西城区乙街3号"]
    assert [len(row.candidates) for row in again] == [1, 1, 1, 0]
    assert "secret-key" not in (tmp_path / "kept.json").read_text(encoding="utf-8")


def test_answer_for_the_street_alone_is_vague(server, tmp_path):
    found = ask(server, "amap", tmp_path, waiting("甲大街"))[0].candidates[0]
    assert found.score == 30
    assert "只到道路或区域" in found.evidence


def test_answer_outside_what_the_row_says_is_worth_little(server, tmp_path):
    far = Bounds(None, {"甲街道": shapely.box(0, 0, 1, 1)})
    found = ask(server, "amap", tmp_path, waiting(subdistrict="甲街道"), bounds=far)[0].candidates[0]
    assert (found.score, "不在所说的甲街道" in found.evidence) == (10, True)
    nowhere = Bounds(shapely.box(0, 0, 1, 1), {})
    assert "不在研究范围内" in ask(server, "amap", tmp_path, bounds=nowhere)[0].candidates[0].evidence


def test_candidates_stand_best_first(server, tmp_path):
    known = PlaceCandidate(116.0, 39.0, 90.0, "名称相符")
    assert [c.score for c in ask(server, "amap", tmp_path, waiting(candidates=(known,)))[0].candidates] == [90, 85]


@pytest.mark.parametrize(
    ("provider", "code", "body", "words"),
    [
        ("amap", 200, {"status": "0", "info": "INVALID_USER_KEY", "infocode": "10001"}, "XC_GIS_AMAP_KEY"),
        ("amap", 200, {"status": "0", "info": "DAILY_QUERY_OVER_LIMIT", "infocode": "10003"}, "配额已用完"),
        ("amap", 200, "<html>proxy</html>", "没有得到可用的回答"),
        ("amap", 504, "busy", "没有得到可用的回答"),
        ("baidu", 200, {"status": 240, "message": "APP 服务被禁用"}, "百度"),
        ("tianditu", 403, {"msg": "非法Key", "code": "301001"}, "天地图"),
        ("nominatim", 429, "slow down", "请求过快"),
    ],
)
def test_refusal_is_said_and_what_was_answered_is_kept(server, tmp_path, provider, code, body, words):
    def spoiled(path, asked):
        return service(path, asked) if len(server.asked) == 1 else (code, body)

    server.answer = spoiled
    with pytest.raises(InputError) as caught:
        ask(server, provider, tmp_path, waiting(), waiting("乙街3号"))
    assert words in str(caught.value)
    assert "secret-key" not in str(caught.value)
    assert len(json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))) == 1


def test_nothing_found_is_kept_as_nothing(server, tmp_path):
    server.answer = lambda *_: (200, {"status": "1", "infocode": "10000", "geocodes": []})
    assert ask(server, "amap", tmp_path)[0].candidates == ()
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8")) == {"北京市西城区甲街12号": None}


def test_without_a_network_the_message_names_the_other_way_and_no_key(tmp_path):
    environment = {**KEYS, "XC_GIS_GEOCODER_URL": "http://127.0.0.1:9"}
    with pytest.raises(InputError) as caught:
        geocoded([waiting()], "amap", Bounds(None, {}), cache=tmp_path / "kept.json", environment=environment)
    assert "placing.csv" in str(caught.value)
    assert "secret-key" not in str(caught.value)


def test_key_and_provider_are_asked_for(server, tmp_path):
    with pytest.raises(InputError, match="XC_GIS_AMAP_KEY"):
        ask(server, "amap", tmp_path, keys={})
    with pytest.raises(InputError, match=r"是否指 “baidu”"):
        ask(server, "baidoo", tmp_path)
