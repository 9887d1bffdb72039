"""The atlas as a kind of export: every theme checked and made before the first page is drawn."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from xc_gis.operations.export.atlas import AtlasOptions, digest_of, export_atlas
from xc_gis.operations.export.atlas_source import atlas_source, ground_of_run
from xc_gis.operations.export.atlas_themes import ThemeInputs, theme_on_map
from xc_gis.operations.export.community_values import read_community_values
from xc_gis.operations.export.density_themes import COLUMNS
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.page_settings import check_template
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import theme_choice
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.records import ThemeOnMap
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.view import read_run_view


def prepare_atlas(work: RunExport) -> Write:
    """
    An atlas of each theme.

    Raises
    ------
    InputError
        The run has no map, a theme does not exist or needs something that was not given, a template asks for what no page has.
    OutputError
        There is no Chinese font.
    """
    run, request = work.run, work.request
    choices = [theme_choice(text, [c.code for c in run.categories]) for text in dict.fromkeys(request.themes)]
    for template in (request.settings.title, request.settings.subtitle):
        check_template(template)
    fonts = find_chinese_fonts(request.fonts)
    inputs = ThemeInputs(
        run, work.page, ground_of_run(run, work.page), against=None if request.against is None else read_run_view(request.against),
        capacity=request.capacity,
        values={} if request.values is None else read_community_values(request.values, run, tuple(COLUMNS.values())),
    )  # fmt: skip
    themes = [theme_on_map(inputs, choice, saying(request.lang)) for choice in choices]

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        written: list[str] = []
        for theme in themes:
            source = atlas_source(run, work.page, inputs.ground, theme, request.settings, request.lang)
            made_from = digest_of([folder.run, figures_of(theme), asdict(request.settings), request.lang])
            options = AtlasOptions(request.only, request.pictures, request.jobs)
            written += export_atlas(folder, source, fonts, made_from, options, progress)
        return written

    return write


def figures_of(theme: ThemeOnMap) -> dict[str, Any]:
    """A theme as plain values, for a checksum: it may rest on more than the run."""
    return asdict(theme) | {"facility_types": sorted(theme.facility_types)}
