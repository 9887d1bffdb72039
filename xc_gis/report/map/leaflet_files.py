"""Leaflet's own files out of its Python package, without anything that would be looked for beside them or on its site."""

from __future__ import annotations

import re
from pathlib import Path

from xstatic.pkg import leaflet


def leaflet_file(name: str) -> str:
    """``leaflet.js`` or ``leaflet.css`` as it can stand in a page."""
    content = (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
    content = re.sub(r"//# sourceMappingURL=.*", "", content)
    content = re.sub(r"https://leafletjs\.com/?", "#", content)
    return re.sub(r"url\((?:\"|')?images/[^)]*\)", "none", content)
