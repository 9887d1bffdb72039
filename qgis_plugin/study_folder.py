"""The folder that keeps a composed study: which of its files an earlier composition wrote, and which belong to somebody else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from .toml_text import quoted

MARK = "# written by the XC-GIS plug-in of QGIS; the next composition into this folder replaces it\n"
STUDY_FILE = "study.toml"

KEYS = ("path", "osm", "standard")
"""Of a study file, whose values are files that a composition put beside it."""


def is_composed(folder: Path) -> bool:
    """Whether the folder holds a study file that a composition wrote; raises ``OSError`` where it cannot be read."""
    return _study_text(folder).startswith(MARK)


def foreign_files(folder: Path, names: Iterable[str]) -> list[str]:
    """
    Of names that are to be written those that are there and that no composition wrote.

    Parameters
    ----------
    names
        Of files in the folder.

    Returns
    -------
    list of str
        Sorted. A composition wrote what its study file names and that file itself: all is somebody else's where there is no study
        file of ours; so are folders, which no composition makes.
    """
    text = _study_text(folder)
    lines = set(text.splitlines()) if text.startswith(MARK) else set()
    return sorted(name for name in names if os.path.lexists(folder / name) and not _is_own(folder / name, lines))


def _is_own(path: Path, lines: set[str]) -> bool:
    if path.is_dir() and not path.is_symlink():
        return False
    return (path.name == STUDY_FILE and bool(lines)) or any(f"{key} = {quoted(path.name)}" in lines for key in KEYS)


def _study_text(folder: Path) -> str:
    path = folder / STUDY_FILE
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
