"""An exception means the same to the command line and to the window."""

import errno

import pytest

from xc_gis.cli.exit_status import REPORT, guarded
from xc_gis.errors import Cancelled, InputError, OutputError, ResourceError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language, msg
from xc_gis.ui.workers.failure import failure_of
from xc_gis.wording.fault_messages import fault_message

FAULTS = {
    "input": (InputError("a.csv 第 3 行有误", hint="请更正"), 1, False),
    "output": (OutputError("无法写入 a.csv", hint="请换一个位置"), 1, False),
    "scarce": (ResourceError(msg("磁盘空间不足")), 70, False),
    "stopped": (Cancelled(), 3, False),
    "memory": (MemoryError(), 70, False),
    "disk": (OSError(errno.ENOSPC, "No space left on device"), 70, False),
    "descriptors": (OSError(errno.EMFILE, "Too many open files", "a.csv"), 70, False),
    "a file": (PermissionError(errno.EACCES, "Permission denied", "a.csv"), 1, False),
    "bytes of a name": (FileNotFoundError(errno.ENOENT, "No such file", b"a\xff.csv"), 1, False),
    "no file": (OSError(errno.EBADF, "Bad file descriptor"), 70, True),
    "ours": (ZeroDivisionError("division by zero"), 70, True),
    "words of a library": (KeyError("geometry"), 70, True),
}


@pytest.mark.parametrize(("error", "code", "ours"), FAULTS.values(), ids=FAULTS)
def test_command_line_and_window_say_the_same(error, code, ours, capsys, monkeypatch):
    monkeypatch.delenv("XC_GIS_DEBUG", raising=False)

    def fail():
        raise error

    known, shown = fault_message(error), failure_of(error)
    assert (known.exit_code, known.is_ours) == (code, ours)
    assert shown.exit_code == code
    assert guarded(fail) == (1 if code == 70 and not ours else code)  # what ran out is no fault of the program
    reported = capsys.readouterr().err
    assert f"错误：{known.message}" in reported
    assert shown.message == known.message
    assert shown.is_ours == bool(shown.details) == ours == (in_language(REPORT, "zh") in reported)
    if not ours:
        assert shown.hint == known.hint


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in {"input", "output"}])
def test_every_fault_has_english_words(name):
    known = fault_message(FAULTS[name][0])
    assert not CHINESE.search(in_language(known.message, "en"))
    assert not CHINESE.search(in_language(known.hint, "en"))
    assert not CHINESE.search(in_language(REPORT, "en"))


def test_a_name_in_a_fault_is_one_line_that_no_terminal_obeys():
    reported = fault_message(FileNotFoundError(errno.ENOENT, "No such file", "a\n\x1b[31mb.csv")).message
    assert reported.isprintable()


def test_ctrl_c_is_a_stop():
    assert fault_message(KeyboardInterrupt()).exit_code == Cancelled.exit_code


def test_our_fault_is_let_through_where_somebody_repairs_the_program(monkeypatch):
    monkeypatch.setenv("XC_GIS_DEBUG", "1")

    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guarded(fail)
    assert guarded(lambda: (_ for _ in ()).throw(InputError("x"))) == 1
