"""
What is open, kept on disk as it changes: after a kill the next start offers it. Knows no Qt.

It rests on locks that the system releases when a process dies, however it dies; no clock and no process number is trusted.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xc_gis.runs.lock import lock_file
from xc_gis.ui.storage.own_folders import data_folder

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
        self._written = ""

    def note(self, study: Path, community: str, theme: str, *, running: bool) -> None:
        """Write what is open now; a folder that cannot be written means no recovery, not no window."""
        content = {"study": str(study), "community": community, "theme": theme, "running": running}
        text = json.dumps(content, ensure_ascii=False)
        if text == self._written:
            return
        try:
            if self._handle is None:
                self._open()
            assert self._handle is not None
            self._handle.seek(0)
            self._handle.truncate()
            self._handle.write(text)
            self._handle.flush()
            self._written = text
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
        self._written = ""

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
                content = json.loads(path.read_text(encoding="utf-8"))
                found.append(
                    OpenStudy(
                        Path(content["study"]), str(content["community"]), str(content["theme"]), bool(content["running"]), path
                    )
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
