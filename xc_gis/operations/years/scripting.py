"""
What scripts ask of years: runs compared, followed, archived and replayed.

``xc_gis`` gives them on as its public interface (``docs/scripting.md`` shows each call), so nothing heavy is imported before it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xc_gis.operations.years.compare import Compared
    from xc_gis.operations.years.replay import Replay


def changes(runs: Sequence[str | Path], out: str | Path, *, points: str | Path | None = None, standard: str = "") -> Compared:
    """
    Split what changed between runs into world, data and method, as ``xc-gis compare … --out DIR`` does.

    Parameters
    ----------
    runs
        Folders of runs, at least two, the earliest first; the inputs of each must be those that it was made from.
    out
        Folder: ``changes.csv``, ``causes.csv``, ``differences.csv`` (of more than two runs in a folder for each pair), ``series.csv``, ``compare.json``.
    points
        Table of demonstration points (community, level, year), to be followed over the runs.
    standard
        Id or name of a further standard by which the runs are read; empty: the one that decides.

    Returns
    -------
    Compared
        ``splits``: for each run and the next, ``rows`` with ``ends`` and ``shares`` (``world``, ``data``, ``method``, as ``fractions.Fraction``; they
        add up to the change exactly, and are None where a change cannot be split).
    """
    from xc_gis.operations.years.compare import compare_into  # noqa: PLC0415

    table = Path(points) if points is not None else None
    return compare_into([Path(run) for run in runs], Path(out), points=table, standard=standard)[0]


def series(runs: Sequence[str | Path], out: str | Path, *, points: str | Path | None = None, standard: str = "") -> Compared:
    """Follow communities and demonstration points through runs: ``series.csv``, ``points.csv``, ``point_groups.csv``. No study is read."""
    from xc_gis.operations.years.compare import compare_into  # noqa: PLC0415

    table = Path(points) if points is not None else None
    return compare_into([Path(run) for run in runs], Path(out), points=table, series_only=True, standard=standard)[0]


def archive(folder: str | Path, path: str | Path, *, inputs: bool = True, study: str | Path | None = None) -> dict[str, Any]:
    """
    Pack a run with what it was made from into one zip, as ``xc-gis archive`` does; returns the content of its ``archive.json``.

    Parameters
    ----------
    folder
        Folder of the run.
    inputs
        With the study file and its inputs; else with their checksums alone.
    study
        Where the study file lies now, if not where the run says.
    """
    from xc_gis.operations.years.archive import archive_run  # noqa: PLC0415

    return archive_run(Path(folder), Path(path), inputs=inputs, study=Path(study) if study is not None else None)


def replay(path: str | Path, out: str | Path, *, study: str | Path | None = None) -> Replay:
    """
    Compute an archived run again, as ``xc-gis replay`` does.

    ``study``: the study file, for an archive without inputs. Returns what came out: ``same``, and ``differences`` (an input, a result, the program …).
    """
    from xc_gis.operations.years.replay import replay_archive  # noqa: PLC0415

    return replay_archive(Path(path), Path(out), study=Path(study) if study is not None else None)
