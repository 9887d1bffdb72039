"""Everything that is handed in as one zip; the same files give the same bytes."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.operations.export.current_map.map_page import map_page, page_pdf, read_run_ground
from xc_gis.operations.export.current_map.page_files import PDF, page_stem
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.operations.export.current_map.web_page import web_page
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.kinds import KINDS
from xc_gis.progress import Progress
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.runs.export_folder import RECORD
from xc_gis.workers import cores

PACKED = frozenset((".pdf", ".png", ".xlsx", ".docx", ".zip", ".qgz", ".parquet"))
"""Files that would hardly become smaller."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)

PARTS_END = ".parts"
"""Of the hidden folder beside an archive where its files are made: a stopped archive goes on from there."""

PACKING = msg("打包")


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
    settings = replace(choice.settings, title=ExportRequest().settings.title)
    request = ExportRequest(settings=settings, fonts=choice.fonts, jobs=cores(), lang=choice.lang)
    asked = replace(request, **{kind.name: kind.name in kinds for kind in KINDS})  # type: ignore[arg-type]
    names: list[str] = []
    if any(kind.name in kinds for kind in KINDS):
        names = [*export_run(shown.run_folder, parts, asked, progress).files, RECORD]
    progress.step(PACKING, 0, 1)
    known = read_run_ground(shown)
    made = map_page(known, shown, choice)
    stem = page_stem(made)
    own = {f"{stem}{PDF}": page_pdf(made, find_chinese_fonts(choice.fonts)), f"{stem}.html": web_page(shown, choice.lang)}
    write_whole(path, packed(parts, names, own), hint=msg("请换一个可写的位置，并检查文件是否正被打开"))
    shutil.rmtree(parts, ignore_errors=True)
    progress.step(PACKING, 1, 1)
    return [*own, *names]


def packed(folder: Path, names: Sequence[str], own: Mapping[str, bytes]) -> bytes:
    """A zip of files of a folder, and of others by name; no time of the clock is in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, data in sorted({**own, **{name: (folder / name).read_bytes() for name in names}}.items()):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
    return content.getvalue()
