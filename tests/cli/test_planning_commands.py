"""The command that tries scenarios: its options, its summary in both languages, its exit codes."""

import json

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis import cli


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"))


def at(x, y):
    lon, lat = degrees([(x, y)])[0]
    return float(lon), float(lat)


def test_the_command_line(study, tmp_path, capsys):
    place = ",".join(map(repr, at(2000, 605)))
    words = ["whatif", str(study), "--add", f"CHS@{place}", "--remove", "F2", "--out", str(tmp_path / "out"), "--tables-only"]
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--json"])
    assert left.value.code == 0
    (one,) = json.loads(capsys.readouterr().out)["scenarios"]
    assert one["changes"] == 2
    assert one["newly_covered"]["residents"] > 0
    assert one["newly_covered"]["residents_0_3"] is None
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--lang", "en", "--gis"])
    assert left.value.code == 0
    said = capsys.readouterr()
    assert "before_after.csv" in said.out
    assert "whatif.gpkg" in json.loads((tmp_path / "out/whatif.json").read_text(encoding="utf-8"))["outputs"]
    assert "Residents who gain cover" in said.err
    for wrong, code in ((["--add", "CHS"], 2), (["--move", "F1@1000,2"], 2), ([], 1), (["--remove", "F9"], 1)):
        with pytest.raises(SystemExit) as left:
            cli.main(["whatif", str(study), "--out", str(tmp_path / "no"), *wrong])
        assert left.value.code == code
        assert not (tmp_path / "no").exists()
