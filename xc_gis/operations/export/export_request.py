"""What is to be handed in, as it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from xc_gis.operations.export.gis.options import GisOptions
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.web.options import WebOptions
from xc_gis.progress import Progress
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import RunView


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
    public
        Posters of services with walking minutes, and the handbook of services; no scores. Its study is read again (``gis_options.study``).
    gis
        Files for other GIS; ``gis_options``: what they hold besides the layers of the run.
    checkup
        The check-up page of each community, as PDF and as Word files.
    report
        The report as a Word file.
    targets
        The pages of targets that are behind.
    template
        A Word template for the check-up; None: the one that comes with the program.
    web
        Web maps of the district and of each subdistrict; ``web_options``: fit for the public, what the window showed.
    themes
        ``stars``, ``joint``, ``coverage:MED``, ``gaps:MED``, ``minutes:MED``, ``capacity:ELD``, ``difference``, ``difference:MED``,
        ``density:people`` (``floor_area``, ``tourism``, ``commerce``).
    against, capacity, values
        What some themes need: another run (web maps compare with it, too), a folder of ``xc-gis capacity``, a table of figures of communities (``docs/documents.md``).
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
    archive
        A zip of all that is written, with its list; None: none.
    only_what_is_there
        Leave out a kind that the run has nothing for, rather than refuse it: nobody named it.
    """

    atlas: bool = False
    workbook: bool = False
    gis: bool = False
    public: bool = False
    checkup: bool = False
    report: bool = False
    targets: bool = False
    template: Path | None = None
    web: bool = False
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
    gis_options: GisOptions = field(default_factory=GisOptions)
    web_options: WebOptions = field(default_factory=WebOptions)
    archive: Path | None = None
    only_what_is_there: bool = False


class RunExport:
    """
    A run that is handed in, and what was asked for.

    Attributes
    ----------
    run, request
        Both.
    """

    def __init__(self, run: RunView, request: ExportRequest) -> None:
        self.run, self.request = run, request

    @cached_property
    def page(self) -> dict[str, Any]:
        """Data of the run's map page, read once; raises ``InputError`` where the run has none."""
        return read_map_page(self.run.folder)


Write = Callable[[ExportFolder, Progress], list[str]]
"""Writes the files of one kind into a folder; returns their names."""
