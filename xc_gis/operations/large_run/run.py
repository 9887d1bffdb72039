"""Run one study with its patches on a cluster; the results are those of a run in one process, byte for byte."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from xc_gis.analysis.assessment import Assessment, assess_scene, build_scene
from xc_gis.analysis.patches.division import USUAL, Sizes
from xc_gis.analysis.patches.large_study import FiledPoints, LargeStudy
from xc_gis.languages.message import msg
from xc_gis.operations.batch.cluster import Cluster, cluster_for
from xc_gis.operations.large_run.on_cluster import OnCluster
from xc_gis.operations.run import run_into
from xc_gis.operations.study import Study, read_study
from xc_gis.progress import Progress
from xc_gis.report.study_result import StudyResult

ANY_BYTES = 1
"""Of a patch: it needs as much as a small study, and is placed wherever there is a worker."""


def run_on_cluster(  # noqa: PLR0913 - what is asked of a run, and where
    study: Path,
    out: Path,
    progress: Progress | None = None,
    *,
    scheduler: str = "",
    scheduler_file: Path | None = None,
    client: Any = None,
    outlines: bool = True,
    tables_only: bool = False,
    jobs: int = 1,
    lang: str = "zh",
    besides: Callable[[Path], Sequence[str]] | None = None,
    say: Callable[[str], None] | None = None,
    sizes: Sizes = USUAL,
) -> tuple[StudyResult, dict[str, Any]]:
    """
    Run a study into a folder, its legs and walking times on the workers of a cluster.

    Parameters
    ----------
    scheduler, scheduler_file, client
        Of a Dask cluster that is there; its workers reach the folder of ``out`` by the same path.
    outlines, tables_only, jobs, lang, besides
        As ``run_into`` takes them.
    say
        Hears where it is computed.
    sizes
        Which network is large, and how large its patches are; a study with a smaller one is computed in this process.

    Returns
    -------
    result, manifest

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
        As ``run_into``.
    SchedulerError
        There is no scheduler, or it has gone.
    """
    say = say or _unheard
    with cluster_for(1, ANY_BYTES, scheduler=scheduler, scheduler_file=scheduler_file, client=client) as cluster:

        def assessed(path: Path, said: Progress) -> tuple[Study, Assessment]:
            read = read_study(path, said)
            return read, _assess(read, out, cluster, said, say, sizes)

        return run_into(
            study, out, progress, outlines=outlines, tables_only=tables_only, jobs=jobs, lang=lang, besides=besides, assessed=assessed
        )  # fmt: skip


def _assess(
    study: Study, out: Path, cluster: Cluster, progress: Progress, say: Callable[[str], None], sizes: Sizes
) -> Assessment:
    with shared_folder(out) as folder:
        large = LargeStudy(folder, OnCluster(cluster, folder), cluster.workers, sizes)
        scene = build_scene(study.data, study.streets, study.settings, progress, large.attach)
        if large.patches:
            say(msg("· 分成 {patches} 个片区，由集群上的 {workers} 个进程计算", patches=large.patches, workers=cluster.workers))
        else:
            say(
                msg(
                    "· 路网有 {nodes:,} 个节点，不到 {least:,} 个：不分片，在本机计算",
                    nodes=scene.network.n_nodes,
                    least=sizes.least_nodes,
                )
            )
        found = assess_scene(
            scene, study.data, study.standard, study.settings, progress, study_date=study.file.study.date, search=large.search
        )
        for points in (scene.demand, scene.facility):  # who goes where is asked here, and the folder goes
            if isinstance(points, FiledPoints):
                points.read()
        return found


@contextlib.contextmanager
def shared_folder(out: Path) -> Iterator[Path]:
    """
    A folder beside the results, for what the workers read and write; it goes when the block ends.

    Whoever calls this writes into ``out`` alone (``runs.folder.replacing``), so what a run that was killed left is removed. The folder has
    a name of its own: a worker that is still at a task of that run writes nothing into it.
    """
    out = out.absolute()
    around = out.parent / f".{out.name}.xcgis-patches"
    shutil.rmtree(around, ignore_errors=True)
    folder = around / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _unheard(_: str) -> None:
    """Nobody listens."""
