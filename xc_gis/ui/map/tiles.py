"""Background tiles of the study that is shown: from the cache at once, else from the painting process as soon as they are there."""

from __future__ import annotations

import json
import logging
import multiprocessing
import re
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject, pyqtSignal

from xc_gis.ui.map.tile_cache import TileCache, cache_stem
from xc_gis.ui.map.tile_worker import Background, Key, paint
from xc_gis.ui.storage.own_folders import cache_folder
from xc_gis.ui.storage.study_paths import network_path
from xc_gis.wording.window import language
from xc_gis.workers import interrupts_kept

if TYPE_CHECKING:
    from xc_gis.ui.map.tile_shapes import Bounds

logger = logging.getLogger(__name__)

Answer = Callable[[bytes | None], None]


class Tiles(QObject):
    """
    Source of tiles for ``MapScheme``; call it with ``z, x, y, scale`` and a function for the picture.

    The picture is empty where nothing is drawn, None where it cannot be painted.

    The interface thread never paints and never waits: it reads one row of a small file, or passes the request on.
    """

    _painted = pyqtSignal(object, object, object)
    _ended = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Background | None = None
        self._cache: TileCache | None = None
        self._pipe: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._waiting: dict[Key, list[Answer]] = {}
        self._failed = False
        self._painted.connect(self._heard)
        self._ended.connect(self._painter_ended)

    def show(self, streets: Path, streets_sha256: str, bounds: tuple[float, float, float, float]) -> None:
        """Take the background from this street file, around ``west, south, east, north``; names in the window's language."""
        stem = cache_stem(cache_folder(), streets_sha256, bounds, language=language())
        wanted = Background(streets, bounds, stem, language())
        if wanted == self._wanted:
            return
        self.close()
        self._wanted = wanted

    def __call__(self, z: int, x: int, y: int, scale: int, answer: Answer) -> Callable[[], None] | None:
        """Give one tile; returns how to say that it is no longer wanted."""
        if self._wanted is None or self._failed:
            answer(None)
            return None
        if self._cache is None or not self._cache.is_open:
            self._cache = TileCache(self._wanted.stem.with_suffix(".tiles"))
        stored = self._cache.get(z, x, y, scale)
        if stored is not None:
            answer(stored)
            return None
        key = (z, x, y, scale)
        self._waiting.setdefault(key, []).append(answer)
        self._send("want", key)
        return lambda: self._drop(key, answer)

    @property
    def is_painting(self) -> bool:
        """Is a tile being waited for?"""
        return bool(self._waiting)

    def close(self) -> None:
        """End the painting process; whoever waits gets nothing."""
        self._wanted, self._failed = None, False
        self._end_process()
        if self._cache is not None:
            self._cache.close()
            self._cache = None
        waiting, self._waiting = self._waiting, {}
        for answers in waiting.values():
            for answer in answers:
                answer(None)

    # -- the process ---------------------------------------------------------------------------------------------------
    def _send(self, word: str, key: Key) -> None:
        if self._pipe is None:
            if word == "drop":
                return
            self._start()
        assert self._pipe is not None
        try:
            self._pipe.send((word, key))
        except OSError:  # it has just ended; its listener starts it again for those who wait
            logger.info("painter had ended")

    def _start(self) -> None:
        assert self._wanted is not None
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe()
        self._process = context.Process(target=paint, args=(theirs, self._wanted), daemon=True, name="xc-gis-tiles")
        with interrupts_kept():
            self._process.start()
        theirs.close()
        self._pipe = mine
        threading.Thread(target=self._listen, args=(mine,), daemon=True, name="xc-gis-tiles").start()

    def _listen(self, pipe: Connection) -> None:
        try:
            while True:
                self._painted.emit(pipe, *pipe.recv())
        except (EOFError, OSError, TypeError):  # ended; closed at this end while it was waited for
            pass
        except RuntimeError:  # the window is gone
            return
        try:
            self._ended.emit(pipe)
        except RuntimeError:
            return

    def _heard(self, pipe: Connection, key: Key | None, png: bytes) -> None:
        """Of a painter; what one that is no longer ours still says is about the streets of another study."""
        if pipe is not self._pipe:
            return
        if key is None:
            logger.error("no background: %s", png.decode())
            self._give_up()
        else:
            self._deliver(key, png)

    def _deliver(self, key: Key, png: bytes | None) -> None:
        for answer in self._waiting.pop(key, []):
            answer(png)

    def _drop(self, key: Key, answer: Answer) -> None:
        left = self._waiting.get(key, [])
        if answer not in left:
            return
        left.remove(answer)
        if not left:
            del self._waiting[key]
            self._send("drop", key)

    def _painter_ended(self, pipe: Connection) -> None:
        """It ended by itself: idle, or because it could not read the streets. Those who wait are asked for once more."""
        if pipe is not self._pipe:
            return
        process = self._process
        if process is not None:
            process.join(2.0)  # it has closed its pipe and is on its way out: ending it now would look like a fault
        self._end_process()
        if process is not None and process.exitcode:
            logger.error("background tiles cannot be painted, exit %s", process.exitcode)
            self._give_up()
            return
        for key in list(self._waiting):
            self._send("want", key)

    def _give_up(self) -> None:
        """Without a background the map still shows everything that counts."""
        self._failed = True
        for key in list(self._waiting):
            self._deliver(key, None)

    def _end_process(self) -> None:
        pipe, self._pipe = self._pipe, None
        process, self._process = self._process, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            if process.is_alive() and process.exitcode is None:
                process.terminate()
            process.join(1.0)


def background_of(run_folder: Path, study: Path) -> tuple[Path, str, Bounds] | None:
    """Street file of a run, its checksum and the area shown; None where the run does not say or the file is gone."""
    try:
        inputs = json.loads((run_folder / "manifest.json").read_text(encoding="utf-8"))["inputs"]
        sha = next(str(i["sha256"]) for i in inputs if i["role"] == "network")
        found = re.search(rb'"bounds":\[([-0-9.,]+)\]', (run_folder / "map.html").read_bytes())
    except (OSError, ValueError, KeyError, StopIteration, TypeError):
        return None
    streets = network_path(study)
    if found is None or streets is None or not streets.is_file():
        return None
    west, south, east, north = (float(part) for part in found[1].split(b","))
    return streets, sha, (west, south, east, north)
