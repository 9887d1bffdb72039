"""
The door to the window, which says what is missing where it cannot be opened. Loads no Qt before it knows that Qt is there.

The window's libraries are an extra of the installation (decision 260): on a server commands and scripts work without them.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from xc_gis.errors import WindowError
from xc_gis.languages.message import in_language, msg

LIBRARIES: Mapping[str, str] = {
    "PyQt5": "PyQt5",
    "PyQt5.QtWebEngineWidgets": "PyQtWebEngine",
    "qtawesome": "QtAwesome",
    "pypdf": "pypdf",
}
"""Modules that the window imports and nothing else does, with the packages that bring them: the extra ``ui`` of ``pyproject.toml``."""

INSTALL = 'pip install "xc-gis[ui]"'
SYSTEM = "apt-get install libgl1 libegl1 libnss3 libasound2 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbcommon-x11-0"
"""What a bare Debian lacks of Qt's needs; ``tools/system_packages.sh`` has all of it."""


def open_window(arguments: Sequence[str] = ()) -> int:
    """
    Open the window, with a study if one is named; returns the exit code.

    Raises
    ------
    WindowError
        The extra ``ui`` is not installed, a library of the system is missing, or there is no desktop to show a window on.
    """
    if missing := [package for module, package in LIBRARIES.items() if not _is_there(module)]:
        raise WindowError(
            msg("没有安装窗口所需的 {packages}；命令和脚本不需要它们", packages=", ".join(missing)),
            hint=msg("请安装：{command}", command=INSTALL),
        )
    if not has_desktop(sys.platform, os.environ):
        raise WindowError(
            msg("这里没有图形桌面（DISPLAY 未设置），窗口无法打开"),
            hint=msg("请在桌面上打开，或用命令代替：xc-gis --help"),
        )
    try:
        from xc_gis.ui.shell.app import start  # noqa: PLC0415 - what it imports was looked for above

        return start(arguments)
    except ImportError as fault:
        if "PyQt5" not in Path(fault.path or "").parts:
            raise
        raise WindowError(
            msg("窗口的库无法装入：{reason}", reason=str(fault)),
            hint=msg("系统缺少这个库；Debian 上请管理员安装：{command}", command=SYSTEM),
        ) from fault


def has_desktop(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether Qt finds something to show a window on; without, it would end the process on the spot."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> None:
    """``xc-gis-app [STUDY]``: the window, with a file that was double-clicked. Nobody said in which language a fault is told: in both."""
    try:
        sys.exit(open_window(sys.argv[1:]))
    except WindowError as fault:
        told = "\n".join(in_language(text, lang) for lang in ("zh", "en") for text in (fault.message, fault.hint))
        if sys.stderr is not None:
            sys.stderr.write(f"{told}\n")
        elif sys.platform == "win32":  # started by a double click: there is no console
            import ctypes  # noqa: PLC0415

            ctypes.windll.user32.MessageBoxW(None, told, "XC-GIS", 0x10)
        sys.exit(fault.exit_code)


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # the package that would hold it
        return False
