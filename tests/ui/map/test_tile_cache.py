"""Tiles on disk: kept by zoom, place and scale; a broken or missing file costs the cache alone; old backgrounds go."""

import os
import sqlite3

from xc_gis.ui.map.tile_cache import KEPT, TileCache, cache_stem

BOUNDS = (116.3, 39.8, 116.4, 39.9)


def test_the_window_never_waits_for_a_file_that_the_painter_has_locked(tmp_path):
    path = tmp_path / "a.tiles"
    painter = TileCache(path, write=True)
    painter.put(1, 0, 0, 1, b"png")
    painter.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")  # without a log of its own, who writes locks out who reads
    window = TileCache(path)
    assert window.get(1, 0, 0, 1) == b"png"
    assert window._file.execute("PRAGMA busy_timeout").fetchone() == (0,)
    other.execute("BEGIN EXCLUSIVE")
    assert window.get(1, 0, 0, 1) is None  # asked of the painter
    other.execute("ROLLBACK")
    assert window.get(1, 0, 0, 1) == b"png"
    other.close()
    window.close()


def test_what_is_put_is_read_and_nothing_else(tmp_path):
    painter = TileCache(tmp_path / "deep" / "a.tiles", write=True)
    painter.put(15, 1, 2, 1, b"one")
    painter.put(15, 1, 2, 2, b"")  # there is nothing to draw: that is known, too
    painter.put(15, 1, 2, 1, b"two")
    window = TileCache(tmp_path / "deep" / "a.tiles")
    assert (window.get(15, 1, 2, 1), window.get(15, 1, 2, 2), window.get(15, 2, 1, 1)) == (b"two", b"", None)
    assert window.is_open
    window.close()
    assert (window.is_open, window.get(15, 1, 2, 1)) == (False, None)
    painter.close()


def test_a_cache_that_is_not_there_or_is_none_answers_nothing(tmp_path):
    missing = TileCache(tmp_path / "none.tiles")
    assert (missing.is_open, missing.get(1, 0, 0, 1)) == (False, None)
    assert not (tmp_path / "none.tiles").exists()
    (tmp_path / "broken.tiles").write_bytes(b"no database at all" * 100)
    broken = TileCache(tmp_path / "broken.tiles")
    assert broken.get(1, 0, 0, 1) is None
    broken.close()
    (tmp_path / "file").write_text("x")
    blocked = TileCache(tmp_path / "file" / "a.tiles", write=True)
    blocked.put(1, 0, 0, 1, b"x")
    assert not blocked.is_open


def test_another_file_area_or_language_has_another_place(tmp_path):
    first = cache_stem(tmp_path, "aa", BOUNDS)
    assert first == cache_stem(tmp_path, "aa", BOUNDS)
    assert first == cache_stem(tmp_path, "aa", (116.30001, *BOUNDS[1:]))  # the same to ten metres
    others = {
        cache_stem(tmp_path, "bb", BOUNDS),
        cache_stem(tmp_path, "aa", (116.31, *BOUNDS[1:])),
        cache_stem(tmp_path, "aa", BOUNDS, language="en"),
    }
    assert len({first, *others}) == 4
    assert first.parent == tmp_path / "tiles"


def test_the_oldest_backgrounds_go_with_their_shapes(tmp_path):
    for n in range(KEPT + 3):
        for suffix in (".tiles", ".npz"):
            path = tmp_path / f"b{n:02d}{suffix}"
            path.write_bytes(b"")
            os.utime(path, (1_000 + n, 1_000 + n))
    TileCache(tmp_path / "new.tiles", write=True).close()
    left = {path.stem for path in tmp_path.glob("b*")}
    assert left == {f"b{n:02d}" for n in range(3, KEPT + 3)}
    assert {path.stem for path in tmp_path.glob("b*.npz")} == left
