"""
The data check: everything that can be said of a study's data before its results are believed.

A run stops at the first fault; the check collects all of them, layer by layer, and says what will be unknown and why.
"""

from __future__ import annotations

from pathlib import Path

from xc_gis.check_report import CheckReport, Fault
from xc_gis.errors import InputError
from xc_gis.progress import Progress, Silent
from xc_gis.sources.study_file import read_study_file


def check_study(path: Path, progress: Progress | None = None) -> CheckReport:
    """
    Check a study.

    Faults of single layers are part of the report; nothing is raised for them.

    Raises
    ------
    Cancelled
        When the listener asks to stop.
    """
    progress = progress or Silent()
    try:
        file = read_study_file(path)
    except InputError as fault:
        return CheckReport(path.stem, path.name, fault=Fault(fault.message, fault.hint))
    return CheckReport(file.study.name, file.file_name, file.study.date, file.study.synthetic)
