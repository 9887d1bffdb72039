"""Field checks that were filled in, taken into the corrections of a study; its sources stay as they are."""

from __future__ import annotations

from pathlib import Path

from xc_gis.sources.corrections.field_checks import CheckedBack, read_checked
from xc_gis.sources.corrections.table import add_corrections, corrections_file
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard.together import load_standards


def take_checked(study_path: Path, checks: Path) -> tuple[CheckedBack, Path]:
    """
    Read filled-in checks and write what they correct beside the study; taken in again, they change nothing more.

    Returns
    -------
    found, path
        What was found, and the file of corrections.

    Raises
    ------
    InputError
        A study or a list that is wrong; nothing is written then.
    OutputError
        If the corrections cannot be written.
    """
    file = read_study_file(study_path)
    first, *others = load_standards(file.study.standards, base_dir=file.folder)
    further = {other.id: {one.code: other.types_of(one.code) for one in other.categories} for other in others}
    back = read_checked(checks, [one.code for one in first.categories], further)
    path = corrections_file(file).path
    if back.corrections:
        add_corrections(path, back.corrections)
    return back, path
