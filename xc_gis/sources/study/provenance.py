"""Checksums: which bytes a result was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from xc_gis.files.untouched import companions, edits_beside

SHAPEFILE_PARTS = (".dbf", ".shx", ".prj", ".cpg")


def file_sha256(path: Path) -> str:
    """SHA-256 of a file; of a shapefile that of all its parts in a row, of a database also of the edits beside it."""
    digest = hashlib.sha256()
    parts = [path]
    if path.suffix.lower() == ".shp":
        named = {part.suffix.lower(): part for part in companions(path)}
        parts += [named[suffix] for suffix in SHAPEFILE_PARTS if suffix in named]
    parts += edits_beside(path)
    for part in parts:
        with part.open("rb") as handle:
            while block := handle.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
