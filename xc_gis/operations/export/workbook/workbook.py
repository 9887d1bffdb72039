"""The hand-in workbook of a finished run as one file, added to a folder of exports."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import Message, Name, in_language, msg
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.workbook.candidates import candidates_sheet
from xc_gis.operations.export.workbook.chosen_rows import chosen_rows
from xc_gis.operations.export.workbook.communities import communities_sheet
from xc_gis.operations.export.workbook.dictionary import dictionary_sheet
from xc_gis.operations.export.workbook.emergency import emergency_sheets
from xc_gis.operations.export.workbook.indicators import indicators_sheet
from xc_gis.operations.export.workbook.method_notes import method_sheet
from xc_gis.operations.export.workbook.programmes import programme_sheets
from xc_gis.operations.export.workbook.resources import resource_sheets
from xc_gis.operations.export.workbook.shortfalls import shortfalls_sheet
from xc_gis.operations.export.workbook.star_spread import star_spread_sheet
from xc_gis.operations.export.workbook.subdistricts import subdistricts_sheet
from xc_gis.operations.export.workbook.survey_reach import reach_sheets
from xc_gis.operations.export.workbook.targets import target_sheets
from xc_gis.operations.export.workbook.voice_areas import voice_area_sheets
from xc_gis.operations.export.workbook.voices import voice_sheets
from xc_gis.progress import Progress
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.report.documents.workbook.records import BookHead, Sheet
from xc_gis.runs.emergency import read_emergency
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.programmes import read_programmes
from xc_gis.runs.run_id import run_id
from xc_gis.runs.targets import read_targets
from xc_gis.runs.view import RunView, read_run_view
from xc_gis.runs.voice_areas import read_voice_areas
from xc_gis.runs.voices import read_voices
from xc_gis.version import __version__
from xc_gis.wording.bases import SENTENCES, base_sentence
from xc_gis.wording.codes import SAMPLE_MARK, use_limit

NAME = "workbook.xlsx"

FORMAT = 11
"""Raised when the same run makes another workbook."""

WRITING = msg("写交件工作簿")


def sheets_of(run: RunView, page: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """
    The sheets in their order.

    Parameters
    ----------
    page
        What the run's map page holds: whose map data they are.

    Raises
    ------
    InputError
        The run was written by an earlier version, has no communities, or is damaged.
    """
    if not run.communities:
        raise InputError(
            msg("结果 {name} 中没有社区，没有可写的表", name=run.folder.name), hint=msg("请检查项目文件中的社区图层")
        )
    voices = read_voices(run.folder, run.manifest)
    try:
        return (
            subdistricts_sheet(run), communities_sheet(run), star_spread_sheet(run), shortfalls_sheet(run), candidates_sheet(run),
            indicators_sheet(run), *programme_sheets(read_programmes(run)), *voice_sheets(run, voices), *reach_sheets(run, voices), *voice_area_sheets(run, read_voice_areas(run.folder, run.manifest)),
            *resource_sheets(run, voices.resources), *target_sheets(run, read_targets(run.folder, run.manifest)),
            *emergency_sheets(run, read_emergency(run.folder, run.manifest)), method_sheet(run, credits_of(page)), dictionary_sheet(run),
        )  # fmt: skip
    except (LookupError, TypeError, AttributeError, StopIteration) as fault:
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault


def workbook_file(run_folder: Path, path: Path, lang: str) -> Path:
    """
    Write the workbook of a run to a place of its own, beside no record of exports; returns the place.

    Raises
    ------
    InputError
        As ``sheets_of``, or the folder is no run.
    OutputError, ResourceError
        It cannot be written; what was there is untouched.
    """
    run = read_run_view(run_folder)
    content = write_book(head_of_book(run), sheets_of(run, read_map_page(run_folder)), lang)
    write_whole(path, content, hint=msg("请关闭正在使用它的程序,或换一个可写的位置"))
    return path


def credits_of(page: Mapping[str, Any]) -> tuple[str, ...]:
    """Sentences of the map page that say whose data they are; the standard, the population base and the limit of use have lines of their own."""
    sentences = [list(sentence) for sentence in page["credit"]]
    mine = [sentence for n, sentence in enumerate(sentences) if n not in {1, len(sentences) - 1}]
    return tuple(_filled(sentence) for sentence in mine if sentence[0] not in SENTENCES.values())


def _filled(sentence: Sequence[str]) -> Name:
    """A sentence of the page (``{}`` for what is filled in) in both languages."""
    template, *values = sentence
    said = (in_language(Message(template, {}), lang) for lang in ("zh", "en"))
    return Name(*(text.format(*values) if values else text for text in said))


def head_of_book(run: RunView) -> BookHead:
    """What stands on every sheet."""
    day = run.manifest["study"]["date"]
    return BookHead(
        run.name, SAMPLE_MARK if run.is_synthetic else "", date.fromisoformat(day) if day else None, run.standard["name"],
        f"{run.standard['id']} {run.standard['version']}", run_id(run.manifest), use_limit(in_china=run.in_china),
        base_sentence(run.base),
    )  # fmt: skip


def prepare_workbook(work: RunExport) -> Write:
    """The workbook as a kind of export; raises as ``sheets_of``."""
    only = work.request.only
    sheets = chosen_rows(sheets_of(work.run, work.page), work.run, only)
    return lambda folder, progress: [export_workbook(folder, work.run, sheets, work.request.lang, progress, only)]


def export_workbook(
    folder: ExportFolder, run: RunView, sheets: Sequence[Sheet], lang: str, progress: Progress, only: Sequence[str] = ()
) -> str:
    """
    Write the workbook; returns the name of its file. One that is there and was made from the same is left as it is.

    ``only``: the areas to which the rows of ``sheets`` are limited.

    Raises
    ------
    OutputError, ResourceError
        It cannot be written; the earlier one is untouched.
    """
    inputs = hashlib.sha256(repr([folder.run, lang, FORMAT, __version__, *only]).encode()).hexdigest()
    if folder.is_there(NAME, inputs):
        return NAME
    folder.refuse_changed([NAME])
    progress.step(WRITING, 0, 1)
    folder.put(NAME, write_book(head_of_book(run), sheets, lang), inputs=inputs, sheets=len(sheets))
    progress.step(WRITING, 1, 1)
    return NAME
