"""Where the window keeps what is its own: settings, copies, tiles, log. One folder each, as the system wants them."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "xc-gis"
HOME = "XC_GIS_HOME"
"""Environment variable: keep everything below this folder instead (a memory stick, a test)."""


def _home() -> Path | None:
    return Path(os.environ[HOME]) if os.environ.get(HOME) else None


def settings_file() -> Path:
    """What the window remembers between two starts."""
    home = _home()
    return (home or Path(platformdirs.user_config_dir(NAME, appauthor=False))) / "window.ini"


def data_folder() -> Path:
    """Studies that the window made itself, such as the copy of the sample."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir(NAME, appauthor=False))


def cache_folder() -> Path:
    """What can be made again: tiles of the background, results of studies in folders that cannot be written."""
    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def log_file() -> Path:
    """The log that an error dialog points to."""
    home = _home()
    return (home / "log" if home else Path(platformdirs.user_log_dir(NAME, appauthor=False))) / "window.log"
