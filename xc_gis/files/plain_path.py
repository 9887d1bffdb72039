"""
Names of files as GDAL takes them: with it a ``!``, ``;``, ``.zip`` or ``://`` in a path is language, not a name.

A file whose path holds such a sign is given to GDAL under another one: a link in a private folder. Where links are not
allowed (Windows without the right to make them) reading takes a copy, and what was written is moved to its place.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg

LANGUAGE = ("!", ";", "://", ".zip", "|", "?", "\\", "/vsi")
"""What GDAL, or pyogrio before it, reads as more than a name (an archive, parameters, another protocol)."""


def is_plain(path: Path) -> bool:
    """Whether GDAL takes a path as the name it is."""
    text = path.as_posix() if sys.platform == "win32" else str(path)
    return path.is_absolute() and not any(sign in text.lower() for sign in LANGUAGE) and text.isprintable()


def is_file(path: Path) -> bool:
    """Whether a file is there; no where the system cannot even ask (a name that is too long, or holds NUL)."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give an empty folder of a plain name that nobody else looks into; it is removed at the end, with all links and copies in it."""
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 - a folder of its own is made there
    place = next((p for p in places if is_plain(p.absolute()) and p.is_dir() and os.access(p, os.W_OK)), None)
    if place is None:
        raise OutputError(
            msg("临时文件夹 {tempfile} 的路径中有不能使用的符号", tempfile=tempfile.gettempdir()),
            hint=msg("请把环境变量 TMPDIR 设为普通路径"),
        )
    with tempfile.TemporaryDirectory(prefix="xc-gis-", dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def link_or_copy(source: Path, name: Path) -> None:
    """Let ``name`` stand for a file that is only read."""
    try:
        name.symlink_to(source.absolute())
    except (OSError, NotImplementedError):
        shutil.copyfile(source, name)


@contextmanager
def writable(path: Path) -> Iterator[Path]:
    """
    Give a name under which GDAL may write the file ``path`` (new, or one that grows by a layer).

    The bytes go straight to their place through a link to its folder, so that no second disk can fill up.
    """
    if is_plain(path.absolute()):
        yield path.absolute()
        return
    name = path.name if is_plain(Path("/") / path.name) else f".xc-gis-part{path.suffix}"
    with private_folder() as folder:
        link = folder / "place"
        try:
            link.symlink_to(path.parent.absolute(), target_is_directory=True)
        except (OSError, NotImplementedError):
            link.mkdir()
        written, beside = link / name, path.parent / name
        if path.exists() and (not link.is_symlink() or name != path.name):
            shutil.move(path, written)
        try:
            yield written
        finally:
            if not link.is_symlink():
                beside = written
            if beside != path and beside.exists():
                shutil.move(beside, path)
