"""What scripts ask of a batch; ``xc_gis`` gives it on as its public interface, so nothing heavy is imported before it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xc_gis.operations.batch.batch import BatchResult


def batch(  # noqa: PLR0913 - as many keywords as the command has options
    studies: str | Path | Sequence[str | Path],
    out: str | Path,
    client: Any = None,
    *,
    vary: Mapping[str, Sequence[Any]] | None = None,
    standards: Sequence[str] = (),
    resume: bool = False,
    outlines: bool = True,
    tables_only: bool = False,
    scheduler: str = "",
    scheduler_file: str | Path | None = None,
    workers: int | None = None,
    lang: str = "zh",
) -> BatchResult:
    """
    Compute many studies, or variants of studies, and put their results together, as ``xc-gis batch`` does.

    Parameters
    ----------
    studies
        Study files, folders, patterns of names, or tables with a row a study, by path or by URL of a store (``docs/batch.md``); one or several.
    out
        Folder of the batch: ``runs/<name>``, ``rating.parquet``, ``coverage.parquet``, ``summary.xlsx``, ``batch.json``.
    client
        A ``distributed.Client`` that is open; it stays open. Without it ``scheduler``, ``scheduler_file`` or the environment's
        ``DASK_SCHEDULER_ADDRESS`` say where, else processes of this machine, ``workers`` of them.
    vary
        Values by key of a setting, or by ``date``: every study is computed by every combination, and by each of ``standards``.
    resume
        Leave runs alone whose inputs, settings, standard and program have not changed.
    outlines, tables_only, lang
        As ``run`` takes them.

    Returns
    -------
    BatchResult
        ``studies`` (a row a study: status ``done``, ``failed`` or ``skipped``, message), ``failed``, ``run_of(name)``; ``rating`` and ``coverage``
        of all runs as DataFrames with ``study`` first, read when they are asked for. Faults of one study are in it and not raised.

    Raises
    ------
    InputError
        Nothing to compute, a wrong table or setting, two studies of one name, a URL that no worker can read, or Dask is not installed
        (``pip install "xc-gis[cluster]"``).
    FetchError
        The store of a table, folder or pattern does not answer.
    SchedulerError
        No scheduler answers, or it went away; what is done stays, and ``resume`` goes on.
    OutputError, ResourceError
        ``out`` is not a batch's, is in use, or cannot be written.
    """
    from xc_gis.errors import InputError  # noqa: PLC0415
    from xc_gis.languages.message import msg  # noqa: PLC0415
    from xc_gis.operations.batch.batch import BatchRequest, run_batch  # noqa: PLC0415
    from xc_gis.operations.batch.grid import axes_from  # noqa: PLC0415
    from xc_gis.operations.batch.listing import asked_studies  # noqa: PLC0415
    from xc_gis.runs.how_made import HowMade  # noqa: PLC0415

    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise InputError(msg("workers 要是不小于 1 的整数，现在是 {value}", value=repr(workers)))
    given = [studies] if isinstance(studies, str | Path) else list(studies)
    made = HowMade.asked(tables_only=tables_only, outlines=outlines, lang=lang)
    request = BatchRequest(made, lang, resume, scheduler, Path(scheduler_file) if scheduler_file else None, client, workers)
    return run_batch(asked_studies(given, axes_from(vary or {}, standards)), Path(out), request)
