"""
A file that is written whole or not at all: a crash, a full disk or a stop leaves what was there before.

It is written under a hidden name in the same folder (another folder may be another disk) and then takes its place in one step. Whole
folders are ``run_folder``'s.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from xc_gis.files.write_faults import PART, unwritable

LONGEST_NAME = 200
"""Bytes of a name to which a hidden name is made; file systems take 255."""

_NUMBERS = itertools.count()


@contextlib.contextmanager
def whole_file(
    path: Path, *, hint: str | None, suffix: str = "", over: bool = True, folder: bool = False, durable: bool = False
) -> Iterator[Path]:
    """
    Give a name to write under; when the block ends well, what was written takes the place of ``path``.

    Parameters
    ----------
    path
        Where it belongs. A link is followed; the permissions of a file that stands there are kept.
    hint
        What to do where it cannot be written, for the message (``writing.unwritable``); None: faults of the system are let through.
    suffix
        Of the name that is given, for libraries that read the kind of a file from it (``.gpkg``).
    over
        Take the place of a file that stands there; else ``FileExistsError``, or its message.
    folder
        Make the folder where it is missing.
    durable
        Wait until the bytes are on the disk before they take the place, so that a power cut leaves the old file or the new one.

    Raises
    ------
    OutputError, ResourceError
        It cannot be written; nothing has changed. Whatever the block raises is let through, but for faults of the system.
    """
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    draft = place.with_name(_hidden(place.name, suffix))
    try:
        if folder:
            place.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        if durable:
            _on_disk(draft)
        _put(draft, place, over=over)
    except OSError as fault:
        if hint is None:
            raise
        raise unwritable(path.name, fault, hint) from fault
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def write_whole(
    path: Path, content: bytes, *, hint: str | None, over: bool = True, folder: bool = False, durable: bool = False
) -> None:
    """Write bytes as ``whole_file`` does."""
    with whole_file(path, hint=hint, over=over, folder=folder, durable=durable) as draft:
        draft.write_bytes(content)


def remove_drafts(folder: Path, names: Iterable[str]) -> None:
    """
    Remove what writers that were killed have left of files (``names``, by their place in the folder).

    The caller holds a lock that every writer of these files holds: a draft that somebody writes now would go as well.
    """
    places = [folder / name for name in names]
    known = {place.with_name(_short(place.name)) for place in places}
    for parent in {place.parent for place in places}:
        for hidden in parent.glob(".*.part*"):
            found = PART.match(hidden.name)
            if found and hidden.name != f".{found[1]}.part" and hidden.with_name(found[1]) in known:
                with contextlib.suppress(OSError):
                    hidden.unlink()


def _hidden(name: str, suffix: str) -> str:
    """A name that no other writer has, in this process or another; ``writing.PART`` finds the file's own name in it."""
    return f".{_short(name)}.{os.getpid()}-{next(_NUMBERS)}.part{suffix}"


def _short(name: str) -> str:
    if len(os.fsencode(name)) <= LONGEST_NAME:
        return name
    return name.encode(errors="surrogateescape")[:LONGEST_NAME].decode(errors="ignore")


def _on_disk(draft: Path) -> None:
    with draft.open("rb+") as handle:
        os.fsync(handle.fileno())


def _put(draft: Path, place: Path, *, over: bool) -> None:
    if over:
        with contextlib.suppress(FileNotFoundError):
            draft.chmod(place.stat().st_mode & 0o777)
        draft.replace(place)
        return
    try:
        os.link(draft, place)  # the one step that never takes the place of another file
    except FileExistsError:
        raise
    except OSError:  # no links on this disk
        if place.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
        draft.rename(place)
