"""
Hand-in outputs of a finished run.

This is what the command line, scripts and the window call. Nothing is computed anew and no network is asked: all figures stand in the run.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas import AtlasOptions, digest_of, export_atlas
from xc_gis.operations.export.atlas_source import atlas_source, ground_of_run
from xc_gis.operations.export.atlas_themes import ThemeInputs, theme_on_map
from xc_gis.operations.export.community_values import read_community_values
from xc_gis.operations.export.density_themes import COLUMNS
from xc_gis.operations.export.page_settings import PageSettings, check_template
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import theme_choice
from xc_gis.operations.export.workbook.workbook import export_workbook, sheets_of
from xc_gis.progress import Progress, Silent
from xc_gis.report.documents.atlas.records import ThemeOnMap
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.runs.export_folder import export_folder
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view


@dataclass(frozen=True)
class ExportRequest:
    """
    What is to be handed in.

    Attributes
    ----------
    atlas
        The atlas, in each of ``themes``.
    workbook
        The workbook.
    themes
        ``stars``, ``joint``, ``coverage:MED``, ``gaps:MED``, ``minutes:MED``, ``capacity:ELD``, ``difference``, ``difference:MED``,
        ``density:people`` (``floor_area``, ``tourism``, ``commerce``).
    against, capacity, values
        What some themes need: another run, a folder of ``xc-gis capacity``, a table of figures of communities (``docs/documents.md``).
    pictures
        Each page also as PNG with 300 dots an inch.
    only
        Ids of communities and names of subdistricts; all where empty.
    settings
        Of pages.
    fonts
        Folder of fonts; None: those of the system.
    jobs
        Processes that share the work; what is written does not depend on it.
    lang
        ``zh`` or ``en``.
    """

    atlas: bool = False
    workbook: bool = False
    themes: tuple[str, ...] = ("stars",)
    against: Path | None = None
    capacity: Path | None = None
    values: Path | None = None
    pictures: bool = False
    only: tuple[str, ...] = ()
    settings: PageSettings = field(default_factory=PageSettings)
    fonts: Path | None = None
    jobs: int = 1
    lang: str = "zh"


@dataclass(frozen=True)
class ExportResult:
    """
    What was written.

    Attributes
    ----------
    folder
        Where.
    files
        Names in it, those of this request.
    record
        Content of ``export.json``.
    """

    folder: Path
    files: tuple[str, ...]
    record: dict[str, Any]


def export_run(run_folder: Path, out: Path, request: ExportRequest, progress: Progress | None = None) -> ExportResult:
    """
    Write the outputs that were asked for into a folder.

    Raises
    ------
    InputError
        The folder is no run, the run has no map, a theme or a page that is asked for does not exist, nothing is asked for.
    OutputError
        There is no Chinese font (said before any work), or nothing can be written.
    ResourceError, Cancelled
        What is there is whole; the next export goes on from there.
    """
    progress = progress or Silent()
    if not (request.atlas or request.workbook):
        raise InputError(msg("没有要导出的内容"), hint=msg("请至少写明一项，如 --atlas、--workbook"))
    run = read_run_view(run_folder)
    sheets = sheets_of(run, read_map_page(run_folder)) if request.workbook else ()
    if not request.atlas:
        with export_folder(out, run.manifest) as folder:
            return ExportResult(folder.path, (export_workbook(folder, run, sheets, request.lang, progress),), folder.record)
    choices = [theme_choice(text, [c.code for c in run.categories]) for text in dict.fromkeys(request.themes)]
    for template in (request.settings.title, request.settings.subtitle):
        check_template(template)
    fonts = find_chinese_fonts(request.fonts)
    page = read_map_page(run_folder)
    inputs = ThemeInputs(
        run, page, ground_of_run(run, page), against=None if request.against is None else read_run_view(request.against),
        capacity=request.capacity,
        values={} if request.values is None else read_community_values(request.values, run, tuple(COLUMNS.values())),
    )  # fmt: skip
    themes = [theme_on_map(inputs, choice, saying(request.lang)) for choice in choices]
    written: list[str] = []
    with export_folder(out, run.manifest) as folder:
        if sheets:
            written.append(export_workbook(folder, run, sheets, request.lang, progress))
        for theme in themes:
            source = atlas_source(run, page, inputs.ground, theme, request.settings, request.lang)
            made_from = digest_of([folder.run, figures_of(theme), asdict(request.settings), request.lang])
            options = AtlasOptions(request.only, request.pictures, request.jobs)
            written += export_atlas(folder, source, fonts, made_from, options, progress)
        return ExportResult(folder.path, tuple(written), folder.record)


def figures_of(theme: ThemeOnMap) -> dict[str, Any]:
    """A theme as plain values, for a checksum: it may rest on more than the run."""
    return asdict(theme) | {"facility_types": sorted(theme.facility_types)}
