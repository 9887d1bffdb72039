"""What a worker does with one study: whatever is wrong with it is told and not raised, and nothing half is left."""

import pickle

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.batch import computing
from xc_gis.operations.batch.asked import AskedStudy, Variant
from xc_gis.operations.batch.work import DONE, FAILED, SKIPPED, Order, compute
from xc_gis.runs.how_made import HowMade

TABLES = HowMade(tables_only=True, outlines=False, lang="zh")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"))


def order(study, out, *, variant=None, **more):
    return Order(AskedStudy("a", study, variant or Variant()), out, TABLES, **{"resume": True, **more})


def test_a_study_is_computed_once_and_left_alone_then(study, tmp_path):
    asked = pickle.loads(pickle.dumps(order(study, tmp_path, variant=Variant(settings=(("gates", "open"),)))))
    assert [compute(asked).status for _ in range(2)] == [DONE, SKIPPED]
    assert compute(order(study, tmp_path, variant=Variant(settings=(("gates", "rule"),)))).status == DONE
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["a"]


def test_a_fault_of_a_study_is_its_message(study, tmp_path):
    found = compute(order(study.parent / "none.toml", tmp_path))
    assert (found.status, found.is_ours) == (FAILED, False)
    assert "none.toml" in found.message
    assert not list(tmp_path.glob("runs/*"))


def test_a_fault_of_the_program_is_told_as_such(study, tmp_path, monkeypatch):
    monkeypatch.setattr(computing, "run_into", lambda *_, **__: 1 / 0)
    found = compute(order(study, tmp_path))
    assert (found.status, found.is_ours) == (FAILED, True)


def test_another_version_of_the_program_computes_nothing(study, tmp_path):
    found = compute(order(study, tmp_path, version="0.0"))
    assert found.status == FAILED
    assert "0.0" in found.message
