"""One cluster for each module that needs one: a scheduler and two workers, processes on loopback."""

import sys

import pytest

from tests.fixtures.dask_cluster import DaskCluster

BYTES = 2_000_000_000


@pytest.fixture(scope="module")
def dask_cluster(tmp_path_factory):
    if sys.platform != "linux":
        pytest.skip("processes are stopped and limited by Linux' own means")
    cluster = DaskCluster(tmp_path_factory.mktemp("dask"))
    cluster.start_scheduler()
    for _ in range(2):
        cluster.start_worker("--resources", f"memory={BYTES}")
    yield cluster
    cluster.stop()
