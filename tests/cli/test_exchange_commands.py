"""The command of exchange: writes, checks, exit codes."""

import json

import pytest

from xc_gis import cli


def left(words):
    with pytest.raises(SystemExit) as found:
        cli.main(words)
    return found.value.code


def test_the_command(exchanged, tmp_path, capfd):
    assert left(["exchange", str(exchanged / "run"), "--out", str(tmp_path / "out"), "--json"]) == 0
    assert len(json.loads(capfd.readouterr().out)["files"]) > 5
    assert left(["exchange", str(tmp_path / "out"), "--check", "--lang", "en"]) == 0
    assert "data/rating.csv: 2 rows, as the schema says" in capfd.readouterr().err
    (tmp_path / "out" / "data" / "rating.csv").unlink()
    assert left(["exchange", str(tmp_path / "out"), "--check", "--json"]) == 1
    assert left(["exchange", str(tmp_path / "out")]) == 2
    assert left(["exchange", str(tmp_path / "nothing"), "--check"]) == 1
