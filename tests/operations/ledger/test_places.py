"""Resources place by place: each facility with the community in which it lies, the name of its type in both languages."""

import shutil

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.ledger.places import resource_places
from xc_gis.runs.view import read_run_view


def test_each_facility_lies_in_its_community(ledger_runs):
    places = {one.facility_id: one for one in resource_places(read_run_view(ledger_runs / "run_after"))}
    assert places["F4"].community_id == places["F5"].community_id == "C2"
    assert places["F4"].name == "东一站"
    assert places["F4"].kind.in_language("en") != str(places["F4"].kind)


def test_layers_that_are_damaged_are_a_damaged_run(ledger_runs, tmp_path):
    folder = shutil.copytree(ledger_runs / "run_after", tmp_path / "run")
    run = read_run_view(folder)
    (folder / "study.gpkg").write_bytes(b"no layers")
    with pytest.raises(InputError, match="已损坏"):
        resource_places(run)
