"""
Signs of the window.

``qtawesome.icon`` loads all of its twelve fonts with their 22,000 names for the first sign: 15 MB and a twentieth of a second
before the window shows. Two of them are used here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import qtawesome
from PyQt5.QtGui import QIcon
from qtawesome.iconic_font import IconicFont

FONTS = {"fa5": "fontawesome5-regular", "fa5s": "fontawesome5-solid"}
"""By the first part of a sign's name: how the font's file begins."""


def icon(name: str, **colours: str) -> QIcon:
    """A sign as ``fa5s.map``; colours as those of ``qtawesome.icon``."""
    return _font().icon(name, **colours)


@cache
def _font() -> IconicFont:
    folder = Path(qtawesome.__file__).parent / "fonts"
    files = {prefix: sorted(folder.glob(f"{name}-*")) for prefix, name in FONTS.items()}
    return IconicFont(
        *(
            (prefix, *(next(f.name for f in found if f.suffix == end) for end in (".ttf", ".json")))
            for prefix, found in files.items()
        )
    )
