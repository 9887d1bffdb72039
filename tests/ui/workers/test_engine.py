"""Working processes: answers, failures, a stop within a second, and nothing that hangs in silence."""

import json
import os
import signal
import subprocess
import sys
import threading

import psutil
import pytest

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees, write_small_study
from tests.fixtures.studies import ROOT
from tests.fixtures.tasks import Die, Fail, GiveUnsendable, Report, ReportApart, Sleep, Where
from xc_gis.errors import InputError
from xc_gis.languages.message import Message
from xc_gis.runs.view import RunView
from xc_gis.ui.workers.engine import PARTS, Engine
from xc_gis.ui.workers.tasks import AskPlace, ExplainWalk, Explore, ReadRun, RunStudy


@pytest.fixture
def engine(qapp):
    made = Engine()
    yield made
    made.shutdown()


@pytest.fixture
def ask(engine, qtbot):
    """Ask and wait: the answer, or the failure."""

    def asked(task):
        heard = {}
        engine.answered.connect(heard.__setitem__)
        engine.failed.connect(heard.__setitem__)
        number = engine.ask(task)
        qtbot.waitUntil(lambda: number in heard, timeout=WAIT_MS)
        return heard[number]

    return asked


@pytest.fixture(scope="module")
def explored(qapp, small_study, small_run):
    """An engine that has the small study in memory."""
    made = Engine()
    made.ask(Explore(small_study, small_run))
    yield made
    made.shutdown()


@pytest.fixture
def ask_explored(explored, qtbot):
    def asked(task):
        heard = {}
        explored.answered.connect(heard.__setitem__)
        explored.failed.connect(heard.__setitem__)
        number = explored.ask(task)
        qtbot.waitUntil(lambda: number in heard, timeout=WAIT_MS)
        return heard[number]

    return asked


def gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_run_reports_its_way_and_its_process_then_answers_for_places(engine, ask, tmp_path):
    study = write_small_study(tmp_path / "study")
    shares, left = [], []
    engine.progressed.connect(lambda _stage, done, total, seconds: (shares.append(done / total), left.append(seconds)))
    out = study.with_name("study.result")
    assert ask(RunStudy(study, out)) == out
    assert (out / "map.html").is_file()
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert left[0] == -1  # nothing is known before the first run has gone some way
    answer = ask(AskPlace(*map(float, degrees([(110.0, 205.0)])[0])))
    assert {row["category"]: row["facility"] for row in answer["nearest"]}["MED"] == "西站"
    # the second run knows from the first how long it will take
    left.clear()
    ask(RunStudy(study, out))
    seconds = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["timing"]["seconds"]
    assert 0 < left[0] < 5 * seconds + 5
    assert PARTS == 1000


def test_stopped_run_ends_with_its_children_long_before_its_time_and_leaves_the_earlier_run_whole(
    engine, qtbot, tmp_path, small_run
):
    before = {p.name: p.read_bytes() for p in small_run.iterdir()}
    number = engine.ask(Sleep(10 * WAIT_MS / 1000, tmp_path / "pids"))
    qtbot.waitUntil(lambda: (tmp_path / "pids").exists() and len((tmp_path / "pids").read_text().split()) == 2, timeout=WAIT_MS)
    pids = [int(word) for word in (tmp_path / "pids").read_text().split()]
    assert engine.is_busy()
    with qtbot.waitSignal(engine.stopped, timeout=WAIT_MS) as heard:
        engine.stop()
    qtbot.waitUntil(lambda: all(gone(pid) for pid in pids), timeout=WAIT_MS)
    assert heard.args == [number]
    assert not engine.is_busy()
    assert {p.name: p.read_bytes() for p in small_run.iterdir()} == before


def test_stopped_study_leaves_no_half_result_and_the_next_run_removes_what_it_left(engine, ask, qtbot, tmp_path):
    study = write_small_study(tmp_path / "study")
    out = tmp_path / "study" / "study.result"
    stages = []
    engine.progressed.connect(lambda stage, *_: stages.append(stage))
    engine.ask(RunStudy(study, out))
    qtbot.waitUntil(lambda: "写出结果" in stages, timeout=WAIT_MS)
    assert all(isinstance(stage, Message) for stage in stages)  # an English window says them in English
    engine.stop()
    assert not out.exists() or (out / "manifest.json").is_file()
    assert ask(RunStudy(study, out)) == out
    assert [p.name for p in out.parent.iterdir() if p.name.startswith(".")] == []


def test_killed_worker_is_a_failure_and_the_next_task_finds_a_new_one(engine, ask, tmp_path):
    failure = ask(Die())
    assert "内存不足" in failure.hint
    assert failure.exit_code == 70
    assert ask(Sleep(0, tmp_path / "pids")) == "slept"


