"""
One study in patches on a real scheduler and two real workers, one of them killed in the middle: the bytes are those of a run in one process.
"""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fixtures.dask_cluster import wait_for
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.analysis.patches.division import Sizes
from xc_gis.errors import SchedulerError
from xc_gis.operations.large_run.run import run_on_cluster, shared_folder
from xc_gis.operations.run import run_into

SIZES = Sizes(least_nodes=0, most_points=12)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"), study=STUDY + '\n[settings]\n"walk.speed.adult" = 1.1\n')


@pytest.fixture(scope="module")
def alone(study, tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone") / "run"
    run_into(study, folder, tables_only=True)
    return content(folder)


def content(folder):
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".study"}
    said = json.loads(files.pop("manifest.json"))
    del said["timing"], said["outputs"][".study"]
    return files, said


def patches(out, kind):
    return list(out.parent.glob(f".{out.name}.xcgis-patches/*/{kind}"))


def left(out):
    """What lies beside the results; locks stay."""
    return {path.name for path in out.parent.iterdir() if path.name.startswith(".") and not path.name.endswith("-lock")}


def test_a_killed_worker_changes_no_byte(study, alone, dask_cluster, tmp_path):
    out, said = tmp_path / "run", []
    killed = dask_cluster.workers[0]
    os.kill(killed.pid, signal.SIGSTOP)  # it is given tasks and does not end them
    with ThreadPoolExecutor(1) as beside:
        computed = beside.submit(
            run_on_cluster, study, out, tables_only=True, scheduler=dask_cluster.address, sizes=SIZES, say=said.append
        )
        wait_for(lambda: patches(out, "demand-*-legs.npy") or computed.done(), "legs of a patch")
        assert not computed.done()
        killed.kill()
        killed.wait()
        computed.result()
    assert content(out) == alone
    assert left(out) == set()
    assert "片区" in said[0]


def test_a_small_study_is_computed_here_and_says_so(study, alone, dask_cluster, tmp_path):
    from distributed import Client

    said, out = [], tmp_path / "run"
    with Client(dask_cluster.address, set_as_default=False) as client:
        run_on_cluster(study, out, tables_only=True, client=client, say=said.append)
    assert content(out) == alone
    assert "不分片" in said[0]
    assert left(out) == set()


def test_a_scheduler_that_goes_is_one_message(study, dask_cluster, tmp_path):
    """Last of this file: it takes the cluster down. Earlier results stay."""
    out = tmp_path / "run"
    run_into(study, out, tables_only=True)
    before = content(out)
    for worker in dask_cluster.workers:
        if worker.poll() is None:
            os.kill(worker.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as beside:
        computed = beside.submit(run_on_cluster, study, out, tables_only=True, scheduler=dask_cluster.address, sizes=SIZES)
        wait_for(lambda: patches(out, "facility.npy") or computed.done(), "tasks")
        assert not computed.done()
        dask_cluster.stop()
        with pytest.raises(SchedulerError, match="连接断了"):
            computed.result()
    assert content(out) == before
    assert left(out) == set()


def test_what_a_killed_run_left_goes_and_its_workers_write_elsewhere(tmp_path):
    out = tmp_path / "run"
    with shared_folder(out) as first:
        (first / "a.npy").write_bytes(b"x")
        with shared_folder(out) as second:
            assert second != first
            assert not first.exists()
    assert left(out) == set()
