"""Tasks on workers: what is wrong there is one message here."""

import os
from pathlib import Path

import pytest

from xc_gis.errors import InputError, OutputError, ResourceError
from xc_gis.operations.batch import cluster
from xc_gis.operations.batch.same_program import Program
from xc_gis.operations.large_run.on_cluster import OnCluster, do_one


def test_a_worker_of_another_version_or_without_the_folder_says_so(tmp_path):
    with pytest.raises(InputError, match=r"0\.0\.0"):
        do_one(Program("0.0.0"), tmp_path, len, ([],))
    with pytest.raises(InputError, match="程序文件不同"):
        do_one(Program(build="0"), tmp_path, len, ([],))
    with pytest.raises(OutputError, match="共享文件系统"):
        do_one(Program(), tmp_path / "run" / "x", len, ([],))
    assert do_one(Program(), tmp_path, len, ("ab",)) == 2


def test_answers_faults_and_deaths(tmp_path, monkeypatch):
    """The last task ends the only worker: it comes last here."""
    monkeypatch.setattr(cluster, "ALLOWED_FAILURES", 0)
    with cluster.cluster_for(1, 1, workers=1) as made:
        on = OnCluster(made, tmp_path)
        assert dict(on([(len, ("abc",)), (sum, ([1, 2],)), (str, (Path("a"),))])) == {0: 3, 1: 3, 2: "a"}
        assert list(on([])) == []
        with pytest.raises(InputError, match="错"):
            list(on([(_raises, ("错",))]))
        with pytest.raises(FileNotFoundError):
            list(on([(os.listdir, (tmp_path / "none",))]))
        with pytest.raises(ResourceError, match="终止"):
            list(on([(os._exit, (137,))]))


def _raises(words):
    raise InputError(words, hint="这样做")
