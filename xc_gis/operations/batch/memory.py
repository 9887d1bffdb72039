"""How much memory a study takes, told from the size of its files before it is placed on a worker (decision 252)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from xc_gis.errors import FetchError, XcGisError
from xc_gis.files.untouched import companions, edits_beside
from xc_gis.operations.batch.store import Store
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.operations.batch.stored_study import look_at
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


class MemoryOfStudies:
    """Estimates of studies one after the other; a store that failed once is not asked again: who computes will tell."""

    def __init__(self) -> None:
        self._store, self._failed = Store(), set[tuple[str, str]]()

    def of(self, study: Path | StoreUrl) -> int:
        """As ``memory_of``, of a study in a store by the sizes that the store tells."""
        if isinstance(study, Path):
            return memory_of(study)
        store = study.protocol, study.place
        if store in self._failed:
            return PROCESS_BYTES
        try:
            files = look_at(study, self._store).files
        except FetchError:
            self._failed.add(store)
            return PROCESS_BYTES
        except XcGisError:
            return PROCESS_BYTES
        return _estimate((url.name, seen.bytes) for url, seen in files.items() if url != study)


def memory_of(study: Path) -> int:
    """Bytes that computing a study takes, as an upper estimate; of a study that cannot be read, what a process takes."""
    try:
        named = files_named(read_study_file(study)).values()
        files = {one.resolve() for path in named for one in (path, *companions(path), *edits_beside(path))}
        return _estimate((path.name, path.stat().st_size) for path in files)
    except (XcGisError, OSError):
        return PROCESS_BYTES


def _estimate(files: Iterable[tuple[str, int]]) -> int:
    return PROCESS_BYTES + sum(BYTES_PER_BYTE.get(PurePath(name).suffix.lower(), OTHERS) * size for name, size in files)
