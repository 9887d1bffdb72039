"""How much memory a study takes, told from the size of its files before it is placed on a worker (decision 252)."""

from __future__ import annotations

from pathlib import Path

from xc_gis.errors import XcGisError
from xc_gis.files.untouched import companions, edits_beside
from xc_gis.operations.years.archive_layout import files_named
from xc_gis.sources.study.file import read_study_file

PROCESS_BYTES = 350_000_000
"""A process with its libraries loaded that has computed a small study."""

BYTES_PER_BYTE = {
    ".pbf": 400, ".bz2": 250, ".gz": 250, ".xz": 250, ".o5m": 250,
    ".zip": 60, ".parquet": 60, ".xlsx": 60, ".ods": 60, ".kmz": 60, ".osm": 25,
}  # fmt: skip
"""Memory by size of a file, of the suffixes whose files are packed."""

OTHERS = 30
"""Memory by size of any other file."""


def memory_of(study: Path) -> int:
    """Bytes that computing a study takes, as an upper estimate; of a study that cannot be read, what a process takes."""
    try:
        named = files_named(read_study_file(study)).values()
        files = {one.resolve() for path in named for one in (path, *companions(path), *edits_beside(path))}
        return PROCESS_BYTES + sum(BYTES_PER_BYTE.get(path.suffix.lower(), OTHERS) * path.stat().st_size for path in files)
    except (XcGisError, OSError):
        return PROCESS_BYTES
