"""Checksums: which bytes a result was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHAPEFILE_PARTS = (".dbf", ".shx", ".prj", ".cpg")


def file_sha256(path: Path) -> str:
    """SHA-256 of a file; of a shapefile that of all its parts in a row."""
    digest = hashlib.sha256()
    parts = [path]
    if path.suffix.lower() == ".shp":
        parts += [path.with_suffix(suffix) for suffix in SHAPEFILE_PARTS if path.with_suffix(suffix).is_file()]
    for part in parts:
        with part.open("rb") as handle:
            while block := handle.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
