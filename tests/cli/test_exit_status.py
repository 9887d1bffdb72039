"""How a command ends: one message on the error stream, one JSON object where asked, and the exit code of the fault."""

import json
import marshal
import os
import signal
import threading

import pytest
import typer

from xc_gis.cli import stop_request
from xc_gis.cli.exit_status import POLITE, guarded, listening_to_signals
from xc_gis.cli.options import options
from xc_gis.errors import Cancelled, InputError, ResourceError
from xc_gis.languages.message import msg


def raising(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (InputError("文件是空的", hint="请换一个"), 1, "错误：文件是空的\n→ 请换一个\n"),
        (InputError("文件是空的"), 1, "错误：文件是空的\n"),
        (typer.BadParameter("不可用"), 2, "--help"),
        (typer.Abort(), 3, "错误：已停止"),
        (Cancelled(), 3, "错误：已停止"),
        (ResourceError("内存不足"), 1, "错误：内存不足"),
        (ZeroDivisionError("division by zero"), 70, "XC_GIS_DEBUG=1"),
    ],
)
def test_each_fault_has_its_message_and_exit_code(capsys, error, code, words):
    assert guarded(raising(error)) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_a_module_cut_short_is_no_stop(capsys):
    """As typer passes on what Python says of it."""

    def command():
        try:
            marshal.loads(b"")
        except EOFError as fault:
            raise typer.Abort from fault

    assert guarded(command) == 70
    assert "EOFError" in capsys.readouterr().err


@pytest.mark.parametrize(("given", "code"), [(None, 0), (0, 0), (1, 1), ("done", 0)])
def test_a_command_that_ends_well_gives_its_own_code(given, code):
    assert guarded(lambda: given) == code


def test_json_is_told_on_standard_output_in_the_language_asked_for(capsys):
    options.json, options.lang = True, "en"
    assert guarded(raising(InputError(msg("路径是空的"), hint=msg("用 --help 查看用法")))) == 1
    said = capsys.readouterr()
    error = json.loads(said.out)["error"]
    assert error["exit_code"] == 1
    assert "路径" not in error["message"]
    assert error["message"] in said.err
    assert error["hint"] in said.err


def test_our_own_fault_is_raised_where_somebody_debugs(monkeypatch):
    monkeypatch.setenv("XC_GIS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        guarded(raising(ZeroDivisionError()))
    assert guarded(raising(InputError("x"))) == 1


def test_signals_are_given_back_when_the_command_ends():
    before = {name: signal.getsignal(getattr(signal, name)) for name in POLITE if hasattr(signal, name)}
    with listening_to_signals():
        assert signal.getsignal(signal.SIGTERM) is stop_request.stop
    assert {name: signal.getsignal(getattr(signal, name)) for name in before} == before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal")
def test_a_command_that_was_told_to_outlive_its_terminal_does():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with listening_to_signals():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_while_it_says_its_last_words_another_signal_ends_nothing(capsys, monkeypatch):
    def hears_twice(*_):
        os.kill(os.getpid(), signal.SIGTERM)

    assert threading.current_thread() is threading.main_thread()
    with listening_to_signals():
        monkeypatch.setattr("xc_gis.cli.exit_status.in_language", lambda text, _lang: hears_twice() or text)
        assert guarded(raising(InputError("文件是空的"))) == 1
    assert "文件是空的" in capsys.readouterr().err
