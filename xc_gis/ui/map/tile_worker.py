"""The painting process: asked for tiles over a pipe, answers them one by one, the latest request first; ends when nobody asks."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from xc_gis.ui.map.tile_cache import TileCache

if TYPE_CHECKING:
    from xc_gis.ui.map.tile_shapes import Bounds, TileShapes

IDLE_S = 30.0
"""After this long without a request the process ends and gives its memory back; the next request starts another."""

AHEAD = range(11, 15)
"""Zooms that are painted ahead while nobody asks."""

Key = tuple[int, int, int, int]
"""Zoom, column, row, scale."""


@dataclass(frozen=True)
class Background:
    """What to paint: a street file, the area around which it is shown, where tiles are kept (path without suffix), whose names."""

    streets: Path
    bounds: Bounds
    stem: Path
    language: str = "zh"


def paint(pipe: Connection, wanted: Background) -> None:
    """Serve requests ``("want", key)`` and ``("drop", key)`` until the pipe closes, nobody asks, or ``("end", None)``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is meant for the window
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PyQt5.QtCore import qInstallMessageHandler  # noqa: PLC0415 - after the platform is set
    from PyQt5.QtGui import QGuiApplication  # noqa: PLC0415

    from xc_gis.ui.map.tile_painter import TilePainter, tiles_of  # noqa: PLC0415

    qInstallMessageHandler(lambda *_: None)  # a bare machine's notes about its desktop are nobody's concern
    application = QGuiApplication(["xc-gis-tiles"])
    cache = TileCache(wanted.stem.with_suffix(".tiles"), write=True)
    try:
        painter = TilePainter(_ground(wanted))
    except Exception as fault:  # noqa: BLE001 - the window shows the map without a background and writes this to its log
        pipe.send((None, f"{type(fault).__name__}: {fault}".encode()))
        return
    waiting: list[Key] = []
    ahead = [(z, x, y, 1) for z in reversed(AHEAD) for x, y in reversed(tiles_of(wanted.bounds, z))]

    def make(key: Key) -> bytes:
        stored = cache.get(*key)
        if stored is not None:
            return stored
        png = painter.tile(*key)
        cache.put(*key, png)
        return png

    with contextlib.suppress(EOFError, OSError):
        while True:
            while pipe.poll(0 if waiting or ahead else IDLE_S):
                word, key = pipe.recv()
                if word == "end":
                    return
                if key in waiting:
                    waiting.remove(key)
                if word == "want":
                    waiting.append(key)
            if waiting:
                key = waiting.pop()
                pipe.send((key, make(key)))
            elif ahead:
                make(ahead.pop())
            else:
                break
    cache.close()
    del application


def _ground(wanted: Background) -> TileShapes:
    from xc_gis.ui.map.tile_shapes import load_shapes, read_shapes  # noqa: PLC0415 - numpy, for the painting process alone

    stored = wanted.stem.with_suffix(".npz")
    with contextlib.suppress(OSError, ValueError, KeyError):
        return load_shapes(stored)
    ground = read_shapes(wanted.streets, wanted.bounds, language=wanted.language)
    with contextlib.suppress(OSError):
        stored.parent.mkdir(parents=True, exist_ok=True)
        ground.save(stored)
    return ground
