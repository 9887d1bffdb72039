"""
What is open, kept on disk as it changes: after a kill the next start offers it; two windows on one study warn each other.

Both rest on locks that the system releases when a process dies, however it dies; no clock and no process number is trusted.
Knows no Qt.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xc_gis.run_folder import MANIFEST, lock_file
from xc_gis.ui.places import cache_folder, data_folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenStudy:
    """
    What a window had open.

    ``note``: the file that says so; ``running``: a run was under way.
    """

    study: Path
    community: str
    theme: str
    running: bool
    note: Path


class Session:
    """
    The note of this window: which study, which community, which theme, whether a run is under way.

    Parameters
    ----------
    folder
        Where windows leave their notes; None: the user's data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or data_folder() / "sessions"
        self._handle: IO[str] | None = None
        self._path: Path | None = None
        self._said = ""

    def note(self, study: Path, community: str, theme: str, *, running: bool) -> None:
        """Write what is open now; a folder that cannot be written means no recovery, not no window."""
        content = {"study": str(study), "community": community, "theme": theme, "running": running}
        text = json.dumps(content, ensure_ascii=False)
        if text == self._said:
            return
        try:
            if self._handle is None:
                self._open()
            assert self._handle is not None
            self._handle.seek(0)
            self._handle.truncate()
            self._handle.write(text)
            self._handle.flush()
            self._said = text
        except OSError as fault:
            logger.warning("session cannot be kept: %s", fault)

    def clear(self) -> None:
        """Nothing is open any more: an orderly end leaves no note."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None
        self._said = ""

    def abandoned(self) -> list[OpenStudy]:
        """What windows had open that have ended without saying so; the latest first."""
        found = []
        try:
            notes = sorted(self._folder.glob("*.json"), key=lambda p: (p.stat().st_mtime, p.name), reverse=True)
        except OSError:
            return []
        for path in notes:
            if path == self._path or _is_held(path):
                continue
            try:
                said = json.loads(path.read_text(encoding="utf-8"))
                found.append(
                    OpenStudy(Path(said["study"]), str(said["community"]), str(said["theme"]), bool(said["running"]), path)
                )
            except (OSError, ValueError, KeyError, TypeError):
                path.unlink(missing_ok=True)  # half written when its window died
        return found

    def forget(self, lost: OpenStudy) -> None:
        """Offer this no more."""
        lost.note.unlink(missing_ok=True)

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(1000):
            path = self._folder / f"window-{number}.json"
            if path.exists():
                continue
            self._handle = path.open("w", encoding="utf-8")
            lock_file(self._handle.fileno())
            self._path = path
            return
        raise OSError("too many notes")


def _is_held(path: Path) -> bool:
    try:
        with path.open("r+", encoding="utf-8") as handle:
            lock_file(handle.fileno())
    except OSError:
        return True
    return False


@dataclass
class StudyLock:
    """Held while a study is open in this window. ``handle`` is None where no lock can be kept (a folder that is read only)."""

    path: Path
    handle: IO[str] | None

    @classmethod
    def take(cls, study: Path) -> StudyLock | None:
        """Take the lock of a study; None where another window holds it."""
        path = study.with_name(f".{study.name}.xcgis-open")
        try:
            handle = path.open("a", encoding="utf-8")
        except OSError:
            return cls(path, None)
        try:
            lock_file(handle.fileno())
        except OSError:
            handle.close()
            return None
        return cls(path, handle)

    def release(self) -> None:
        """Let others open the study."""
        if self.handle is not None:
            self.handle.close()
            self.handle = None
            self.path.unlink(missing_ok=True)


def result_folder(study: Path) -> Path:
    """Where the window keeps a study's run: ``NAME.result`` beside it, or in the user's cache where that cannot be written."""
    beside = study.with_name(f"{study.stem}.result")
    if os.access(study.parent, os.W_OK):
        return beside
    key = hashlib.sha256(str(study.absolute()).encode("utf-8")).hexdigest()[:12]
    return cache_folder() / key / beside.name


def results_beside(study: Path) -> list[Path]:
    """Other results in the folder of a study: those of its other versions, and copies that somebody kept."""
    try:
        found = sorted(path.parent for path in study.parent.glob(f"*/{MANIFEST}") if not path.parent.name.startswith("."))
    except OSError:
        return []
    return [folder for folder in found if folder != result_folder(study)]
