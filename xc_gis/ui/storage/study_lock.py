"""The lock of a study that is open: two windows on one study warn each other. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xc_gis.runs.lock import lock_file


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
