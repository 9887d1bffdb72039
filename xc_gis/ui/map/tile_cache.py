"""Painted tiles on disk: one small SQLite file for each street file and area, written by the painter, read by the window."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

LOOKS = 2
"""Counts up whenever tiles are painted differently, so that old ones are not shown."""

PATIENCE_S = 2.0
"""The painter waits so long where the file is locked."""

KEPT = 12
"""Backgrounds that stay on disk; older ones are removed."""


def cache_stem(folder: Path, streets_sha256: str, bounds: tuple[float, float, float, float], *, language: str = "zh") -> Path:
    """Path without suffix for the tiles (``.tiles``) and shapes (``.npz``) of a street file around an area, with names in a language."""
    words = f"{LOOKS} {streets_sha256} {' '.join(f'{b:.4f}' for b in bounds)} {language}"
    return folder / "tiles" / hashlib.sha256(words.encode()).hexdigest()[:20]


class TileCache:
    """Tiles by zoom, column, row and scale. An empty picture is kept too: there is nothing to draw."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._file: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                _remove_old(path.parent)
            elif not path.is_file():
                return
            # the window's thread reads, and never waits: what is locked for a moment is asked of the painter
            self._file = sqlite3.connect(path, timeout=PATIENCE_S if write else 0.0, isolation_level=None)
            if write:
                self._file.execute("PRAGMA journal_mode=WAL")
                self._file.execute("PRAGMA synchronous=OFF")
                self._file.execute("CREATE TABLE IF NOT EXISTS tiles (z, x, y, scale, png BLOB, PRIMARY KEY (z, x, y, scale))")

    def get(self, z: int, x: int, y: int, scale: int) -> bytes | None:
        """Picture, or None where it has not been painted."""
        if self._file is None:
            return None
        with contextlib.suppress(sqlite3.Error):
            row = self._file.execute("SELECT png FROM tiles WHERE z=? AND x=? AND y=? AND scale=?", (z, x, y, scale)).fetchone()
            return None if row is None else bytes(row[0])
        return None

    def put(self, z: int, x: int, y: int, scale: int, png: bytes) -> None:
        """Keep a picture; a full disk costs the cache, not the map."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.execute("INSERT OR REPLACE INTO tiles VALUES (?, ?, ?, ?, ?)", (z, x, y, scale, png))

    @property
    def is_open(self) -> bool:
        """Is there a file behind it?"""
        return self._file is not None

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _remove_old(folder: Path) -> None:
    kept = sorted(folder.glob("*.tiles"), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]
    for path in kept:
        for part in folder.glob(f"{path.stem}.*"):
            with contextlib.suppress(OSError):
                part.unlink()
