"""What ``archive.json`` says of an archive: read whole and of the right kind, or the file is no archive."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xc_gis.runs.manifest import TOOL
from xc_gis.sources.tables.archives import DAMAGE

CONTENT = "archive.json"
RUN, STANDARD, STUDY = "run", "standard", "study"
"""Folders of an archive."""

FORMAT = 1

MOST_BYTES = 20_000_000
"""More than ``archive.json`` of any study takes (16 kB of the sample), and little enough to be read before anything is known of a zip."""

UNREADABLE = (*DAMAGE, KeyError, TypeError, RecursionError)
"""What reading ``archive.json`` may raise; what pydantic has to say is a ``ValueError``."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class ToolOfArchive(_Part):
    """The program that made the run."""

    name: Literal["xc-gis"]
    version: str | None = None


class StudyOfArchive(_Part):
    """``archived``: name of the study file in the archive, None where it holds no inputs."""

    archived: str | None = None


class InputOfArchive(_Part):
    """An input: ``path`` as the study names it, ``archived`` its name in the archive."""

    path: str
    archived: str | None = None


class MadeOfArchive(_Part):
    """How the run was asked for."""

    tables_only: bool
    outlines: bool
    lang: Literal["zh", "en"]


class ArchiveContent(_Part):
    """``archive.json``, as far as an archive is opened by it; ``files``: SHA-256 by name."""

    archive: Literal[1]
    tool: ToolOfArchive
    study: StudyOfArchive
    made: MadeOfArchive
    inputs: Annotated[tuple[InputOfArchive, ...], Field(strict=False)]
    variables: Annotated[tuple[Annotated[str, Field(pattern=r"^\w+$")], ...], Field(strict=False)] = ()
    files: dict[str, str]


def content_of(packed: zipfile.ZipFile) -> ArchiveContent:
    """Read ``archive.json``. Raises one of ``UNREADABLE`` where the zip is no archive of a run."""
    if packed.getinfo(CONTENT).file_size > MOST_BYTES:
        raise ValueError(CONTENT)
    return ArchiveContent.model_validate(json.loads(packed.read(CONTENT)))


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of a run."""
    try:
        with zipfile.ZipFile(path) as packed:
            return content_of(packed).tool.name == TOOL
    except UNREADABLE:
        return False
