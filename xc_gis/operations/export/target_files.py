"""What the window writes of targets, each as one file: the pages of what is behind, the sheets."""

from __future__ import annotations

from pathlib import Path

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.operations.export.targets import refuse_without_targets
from xc_gis.operations.export.targets_content import behind_pages
from xc_gis.operations.export.workbook.targets import target_sheets
from xc_gis.operations.export.workbook.workbook import head_of_book
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.report.documents.targets.document import targets_pdf
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.runs.targets import read_targets
from xc_gis.runs.view import read_run_view

IN_USE = msg("请关闭正在使用它的程序,或换一个可写的位置")


def behind_file(run_folder: Path, path: Path, lang: str, fonts: Path | None = None) -> Path:
    """
    Write ``targets.pdf`` (``docs/targets.md``) of a run as one file, whole or not at all; returns its path.

    Raises
    ------
    InputError
        No run, or one that follows no list.
    OutputError
        There is no Chinese font, or the file cannot be written.
    """
    run = read_run_view(run_folder)
    refuse_without_targets(run)
    pages = behind_pages(run, read_targets(run.folder, run.manifest), lang)
    write_whole(path, targets_pdf(pages, find_chinese_fonts(fonts)), hint=IN_USE)
    return path


def targets_book(run_folder: Path, path: Path, lang: str) -> Path:
    """Write the sheets of targets and indices as a workbook of their own, whole or not at all; returns its path. Raises as ``behind_file``."""
    run = read_run_view(run_folder)
    refuse_without_targets(run)
    sheets = target_sheets(run, read_targets(run.folder, run.manifest))
    write_whole(path, write_book(head_of_book(run), sheets, lang), hint=IN_USE)
    return path
