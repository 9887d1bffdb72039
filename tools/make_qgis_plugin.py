"""
Pack the plug-in of QGIS as QGIS installs it: ``make qgis-plugin``, or

    python tools/make_qgis_plugin.py [FOLDER]

The same files give the same bytes.
"""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "qgis_plugin"
NAME = "xc_gis_qgis"
"""Folder of the plug-in in a profile of QGIS."""

KINDS = {".py", ".svg", ".txt"}
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def version() -> str:
    """As ``metadata.txt`` says it."""
    lines = (SOURCE / "metadata.txt").read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("version=") for line in lines if line.startswith("version="))


def pack(folder: Path) -> Path:
    """Write ``xc-gis-qgis-VERSION.zip``; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"xc-gis-qgis-{version()}.zip"
    files = {file.relative_to(SOURCE).as_posix(): file for file in SOURCE.rglob("*") if file.suffix in KINDS}
    files["LICENSE"] = ROOT / "LICENSE"
    with zipfile.ZipFile(path, "w") as packed:
        for name, file in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes())
    return path


if __name__ == "__main__":
    print(pack(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"))
