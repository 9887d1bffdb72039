"""Commands on a study: results on standard output, notes beside, exit codes; what must not stand together is refused."""

import json
import zipfile

import pytest

from tests.fixtures.commands import command
from tests.fixtures.small_study import write_small_study
from xc_gis.runs.manifest import read_manifest
from xc_gis.runs.run_id import run_id
from xc_gis.workers import cores


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("commands") / "study")
    table = path.with_name("facilities.csv")
    table.write_text(table.read_text(encoding="utf-8") + "F9,没有坐标的卫生站,CHS,,\n", encoding="utf-8")
    return path


def test_run_writes_and_says_where_and_more_processes_than_cores_are_told(study, tmp_path, capsys):
    code, out, err = command(capsys, "run", study, "--out", tmp_path / "r", "--tables-only", "--jobs", cores() + 5)
    assert (code, out.strip()) == (0, str(tmp_path / "r" / "rating.csv"))
    assert f"由 {cores() + 5} 降为 {cores()}" in err
    assert "结果已写入" in err
    assert not (tmp_path / "r" / "map.html").exists()


def test_run_leaves_a_project_for_qgis_and_is_the_same_run(study, tmp_path, capsys):
    code, _, err = command(capsys, "--progress", "lines", "run", study, "--out", tmp_path / "r", "--no-outlines", "--qgis")
    assert code == 0
    steps = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {step["stage"] for step in steps} >= {"读取路网", "写 QGIS 工程"}
    assert (steps[-1]["done"], steps[-1]["total"]) == (4, 4)
    manifest = read_manifest(tmp_path / "r")
    assert list(manifest["besides"]) == ["gis/fields.csv", "gis/study.gpkg", "gis/study.qgz"]
    assert run_id(manifest) == run_id({key: value for key, value in manifest.items() if key != "besides"})
    with zipfile.ZipFile(tmp_path / "r/gis/study.qgz") as packed:
        assert run_id(manifest) in packed.read("study.qgs").decode()
    (tmp_path / "r/gis/study.gpkg-wal").touch()  # QGIS shows it
    assert command(capsys, "run", study, "--out", tmp_path / "r", "--tables-only")[0] == 0
    assert not (tmp_path / "r/gis").exists()


def test_a_project_needs_the_map(study, tmp_path, capsys):
    code, _, err = command(capsys, "run", study, "--out", tmp_path / "r", "--qgis", "--tables-only")
    assert (code, "--tables-only" in err) == (2, True)


def test_run_in_json_is_one_object(study, tmp_path, capsys):
    code, out, err = command(capsys, "run", study, "--out", tmp_path / "r", "--tables-only", "--json")
    said = json.loads(out)
    assert (code, said["out"], said["counts"]["communities"]["total"]) == (0, str(tmp_path / "r"), 2)
    assert set(said) == {"out", "counts", "warnings", "timing"}
    assert "结果已写入" not in err


def test_check_of_a_sound_study_ends_well_and_of_a_broken_one_with_1(study, tmp_path, capsys):
    code, out, err = command(capsys, "check", study, "--out", tmp_path / "check.html")
    assert (code, out.strip()) == (0, str(tmp_path / "check.html"))
    assert "可以运行" in err
    broken = study.with_name("broken.toml")
    broken.write_text(study.read_text(encoding="utf-8").replace("streets.osm", "none.osm"), encoding="utf-8")
    code, out, _ = command(capsys, "check", broken, "--json")
    assert (code, json.loads(out)["stops"]) == (1, True)


def test_rows_without_a_place_are_written_to_be_filled_in(study, tmp_path, capsys):
    code, out, err = command(capsys, "place", study, "--out", tmp_path / "queue.csv")
    assert (code, out.strip()) == (0, str(tmp_path / "queue.csv"))
    assert "1 行等待定位" in err
    assert "没有坐标的卫生站" in (tmp_path / "queue.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("more", [[], ["--out", "a.csv", "--read", "b.csv"]])
def test_placing_writes_or_reads_and_never_both(study, capsys, more):
    code, _, err = command(capsys, "place", study, *more)
    assert (code, "--out 和 --read 须选一个" in err) == (2, True)
