"""Streams that refuse, disks that fill, processes that are killed: one clear true message, and nothing left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import psutil
import pytest

from tests.fixtures.commands import PROGRAM, command
from tests.fixtures.small_study import edit, write_small_study
from tests.fixtures.studies import ROOT
from xc_gis.files.spreadsheet_text import in_workbook
from xc_gis.operations.run import run_into
from xc_gis.report.tables.table_file import Table, write_table_file
from xc_gis.wording.visible_text import one_line, visible
from xc_gis.workers import cores

STANDARD = "xicheng-ykz-default"


@pytest.fixture(autouse=True)
def _nothing_is_compiled_onto_a_full_disk(monkeypatch):
    """Else Python leaves modules cut in half beside the sources, and later starts read them."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


# -- what a terminal is given ------------------------------------------------------------------------------------------
def test_a_terminal_is_shown_control_characters_and_does_not_get_them():
    assert visible("甲\x1b[31m乙\x9b2J\x07\r丙\udcff") == "甲\\x1b[31m乙\\x9b2J\\x07\\r丙\\udcff"
    assert one_line("甲\n错误：乙") == "甲\\n错误：乙"
    assert visible("[bold]:bomb: 行一\n行二\u202e") == "[bold]:bomb: 行一\n行二\u202e"


@pytest.fixture
def strange_standard(tmp_path, capsys):
    """A standard whose name is markup and an escape code, in a file and a folder named likewise."""
    path = tmp_path / "A[/][bold]\x1b[31m" / "标准:bomb:.yaml"
    path.parent.mkdir(parents=True)
    assert command(capsys, "standard", "new", "probe", "--out", path)[0] == 0
    edit(path, lambda t: re.sub(r"(?m)^  name_zh: .*", lambda _: '  name_zh: "[/]红\\e[31m:bomb:{0}%s"', t, count=1))
    return path


def test_names_and_paths_are_text_on_a_terminal(strange_standard, tmp_path, capsys):
    code, out, _ = command(capsys, "standard", "check", strange_standard)
    assert code == 0
    assert "[/]红\\x1b[31m:bomb:{0}%s" in out
    code, out, output = command(capsys, "standard", "new", "probe", "--out", strange_standard)
    assert code == 1
    assert "标准:bomb:.yaml" in output
    study = write_small_study(tmp_path / "B[/]\x1b[1m")
    edit(study, lambda t: re.sub(r"(?m)^name = .*", lambda _: 'name = "[/]小[link=x]项目\\u001b[31m:bomb:"', t, count=1))
    code, out, output = command(capsys, "run", study, "--out", study.parent / "A[/]", "--tables-only", "--jobs", 1)
    assert code == 0
    assert out.endswith("B[/]\\x1b[1m/A[/]/rating.csv\n")
    assert "[/]小[link=x]项目\\x1b[31m:bomb:" in output
    assert "\x1b" not in out + output


