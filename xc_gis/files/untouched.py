"""
Files as GDAL may open them without a trace: nothing is written into a source or beside it, and the newest edits are read.

A GeoPackage is a SQLite database. Where it is in WAL mode, or another program left a journal, any reader would write: the
last one to close it moves the edits from ``-wal`` into the file, and a journal is rolled back. Such a database is read as
a private copy, with what lies beside it. Any other file is opened where it lies, read-only.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.files.foreign import foreign_reader
from xc_gis.files.plain_path import is_plain, link_or_copy, private_folder
from xc_gis.languages.message import msg

SQLITE = b"SQLite format 3\0"

_VERSIONS = slice(18, 20)
"""Write and read version in the head of a database: 2 is WAL (https://www.sqlite.org/fileformat.html, 1.3.4)."""

_WAL = b"\x02"

_WITH_EDITS = ("-wal", "-journal")
"""Beside a database; ``-shm`` is only an index of ``-wal`` and is made anew."""

_SHAPEFILE = (".shp", ".dbf")

_TRIES = 3


@contextmanager
def untouched(path: Path, shown: str, *, suffix: str | None = None) -> Iterator[Path]:
    """
    Give a path by which GDAL may read a file.

    Parameters
    ----------
    suffix
        That GDAL knows the format by, where the file has another one.

    Raises
    ------
    InputError
        Another program writes into the database at this moment.
    """
    name = path.name if suffix is None or path.suffix.lower() == suffix else f"{path.stem}{suffix}"
    copied = has_edits_beside(path)
    if not copied and name == path.name and is_plain(path.absolute()):
        yield path.absolute()
        return
    plain = name if is_plain(Path("/") / name) else f"layer{Path(name).suffix}"
    with private_folder() as folder:
        if copied:
            _copy_database(path, folder / plain, shown)
            with foreign_reader(
                msg("{shown} 不是完整的数据库文件，可能已损坏", shown=shown), msg("请在 QGIS 中打开该图层，另存为新的 GeoPackage")
            ):
                _settle(folder / plain)
        else:
            link_or_copy(path, folder / plain)
            for part in companions(path):
                link_or_copy(part, folder / f"{Path(plain).stem}{part.name[len(path.stem) :]}")
        yield folder / plain


def has_edits_beside(path: Path) -> bool:
    """Whether a file is a database that a reader would write into: in WAL mode, or with edits or a journal beside it."""
    with path.open("rb") as handle:
        head = handle.read(100)
    return head.startswith(SQLITE) and (_WAL in head[_VERSIONS] or bool(edits_beside(path)))


def edits_beside(path: Path) -> list[Path]:
    """Files beside a database in which its newest edits lie; empty for other files."""
    found = [beside(path, end) for end in _WITH_EDITS if _size(beside(path, end))]
    if not found:
        return []
    with path.open("rb") as handle:
        return found if handle.read(len(SQLITE)) == SQLITE else []


def beside(path: Path, end: str) -> Path:
    """The file whose name is longer by ``end``."""
    return path.with_name(path.name + end)


def companions(path: Path) -> list[Path]:
    """The other parts of a shapefile, whatever the case of their suffixes; empty for other files."""
    if path.suffix.lower() not in _SHAPEFILE:
        return []
    return sorted(p for p in path.parent.iterdir() if p.is_file() and p != path and p.stem == path.stem)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _copy_database(path: Path, copy: Path, shown: str) -> None:
    """Copy a database with its edits; a copy during which one of them changed is made again."""
    for _ in range(_TRIES):
        before = _state(path)
        for end in ("", *_WITH_EDITS):
            beside(copy, end).unlink(missing_ok=True)
            if beside(path, end).is_file():
                shutil.copyfile(beside(path, end), beside(copy, end))
        if _state(path) == before:
            return
    raise InputError(msg("{shown} 正在被其他程序写入", shown=shown), hint=msg("请在 QGIS 等程序中保存并关闭该文件后重试"))


def _settle(copy: Path) -> None:
    """Let SQLite move the edits of ``-wal`` into the copy, or roll a journal back: GDAL, which only reads, could do neither."""
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA journal_mode = DELETE").fetchone()
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _state(path: Path) -> list[tuple[int, int]]:
    found = [beside(path, end) for end in ("", *_WITH_EDITS)]
    return [(p.stat().st_size, p.stat().st_mtime_ns) if p.is_file() else (-1, 0) for p in found]