@pytest.mark.parametrize(
    ("fault", "message", "code", "has_details"),
    [
        (InputError("residents.csv 第 3 行：人数不是数字", hint="请改为数字"), "第 3 行", 1, False),
        (MemoryError(), "内存不足", 70, False),
        (OSError(28, "No space left on device"), "磁盘空间不足", 70, False),
        (ZeroDivisionError("division by zero"), "程序内部错误", 70, True),
    ],
)
def test_fault_arrives_as_message_hint_and_details_and_ours_is_logged(ask, caplog, fault, message, code, has_details):
    failure = ask(Fail(fault))
    assert message in failure.message
    assert failure.hint
    assert failure.exit_code == code
    assert ("Traceback" in failure.details) is has_details
    assert ("Traceback" in caplog.text) is has_details


def test_answer_that_cannot_be_sent_is_our_fault_not_silence(ask):
    assert ask(GiveUnsendable()).is_ours


def test_large_task_is_handed_over_while_its_process_does_not_read(engine, ask, qtbot):
    assert ask(Fail(InputError("x"))).message == "x"
    worker = engine._lanes["side"].process.pid
    os.kill(worker, signal.SIGSTOP)
    wake = threading.Timer(20, os.kill, (worker, signal.SIGCONT))  # a window that waits would wait so long
    wake.start()
    engine.ask(Fail(InputError("y" * 5_000_000)))
    assert wake.is_alive()
    wake.cancel()
    os.kill(worker, signal.SIGCONT)
    assert ask(Fail(InputError("z"))).message == "z"


def test_task_that_cannot_be_sent_is_our_fault_not_silence(ask):
    assert ask(Fail(lambda: None)).is_ours


def test_wrong_study_fails_with_file_and_hint(ask, tmp_path):
    failure = ask(RunStudy(tmp_path / "none.toml", tmp_path / "out"))
    assert "none.toml" in failure.message
    assert failure.exit_code == 1


def test_a_run_is_read_in_a_thread_without_a_process(engine, ask, small_run):
    assert isinstance(ask(ReadRun(small_run)), RunView)
    assert "没有可读的" in ask(ReadRun(small_run.parent)).message


def test_place_is_answered_by_the_rule_of_the_counts(ask_explored, small_run):
    import pandas as pd

    demand = pd.read_parquet(small_run / "demand_points.parquet").set_index("demand_id")
    place = degrees([(110.0, 110.0)])[0]  # where D000 stands
    answer = ask_explored(AskPlace(float(place[0]), float(place[1])))
    minutes = {row["category"]: row["minutes"] for row in answer["nearest"]}
    for category in ("MED", "CVS", "SAF"):
        expected = demand.loc["D000", f"t_{category}"]
        assert minutes.get(category) == (None if pd.isna(expected) else pytest.approx(expected / 60, abs=0.02))
    rings = answer["isochrones"]["features"]
    assert [f["properties"]["minutes"] for f in rings] == [15, 10, 5]
    ways = {f["properties"]["category"]: f["geometry"]["coordinates"] for f in answer["ways"]["features"]}
    station = next(row for row in answer["nearest"] if row["category"] == "MED")
    assert ways["MED"][0] == pytest.approx(place, abs=2e-6)
    assert ways["MED"][-1] == pytest.approx([station["lon"], station["lat"]], abs=2e-6)


def test_place_without_streets_and_unknown_point_fail_with_a_hint(ask_explored):
    far = degrees([(90_000.0, 0.0)])[0]
    assert "没有可步行道路" in ask_explored(AskPlace(float(far[0]), float(far[1]))).message
    assert ask_explored(ExplainWalk("D0000", "MED")).hint


def test_walk_is_explained_in_words_and_its_pieces_add_up(ask_explored):
    walk = ask_explored(ExplainWalk("D013", "MED"))
    assert sum(p["seconds"] + p["wait_s"] for p in walk["pieces"]) == pytest.approx(walk["seconds"], abs=0.05)
    assert "西站" in walk["sentences"][0]


def test_changed_study_is_not_explored_for_an_old_run(ask, tmp_path, small_run):
    study = write_small_study(tmp_path / "study", facilities={"F1": ("CHS", "西站", (100.0, 405.0))})
    assert "已有改动" in ask(Explore(study, small_run)).message


def test_question_before_a_study_is_read_is_refused(ask):
    assert "尚未读入" in ask(AskPlace(116.3, 39.9)).message


