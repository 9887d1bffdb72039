"""
What the files of a study hold, as far as they were looked at: every file is opened once, and its rows or its fault serve all who ask.

The communities say where a study lies before they are placed in its metric system; corrections by hand speak of communities,
facilities and streets. One reading of a study (a run, a check, a look at one layer) has one such record, on its ``StudyFile``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast

from xc_gis.errors import InputError
from xc_gis.sources.study.provenance import file_sha256

T = TypeVar("T")


class OpenedFiles:
    """
    Results by what was asked.

    Rows of layers are large. Nobody asks for them again once the layers are read in their order (``last_look``); from then on they
    are handed over and no longer kept.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}
        self._is_last_look = False

    def once(self, what: Hashable, path: Path, read: Callable[[], T]) -> T:
        """The result of ``read`` (``what`` it is, of which file), or its fault raised again; kept until the end of the reading."""
        key = what, path, _stamp(path)
        if key not in self._kept:
            self._kept[key] = _result(read)
        return cast("T", _given(self._kept[key]))

    def rows(self, what: Hashable, path: Path, read: Callable[[], T]) -> T:
        """As ``once``, for what is large."""
        if not self._is_last_look:
            return self.once(what, path, read)
        key = what, path, _stamp(path)
        return cast("T", _given(self._kept.pop(key))) if key in self._kept else read()

    def sha256(self, path: Path) -> str:
        """Checksum of a file."""
        return self.once("sha256", path, lambda: file_sha256(path))

    def last_look(self) -> None:
        """From now on layers are read in their order, each for the last time."""
        self._is_last_look = True

    def forget(self) -> None:
        """The reading has ended: keep nothing. The next one opens the files anew."""
        self._kept.clear()
        self._is_last_look = False


class _Fault:
    """What came instead of a result."""

    def __init__(self, fault: InputError | OSError) -> None:
        self.fault = fault


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tells a file from what it was before it was changed; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def _result(read: Callable[[], object]) -> object:
    try:
        return read()
    except (InputError, OSError) as fault:
        return _Fault(fault)


def _given(kept: object) -> object:
    if isinstance(kept, _Fault):
        raise kept.fault.with_traceback(None)
    return kept
