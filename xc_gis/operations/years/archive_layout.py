"""
Where the files of a study stand in an archive: so that every path of the study file leads to the same file on any machine.

The study lies as deep as its paths climb (``../shared/a.csv``); what a variable stands for lies under ``study/variables/NAME``. An absolute path names a
machine and cannot be archived.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from xc_gis.errors import InputError
from xc_gis.files.plain_path import is_file
from xc_gis.files.untouched import companions, edits_beside
from xc_gis.languages.message import msg
from xc_gis.operations.years.archive_content import STUDY
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.study.file import StudyFile, read_study_file
from xc_gis.sources.study.toml_text import parsed_toml

VARIABLES = f"{STUDY}/variables"

_VARIABLE = re.compile(r"\$\{(\w+)(?::-[^}]*)?\}/(.+)")
_ANY_VARIABLE = re.compile(r"\$\{")


@dataclass(frozen=True)
class ArchivedStudy:
    """
    The files of a study.

    Attributes
    ----------
    study
        Name of the study file in the archive.
    files
        File on disk by name in the archive, the study file included.
    inputs
        By path as the study names it: name in the archive.
    variables
        Names of the environment variables that its paths use.
    """

    study: str
    files: dict[str, Path]
    inputs: dict[str, str]
    variables: tuple[str, ...]


def archived_study(path: Path) -> ArchivedStudy:
    """
    Find all files that a study is read from.

    Raises
    ------
    InputError
        The study cannot be read, or one of its paths holds on this machine only.
    """
    study = read_study_file(path)
    named = files_named(study)
    base = study.study.folder or ""
    _refuse_elsewhere(base, path, in_variable=False)
    from_home = {text: text if _ANY_VARIABLE.search(text) else posixpath.join(_posix(base), _posix(text)) for text in named}
    climbs = [_climbs(text) for text in (*from_home.values(), base)]
    home = posixpath.join(STUDY, *(["in"] * max(climbs, default=0)))
    files, inputs, variables = {posixpath.join(home, path.name): path}, {}, set()
    for text, place in sorted(named.items()):
        found = _VARIABLE.fullmatch(text)
        _refuse_elsewhere(text, path, in_variable=found is not None)
        if found:
            variables.add(found[1])
        name = (
            posixpath.join(VARIABLES, found[1], found[2]) if found else posixpath.normpath(posixpath.join(home, from_home[text]))
        )
        inputs[text] = name
        files[name] = place
        for beside in (*_parts(place), *edits_beside(place)):
            files[posixpath.join(posixpath.dirname(name), beside.name)] = beside
    return ArchivedStudy(posixpath.join(home, path.name), dict(sorted(files.items())), inputs, tuple(sorted(variables)))


def files_named(study: StudyFile) -> dict[str, Path]:
    """All files that a study is read from, by what it calls them: lists of standards and indicators and corrections by hand among them."""
    named = {
        text: study.resolve(text)
        for text in texts_of(parsed_toml(study.path.read_bytes(), study.file_name))
        if _is_file(study, text)
    }
    corrections = corrections_file(study)
    if is_file(corrections.path):
        named[corrections.shown] = corrections.path
    return named


def texts_of(content: Any) -> Iterator[str]:
    """All texts of a study file: any of them may be a path."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from texts_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from texts_of(value)


def _is_file(study: StudyFile, text: str) -> bool:
    try:
        return bool(text.strip()) and is_file(study.resolve(text))
    except (OSError, ValueError):  # a text that can be no path
        return False


def _parts(place: Path) -> list[Path]:
    """What lies beside a shapefile and belongs to it."""
    return [part for part in companions(place) if part != place] if place.suffix.lower() == ".shp" else []


def _climbs(text: str) -> int:
    if _ANY_VARIABLE.search(text):
        return 0
    steps = PurePosixPath(posixpath.normpath(_posix(text))).parts
    return sum(step == ".." for step in steps)


def _posix(text: str) -> str:
    return text.replace("\\", "/")


def _refuse_elsewhere(text: str, path: Path, *, in_variable: bool) -> None:
    absolute = PurePosixPath(text).is_absolute() or bool(PureWindowsPath(text).drive)
    if absolute or (_ANY_VARIABLE.search(text) and not in_variable):
        raise InputError(
            msg("项目文件 {file} 中的路径 {path} 只在这台电脑上有效，无法存档", file=path.name, path=text),
            hint=msg("请改成相对于项目文件的路径，重新运行后再存档；或用 --no-inputs"),
        )