WINDOW = """
import sys
from PyQt5.QtCore import QCoreApplication
from pathlib import Path
from tests.fixtures.tasks import Sleep
from xc_gis.ui.workers.engine import Engine

if __name__ == "__main__":
    application = QCoreApplication([])
    engine = Engine()
    engine.ask(Sleep(60, Path(sys.argv[1])))
    application.exec_()
"""


def test_killed_window_takes_its_work_along(tmp_path, qtbot):
    (tmp_path / "window.py").write_text(WINDOW)
    note = tmp_path / "pids"
    window = subprocess.Popen(
        [sys.executable, tmp_path / "window.py", note], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT
    )
    qtbot.waitUntil(lambda: note.exists() and len(note.read_text().split()) == 2, timeout=WAIT_MS)
    worker, child = (int(word) for word in note.read_text().split())
    window.kill()
    window.wait()
    qtbot.waitUntil(lambda: gone(worker) and gone(child), timeout=WAIT_MS)


def test_processes_of_a_closed_study_end_and_none_loses_its_work(engine, qtbot, tmp_path):
    heard = {}
    engine.answered.connect(heard.__setitem__)
    engine.failed.connect(heard.__setitem__)
    idle = engine.ask(Fail(InputError("x", hint="y")))
    qtbot.waitUntil(lambda: idle in heard, timeout=WAIT_MS)
    busy = engine.ask(Sleep(2.0, tmp_path / "note"))
    qtbot.waitUntil((tmp_path / "note").exists, timeout=WAIT_MS)
    processes = [lane.process for lane in engine._lanes.values()]
    assert len(processes) == 2
    engine.rest()
    assert not engine.is_alive("side")
    qtbot.waitUntil(lambda: busy in heard, timeout=WAIT_MS)
    assert heard[busy] == "slept"
    qtbot.waitUntil(lambda: not any(process.is_alive() for process in processes), timeout=WAIT_MS)
    again = engine.ask(Fail(InputError("x", hint="y")))
    qtbot.waitUntil(lambda: again in heard, timeout=WAIT_MS)


def test_process_of_checks_ends_when_nobody_asks_any_more_and_one_with_a_study_stays(engine, qtbot, monkeypatch, tmp_path):
    from xc_gis.ui.workers import engine as module

    monkeypatch.setattr(module, "IDLE_MS", 200)
    heard = {}
    engine.answered.connect(heard.__setitem__)
    engine.failed.connect(heard.__setitem__)
    numbers = [engine.ask(Sleep(0.1, tmp_path / "note")), engine.ask(Fail(InputError("x", hint="y")))]
    qtbot.waitUntil(lambda: set(numbers) <= set(heard), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "side" not in engine.lanes, timeout=WAIT_MS)
    assert engine.lanes == ["run"]


def test_what_is_halted_fails_as_stopped_and_its_process_stays_with_all_that_it_keeps(engine, qtbot, tmp_path):
    heard = {}
    engine.answered.connect(heard.__setitem__)
    engine.failed.connect(heard.__setitem__)
    long = engine.ask(Report(tmp_path / "began"))
    waiting = engine.ask(Report(tmp_path / "second"))
    qtbot.waitUntil((tmp_path / "began").is_file, timeout=WAIT_MS)
    engine.halt("explore")
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT_MS)
    assert (heard[long].exit_code, heard[waiting].exit_code) == (3, 3)
    after = engine.ask(Where())
    qtbot.waitUntil(lambda: after in heard, timeout=WAIT_MS)
    assert str(heard[after]) == (tmp_path / "began").read_text()


def test_a_task_apart_lets_others_pass_and_each_of_two_is_halted_by_its_number(engine, qtbot, tmp_path):
    heard = {}
    engine.answered.connect(heard.__setitem__)
    engine.failed.connect(heard.__setitem__)
    first, second = (engine.ask(ReportApart(tmp_path / name)) for name in ("first", "second"))
    quick = engine.ask(Where())
    qtbot.waitUntil(lambda: quick in heard, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: (tmp_path / "first").is_file() and (tmp_path / "second").is_file(), timeout=WAIT_MS)
    assert (tmp_path / "first").read_text() == (tmp_path / "second").read_text() == str(heard[quick])
    engine.halt("explore", second)
    qtbot.waitUntil(lambda: second in heard, timeout=WAIT_MS)
    again = engine.ask(Where())
    qtbot.waitUntil(lambda: again in heard, timeout=WAIT_MS)
    assert (heard[second].exit_code, first in heard) == (3, False)
    engine.halt("explore")
    qtbot.waitUntil(lambda: first in heard, timeout=WAIT_MS)
    assert heard[first].exit_code == 3
