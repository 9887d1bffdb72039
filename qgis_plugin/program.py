"""The installed program: where it lies, and the environment it starts in."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "xc-gis"

SETTING = "XC_GIS_PROGRAM"
"""Key of the setting in the options of Processing."""

OF_QGIS = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONEXECUTABLE", "PYTHONSTARTUP", "PYTHONUSERBASE", "GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB",
    "PROJ_DATA", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QGIS_PREFIX_PATH",
)  # fmt: skip
"""Variables that QGIS sets for itself and that would lead another Python to its libraries and tables."""


def own_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what QGIS set for its own Python, GDAL, PROJ and Qt."""
    left_out = set(OF_QGIS)
    return {name: value for name, value in environment.items() if name.upper() not in left_out}


def found_program(setting: str, environment: Mapping[str, str], *, windows: bool) -> Path | None:
    """
    The program that is meant by a setting, else the first of ``PATH`` and of the places where it is usually installed.

    Parameters
    ----------
    setting
        Path of the program, or of the folder it was installed or packed in; empty where nothing was set.
    windows
        Whether programs end in ``.exe`` and the places are those of Windows.

    Returns
    -------
    Path or None
        None where there is no such file: a setting that leads nowhere is not replaced by another program.
    """
    if setting.strip():
        return _in(Path(setting.strip()).expanduser(), windows=windows)
    # not shutil.which: on Windows that looks into the current folder first, where anybody's project may lie
    named = [Path(folder) for folder in environment.get("PATH", "").split(";" if windows else ":") if Path(folder).is_absolute()]
    file = f"{NAME}.exe" if windows else NAME
    found = (_in(folder / file, windows=windows) for folder in named)
    usual = (_in(folder, windows=windows) for folder in usual_places(environment, windows=windows))
    return next((path for path in itertools.chain(found, usual) if path is not None), None)


def usual_places(environment: Mapping[str, str], *, windows: bool) -> Iterator[Path]:
    """Folders where the program is installed or unpacked, the user's own before those of all."""
    if windows:
        for name, below in (
            ("LOCALAPPDATA", "Programs/xc-gis"),
            ("LOCALAPPDATA", "xc-gis"),
            ("USERPROFILE", "xc-gis"),
            ("USERPROFILE", ".local/bin"),
            ("PROGRAMFILES", "xc-gis"),
        ):
            if environment.get(name):
                yield Path(environment[name], below)
        yield Path("C:/xc-gis")
        return
    if environment.get("HOME"):
        yield from (Path(environment["HOME"], below) for below in (".local/bin", "xc-gis", "Applications/xc-gis"))
    yield from map(Path, ("/usr/local/bin", "/opt/xc-gis", "/opt/xc-gis/bin", "/Applications/xc-gis"))


def _in(place: Path, *, windows: bool) -> Path | None:
    """The program at a place: the file itself, or in the folder or its folder of programs."""
    name = f"{NAME}.exe" if windows else NAME
    below = ("", "Scripts", ".venv/Scripts", "venv/Scripts") if windows else ("", "bin", ".venv/bin", "venv/bin")
    try:
        if place.is_file():
            return place if windows or os.access(place, os.X_OK) else None
        return next((path for folder in below if (path := place / folder / name).is_file()), None)
    except OSError:
        return None
