"""The command ``batch``: exit codes, what is said on either stream, and its end when somebody asks it to stop."""

import json
import signal
import subprocess
import sys

import psutil
import pytest

from tests.fixtures.commands import PROGRAM, command
from tests.fixtures.dask_cluster import wait_for
from tests.fixtures.small_study import edit, write_small_study
from tests.fixtures.studies import ROOT


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("batch")
    write_small_study(folder / "good")
    write_small_study(folder / "wrong")
    edit(folder / "wrong" / "facilities.csv", lambda text: text.replace("CHS", "XXX"))
    (folder / "other").mkdir()
    (folder / "other" / "good.toml").write_text("[study]\n", encoding="utf-8")
    return folder


def test_one_study_with_a_fault_ends_with_1_and_the_rest_is_there(capfd, place):
    told = command(capfd, "batch", place / "good", place / "wrong", "--out", place / "out", "--tables-only", "--workers", 1)
    assert told.code == 1
    assert told.out.strip() == str(place / "out" / "summary.xlsx")
    assert "wrong：" in told.err
    assert "XXX" in told.err
    assert "1 个算完，0 个沿用，1 个失败" in told.err
    again = command(capfd, "batch", place / "good", "--out", place / "out", "--tables-only", "--resume", "--json", "--lang", "en")
    assert again.code == 0
    said = json.loads(again.out)
    assert said["counts"] == {"done": 0, "skipped": 1, "failed": 0}
    assert said["studies"][0]["run"] == "runs/good"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.toml"], 1, "none.toml"),
        (["good", "--vary", "walk.speed.adlt=1"], 1, "walk.speed.adult"),
        (["good", "other/good.toml"], 1, "两个项目都叫 good"),
        (["good", "--scheduler", "tcp://a:1", "--scheduler-file", "x"], 2, "--scheduler"),
        (["good", "--workers", "0"], 2, "--workers"),
    ],
)
def test_what_is_wrong_is_one_message(capfd, place, monkeypatch, words, code, said):
    monkeypatch.chdir(place)
    told = command(capfd, "batch", *words, "--out", place / "wrong_out")
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert not (place / "wrong_out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="signals of POSIX")
def test_a_polite_stop_ends_all_processes_and_resume_goes_on(place, capfd):
    out = place / "stopped"
    words = ["batch", place / "good", "--out", out, "--vary", "walk.speed.adult=1.0,1.1,1.2", "--tables-only", "--workers", "1"]
    started = subprocess.Popen([*PROGRAM, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: list((out / "runs").glob("[!.]*/manifest.json")), "the first study")
    family = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGTERM)
    assert "--resume" in started.communicate(timeout=60)[1]
    assert started.returncode == 3
    psutil.wait_procs(family, timeout=60)
    assert not [one for one in family if one.is_running()]
    assert not json.loads((out / "batch.json").read_text())["finished"]
    told = command(capfd, *words, "--resume", "--json")
    assert told.code == 0
    assert json.loads(told.out)["counts"]["failed"] == 0
    assert len(list((out / "runs").glob("[!.]*"))) == 3
