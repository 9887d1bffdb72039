"""Street data of any format through one function: chosen by name or content, and why nothing is left where nothing is."""

import pytest

from tests.fixtures.osm_files import WAYS, drawn, everything, plain, way, written
from xc_gis.errors import NetworkError
from xc_gis.progress import Silent
from xc_gis.sources.streets.read import read_streets


def refused(path, **more):
    with pytest.raises(NetworkError) as caught:
        read_streets(path, **more)
    assert caught.value.hint
    return caught.value.message


def test_a_missing_and_an_empty_file_are_told_by_the_name_of_the_study(tmp_path):
    assert refused(tmp_path / "x.osm", shown_as="数据/x.osm") == "找不到路网文件 数据/x.osm"
    (tmp_path / "x.osm").write_bytes(b"")
    assert refused(tmp_path / "x.osm", shown_as="x.osm") == "路网文件 x.osm 是空文件"


@pytest.mark.parametrize(("name", "words"), [("N.GRAPHML", "不是 OSMnx 保存的 GraphML"), ("n.GPKG", "缺少图层 nodes 和 edges")])
def test_a_saved_network_is_known_by_its_name_in_any_case(tmp_path, name, words):
    (tmp_path / name).write_text("<osm version='0.6'/>", encoding="utf-8")
    assert words in refused(tmp_path / name)


def test_why_nothing_is_left(tmp_path):
    assert "没有任何道路" in refused(written(tmp_path, []))
    ways = [way(number, (1, 2), {"highway": "path"}) for number in (1, 2, 3, 4)]
    assert "的 4 条道路都没有节点位置（way/1、way/2、way/3 等）" in refused(written(tmp_path, ways))
    assert "的 2 条道路都不在研究范围内" in refused(written(tmp_path, everything()), box=(100.0, 20.0, 101.0, 21.0))


def test_streets_that_meet_the_box_are_read_and_progress_told(tmp_path):
    class Heard(Silent):
        def __init__(self):
            self.steps = []

        def step(self, stage, done, total):
            self.steps.append((str(stage), done, total))

    heard = Heard()
    assert drawn(read_streets(written(tmp_path, everything()), box=(116.0, 39.0, 117.0, 40.0), progress=heard)) == plain()
    assert heard.steps == [("读取路网", 0, 1), ("读取路网", 1, 1)]
    assert len(WAYS) == 2
