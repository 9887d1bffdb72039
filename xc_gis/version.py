"""The version of the program and the digest of its build, alone, so that every room can name them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__version__ = "0.1.0"

SOURCES = frozenset({".py", ".yaml", ".csv", ".js", ".css", ".html", ".svg", ".typ", ".po"})
"""Suffixes of the files that the program consists of: its code, standards, pages and languages."""

NOT_OURS = frozenset({"__pycache__", "data", "docs"})
"""Folders of the installed package that are no part of the program: compiled files; sample and manual, which the wheel alone carries."""


@cache
def build_digest() -> str:
    """
    SHA-256 over the program's own files, by which two builds of one version are told apart; computed once per process.

    The same for a checkout and for the wheel built from it, on every system. Of a packed program, which has no such files, it is
    that of the program itself.
    """
    if getattr(sys, "frozen", False):
        with Path(sys.executable).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    return digest_of(Path(__file__).parent)


def digest_of(package: Path) -> str:
    """Digest of the program's files in a folder, by their names and contents; how lines end does not count."""
    digest = hashlib.sha256()
    for name, path in sorted(_files(str(package), "")):
        with open(path, "rb", buffering=0) as handle:  # noqa: PTH123 - more than a thousand files, in a fiftieth of a second
            content = handle.readall()
        if b"\r" in content:
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: str, before: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if os.path.splitext(entry.name)[1] in SOURCES:  # noqa: PTH122 - see above
                yield before + entry.name, entry.path
            elif "." not in entry.name and entry.name not in NOT_OURS and entry.is_dir():
                yield from _files(entry.path, f"{before}{entry.name}/")
