"""
XC-GIS: plan 15-minute community service circles (一刻钟社区服务圈) with exact walking times.

The public interface for scripts, notebooks and other programs (``docs/scripting.md`` shows each call)::

    import xc_gis

    result = xc_gis.run("data/sample-study.toml", "out")
    result.rating[["community_id", "stars"]]

What is named in ``__all__`` is kept from version to version; all else may change. Nothing heavy is imported before it is called. All
functions raise ``xc_gis.errors.InputError`` (a ``ValueError``) where a file, row or value is wrong, with what is wrong, where, and what to
do; ``OutputError`` where nothing can be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xc_gis.operations.batch.scripting import batch
from xc_gis.operations.networks import assess, from_osmnx, to_osmnx, to_pandana
from xc_gis.operations.planning.scripting import capacity, five_stars, next_star, robust, site, slices, whatif
from xc_gis.operations.years.scripting import archive, changes, replay, series
from xc_gis.report.community_layer import layer
from xc_gis.version import __version__

if TYPE_CHECKING:
    from xc_gis.analysis.walks.explanation import Explanation
    from xc_gis.operations.export.export import ExportResult
    from xc_gis.operations.isochrone import PlaceIsochrones
    from xc_gis.operations.study import Study
    from xc_gis.report.check.records import CheckReport
    from xc_gis.report.study_result import StudyResult
    from xc_gis.runs.compare.changes import Comparison
    from xc_gis.runs.view import RunView

__all__ = [
    "__version__",
    "archive",
    "assess",
    "batch",
    "capacity",
    "changes",
    "check",
    "compare",
    "explain",
    "export",
    "five_stars",
    "from_osmnx",
    "isochrones",
    "layer",
    "next_star",
    "open_run",
    "read_study",
    "replay",
    "robust",
    "run",
    "sample",
    "series",
    "site",
    "slices",
    "to_osmnx",
    "to_pandana",
    "whatif",
]

MINUTES = (5.0, 10.0, 15.0)
"""Walking times of isochrones where none are named: a third, two thirds and all of the quarter of an hour."""


def sample(folder: str | Path) -> Path:
    """
    Write the sample study, which came with the program, into a folder, as ``xc-gis sample`` does; returns its study file.

    An invented city of 263 communities (8.6 MB). Files of it that lie there already stay; a file of the same name and another content is
    an ``InputError``, and nothing is written.
    """
    from xc_gis.operations.sample import write_sample  # noqa: PLC0415

    return write_sample(Path(folder))


def read_study(path: str | Path) -> Study:
    """
    Read a study file and everything that it names, without computing anything.

    Returns
    -------
    Study
        ``data``: communities, demand points and facilities as GeoDataFrames in the analysis CRS of the study; ``streets``, ``standard``,
        ``settings``.
    """
    from xc_gis.operations.study import read_study as read  # noqa: PLC0415

    return read(Path(path))


def run(
    study: str | Path, out: str | Path, *, outlines: bool = True, tables_only: bool = False, jobs: int = 1, client: Any = None
) -> StudyResult:
    """
    Compute a study and write its results, as ``xc-gis run`` does.

    Parameters
    ----------
    study
        Study file (``.toml``).
    out
        Folder of results; one that is there is replaced when the new one is whole.
    outlines
        Draw isochrones into the map.
    tables_only
        Write CSV tables, demand points and manifest alone: no map, layers or workbook.
    jobs
        Processes that share the drawing of isochrones; results do not depend on it.
    client
        A ``distributed.Client`` that is open, whose workers reach the folder of ``out`` by the same path: they find legs and walking times of
        a city of 200,000 nodes and more, patch by patch, to the same bytes (``docs/large-studies.md``). A smaller one is computed here.

    Returns
    -------
    StudyResult
        ``coverage`` (a row for each community and category: residents covered, in gap, unknown, shares 0-1), ``rating`` (a row for each
        community), ``gaps``, ``joint``, and what they rest on.
    """
    if client is not None:
        from xc_gis.operations.large_run.run import run_on_cluster  # noqa: PLC0415

        return run_on_cluster(Path(study), Path(out), client=client, outlines=outlines, tables_only=tables_only, jobs=jobs)[0]
    from xc_gis.operations.run import run_into  # noqa: PLC0415

    return run_into(Path(study), Path(out), outlines=outlines, tables_only=tables_only, jobs=jobs)[0]


def open_run(folder: str | Path) -> RunView:
    """Open the results of a run as records: communities with stars, coverage by category, reasons."""
    from xc_gis.runs.view import read_run_view  # noqa: PLC0415

    return read_run_view(Path(folder))


def check(study: str | Path) -> CheckReport:
    """
    Check the data of a study, as ``xc-gis check`` does: every layer, whatever is wrong with the others.

    ``stops`` of the report says whether a run would end with an error; faults are in the report and not raised.
    """
    from xc_gis.operations.check.check import check_study  # noqa: PLC0415

    return check_study(Path(study))


def compare(before: str | Path, after: str | Path) -> Comparison:
    """Compare the results in two folders: what they rest on, which communities rise or fall, who gains or loses a service."""
    from xc_gis.runs.compare.changes import compare_runs  # noqa: PLC0415

    return compare_runs(open_run(before), open_run(after))


def export(  # noqa: PLR0913 - as many keywords as kinds
    folder: str | Path,
    out: str | Path,
    *,
    atlas: bool = False,
    workbook: bool = False,
    gis: bool = False,
    public: bool = False,
    checkup: bool = False,
    report: bool = False,
    targets: bool = False,
    web: bool = False,
    themes: Sequence[str] = ("stars",),
    only: Sequence[str] = (),
    lang: str = "zh",
    jobs: int = 1,
    **settings: Any,
) -> ExportResult:
    """
    Make what is handed in from a finished run, as ``xc-gis export`` does, without a network.

    Parameters
    ----------
    folder
        Folder of a run.
    out
        Folder to write into; other files in it are kept.
    atlas
        A page for each community, subdistrict and the district, in each of ``themes``.
    workbook
        ``workbook.xlsx``: subdistricts, ranks, spread of stars, shortfalls, five-star candidates, indicators, method, dictionary.
    public
        ``poster/ID.pdf``, ``handbook.docx`` and ``handbook/SUBDISTRICT.docx``: services with walking minutes, without scores; ``study``: where
        its study lies now.
    gis
        Folder ``gis``: GeoPackage with styles, QGIS project, GeoJSON, GeoParquet, dictionary of fields.
    checkup
        ``checkup.pdf`` and ``checkup/<community_id>.docx``: a page for each community; what was written into such a file is carried over.
    report
        ``report.docx``: findings in sentences, maps, tables, method, sources, limits.
    targets
        ``targets.pdf``: targets that are behind, who holds them back, what would move them; of runs that follow lists.
    web
        Folder ``web``: an HTML page for the district and for each subdistrict, which works without a network.
    themes
        ``stars``, ``joint``, ``coverage:MED``, ``gaps:MED``, ``minutes:MED``, ``capacity:ELD``, ``difference``, ``difference:MED``,
        ``density:people`` (``docs/documents.md``).
    only
        Ids of communities and names of subdistricts; all where empty.
    jobs
        Processes that share the work; results do not depend on it.
    **settings
        ``pictures, against, capacity, values, template, fonts, archive`` (a zip of all) of ``ExportRequest``; ``title, subtitle, watermark, map_number, office`` of
        ``PageSettings``; ``layers, shapefile, study`` of ``GisOptions``; ``public, shown`` of ``WebOptions``.

    Returns
    -------
    ExportResult
        ``files`` that were written and ``record``, the content of ``export.json``.
    """
    from xc_gis.operations.export.export import export_run  # noqa: PLC0415
    from xc_gis.operations.export.export_request import ExportRequest  # noqa: PLC0415
    from xc_gis.operations.export.gis.options import GisOptions  # noqa: PLC0415
    from xc_gis.operations.export.page_settings import PageSettings  # noqa: PLC0415
    from xc_gis.operations.export.web.options import WebOptions  # noqa: PLC0415

    of_pages = {name: settings.pop(name) for name in PageSettings.__dataclass_fields__ if name in settings}
    of_gis = GisOptions(
        tuple(settings.pop("layers", ())),
        settings.pop("shapefile", ""),
        Path(settings.pop("study")) if "study" in settings else None,
    )
    of_web = WebOptions(settings.pop("public", False), tuple(Path(path) for path in settings.pop("shown", ())))
    paths: dict[str, Any] = {name: Path(value) if isinstance(value, str) else value for name, value in settings.items()}
    request = ExportRequest(
        atlas=atlas,
        workbook=workbook,
        gis=gis,
        public=public,
        gis_options=of_gis,
        checkup=checkup,
        report=report,
        targets=targets,
        web=web,
        web_options=of_web,
        themes=tuple(themes),
        only=tuple(only),
        lang=lang,
        jobs=jobs,
        settings=PageSettings(**of_pages),
        **paths,
    )
    return export_run(Path(folder), Path(out), request)


def isochrones(
    study: str | Path,
    *,
    at: tuple[float, float] | None = None,
    facility: str = "",
    minutes: Sequence[float] = MINUTES,
    profile: str = "adult",
    towards: bool = True,
) -> PlaceIsochrones:
    """
    Draw the areas and streets within some minutes on foot of one place.

    Parameters
    ----------
    at
        Longitude and latitude, WGS 84 degrees; or ``facility``, the id of a facility of the study.
    minutes
        Walking times, in minutes.
    profile
        Whose pace: ``adult``, ``senior``, ``frail``, ``child``, ``wheelchair`` or ``planning``.
    towards
        Walks to the place; False: walks from it. They differ where a way is one-way on foot.

    Returns
    -------
    PlaceIsochrones
        ``outlines`` and ``streets`` as GeoDataFrames in EPSG:4326; ``check`` says how well the outlines agree with the counts.
    """
    from xc_gis.operations.isochrone import isochrones_of_place  # noqa: PLC0415
    from xc_gis.progress import Silent  # noqa: PLC0415

    return isochrones_of_place(
        Path(study), at=at, facility=facility, minutes=sorted(minutes), profile=profile, towards=towards, progress=Silent()
    )


def explain(folder: str | Path, demand_id: str, category: str) -> Explanation:
    """
    Explain one walking time of a run: the facility, the way piece by piece, every second of it.

    Parameters
    ----------
    folder
        Folder of results; the files of its study must be those of the run.
    demand_id
        Id of a demand point (``demand_points.parquet``).
    category
        Code of a category such as ``MED``; ``MED@senior`` at the pace of seniors.
    """
    from xc_gis.operations.run import explain_walk  # noqa: PLC0415
    from xc_gis.operations.run import open_run as open_folder  # noqa: PLC0415

    return explain_walk(open_folder(Path(folder)), demand_id, category)[1]
