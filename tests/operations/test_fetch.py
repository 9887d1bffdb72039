"""A place is downloaded: everything the method needs, whole or not at all, politely, and a study that can be run."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pytest
import shapely

import xc_gis
from tests.fixtures.downloads import PLACE, SILENCE_S, running, without_pauses
from tests.fixtures.osm_servers import OSM_BASE, hit
from tests.fixtures.osm_town import Town, box
from tests.fixtures.small_study import degrees
from xc_gis import cli
from xc_gis.errors import Cancelled, FetchError, InputError, OutputError
from xc_gis.operations.fetch import fetch, folder_name, metric_system, next_steps, squares
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.sources.fetch.nominatim import Place


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def download(osm_town, tmp_path_factory):
    """One download that is only looked at; and what the servers were asked."""
    folder = tmp_path_factory.mktemp("download")
    with running(osm_town) as servers:
        yield fetch(PLACE, folder / "data", without_pauses(servers, folder / "cache")), servers


@pytest.fixture
def fetched(fetch_settings, tmp_path):
    return fetch(PLACE, tmp_path / "data", fetch_settings)


def test_every_tag_of_streets_barriers_and_crossings_comes_back(download, osm_town):
    fetched, _ = download
    found = {}
    for thing in osmium.FileProcessor(str(fetched.folder / "map.osm.pbf")):
        kind = "node" if thing.is_node() else "way" if thing.is_way() else "relation"
        found[kind, thing.id] = dict(thing.tags)
    wanted = {
        (element["type"], element["id"]): element.get("tags", {})
        for kind in (osm_town.nodes, osm_town.ways, osm_town.relations)
        for element in kind.values()
        if element.get("tags") and element["tags"].get("name") != "外街道"
    }
    assert {key: found.get(key) for key in wanted} == wanted
    assert len([key for key in wanted if "highway" in wanted[key]]) > 20


def test_nodes_lie_where_they_were(download, osm_town):
    fetched, _ = download
    for thing in osmium.FileProcessor(str(fetched.folder / "map.osm.pbf"), osmium.osm.NODE):
        element = osm_town.nodes[thing.id]
        assert (thing.lon, thing.lat) == pytest.approx((element["lon"], element["lat"]), abs=1e-7)


def test_study_that_comes_with_it_can_be_run(download):
    fetched, _ = download
    study = read_study(fetched.study)
    found = analyse(study)
    assert list(found.data.communities["name"]) == ["甲街道", "乙街道"]
    assert len(found.demand) == 12 + 1 + 1, "blocks of flats, one with a court, and the unnamed house in the compound"
    network = found.scene.network
    assert network.steps.sum() == 1
    assert network.gated.any(), "the drive behind the private gate"
    store = found.coverage[found.coverage["category"] == "CVS"]
    assert store["covered"].sum() > 0
    assert found.coverage["gap"].sum() == 0, "OpenStreetMap is no complete inventory: nothing is a gap"
    assert study.streets.as_of == OSM_BASE
    assert "OSM 数据时间 2026-11-20" in [finding.text for finding in study.data.findings]
    assert any("按 1 计" in warning for warning in found.data.warnings)


def test_facilities_carry_what_is_known_of_them(download):
    fetched, _ = download
    frame = gpd.read_file(fetched.folder / "facilities.geojson").set_index("facility_id")
    assert dict(frame["type"].value_counts()) == {"CVS": 2, "CHS": 1, "KIN": 1, "RES": 1, "PRK": 1}
    shop = frame[frame["name"] == "便利店<甲>"].iloc[0]
    assert (shop["address"], shop["hours"]) == ("200号街3号", "24/7")
    assert "shop=convenience" in shop["osm_tags"].split("; ")
    kindergarten = frame[frame["type"] == "KIN"]
    assert kindergarten.index.tolist() == ["osm:relation/3"]
    assert kindergarten.geometry.iloc[0].geom_type == "Polygon"
    others = gpd.read_file(fetched.folder / "other_facilities.geojson")
    assert others["name"].tolist() == ["某某口腔诊所"]
    assert "没有对上任何设施类型" in others["why"].iloc[0]


def test_object_without_a_whole_outline_is_named(download):
    fetched, _ = download
    assert fetched.content["without_area"] == ["relation/4"]
    assert "1 个对象的范围不完整" in (fetched.folder / "README.md").read_text(encoding="utf-8")


def test_buildings_say_which_are_homes(download):
    fetched, _ = download
    frame = gpd.read_file(fetched.folder / "buildings.gpkg")
    assert len(frame) == 12 + 1 + 1 + 1 + 1
    assert frame.loc[frame["building"] == "yes", "is_home"].tolist().count(True) == 1
    assert sorted(frame.loc[frame["building"] == "apartments", "levels"].unique()) == [6.0, 7.0, 8.0]
    court = frame[frame["building"] == "residential"].geometry.iloc[0]
    assert len(court.interiors) == 1


def test_subdistricts_of_the_place_and_no_others(download):
    fetched, _ = download
    frame = gpd.read_file(fetched.folder / "subdistricts.geojson")
    assert sorted(frame["name"]) == ["乙街道", "甲街道"]
    assert frame.to_crs("EPSG:4548").area.to_numpy() == pytest.approx([1200 * 1200] * 2, rel=1e-3)


def test_origin_of_every_byte_is_written_down(download):
    fetched, osm_servers = download
    content = json.loads((fetched.folder / "provenance.json").read_text(encoding="utf-8"))
    assert content["osm_base"] == {"oldest": OSM_BASE, "newest": OSM_BASE}
    assert [query["query"] for query in content["queries"]] == osm_servers.questions
    assert all(query["url"].startswith(osm_servers.url) and query["time"] for query in content["queries"])
    assert content["boundary"]["osm"] == "relation/3"
    assert "ODbL" in content["licence"]
    for name, digest in content["outputs"].items():
        assert hashlib.sha256((fetched.folder / name).read_bytes()).hexdigest() == digest
    assert set(content["outputs"]) | {"provenance.json"} == {p.name for p in fetched.folder.iterdir()}
    readme = (fetched.folder / "README.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in readme
    assert OSM_BASE in readme
    study = tomllib.loads(fetched.study.read_text(encoding="utf-8"))
    assert str(study["study"]["date"]) == OSM_BASE[:10]


def test_second_call_asks_nobody_and_writes_the_same_bytes(fetched, fetch_settings, osm_servers):
    before, asked = tree(fetched.folder.parent), len(osm_servers.asked)
    again = fetch(PLACE, fetched.folder.parent, fetch_settings)
    assert len(osm_servers.asked) == asked
    assert tree(again.folder.parent) == before
    assert not again.started


def test_refresh_asks_again(fetched, fetch_settings, osm_servers):
    asked = len(osm_servers.questions)
    fetch(PLACE, fetched.folder.parent, replace(fetch_settings, max_age_days=0.0))
    assert len(osm_servers.questions) == 2 * asked


def test_interrupted_download_goes_on_where_it_stopped(fetch_settings, osm_servers, tmp_path):
    out = tmp_path / "data"
    osm_servers.moods.extend(["", "", "", *["504"] * 3])
    with pytest.raises(FetchError, match="没有按时完成"):
        fetch(PLACE, out, fetch_settings)
    assert not out.exists()
    done = osm_servers.questions[:3]
    osm_servers.asked.clear()
    found = fetch(PLACE, out, fetch_settings)
    assert not set(done) & set(osm_servers.questions)
    assert not [path for _, path, _, _ in osm_servers.asked if path == "/search"]
    assert len(found.content["queries"]) == len(osm_servers.questions) + 3


def test_damaged_answer_in_the_cache_is_asked_for_again(fetched, fetch_settings, osm_servers):
    before, asked = tree(fetched.folder.parent), len(osm_servers.questions)
    kept = sorted(fetch_settings.cache.glob("*.json.gz"))
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    kept[1].write_bytes(b"")
    fetch(PLACE, fetched.folder.parent, fetch_settings)
    assert len(osm_servers.asked) > asked
    after = tree(fetched.folder.parent)
    assert (
        after["北京市小区县/map.osm.pbf".replace("北京市小区县", fetched.folder.name)]
        == before[f"{fetched.folder.name}/map.osm.pbf"]
    )


@pytest.mark.parametrize("mood", ["remark", "memory"])
def test_square_that_is_too_much_is_asked_in_quarters(fetch_settings, osm_servers, tmp_path, mood):
    plain = fetch(PLACE, tmp_path / "plain", fetch_settings)
    osm_servers.asked.clear()
    osm_servers.moods.extend(["", mood])
    quartered = fetch(PLACE, tmp_path / "quarters", replace(fetch_settings, cache=tmp_path / "other"))
    assert len(set(osm_servers.questions)) == len(plain.content["queries"]) + 4  # a slow machine may ask one of them again
    name = "map.osm.pbf"
    assert (quartered.folder / name).read_bytes() == (plain.folder / name).read_bytes()


def test_server_that_always_gives_up_is_named_with_its_reason(fetch_settings, osm_servers, tmp_path):
    osm_servers.moods.extend(["remark"] * 20)
    with pytest.raises(FetchError, match=r"处理不了这个范围\(runtime error: Query timed out"):
        fetch(PLACE, tmp_path / "data", fetch_settings)
    assert len(osm_servers.questions) == 4


@pytest.mark.parametrize("mood", ["list", "odd"])
def test_answer_that_is_not_of_overpass_is_named(fetch_settings, osm_servers, tmp_path, mood):
    osm_servers.moods.append(mood)
    with pytest.raises(FetchError, match="不是 Overpass 数据"):
        fetch(PLACE, tmp_path / "data", fetch_settings)


def test_slot_is_awaited(fetch_settings, osm_servers, tmp_path):
    osm_servers.status = "Rate limit: 2\nSlot available after: 2026-11-24T22:00:30Z, in 0 seconds.\nCurrently running queries:\n"
    waits = []

    class Watch:
        def step(self, stage, _done, total):
            waits.append((stage, total))

    fetch(PLACE, tmp_path / "data", replace(fetch_settings, longest_pause_s=0.05), Watch())
    assert waits.count(("等待服务器", 1)) >= len(osm_servers.questions)


def test_server_without_a_status_page_is_asked_all_the_same(fetch_settings, osm_servers, tmp_path):
    osm_servers.status = None
    assert fetch(PLACE, tmp_path / "data", fetch_settings).content["counts"]["设施"] == 6


@pytest.mark.parametrize("at", [1, 4, 7])
def test_stopping_leaves_nothing_half_written(fetch_settings, tmp_path, at):
    class Stop:
        def step(self, stage, done, _total):
            if stage.startswith("下载") and done == at:
                raise Cancelled

    with pytest.raises(Cancelled):
        fetch(PLACE, tmp_path / "data", fetch_settings, Stop())
    assert not (tmp_path / "data").exists()


def test_folder_with_files_of_others_is_left_alone(fetched, fetch_settings):
    (fetched.folder / "我的笔记.txt").write_text("不可覆盖", encoding="utf-8")
    before = tree(fetched.folder.parent)
    with pytest.raises(OutputError, match="我的笔记"):
        fetch(PLACE, fetched.folder.parent, fetch_settings)
    assert tree(fetched.folder.parent) == before


def test_study_file_that_exists_is_never_touched(fetch_settings, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "study.toml").write_text("# 我的项目", encoding="utf-8")
    assert not fetch(PLACE, tmp_path / "data", fetch_settings).started
    assert (tmp_path / "data" / "study.toml").read_text(encoding="utf-8") == "# 我的项目"


SQUARE = {"type": "Polygon", "coordinates": [degrees([(0, 0), (2400, 0), (2400, 1200), (0, 1200), (0, 0)]).tolist()]}


def test_administrative_area_of_that_name_stands_and_others_are_listed(fetch_settings, osm_servers, tmp_path):
    osm_servers.hits = [
        hit("小区县商场", SQUARE, number=8, kind="mall"),
        hit("小区县西", SQUARE, number=9, full="小区县西, 上海市, 中国"),
        hit("小区县", None, number=11, kind="city"),
        *osm_servers.hits,
        hit("小区县", SQUARE, number=10, full="小区县, 长春市, 中国"),
    ]
    content = fetch(PLACE, tmp_path / "data", fetch_settings).content
    assert content["boundary"]["osm"] == "relation/3"
    assert content["boundary"]["other_hits"] == ["小区县商场, 北京市, 中国", "小区县西, 上海市, 中国", "小区县, 长春市, 中国"]


@pytest.mark.parametrize(
    ("hits", "output"),
    [
        ([], "没有找到名为“北京市小区县”的地方"),
        ([hit("小区县", None)], "都没有范围"),
        ([hit("小区县", {"type": "Point", "coordinates": [1, 2]})], "都没有范围"),
    ],
)
def test_place_that_is_not_found_is_said_so(fetch_settings, osm_servers, tmp_path, hits, output):
    osm_servers.hits = hits
    with pytest.raises(FetchError, match=output):
        fetch(PLACE, tmp_path / "data", fetch_settings)
    assert not osm_servers.questions


@pytest.mark.parametrize("mood", ["429", "504", "truncated", "half", "slow"])
def test_trouble_with_the_name_passes_too(fetch_settings, osm_servers, tmp_path, mood):
    osm_servers.place_moods.append(mood)
    patience = replace(fetch_settings, quiet_s=SILENCE_S) if mood == "slow" else fetch_settings
    assert fetch(PLACE, tmp_path / "data", patience).started


def test_boundary_from_a_file_needs_no_nominatim(fetch_settings, osm_servers, tmp_path):
    path = tmp_path / "boundary.gpkg"
    gpd.GeoDataFrame(geometry=[shapely.from_geojson(json.dumps(SQUARE))], crs="EPSG:4326").to_crs("EPSG:4548").to_file(path)
    found = fetch("我的片区", tmp_path / "data", fetch_settings, boundary=path)
    assert not [path for _, path, _, _ in osm_servers.asked if path == "/search"]
    assert found.folder.name == "我的片区"
    assert found.content["counts"]["街道乡镇"] == 2


def test_boundary_file_that_holds_none_is_named(fetch_settings, tmp_path):
    path = tmp_path / "points.geojson"
    gpd.GeoDataFrame(geometry=[shapely.Point(116, 40)], crs="EPSG:4326").to_file(path)
    with pytest.raises(InputError, match=r"points\.geojson 中没有面"):
        fetch("我的片区", tmp_path / "data", fetch_settings, boundary=path)


def place(*bounds):
    return Place("甲", "甲, 中国", "relation/1", shapely.box(*bounds), (), None)


def test_squares_cover_the_ground_and_nothing_far_from_it(fetch_settings):
    long = Place("甲", "甲", "", shapely.LineString([(116.0, 39.5), (116.4, 39.9)]).buffer(0.001), (), None)
    boxes = squares(long, "EPSG:4548", fetch_settings)
    covered = shapely.union_all([shapely.box(*box) for box in boxes])
    around = gpd.GeoSeries([long.geometry], crs="EPSG:4326").to_crs("EPSG:4548").buffer(299).to_crs("EPSG:4326").iloc[0]
    assert covered.contains(around)
    metres = gpd.GeoSeries([shapely.box(*box) for box in boxes], crs="EPSG:4326").to_crs("EPSG:4548")
    assert np.sqrt(metres.area).max() < 2100
    assert len(boxes) < 100, "a diagonal of 57 km, not the square around it"


def test_place_too_large_to_be_asked_for_is_refused(fetch_settings):
    with pytest.raises(FetchError, match="太大") as caught:
        squares(place(115.4, 39.4, 117.5, 41.0), "EPSG:4548", fetch_settings)
    assert ".osm.pbf" in caught.value.hint


@pytest.mark.parametrize(("lon", "crs"), [(116.4, "EPSG:4548"), (104.06, "EPSG:4544"), (121.4, "EPSG:4549")])
def test_zone_is_the_nearest(lon, crs):
    assert metric_system(place(lon, 30.0, lon + 0.01, 30.1)) == crs


def test_place_abroad_is_refused():
    with pytest.raises(InputError, match="不在中国境内"):
        metric_system(place(13.3, 52.4, 13.5, 52.6))


@pytest.mark.parametrize(
    ("name", "folder"),
    [(" 北京市 西城区 ", "北京市 西城区"), ("../../etc", "_.._etc"), ("a/b:c", "a_b_c"), ("x" * 300, "x" * 80)],
)
def test_folder_is_named_after_the_place_and_stays_inside(name, folder):
    assert folder_name(name) == folder


@pytest.mark.parametrize("name", ["", "  ", "...", "//"])
def test_no_name_is_refused(name):
    with pytest.raises(InputError, match="没有给出地名"):
        folder_name(name)


def command(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        cli.main(["fetch", *arguments])
    return left.value.code, *capsys.readouterr()


def test_command_downloads_and_says_what_came(fetch_settings, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("XC_GIS_OVERPASS_URL", fetch_settings.overpass_url)
    monkeypatch.setenv("XC_GIS_PAUSE_S", "0")
    arguments = [
        PLACE,
        "--out",
        str(tmp_path / "data"),
        "--nominatim",
        fetch_settings.nominatim_url,
        "--cache",
        str(fetch_settings.cache),
    ]
    code, out, output = command(capsys, *arguments)
    assert (code, out.strip()) == (0, str(tmp_path / "data" / "study.toml"))
    assert "小区县, 北京市, 中国，及周边 1500 米" in output
    assert "© OpenStreetMap contributors" in output
    code, out, output = command(capsys, *arguments, "--json")
    assert json.loads(out)["counts"]["街道乡镇"] == 2


@pytest.mark.usefixtures("no_other_host")
def test_command_without_a_network_ends_at_once_and_names_the_manual_way(tmp_path, capsys):
    code, out, output = command(capsys, PLACE, "--out", str(tmp_path / "data"), "--cache", str(tmp_path / "cache"))
    assert (code, out) == (1, "")
    assert output.count("错误") == 1
    assert "nominatim.openstreetmap.org 无法连接" in output
    assert "Geofabrik" in output
    assert "beijing-latest.osm.pbf" in output
    assert not (tmp_path / "data").exists()


def test_killed_download_leaves_nothing_and_is_taken_up_again(osm_servers, tmp_path):
    root = Path(xc_gis.__file__).parent.parent
    words = [
        "main.py",
        "fetch",
        PLACE,
        "--out",
        tmp_path / "data",
        "--cache",
        tmp_path / "cache",
        "--overpass",
        osm_servers.url + "/api",
    ]
    words = [sys.executable, *map(str, words), "--nominatim", osm_servers.url]
    environment = {**os.environ, "PYTHONPATH": str(root), "XC_GIS_PAUSE_S": "0", "NO_PROXY": "127.0.0.1"}
    osm_servers.moods.extend(["", "", "slow"])
    running = subprocess.Popen(words, cwd=root, env=environment, stderr=subprocess.PIPE)
    until = time.monotonic() + 120
    while len(osm_servers.questions) < 3:
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.02)
    running.send_signal(signal.SIGTERM)
    output = running.communicate(timeout=120)[1].decode()
    assert running.returncode == 3, output
    assert "已停止" in output
    assert not (tmp_path / "data").exists()
    done = set(osm_servers.questions[:2])
    osm_servers.asked.clear()
    assert subprocess.run(words, cwd=root, env=environment, capture_output=True, check=False).returncode == 0
    assert osm_servers.questions
    assert not done & set(osm_servers.questions)
    assert (tmp_path / "data" / PLACE / "provenance.json").is_file()


def test_osmnx_reads_the_same_streets(download, tmp_path):
    """A second reader of the same file: OSMnx' own import finds the same ways and nodes."""
    fetched, _ = download
    import osmnx

    xml = tmp_path / "streets.osm"
    with osmium.SimpleWriter(str(xml)) as writer:
        for thing in osmium.FileProcessor(str(fetched.folder / "map.osm.pbf")):
            if thing.is_node() or "highway" in thing.tags:
                writer.add(thing)
    graph = osmnx.graph_from_xml(xml, simplify=False, retain_all=True)
    streets = read_study(fetched.study).streets
    pairs = {frozenset(pair) for _, nodes, _ in streets.ways for pair in zip(nodes, nodes[1:], strict=False)}
    assert {frozenset((u, v)) for u, v in graph.edges()} == pairs