# -- streams -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
def test_any_stream_takes_sentences_and_json(encoding):
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    plain = subprocess.run([*PROGRAM, "standard", "check", STANDARD], cwd=ROOT, env=env, capture_output=True, check=False)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert plain.stdout.decode(encoding)
    packed = subprocess.run(
        [*PROGRAM, "standard", "check", STANDARD, "--json"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert packed.stdout.isascii()
    assert json.loads(packed.stdout)["id"] == STANDARD
    assert "一刻钟" in json.loads(packed.stdout)["name"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_output_is_told_and_says_nothing_of_results_that_are_in_place(tmp_path):
    study = write_small_study(tmp_path / "study")
    with Path("/dev/full").open("w") as full:
        words = [*PROGRAM, "run", study, "--out", tmp_path / "out", "--tables-only", "--jobs", "1"]
        done = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert done.stderr.count("错误：") == 1
    assert "标准输出无法写入：磁盘空间不足" in done.stderr
    assert "未改动" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| head -c 0", "2>&1 | head -c 0"])
def test_a_reader_that_has_gone_ends_no_work(tmp_path, closed):
    line = f'{{ "{sys.executable}" -m xc_gis standard check {STANDARD}; echo $? >"{tmp_path}/code"; }} {closed}'
    done = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (tmp_path / "code").read_text() == "0\n"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_wrong_usage_is_json_too_where_json_was_asked_for(capsys):
    code, out, _ = command(capsys, "run", "--json", "--nonsense")
    assert code == 2
    assert json.loads(out)["error"]["exit_code"] == 2


@pytest.mark.parametrize(
    "words", [["run", "x.toml", "--out", ""], ["run", "", "--out", "o"], ["check", "x.toml", "--out", ""], ["compare", "", "b"]]
)
def test_an_empty_path_is_wrong_usage_and_not_the_folder_one_is_in(words, capsys):
    code, _, output = command(capsys, *words)
    assert code == 2
    assert "路径是空的" in output


# -- processes ---------------------------------------------------------------------------------------------------------
SLEEPERS = """
import sys, time
from xc_gis.workers import shared_work
if __name__ == "__main__":
    with shared_work(time.sleep, [600.0, 600.0, 600.0]) as done:
        print("started", flush=True)
        list(done)
"""


@pytest.fixture
def sleepers(tmp_path):
    """A process that leads its own group, and its three workers, all at work."""
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, script], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout.readline() == "started\n"
    workers = []
    while len(workers) < 3:
        workers = [p for p in psutil.Process(process.pid).children() if "spawn_main" in " ".join(p.cmdline())]
    yield process, workers
    if process.poll() is None:
        process.kill()
        process.communicate()
    for worker in workers:
        if worker.is_running():
            worker.kill()
    process.stdout.close()
    process.stderr.close()


def test_workers_end_with_a_parent_that_was_killed_alone(sleepers):
    process, workers = sleepers
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive


def test_ctrl_c_in_a_terminal_is_heard_by_the_parent_alone(sleepers):
    process, workers = sleepers
    os.killpg(process.pid, signal.SIGINT)
    _, output = process.communicate(timeout=60)
    assert output.count("KeyboardInterrupt") == 1  # of this script, which does not catch it
    assert not psutil.wait_procs(workers, timeout=60)[1]


def test_more_processes_than_processors_are_not_started_and_this_is_told(tmp_path, capsys):
    study = write_small_study(tmp_path / "study")
    code, _, output = command(capsys, "run", study, "--out", tmp_path / "out", "--tables-only", "--jobs", cores() + 5)
    assert code == 0
    assert f"并行进程数由 {cores() + 5} 降为 {cores()}" in output


# -- disks -------------------------------------------------------------------------------------------------------------
FULL = """
import contextlib, io, json, resource, signal, sys
from xc_gis.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ended = []
for size, words in json.loads(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            main(words)
        except SystemExit as left:
            ended.append([left.code, said.getvalue()])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(json.dumps(ended))
"""
"""Commands one after another in a process in which no file may grow beyond a size, as on a disk that is full from there on."""


def on_full_disks(*commands):
    """Exit code and standard error of each command, given as size and words."""
    given = json.dumps([(size, [str(word) for word in words]) for size, words in commands])
    done = subprocess.run([sys.executable, "-c", FULL, given], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""  # what is not said through the program's own standard error: a library, the interpreter at its end
    ended = json.loads(done.stdout)
    assert len(ended) == len(commands)
    return ended


def test_a_disk_that_fills_gives_one_line_and_leaves_the_earlier_result(tmp_path):
    study = write_small_study(tmp_path / "study")
    run_into(study, tmp_path / "out", tables_only=True)
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    words = ["run", study, "--out", tmp_path / "out", "--jobs", "1"]
    for code, output in on_full_disks(*((size, words) for size in (100, 60_000, 250_000))):
        assert code == 1
        assert len(output.splitlines()) == 2, output
        assert output.startswith("错误：")
        assert "文件超过允许的大小" in output
        assert "请清理磁盘空间后重试" in output
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "study"]


FILLS = """
import os, resource, signal, sys
os.environ["CPL_LOG"] = os.devnull
import geopandas, numpy, shapely
from pathlib import Path
from xc_gis.errors import ResourceError
from xc_gis.report.tables.geopackage import write_layers
import pyogrio
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
rows = 400
frame = geopandas.GeoDataFrame({"name": ["名称" * 9] * rows}, geometry=shapely.points(numpy.arange(2.0 * rows).reshape(-1, 2) / 100), crs=4326)
refused = 0
for size in range(30_000, 430_000, 25_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    path = Path(sys.argv[1]) / f"{size}.gpkg"
    try:
        write_layers([("a", frame), ("b", frame)], path)
    except ResourceError as fault:
        assert "文件超过允许的大小" in fault.message, fault.message
        refused += 1
    else:
        assert [len(pyogrio.read_dataframe(path, layer=name, bbox=(0, 0, 9, 9))) for name in "ab"] == [400, 400], size
assert 2 < refused < 16, refused
"""


def test_a_geopackage_is_whole_or_refused_wherever_the_disk_fills(tmp_path):
    done = subprocess.run([sys.executable, "-c", FILLS, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_other_outputs_on_a_full_disk_are_told_in_one_line(tmp_path):
    study = write_small_study(tmp_path / "study")
    outputs = {"check.html": ["check"], "n.gpkg": ["network"], "i.gpkg": ["isochrone", "--facility", "F1"], "p.csv": ["place"]}
    for name in outputs:
        (tmp_path / name).write_text("earlier")
    ended = on_full_disks(*((30, [word, study, *more, "--out", tmp_path / name]) for name, (word, *more) in outputs.items()))
    for name, (code, output) in zip(outputs, ended, strict=True):
        assert code == 1, output
        assert output.count("错误：") == 1
        assert "文件超过允许的大小" in output
        assert (tmp_path / name).read_text() == "earlier"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*outputs, "study"])


def test_a_path_with_a_line_break_or_an_exclamation_mark_takes_a_whole_run(tmp_path, capsys):
    study = write_small_study(tmp_path / "study")
    out = tmp_path / "!甲\n乙 100%#?" / "out"
    code, output, _ = command(capsys, "run", study, "--out", out, "--jobs", 1, "--no-outlines")
    assert code == 0
    assert (out / "study.gpkg").stat().st_size > 100_000
    assert output.count("\n") == 1


def test_control_characters_and_undecodable_file_names_take_a_whole_run(tmp_path, capsys):
    study = write_small_study(tmp_path / "study")
    edit(study, lambda t: re.sub(r"(?m)^name = .*", lambda _: 'name = "小\\u0001项\\u001b[31m目"', t, count=1))
    study = study.rename(study.with_name(os.fsdecode(b"stu\xff\ndy.toml")))
    out = tmp_path / os.fsdecode(b"out\xfe")
    code, _, output = command(capsys, "run", study, "--out", out, "--jobs", 1, "--no-outlines")
    assert (code, "小\\x01项\\x1b[31m目" in output) == (0, True)
    about = openpyxl.load_workbook(out / "report.xlsx")["说明"]
    assert about["B2"].value == "小\\x01项\\x1b[31m目"  # .xlsx cannot hold them
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["study"] | {"sha256": ""} == {
        "file": "stu\udcff\ndy.toml", "sha256": "", "name": "小\x01项\x1b[31m目", "date": "2026-06-30", "synthetic": False,
    }  # fmt: skip
    code, page, _ = command(capsys, "check", study, "--out", tmp_path / "check.html")
    assert (code, page) == (0, f"{tmp_path}/check.html\n")
    assert command(capsys, "explain", out, "--demand", "D000", "--category", "MED")[0] == 0


def test_a_text_too_long_for_a_cell_says_so():
    assert in_workbook("字" * 40_000).endswith("字…（全文 40000 字）")
    assert len(in_workbook("字" * 40_000)) == 32_767
    assert in_workbook("字" * 32_767) == "字" * 32_767


def test_thousands_of_missing_files_are_told_in_a_few_lines(tmp_path, capsys):
    study = write_small_study(tmp_path / "study")
    lists = "".join(f'[[facilities]]\npath = "名单{n}.csv"\ntype = "CHS"\n' for n in range(1500))
    edit(study, lambda t: f"{t}\n{lists}")
    code, _, output = command(capsys, "run", study, "--out", tmp_path / "out")
    assert code == 1
    assert "名单0.csv" in output
    assert "另有 1488 处" in output
    assert len(output) < 2500
    edit(study, lambda t: t.split('[[facilities]]\npath = "名单30.csv')[0])
    code, _, output = command(capsys, "check", study)
    assert code == 1
    assert "另有 18 个图层不能读取" in output


def test_two_copies_in_folders_of_different_depth_give_the_same_bytes(tmp_path):
    written = []
    for folder in (tmp_path / "a", tmp_path / "b" / "深 处" / "c"):
        run_into(write_small_study(folder / "study"), folder / "out", outlines=False)
        manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
        manifest["timing"] = {}
        files = {p.name: p.read_bytes() for p in (folder / "out").iterdir() if p.name != "manifest.json"}
        written.append((manifest, files))
    assert written[0] == written[1]


def test_a_clock_before_1980_writes_workbooks_all_the_same(tmp_path, monkeypatch):
    early = time.struct_time((1975, 5, 1, 0, 0, 0, 3, 121, 0))
    monkeypatch.setattr(zipfile.time, "localtime", lambda *_: early)
    write_table_file(tmp_path / "table.xlsx", [Table("表", ["甲", "乙", "丙"], [["1", "2", "=3"]])])
    assert openpyxl.load_workbook(tmp_path / "table.xlsx")["表"]["C2"].value == "=3"
    run_into(write_small_study(tmp_path / "study"), tmp_path / "out", outlines=False)
    assert openpyxl.load_workbook(tmp_path / "out" / "report.xlsx").sheetnames
