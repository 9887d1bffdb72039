"""The public call: on a client that a script holds and goes on with, and without anything to compute."""

import distributed
import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError


def test_a_client_of_the_script_computes_and_stays_open(tmp_path):
    study = write_small_study(tmp_path / "a")
    quiet = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(tmp_path)}
    with distributed.Client(processes=False, **quiet) as client:
        found = xc_gis.batch(study, tmp_path / "out", client, standards=["xicheng-ykz-default"], tables_only=True)
        assert client.status == "running"
    assert found.studies[["study", "status"]].to_numpy().tolist() == [["a~xicheng-ykz-default", "done"]]
    assert found.rating.columns[0] == "study"
    assert not found.failed


def test_nothing_to_compute_is_said(tmp_path):
    with pytest.raises(InputError, match="没有项目"):
        xc_gis.batch([], tmp_path / "out")
