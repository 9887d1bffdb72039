"""The command of the ledgers: its record, its sentences, its exit codes."""

import json

import pytest

from xc_gis import cli


def test_the_command(written_ledgers, tmp_path, capfd):
    folder, _, content = written_ledgers
    words = ["ledger", str(folder / "run_after"), "--against", str(folder / "run_before"), "--out", str(tmp_path / "out")]
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--json"])
    assert left.value.code == 0
    assert json.loads(capfd.readouterr().out)["outputs"] == content["outputs"]
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--lang", "en"])
    said = capfd.readouterr()
    assert "partly closed: 2 measures" in said.err
    assert "ledgers.xlsx" in said.out
    with pytest.raises(SystemExit) as left:
        cli.main(["ledger", str(folder / "after"), "--out", str(tmp_path / "no")])
    assert left.value.code == 1
    assert not (tmp_path / "no").exists()
