"""The program beside QGIS: heard as it speaks, ended with all that it started. Every program here is a real process."""

import contextlib
import os
import sys

import psutil
import pytest

from qgis_plugin import process
from qgis_plugin.process import Stopped, run_program


class Heard:
    """Keeps what it hears; asks to stop after a word."""

    def __init__(self, stop_at=None):
        self.lines, self.steps, self._stop_at = [], [], stop_at

    def said(self, line):
        self.lines.append(line)

    def moved(self, stage, done, total):
        self.steps.append((stage, done, total))

    def is_stopped(self):
        return self._stop_at is not None and any(self._stop_at in line for line in self.lines)


def python(text, heard):
    return run_program([sys.executable, "-c", text], os.environ, heard)


def test_lines_are_heard_steps_are_steps_and_the_answer_is_kept_apart():
    heard = Heard()
    outcome = python(
        """
import sys
err = sys.stderr.buffer
err.write('{"stage": "\\\\u8bfb", "done": 1, "total": 2}\\n读到 3 行\\r\\n{"stage": 1}\\n\\n'.encode())
print('{"out": "\\\\u7ed3\\\\u679c"}')
""",
        heard,
    )
    assert heard.steps == [("读", 1, 2)]
    assert heard.lines == list(outcome.lines) == ["读到 3 行", '{"stage": 1}']
    assert (outcome.code, outcome.answer) == (0, {"out": "结果"})


def test_a_fault_is_told_in_the_programs_own_words():
    told = python('import sys; print(\'{"error": {"message": "坏了", "hint": "换一个"}}\'); sys.exit(1)', Heard())
    assert (told.code, told.fault) == (1, "坏了\n→ 换一个")
    plain = python("import sys; sys.exit('no such module')", Heard())
    assert (plain.code, plain.answer, plain.fault) == (1, {}, "no such module")


def test_more_output_than_a_pipe_holds_blocks_nothing():
    outcome = python("import sys; sys.stderr.write('x\\n' * 200_000); print('[' + '1,' * 200_000 + '1]')", Heard())
    assert (outcome.code, len(outcome.lines), outcome.answer) == (0, 200_000, {})


HELPERS = """
import subprocess, sys, time{ignore}
child = subprocess.Popen([sys.executable, "-c", "import time{ignore}; print('ready', flush=True); time.sleep(600)"], stdout=subprocess.PIPE)
child.stdout.readline()
print("pids", __import__("os").getpid(), child.pid, file=sys.stderr, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("ignore", ["", "; import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"])
def test_who_stops_it_ends_the_program_and_its_helpers(monkeypatch, ignore):
    monkeypatch.setattr(process, "GRACE_S", 0.3 if ignore else process.GRACE_S)
    heard = Heard(stop_at="pids")
    with pytest.raises(Stopped):
        python(HELPERS.format(ignore=ignore), heard)
    assert [number for number in map(int, heard.lines[0].split()[1:]) if runs(number)] == []


def runs(number):
    with contextlib.suppress(psutil.NoSuchProcess):
        one = psutil.Process(number)
        one.wait(10) if one.status() != psutil.STATUS_ZOMBIE else None
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    return False


def test_an_exception_of_the_listener_leaves_no_program_behind():
    class Broken(Heard):
        def said(self, line):
            self.lines.append(line)
            raise RuntimeError(line)

    heard = Broken()
    with pytest.raises(RuntimeError, match="pids"):
        python(HELPERS.format(ignore=""), heard)
    assert [number for number in map(int, heard.lines[0].split()[1:]) if runs(number)] == []


def test_windows_own_program_ends_the_tree_wherever_qgis_was_started():
    assert process.taskkill({"SYSTEMROOT": "D:\\Win"}) == "D:\\Win\\System32\\taskkill.exe"
    assert process.taskkill({}) == "C:\\Windows\\System32\\taskkill.exe"


def test_what_cannot_be_started_is_an_oserror(tmp_path):
    with pytest.raises(OSError, match="xc-gis"):
        run_program([str(tmp_path / "xc-gis")], {}, Heard())
