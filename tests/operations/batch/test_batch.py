"""
A batch on a real scheduler and two real workers, with all that goes wrong at once: a study with a fault, a disk that is full for one, one that no
worker has memory for, and a worker killed in the middle. All others are computed, to the bytes of a run alone.
"""

import json
import resource
import signal
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from openpyxl import load_workbook

import xc_gis
from tests.fixtures.dask_cluster import stopped_in_the_middle, wait_for
from tests.fixtures.small_study import FACILITIES, STUDY, edit, write_small_study
from tests.operations.conftest import BYTES
from xc_gis.errors import OutputError, SchedulerError
from xc_gis.operations.run import run_into

LARGEST_FILE = 50_000
"""Bytes of a file that the workers' disk takes: all tables of a small study, and not the catchments of many shops."""

GOOD = ("east", "west", "slow")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("batch")
    write_small_study(folder / "west")
    write_small_study(folder / "east", study=STUDY.replace("小项目", "东项目"))
    write_small_study(folder / "wrong")
    edit(folder / "wrong" / "facilities.csv", lambda text: text.replace("CHS", "XXX"))
    shops = {f"S{n:05d}-{'x' * 40}": ("CVS", f"{n * 7919 % 10007}号店", (10.0 + n * 1.1, 405.0)) for n in range(1500)}
    write_small_study(folder / "full", facilities={**FACILITIES, **shops})
    write_small_study(folder / "huge")
    with (folder / "huge" / "residents.csv").open("a") as handle:
        handle.truncate(BYTES // 20)  # a hole takes no space
    (folder / "t.csv").write_text(
        "study,name,walk.speed.adult\n"
        "west/study.toml,,\nwrong/study.toml,,\nhuge/study.toml,,\nfull/study.toml,,\nwest/study.toml,slow,0.7\neast/study.toml,,\n"
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def result(place, dask_cluster):
    """The batch, and the worker that was killed under it."""
    for worker in dask_cluster.workers:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    with ThreadPoolExecutor(1) as beside:
        computed = beside.submit(xc_gis.batch, place / "t.csv", place / "out", tables_only=True, scheduler=dask_cluster.address)
        killed = stopped_in_the_middle(dask_cluster, place / "out" / "runs")
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        return computed.result()


def test_each_study_is_done_or_says_why_not(result):
    told = {one.name: (one.status, one.message) for one in result.outcomes}
    assert [one.name for one in result.outcomes] == ["west", "wrong", "huge", "full", "slow", "east"]
    assert {name for name, (status, _) in told.items() if status == "done"} == set(GOOD)
    assert "XXX" in told["wrong"][1]
    assert "文件超过允许的大小" in told["full"][1]
    assert "GB 内存" in told["huge"][1]
    assert not [one for one in result.failed if one.is_ours]


@pytest.mark.parametrize("name", GOOD)
def test_bytes_are_those_of_a_run_alone(result, place, name, tmp_path):
    study = result.folder / "studies" / "slow.toml" if name == "slow" else place / name / "study.toml"
    run_into(study, tmp_path / "runs" / name, tables_only=True)
    one, other = (content(folder / "runs" / name) for folder in (result.folder, tmp_path))
    assert one == other


def content(folder):
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".study"}
    said = json.loads(files.pop("manifest.json"))
    del said["timing"], said["outputs"][".study"]
    return files, said


def test_nothing_half_is_left(result):
    assert sorted(path.name for path in (result.folder / "runs").iterdir() if not path.name.startswith(".")) == sorted(GOOD)


def test_what_all_come_to_is_one_table_and_a_record(result):
    assert set(result.rating["study"]) == set(result.coverage["study"]) == set(GOOD)
    west = pd.read_csv(result.run_of("west") / "coverage.csv")
    mine = result.coverage[result.coverage["study"] == "west"]
    assert mine["covered"].tolist() == west["covered"].tolist()
    record = json.loads((result.folder / "batch.json").read_text())
    assert record["finished"]
    assert [(one["study"], one["status"]) for one in record["studies"]] == [(one.name, one.status) for one in result.outcomes]
    assert result.studies["run"].notna().sum() == len(GOOD)


def test_the_workbook_has_a_line_for_each(result):
    book = load_workbook(result.folder / "summary.xlsx")
    first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert [row[0] for row in first[1:]] == [one.name for one in result.outcomes]
    assert "XXX" in first[2][-1]


def test_what_was_computed_is_told_where_the_tables_cannot_be_written(place, dask_cluster, result):
    out = place / "taken"
    (out / "rating.parquet").mkdir(parents=True)
    (out / "rating.parquet" / "mine.txt").write_text("x")
    (out / "batch.json").write_bytes((result.folder / "batch.json").read_bytes())
    with pytest.raises(OutputError, match=r"mine\.txt"):
        xc_gis.batch(place / "wrong", out, tables_only=True, scheduler=dask_cluster.address)
    record = json.loads((out / "batch.json").read_text())
    assert not record["finished"]
    assert [(one["study"], one["status"]) for one in record["studies"]] == [("wrong", "failed")]


def test_a_scheduler_that_goes_is_one_message_and_resume_goes_on(place, dask_cluster, result):
    """Last of this file: it takes the cluster down. ``result`` comes first."""
    dask_cluster.start_worker("--resources", f"memory={BYTES}")
    studies = [place / "west", place / "east", place / "full"]
    with ThreadPoolExecutor(1) as beside:
        computed = beside.submit(xc_gis.batch, studies, place / "gone", tables_only=True, scheduler=dask_cluster.address)
        stopped_in_the_middle(dask_cluster, place / "gone" / "runs").send_signal(signal.SIGCONT)
        wait_for(lambda: list((place / "gone" / "runs").glob("[!.]*/manifest.json")), "the first study")
        dask_cluster.scheduler.kill()
        try:
            with pytest.raises(SchedulerError, match="连接断了"):
                computed.result()
        finally:
            dask_cluster.stop()
    record = json.loads((place / "gone" / "batch.json").read_text())
    assert not record["finished"]
    again = xc_gis.batch(studies, place / "gone", tables_only=True, resume=True, workers=1)  # on this machine
    assert {one.status for one in again.outcomes} <= {"done", "skipped"}
    assert "skipped" in {one.status for one in again.outcomes}
    assert set(again.rating["study"]) == {"west", "east", "full"}


def test_a_folder_of_others_is_refused(place, tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(OutputError, match=r"mine\.txt"):
        xc_gis.batch(place / "west", tmp_path)
    with pytest.raises(OutputError, match="是一个文件"):
        xc_gis.batch(place / "west", tmp_path / "mine.txt")
