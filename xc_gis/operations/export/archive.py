"""Everything that is handed in as one zip, with the map that the window shows."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xc_gis.operations.export.current_map.map_page import map_page, page_pdf, read_run_ground
from xc_gis.operations.export.current_map.page_files import PDF, page_stem, web_stem
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.operations.export.current_map.web_page import web_page
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.kinds import KINDS
from xc_gis.operations.export.packing import check_archive, write_zip
from xc_gis.progress import Progress
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.runs.export_folder import RECORD, new_record
from xc_gis.workers import cores

PARTS_END = ".parts"
"""Of the hidden folder beside an archive where its files are made: a stopped archive goes on from there."""


def write_archive(shown: ShownMap, choice: PageChoice, kinds: Sequence[str], path: Path, progress: Progress) -> list[str]:
    """
    Make outputs of a run and pack them, with the map that the window shows as PDF and as a web page.

    Parameters
    ----------
    choice
        The page of the map; its settings, fonts and language are those of the outputs, too.
    kinds
        Names of ``KINDS``.
    path
        The zip. A stop leaves finished outputs in a hidden folder beside it, and the same call goes on from there.

    Returns
    -------
    list of str
        Names in the zip.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
        As ``export_run``; what was there is untouched.
    """
    parts = path.parent / f".{path.stem}{PARTS_END}"
    settings = replace(choice.settings, title="")
    request = ExportRequest(settings=settings, fonts=choice.fonts, jobs=cores(), lang=choice.lang, only_what_is_there=True)
    asked = replace(request, **{kind.name: kind.name in kinds for kind in KINDS})  # type: ignore[arg-type]
    check_archive(path)
    known = read_run_ground(shown)
    names: list[str] = []
    record = new_record(known.run.manifest)
    if any(kind.name in kinds for kind in KINDS):
        made = export_run(shown.run_folder, parts, asked, progress)
        names, record = list(made.files), made.record
    page = map_page(known, shown, choice)
    own = {
        f"{page_stem(page)}{PDF}": page_pdf(page, find_chinese_fonts(choice.fonts)),
        f"{web_stem(page)}.html": web_page(known, shown, choice.settings, choice.lang),
    }
    write_zip(path, parts, names, own, record, progress)
    shutil.rmtree(parts, ignore_errors=True)
    return [*own, *names, RECORD]
