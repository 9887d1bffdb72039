"""The ledger of needs of a run, read for showing."""

import shutil

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.ledger.ledger import ledgers_into
from xc_gis.runs.needs import read_needs
from xc_gis.runs.view import read_run_view


def test_needs_are_read_as_written(ledger_runs):
    found = read_needs(read_run_view(ledger_runs / "run_before"))
    east = next(need for need in found if need.need_id == "C2-MED")
    assert (east.community, east.subdistrict, east.sources, east.pressure, east.candidates) == (
        "东社区",
        "甲街道",
        ("gap",),
        None,
        (),
    )
    assert 0 < east.people_60plus < east.people <= east.residents


def test_a_damaged_table_is_told(ledger_runs, tmp_path):
    shutil.copytree(ledger_runs / "run_before", tmp_path / "run")
    table = tmp_path / "run" / "needs.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("people,", "folk,", 1), encoding="utf-8-sig")
    with pytest.raises(InputError, match="已损坏"):
        read_needs(read_run_view(tmp_path / "run"))


def test_a_run_without_a_ledger_says_what_to_do(finished_run, tmp_path):
    with pytest.raises(InputError, match="没有需求清单") as caught:
        ledgers_into(finished_run, tmp_path / "out")
    assert "[ledger]" in caught.value.hint