def test_place_with_streets_alone_still_gives_a_study(fetch_settings, osm_servers, tmp_path):
    bare = Town()
    bare.way([(0, 0), (1200, 0)], highway="residential")
    bare.way([(1200, 0), (1200, 1100)], highway="residential")
    bare.way(box(100, 20, 140, 40), building="office")
    osm_servers.town = bare
    found = fetch(PLACE, tmp_path / "data", fetch_settings)
    assert {"道路": 2, "设施": 0, "建筑": 1, "住宅": 0, "街道乡镇": 0, "社区村": 0}.items() <= found.content["counts"].items()
    text = found.study.read_text(encoding="utf-8")
    assert "暂以全区代替" in text
    assert "OSM 中没有住宅楼" in text
    study = read_study(found.study)
    assert list(study.data.communities["name"]) == [PLACE]
    assert len(study.data.facilities) == 0


def test_place_without_any_building_gives_the_map_and_no_study(fetch_settings, osm_servers, tmp_path):
    osm_servers.town = Town()
    osm_servers.town.way([(0, 0), (1200, 0)], highway="residential")
    found = fetch(PLACE, tmp_path / "data", fetch_settings)
    assert (found.folder / "map.osm.pbf").is_file()
    assert not found.study.exists()
    assert "OSM 中没有建筑" in "".join(next_steps(found))


def test_server_that_knows_no_street_of_the_place_is_named(fetch_settings, osm_servers, tmp_path):
    osm_servers.town = Town()
    with pytest.raises(FetchError, match="没有给出“小区县, 北京市, 中国”的任何道路"):
        fetch(PLACE, tmp_path / "data", fetch_settings)
    assert not (tmp_path / "data").exists()


def test_standard_from_a_file_is_named_from_the_study(fetch_settings, tmp_path):
    source = Path(xc_gis.__file__).parent / "standard" / "shipped" / "xicheng-ykz-default.yaml"
    own = tmp_path / "own.yaml"
    own.write_text(source.read_text(encoding="utf-8").replace("id: xicheng-ykz-default", "id: our-own"), encoding="utf-8")
    found = fetch(PLACE, tmp_path / "data", fetch_settings, standard=str(own))
    assert found.content["standard"]["id"] == "our-own"
    assert read_study(found.study).standard.id == "our-own"


def test_silent_listener_is_enough(fetch_settings, tmp_path):
    assert fetch(PLACE, tmp_path / "data", fetch_settings, Silent()).study.is_file()
