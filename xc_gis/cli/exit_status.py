"""How the command line ends: one message and an exit code for whatever went wrong."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import typer

from xc_gis.cli import stop_request
from xc_gis.cli.options import options
from xc_gis.cli.terminal import note, show_json
from xc_gis.cli.usage import usage_words
from xc_gis.errors import Cancelled, ResourceError
from xc_gis.languages.message import in_language, msg
from xc_gis.wording.fault_messages import FaultMessage, fault_message

WRONG_USAGE = 2
REPORT = msg("设置 XC_GIS_DEBUG=1 可看到详情;请报告此问题")

POLITE = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that ask a program to end; not every system has each."""

_USAGE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises for wrong usage; some of its versions bring a click of their own."""


@contextlib.contextmanager
def listening_to_signals() -> Iterator[None]:
    """Let every signal that politely ends a program end the work: Ctrl-C, a polite kill, a terminal that closes (unless ``nohup``)."""
    stop_request.forget()
    before = {}
    for name in POLITE:
        number = getattr(signal, name, None)
        if number is None or (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            continue
        before[number] = signal.signal(number, stop_request.stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def guarded(command: Callable[[], object]) -> int:
    """Turn errors into one message and an exit code."""
    try:
        code = command()
    except typer.Abort as ended:  # typer makes one of Ctrl-C, and of a file that ends too soon, which nobody asked for
        cause = ended.__cause__
        return _failed(replace(fault_message(cause), hint=REPORT) if isinstance(cause, EOFError) else fault_message(Cancelled()))
    except _USAGE as error:
        return _failed(FaultMessage(usage_words(error), msg("用 --help 查看用法"), WRONG_USAGE))
    except Exception as error:
        fault = fault_message(error)
        if fault.is_ours and os.environ.get("XC_GIS_DEBUG"):
            raise
        return _failed(replace(fault, hint=REPORT) if fault.is_ours else fault)
    return code if isinstance(code, int) else 0


def _failed(fault: FaultMessage) -> int:
    _ignore_signals()
    message, hint = (in_language(text, options.lang) for text in (fault.message, fault.hint))
    if options.json:
        with contextlib.suppress(ResourceError):  # reported below
            show_json({"error": {"message": message, "hint": hint, "exit_code": fault.exit_status}})
    note(msg("错误：{message}", message=message) + (f"\n→ {hint}" if hint else ""))
    return fault.exit_status


def _ignore_signals() -> None:
    """It ends already: another signal need not end its last words."""
    for name in POLITE:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is stop_request.stop:
            signal.signal(number, signal.SIG_IGN)
