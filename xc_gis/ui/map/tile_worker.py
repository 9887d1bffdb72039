"""The painting process: asked for tiles over a pipe, answers them one by one, the latest wish first; ends when nobody asks."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from xc_gis.ui.map.tile_cache import TileCache
from xc_gis.ui.map.tile_ground import Bounds, Ground, load_ground, read_ground

IDLE_S = 30.0
"""After this long without a wish the process ends and gives its memory back; the next wish starts another."""

AHEAD = range(11, 15)
"""Zooms that are painted ahead while nobody asks."""

Key = tuple[int, int, int, int]
"""Zoom, column, row, scale."""


@dataclass(frozen=True)
class Background:
    """What to paint: a street file, the area around which it is shown, where tiles are kept (path without suffix)."""

    streets: Path
    bounds: Bounds
    stem: Path


def paint(pipe: Connection, wanted: Background) -> None:
    """Serve wishes ``("want", key)`` and ``("drop", key)`` until the pipe closes, nobody asks, or ``("end", None)``."""
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
    wishes: list[Key] = []
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
            while pipe.poll(0 if wishes or ahead else IDLE_S):
                word, key = pipe.recv()
                if word == "end":
                    return
                if key in wishes:
                    wishes.remove(key)
                if word == "want":
                    wishes.append(key)
            if wishes:
                key = wishes.pop()
                pipe.send((key, make(key)))
            elif ahead:
                make(ahead.pop())
            else:
                break
    cache.close()
    del application


def _ground(wanted: Background) -> Ground:
    stored = wanted.stem.with_suffix(".npz")
    with contextlib.suppress(OSError, ValueError, KeyError):
        return load_ground(stored)
    ground = read_ground(wanted.streets, wanted.bounds)
    with contextlib.suppress(OSError):
        stored.parent.mkdir(parents=True, exist_ok=True)
        ground.save(stored)
    return ground
