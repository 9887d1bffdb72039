"""The painting process from inside: the latest request first, a dropped one never, kept tiles not painted again."""

import pytest

from tests.fixtures.small_study import degrees, write_streets
from xc_gis.ui.map import tile_worker
from xc_gis.ui.map.tile_cache import TileCache
from xc_gis.ui.map.tile_shapes import read_shapes
from xc_gis.ui.map.tile_worker import Background, _ground


@pytest.fixture
def wanted(tmp_path):
    write_streets(tmp_path / "streets.osm")
    lonlat = degrees([(0.0, 0.0), (2400.0, 1200.0)])
    return Background(
        tmp_path / "streets.osm", (*map(float, lonlat.min(axis=0)), *map(float, lonlat.max(axis=0))), tmp_path / "cache" / "t"
    )


class Pipe:
    """Requests that are there from the beginning; answers as they come."""

    def __init__(self, *requests):
        self.requests, self.sent = list(requests), []

    def poll(self, _seconds):
        return bool(self.requests)

    def recv(self):
        return self.requests.pop(0)

    def send(self, message):
        self.sent.append(message)


def painted(monkeypatch, qapp, wanted, *requests):
    """Answers to requests; the painter writes down what it paints."""

    class Painter:
        def __init__(self, ground):
            self.ground = ground

        def tile(self, *key):
            made.append(key)
            return f"{key}".encode()

    made, pipe = [], Pipe(*requests)
    monkeypatch.setattr("PyQt5.QtGui.QGuiApplication", lambda _words: qapp)
    monkeypatch.setattr("PyQt5.QtCore.qInstallMessageHandler", lambda _handler: None)
    monkeypatch.setattr("xc_gis.ui.map.tile_painter.TilePainter", Painter)
    monkeypatch.setattr(tile_worker, "AHEAD", range(0))
    monkeypatch.setattr(tile_worker.os, "nice", lambda _by: 0)
    monkeypatch.setattr(tile_worker.signal, "signal", lambda *_: None)
    tile_worker.paint(pipe, wanted)
    return pipe.sent, made


A, B, C = (15, 1, 1, 1), (15, 2, 2, 1), (15, 3, 3, 2)


def test_the_latest_request_is_answered_first_and_a_dropped_one_never(monkeypatch, qapp, wanted):
    sent, made = painted(monkeypatch, qapp, wanted, ("want", A), ("want", B), ("want", C), ("drop", B), ("want", A))
    assert [key for key, _ in sent] == [A, C]
    assert made == [A, C]


def test_a_tile_that_is_kept_is_not_painted_again(monkeypatch, qapp, wanted):
    painted(monkeypatch, qapp, wanted, ("want", A))
    cache = TileCache(wanted.stem.with_suffix(".tiles"))
    assert cache.get(*A) == f"{A}".encode()
    cache.close()
    sent, made = painted(monkeypatch, qapp, wanted, ("want", A), ("want", B))
    assert sorted(key for key, _ in sent) == [A, B]
    assert made == [B]


def test_the_end_is_the_end(monkeypatch, qapp, wanted):
    assert painted(monkeypatch, qapp, wanted, ("want", A), ("end", None))[0] == []


def test_streets_that_cannot_be_read_are_told_and_nothing_is_painted(monkeypatch, qapp, wanted, tmp_path):
    (tmp_path / "streets.osm").write_text("no xml", encoding="utf-8")
    ((key, words),) = painted(monkeypatch, qapp, wanted, ("want", A))[0]
    assert key is None
    assert b":" in words


def test_shapes_are_read_once_and_again_where_what_is_kept_is_broken(wanted):
    first = _ground(wanted)
    assert len(first) == len(read_shapes(wanted.streets, wanted.bounds)) == 20
    kept = wanted.stem.with_suffix(".npz")
    before = kept.stat().st_mtime_ns
    assert len(_ground(wanted)) == 20
    assert kept.stat().st_mtime_ns == before
    kept.write_bytes(b"broken")
    assert len(_ground(wanted)) == 20
