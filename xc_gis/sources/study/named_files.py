"""
The files that a study names: where they lie, what messages call them, what was opened of them; and one layer as its reader needs it.

A reader of one layer takes a ``LayerSource`` and no study, so that a run, a check and a look at a study that is not finished yet
call the same one.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from xc_gis.sources.study.opened import OpenedFiles
from xc_gis.sources.study.tables import LayerTable

T_co = TypeVar("T_co", bound=LayerTable, covariant=True)

_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def shown_path(path: str) -> str:
    """Path for messages and the manifest: as the study names it, but without a folder that a variable stands for."""
    return path.rsplit("/", 1)[-1] if _VARIABLE.search(path) else path


_MEANT: ContextVar[Mapping[str, str]] = ContextVar("meant", default=MappingProxyType({}))


@contextlib.contextmanager
def variables_mean(folders: Mapping[str, str]) -> Iterator[None]:
    """
    Let variables stand for other folders than the environment's, in paths of studies that are read while the block runs.

    The environment stays as it is: what else is read from it (plugins of libraries) is not for a file that came from elsewhere to say.
    """
    token = _MEANT.set(folders)
    try:
        yield
    finally:
        _MEANT.reset(token)


_COPIES: ContextVar[Mapping[str, Path]] = ContextVar("copies", default=MappingProxyType({}))


@contextlib.contextmanager
def folders_copied(copies: Mapping[str, Path]) -> Iterator[None]:
    """Let ``[study] folder`` that names a folder of a store (``s3://bucket/xicheng``) lead to its copy, in studies that are read while the block runs."""
    token = _COPIES.set(copies)
    try:
        yield
    finally:
        _COPIES.reset(token)


def copied_folder(said: str) -> str:
    """Where the copy of a folder of a store lies; anything else as it is said."""
    copy = _COPIES.get().get(said)
    return said if copy is None else str(copy)


def meant_variables() -> Mapping[str, str]:
    """What variables mean at this moment, where it is not what the environment says."""
    return dict(_MEANT.get())


def expand(path: str, meant: Mapping[str, str] = MappingProxyType({})) -> str:
    """Put environment variables into a path, or what is ``meant`` by them."""
    return _VARIABLE.sub(lambda m: meant.get(m[1]) or os.environ.get(m[1]) or (m[2] or ""), path)


@dataclass(frozen=True)
class StudyFiles:
    """
    Where the files of a study are.

    Attributes
    ----------
    folder
        Of the study file; paths are relative to it.
    file_name
        Of the study file, for messages.
    opened
        What was read of them, shared by all who read the study.
    variables
        What variables in paths mean, where it is not what the environment says.
    """

    folder: Path
    file_name: str
    opened: OpenedFiles = field(default_factory=OpenedFiles)
    variables: Mapping[str, str] = field(default_factory=meant_variables)

    def resolve(self, path: str) -> Path:
        """Where a path of the study lies."""
        return self.folder / expand(path, self.variables)

    def sha256(self, path: str) -> str:
        """Checksum of a file by its path in the study."""
        return self.opened.sha256(self.resolve(path))


@dataclass(frozen=True)
class LayerSource(Generic[T_co]):
    """
    One layer of a study.

    Attributes
    ----------
    name
        Where its table stands in the study file: ``communities``, ``facilities.0`` …; the address of its findings.
    table
        What the study says of it.
    files
        Where its file is.
    base
        Which people its columns are to count (``[residents] base``), None where the study does not say.
    """

    name: str
    table: T_co
    files: StudyFiles
    base: str | None = None

    @property
    def path(self) -> Path:
        """Its file."""
        return self.files.resolve(self.table.path)

    @property
    def shown(self) -> str:
        """Its file for messages."""
        return shown_path(self.table.path)
