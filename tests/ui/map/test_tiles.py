"""Background tiles: read from the study's own streets, painted in another process, kept on disk."""

import hashlib

import pytest

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees, write_streets
from tests.fixtures.studies import SAMPLE
from xc_gis.ui.map.tile_cache import TileCache, cache_stem
from xc_gis.ui.map.tile_painter import TilePainter, tiles_of
from xc_gis.ui.map.tile_shapes import KINDS, mercator, read_shapes


@pytest.fixture(scope="module")
def ladder(tmp_path_factory):
    path = tmp_path_factory.mktemp("streets") / "streets.osm"
    write_streets(path)
    return path


def box_of(points):
    lonlat = degrees(points)
    return (*map(float, lonlat.min(axis=0)), *map(float, lonlat.max(axis=0)))


TOWN = [(0.0, 0.0), (2400.0, 1200.0)]


def picture(png):
    from PyQt5.QtGui import QImage

    return QImage.fromData(png).convertToFormat(QImage.Format_ARGB32)


def test_a_tile_shows_its_streets_where_they_are(qapp, ladder):
    painter = TilePainter(read_shapes(ladder, box_of(TOWN)))
    lonlat = degrees([(1200.0, 600.0)])  # a crossing
    at = mercator(lonlat)[0] * 2**16
    x, y = (int(v) for v in at)
    image = picture(painter.tile(16, x, y))
    here = (at - [x, y]) * 256
    assert image.pixelColor(int(here[0]), int(here[1])).alpha() > 200
    assert picture(painter.tile(16, x, y, 2)).width() == 512
    assert painter.tile(16, x + 500, y) == b""


def test_same_ground_paints_the_same_bytes(qapp, ladder):
    ground = read_shapes(ladder, box_of(TOWN))
    x, y = tiles_of(box_of(TOWN), 15)[0]
    assert TilePainter(ground).tile(15, x, y) == TilePainter(ground).tile(15, x, y)


def test_painting_process_answers_keeps_tiles_and_ends_with_the_source(qapp, qtbot, ladder, own_home):
    from xc_gis.ui.map.tiles import Tiles
    from xc_gis.ui.storage.own_folders import cache_folder

    tiles, box, sha = Tiles(), box_of(TOWN), hashlib.sha256(ladder.read_bytes()).hexdigest()
    tiles.show(ladder, sha, box)
    x, y = tiles_of(box, 15)[0]
    came = []
    tiles(15, x, y, 1, came.append)
    assert came == []
    qtbot.waitUntil(lambda: bool(came), timeout=WAIT_MS)
    process = tiles._process
    tiles.close()
    assert not process.is_alive()
    stored = TileCache(cache_stem(cache_folder(), sha, box).with_suffix(".tiles"))
    assert stored.get(15, x, y, 1) == came[0]
    stored.close()
    tiles.show(ladder, sha, box)
    tiles(15, x, y, 1, came.append)  # from the disk, at once, by no process
    assert came[1] == came[0]
    assert tiles._process is None
    tiles.close()


def test_streets_that_cannot_be_read_cost_the_background_alone(qapp, qtbot, tmp_path, caplog):
    from xc_gis.ui.map.tiles import Tiles

    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"not a map")
    tiles = Tiles()
    tiles.show(broken, "0" * 64, box_of(TOWN))
    came = []
    tiles(14, 1, 1, 1, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=WAIT_MS)
    assert came == [None]
    assert "no background" in caplog.text
    tiles(14, 2, 2, 1, came.append)
    assert came == [None, None]
    tiles.close()


def test_sample_has_names_water_green_and_buildings():
    ground = read_shapes(SAMPLE.parent / "osm" / "sample.osm.pbf", (116.355, 39.89, 116.365, 39.90))
    shown = {KINDS[k] for k in ground.kind}
    assert {"green", "building", "primary", "street", "foot"} <= shown
    assert any(ground.name[ground.kind == KINDS.index("primary")])


def test_painter_that_ended_for_lack_of_requests_is_started_again(qapp, qtbot, ladder, own_home):
    from xc_gis.ui.map.tiles import Tiles

    tiles, box = Tiles(), box_of(TOWN)
    tiles.show(ladder, "1" * 64, box)
    x, y = tiles_of(box, 15)[0]
    came = []
    tiles(15, x, y, 1, came.append)
    qtbot.waitUntil(lambda: len(came) == 1, timeout=WAIT_MS)
    first = tiles._process
    tiles._pipe.send(("end", None))
    qtbot.waitUntil(lambda: tiles._process is None, timeout=WAIT_MS)
    assert first.exitcode == 0
    tiles(16, 2 * x, 2 * y, 1, came.append)
    qtbot.waitUntil(lambda: len(came) == 2, timeout=WAIT_MS)
    assert came[1]
    assert tiles._process is not first
    tiles.close()


class Request:
    """Requests of the web engine as the scheme knows them: real objects of Qt that end when Qt wants it."""

    @staticmethod
    def made(answers):
        from PyQt5.QtCore import QObject

        class Job(QObject):
            def reply(self, _kind, buffer):
                answers.append(bytes(buffer.data()))

            def fail(self, error):
                answers.append(error)

        return Job()


@pytest.fixture
def scheme(qapp):
    from xc_gis.ui.map.scheme import MapScheme

    made = MapScheme()
    made.ground = "7"
    yield made
    made.deleteLater()


def test_answer_to_a_request_that_was_taken_back_goes_nowhere(scheme):
    from PyQt5 import sip

    given, answers, taken_back = [], [], []

    def late(_z, _x, _y, _scale, answer):
        given.append(answer)
        return lambda: taken_back.append(True)

    scheme.tiles = late
    job = Request.made(answers)
    scheme._tile(job, "/7/14/1/2.png")
    sip.delete(job)
    assert taken_back == [True]
    given[0](b"streets")
    given[0](None)
    assert answers == []


def test_late_answer_does_not_go_to_a_later_request_in_the_same_memory(scheme, monkeypatch):
    """Memory of a request that has ended is soon that of another."""
    from PyQt5 import sip

    from xc_gis.ui.map import scheme as module

    given, answers = [], []
    scheme.tiles = lambda _z, _x, _y, _scale, answer: given.append(answer)
    monkeypatch.setattr(module, "_address", lambda _job: 1)
    first = Request.made(answers)
    scheme._tile(first, "/7/14/1/2.png")
    sip.delete(first)
    second = Request.made(answers)
    scheme._tile(second, "/7/14/5/6.png")
    given[0](b"of the first")
    assert answers == []
    given[1](b"of the second")
    assert answers == [b"of the second"]


def test_request_of_a_page_that_is_no_longer_open_gets_no_streets(scheme):
    answers, asked = [], []
    scheme.tiles = lambda *request: asked.append(request)
    job = Request.made(answers)
    scheme._tile(job, "/6/14/1/2.png")
    assert asked == []
    assert len(answers) == 1


def test_painter_of_an_earlier_study_is_not_heard_any_more(qapp, qtbot, ladder, own_home):
    """What it had painted when the next study was opened must not be taken for the next study's streets."""
    from xc_gis.ui.map.tiles import Tiles

    tiles, box = Tiles(), box_of(TOWN)
    tiles.show(ladder, "2" * 64, box)
    x, y = tiles_of(box, 15)[0]
    tiles(15, x, y, 1, lambda _png: None)
    earlier = tiles._pipe
    tiles.show(ladder, "3" * 64, box)
    came = []
    tiles(15, x, y, 1, came.append)
    tiles._painted.emit(earlier, (15, x, y, 1), b"streets of the earlier study")
    assert came == []
    tiles.close()
    assert came == [None]
