"""The public call: on a client that a script holds and goes on with, and without anything to compute."""

import distributed
import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError, OutputError


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


@pytest.mark.parametrize(
    ("words", "said"), [({"workers": 0}, "workers"), ({"workers": "2"}, "workers"), ({"client": "tcp://x:1"}, "client")]
)
def test_what_cannot_be_meant_is_refused_and_leaves_no_folder(tmp_path, words, said):
    study = write_small_study(tmp_path / "a")
    with pytest.raises(InputError, match=said):
        xc_gis.batch(study, tmp_path / "out", tables_only=True, **words)
    assert not (tmp_path / "out").exists()


def test_a_url_is_no_place_for_results(tmp_path):
    with pytest.raises(OutputError, match="s3://b/out 是网址"):
        xc_gis.batch(write_small_study(tmp_path / "a"), "s3://b/out")
