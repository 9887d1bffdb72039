"""Archives and replays on the command line: in words, as JSON, with the exit code of a run that came out otherwise."""

import json
import zipfile

import pytest

from tests.fixtures.commands import command
from tests.fixtures.small_study import write_small_study
from xc_gis.operations.run import run_into


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    run_into(write_small_study(folder / "study"), folder / "run", tables_only=True)
    return folder / "run"


def test_a_run_is_archived_and_comes_out_the_same(run, tmp_path, capsys):
    code, out, err = command(capsys, "archive", run, "-o", tmp_path / "a.zip")
    assert (code, out.splitlines()[-1]) == (0, str(tmp_path / "a.zip"))
    assert "已存档" in err
    code, out, err = command(capsys, "replay", tmp_path / "a.zip", "--out", tmp_path / "out", "--lang", "en")
    assert (code, out.splitlines()[-1]) == (0, str(tmp_path / "out" / "replay.json"))
    assert "byte for byte" in err


def test_a_changed_input_is_named_and_the_exit_code_is_one(run, tmp_path, capsys):
    assert command(capsys, "archive", run, "--out", tmp_path / "a.zip", "--json")[0] == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as old, zipfile.ZipFile(tmp_path / "b.zip", "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b",110,", b",910,", 1) if name.endswith("residents.csv") else old.read(name)
            )
    code, out, _ = command(capsys, "replay", tmp_path / "b.zip", "--out", tmp_path / "out", "--json")
    found = json.loads(out)
    assert (code, found["same"]) == (1, False)
    (changed,) = (one for one in found["differences"] if one["kind"] == "input")
    assert changed["name"] == "residents.csv"
    assert changed["before"] != changed["after"] != ""


def test_without_inputs_a_study_is_asked_for(run, tmp_path, capsys):
    assert command(capsys, "archive", run, "-o", tmp_path / "a.zip", "--no-inputs")[0] == 0
    code, _, err = command(capsys, "replay", tmp_path / "a.zip", "--out", tmp_path / "out")
    assert (code, "--study" in err) == (1, True)
    study = run.parent / "study" / "study.toml"
    assert command(capsys, "replay", tmp_path / "a.zip", "--out", tmp_path / "out", "--study", study)[0] == 0
