"""An archive of a run laid out in a folder: the run, its study and its inputs, each checked against its checksum."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.run import POINTER
from xc_gis.operations.years.archive import CONTENT, FORMAT, RUN, STANDARD
from xc_gis.operations.years.archive_layout import VARIABLES
from xc_gis.runs.manifest import TOOL


@dataclass(frozen=True)
class Unpacked:
    """
    An archive in a folder.

    Attributes
    ----------
    content
        ``archive.json``.
    run
        Folder of the run, with a pointer to the study where the archive holds it.
    study
        The study file, None where the archive holds no inputs.
    changed
        Files that are not what ``archive.json`` says, or are missing or added; as ``inputs`` name them where they are inputs.
    """

    folder: Path
    content: dict[str, Any]
    run: Path
    study: Path | None
    changed: tuple[str, ...]

    @contextlib.contextmanager
    def variables(self) -> Iterator[None]:
        """While the block runs, the variables of the study's paths mean folders of the archive."""
        names = self.content.get("variables", [])
        before = {name: os.environ.get(name) for name in names}
        os.environ.update({name: str(self.folder / VARIABLES / name) for name in names})
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def unpack(path: Path, folder: Path) -> Unpacked:
    """
    Lay out an archive.

    Raises
    ------
    InputError
        The file is no archive of a run, or so damaged that it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            content = json.loads(packed.read(CONTENT))
            if content["archive"] != FORMAT or content["tool"]["name"] != TOOL:
                raise _no_archive(path)
            changed = _laid_out(packed, content["files"], folder)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, RecursionError) as fault:
        raise _no_archive(path) from fault
    shown = {one["archived"]: one["path"] for one in content["inputs"] if one.get("archived")}
    named = content["study"].get("archived")
    study = folder / named if named and (folder / named).is_file() else None
    run = folder / RUN
    if study is not None and run.is_dir():
        (run / POINTER).write_bytes(os.fsencode(Path(os.path.relpath(study, run)).as_posix()))
    return Unpacked(folder, content, run, study, tuple(dict.fromkeys(_called(name, shown) for name in changed)))


def _laid_out(packed: zipfile.ZipFile, files: dict[str, str], folder: Path) -> list[str]:
    """Write all files of an archive; names of those that are not as they should be."""
    changed = [name for name in files if name not in set(packed.namelist())]
    for entry in packed.infolist():
        name = entry.filename
        if name == CONTENT or entry.is_dir():
            continue
        steps = PurePosixPath(name).parts
        if name not in files or ".." in steps or PurePosixPath(name).is_absolute() or steps[0] not in {RUN, STANDARD, "study"}:
            changed.append(name)
            continue
        place = folder.joinpath(*steps)
        place.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        try:
            with packed.open(entry) as source, place.open("wb") as target:
                shutil.copyfileobj(source, target)
            digest.update(place.read_bytes())
        except (zipfile.BadZipFile, zlib.error, EOFError):  # its own checksum says that a byte is another
            changed.append(name)
            continue
        if digest.hexdigest() != files[name]:
            changed.append(name)
    return changed


def _called(name: str, shown: dict[str, str]) -> str:
    """A file as the study names it, where it is an input or a part of one."""
    stem = name.rsplit(".", 1)[0]
    return shown.get(name) or next((path for place, path in shown.items() if place.rsplit(".", 1)[0] == stem), name)


def _no_archive(path: Path) -> InputError:
    return InputError(msg("{file} 不是 xc-gis 的存档，或已损坏", file=path.name), hint=msg("存档由 xc-gis archive 写出"))
