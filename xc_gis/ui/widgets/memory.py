"""What the window remembers between two starts: recent studies, its size, language, background. A small ini file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QByteArray, QSettings

from xc_gis.runs.history import MOST_KEPT
from xc_gis.ui.storage.own_folders import settings_file

RECENT_MAX = 8
BACKGROUNDS = ("own", "tianditu", "osm")


class Memory:
    """Settings of the window; each word is read from the file and written at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str = "") -> str:
        value = self._file.value(key, default)
        return value if isinstance(value, str) else default

    # -- studies -------------------------------------------------------------------------------------------------------
    @property
    def recent(self) -> list[Path]:
        """Study files, the latest first; also those that are no longer there."""
        stored = self._file.value("recent", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])
        return [Path(name) for name in names if isinstance(name, str) and name][:RECENT_MAX]

    def remember_study(self, path: Path) -> None:
        """Put a study first among the recent ones."""
        names = [str(path.absolute())] + [str(p) for p in self.recent if p != path.absolute()]
        self._file.setValue("recent", names[:RECENT_MAX])

    def forget_study(self, path: Path) -> None:
        """Take a study off the list; its files are left alone."""
        self._file.setValue("recent", [str(p) for p in self.recent if p != path])

    # -- the window ----------------------------------------------------------------------------------------------------
    def keep_window(self, name: str, state: QByteArray) -> None:
        """Keep the size of a window or the places of its splitters."""
        self._file.setValue(f"window/{name}", state)

    def window(self, name: str) -> QByteArray | None:
        """State that was kept, None where there is none."""
        state = self._file.value(f"window/{name}")
        return state if isinstance(state, QByteArray) else None

    def folder(self, kind: str) -> Path | None:
        """Where the last file of a kind was; None where none has been asked for."""
        name = self._text(f"folder/{kind}")
        return Path(name) if name else None

    def keep_folder(self, kind: str, folder: Path) -> None:
        """Keep where a file of a kind was."""
        self._file.setValue(f"folder/{kind}", str(folder))

    def choices(self, name: str) -> dict[str, Any]:
        """What was last chosen in a dialog; empty where nothing was, or it cannot be read."""
        try:
            kept = json.loads(self._text(f"choices/{name}", "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def keep_choices(self, name: str, values: dict[str, Any]) -> None:
        """Keep what was chosen in a dialog: plain JSON values."""
        self._file.setValue(f"choices/{name}", json.dumps(values))

    @property
    def folded(self) -> list[str]:
        """Panels that are folded away."""
        return [name for name in self._text("folded").split(",") if name]

    @folded.setter
    def folded(self, names: list[str]) -> None:
        self._file.setValue("folded", ",".join(names))

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self._text("language", "zh")

    @language.setter
    def language(self, word: str) -> None:
        self._file.setValue("language", word)

    @property
    def runs_kept(self) -> int:
        """How many earlier results of a study stay, those with a name aside."""
        word = self._text("runs_kept")
        return int(word) if word.isdigit() else MOST_KEPT

    @runs_kept.setter
    def runs_kept(self, most: int) -> None:
        self._file.setValue("runs_kept", str(most))

    # -- background ----------------------------------------------------------------------------------------------------
    @property
    def background(self) -> str:
        """``own`` (default), ``tianditu`` or ``osm``."""
        word = self._text("background", "own")
        return word if word in BACKGROUNDS else "own"

    @background.setter
    def background(self, word: str) -> None:
        self._file.setValue("background", word)

    @property
    def tianditu_key(self) -> str:
        """The user's own key."""
        return self._text("tianditu_key")

    @tianditu_key.setter
    def tianditu_key(self, key: str) -> None:
        self._file.setValue("tianditu_key", key)

    def sync(self) -> None:
        """Write to disk now."""
        self._file.sync()
