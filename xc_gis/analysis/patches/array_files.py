"""Arrays in files that several processes read: whole or not there, numbers and words only, nothing that is run when it is opened."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

import numpy as np


def write_arrays(path: Path, arrays: Iterable[np.ndarray]) -> None:
    """Write arrays one after the other into one file. Two that write the same file at once do no harm."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}")  # unlike those of whole_file of its own among machines, too
    try:
        with draft.open("wb") as handle:
            for array in arrays:
                np.save(handle, array, allow_pickle=False)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def read_arrays(path: Path, count: int) -> list[np.ndarray]:
    """The first ``count`` arrays of a file."""
    with path.open("rb") as handle:
        return [np.load(handle, allow_pickle=False) for _ in range(count)]


def looked_up(path: Path) -> np.ndarray:
    """The only array of a file, of which is read what is looked at."""
    array: np.ndarray = np.load(path, mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)
