"""An archive of a run laid out in a folder: the run, its study and its inputs, each checked against its checksum."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.run import POINTER
from xc_gis.operations.years.archive_content import (
    CONTENT,
    RUN,
    STANDARD,
    STUDY,
    UNREADABLE,
    ArchiveContent,
    content_of,
)
from xc_gis.operations.years.archive_layout import VARIABLES
from xc_gis.sources.study.named_files import variables_mean
from xc_gis.sources.tables.archives import MOST_RATIO, SMALLEST_PACKED


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
    damaged
        Of them those that did not come out whole: a damaged byte, a password, a method unknown here.
    """

    folder: Path
    content: ArchiveContent
    run: Path
    study: Path | None
    changed: tuple[str, ...]
    damaged: tuple[str, ...] = ()

    def refuse_damaged(self, shown: str) -> None:
        """Raise ``InputError`` where a file of the study did not come out whole: what is left of it may still be read, as something else. Those of the run are compared and named."""
        if named := [name for name in self.damaged if not name.startswith(f"{RUN}/")]:
            raise InputError(
                msg("存档 {file} 中的 {named} 已损坏或加密，不能完整解压", file=shown, named=joined("、", named[:3])),
                hint=msg("请用完好的副本；原文件由 xc-gis archive 写出"),
            )

    def variables(self) -> contextlib.AbstractContextManager[None]:
        """While the block runs, studies are read whose variables mean folders of the archive."""
        return variables_mean({name: str(self.folder / VARIABLES / name) for name in self.content.variables})


def unpack(path: Path, folder: Path) -> Unpacked:
    """
    Lay out an archive.

    Raises
    ------
    InputError
        The file is no archive of a run, so damaged that it cannot be read, or a bomb.
    OSError
        The folder cannot be written.
    """
    try:
        packed = zipfile.ZipFile(path)
    except UNREADABLE as fault:
        raise _no_archive(path) from fault
    with packed:
        try:
            content = content_of(packed)
        except UNREADABLE as fault:
            raise _no_archive(path) from fault
        _refuse_bomb(packed, path)
        written, changed, damaged = _laid_out(packed, content.files, folder)
    shown = {one.archived: one.path for one in content.inputs if one.archived}
    named = content.study.archived
    study = folder / named if named in written else None
    run = folder / RUN
    if study is not None and run.is_dir():
        (run / POINTER).write_bytes(os.fsencode(Path(os.path.relpath(study, run)).as_posix()))
    called = [tuple(dict.fromkeys(_called(name, shown) for name in names)) for names in (changed, damaged)]
    return Unpacked(folder, content, run, study, *called)


def _refuse_bomb(packed: zipfile.ZipFile, path: Path) -> None:
    """No entry gives more bytes than it says, so that what all of them say is the most that is written."""
    unpacked = sum(entry.file_size for entry in packed.infolist())
    if unpacked > MOST_RATIO * max(path.stat().st_size, SMALLEST_PACKED):
        raise InputError(
            msg("{file} 解压后有 {unpacked:,.0f} MB，与文件大小不相称，已拒绝解压", file=path.name, unpacked=unpacked / 1e6),
            hint=msg("请检查文件来源"),
        )


def _laid_out(packed: zipfile.ZipFile, files: Mapping[str, str], folder: Path) -> tuple[set[str], list[str], list[str]]:
    """Write all files of an archive; their names, those that are not as they should be, and of these the ones that did not come out whole."""
    written: set[str] = set()
    damaged: list[str] = []
    changed = [name for name in files if name not in set(packed.namelist())]
    for entry in packed.infolist():
        name = entry.filename
        if name == CONTENT or entry.is_dir():
            continue
        place = _place(name, folder)
        if name not in files or place is None:
            changed.append(name)
            continue
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):  # another entry is called as its folder is
            changed.append(name)
            continue
        if place.is_dir():
            changed.append(name)
            continue
        digest = hashlib.sha256()
        with place.open("wb") as target:
            try:
                with packed.open(entry) as source:
                    while block := source.read(1 << 20):
                        digest.update(block)
                        target.write(block)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):  # another byte, a password, a method unknown here
                changed.append(name)
                damaged.append(name)
                continue
            finally:
                written.add(name)
        if digest.hexdigest() != files[name]:
            changed.append(name)
    return written, changed, damaged


def _place(name: str, folder: Path) -> Path | None:
    """Where a file of an archive belongs; None where that is outside its folders."""
    steps = PurePosixPath(name).parts
    if ".." in steps or len(steps) < 2 or steps[0] not in {RUN, STANDARD, STUDY}:  # noqa: PLR2004 - a folder and what lies in it
        return None
    place = folder.joinpath(*steps)
    return place if place.is_relative_to(folder) else None  # a step that is a drive of Windows leads elsewhere


def _called(name: str, shown: dict[str, str]) -> str:
    """A file as the study names it, where it is an input or a part of one."""
    stem = name.rsplit(".", 1)[0]
    return shown.get(name) or next((path for place, path in shown.items() if place.rsplit(".", 1)[0] == stem), name)


def _no_archive(path: Path) -> InputError:
    return InputError(msg("{file} 不是 xc-gis 的存档，或已损坏", file=path.name), hint=msg("存档由 xc-gis archive 写出"))
