"""Where a batch is computed: what is missing or does not answer is one message with what to do."""

import sys

import pytest

from xc_gis.errors import InputError, SchedulerError
from xc_gis.operations.batch.cluster import cluster_for, dask_or_message, local_size


def test_without_dask_the_command_that_gets_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install .*\[cluster\]"):
        dask_or_message()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "ftp://x:1"])
def test_a_scheduler_that_is_not_there_is_named(address, monkeypatch):
    monkeypatch.setattr("xc_gis.operations.batch.cluster.CONNECT_S", 0.3)
    with pytest.raises(SchedulerError, match=address), cluster_for(1, 1, scheduler=address):
        pass


def test_the_environment_names_a_scheduler(monkeypatch):
    monkeypatch.setattr("xc_gis.operations.batch.cluster.CONNECT_S", 0.3)
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:2")
    with pytest.raises(SchedulerError, match=r"tcp://127\.0\.0\.1:2") as caught, cluster_for(1, 1):
        pass
    assert "DASK_SCHEDULER_ADDRESS" in caught.value.hint


def test_a_scheduler_file_that_is_not_there_or_none_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("xc_gis.operations.batch.cluster.CONNECT_S", 0.3)
    with pytest.raises(SchedulerError, match=r"none\.json"), cluster_for(1, 1, scheduler_file=tmp_path / "none.json"):
        pass
    (tmp_path / "empty.json").write_text("{}")
    with pytest.raises(SchedulerError, match=r"empty\.json 不是"), cluster_for(1, 1, scheduler_file=tmp_path / "empty.json"):
        pass


def test_processes_fit_into_the_machine():
    assert local_size(1, 10**6)[0] == 1
    assert local_size(50, 10**6, 3)[0] == 3
    count, size = local_size(50, 10**15)
    assert (count, size) == (1, 10**15)  # what is larger than the machine is tried alone
