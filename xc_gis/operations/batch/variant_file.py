"""
A variant as a study file of its own: what was computed can be opened, explained and computed again like any study.

It is the study's text with other keys; its paths stay as they are, and ``[study] folder`` says what they are relative to (decision 250).
"""

from __future__ import annotations

import os
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from xc_gis.errors import StudyError
from xc_gis.files.plain_path import is_file
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.study.file import read_study_file


def write_variant(study: Path, variant: Variant, place: Path, stored: StoreUrl | None = None) -> None:
    """
    Write a variant of a study; a file that says the same already stays as it is.

    ``stored``: folder of a store whose copies the study's paths lead to; the variant names it, and not where copies lie.

    Raises
    ------
    StudyError
        The study is wrong.
    OutputError, ResourceError
        The file cannot be written.
    """
    text = variant_text(study, variant, place.parent, stored)
    if place.is_file() and place.read_bytes() == text:
        return
    write_whole(place, text, hint=msg("请检查写权限与剩余空间"), folder=True)


def variant_text(study: Path, variant: Variant, folder: Path, stored: StoreUrl | None = None) -> bytes:
    """The text of a variant that is to lie in ``folder``; ``stored`` as above."""
    file = read_study_file(study)
    try:
        document = tomlkit.parse(study.read_text(encoding="utf-8-sig"))
        table, settings = document["study"], document.setdefault("settings", tomlkit.table())
        table["folder"] = str(stored) if stored else _relative(file.folder, folder)
        if variant.standards:
            names = [name if stored else _standard(name, file.folder) for name in variant.standards]
            table["standard"] = names[0] if len(names) == 1 else names
        if variant.day:
            table["date"] = variant.day
        settings.update(dict(variant.settings))
        corrections = corrections_file(file)
        if file.corrections is None and is_file(corrections.path):  # named after the study file, and this one has another name
            document["corrections"] = {"path": corrections.shown}
        return tomlkit.dumps(document).encode()
    except (TOMLKitError, ValueError, RecursionError, TypeError) as fault:
        raise StudyError(msg("项目文件 {shown} 写法有误", shown=study.name), hint=msg("请先更正后重试")) from fault


def _standard(name: str, folder: Path) -> str:
    path = Path(name)
    return _relative(path, folder) if path.is_absolute() else name


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()
