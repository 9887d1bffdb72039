"""How the command line ends: one message and an exit code for whatever went wrong."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import typer

from xc_gis.cli.options import options
from xc_gis.cli.speaking import note, show_json
from xc_gis.cli.usage import usage_words
from xc_gis.errors import Cancelled, ResourceError, XcGisError
from xc_gis.languages import translated
from xc_gis.visible_text import one_line
from xc_gis.writing import REASONS, SCARCE, reason_of

OUR_FAULT = 70
WRONG_USAGE = 2

POLITE = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that ask a program to end; not every system has each."""

_USAGE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises for wrong usage; some of its versions bring a click of their own."""


@contextlib.contextmanager
def listening_to_signals() -> Iterator[None]:
    """Let every signal that politely ends a program end the work: Ctrl-C, a polite kill, a terminal that closes (unless ``nohup``)."""
    before = {}
    for name in POLITE:
        number = getattr(signal, name, None)
        if number is None or (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            continue
        before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Cancelled


def guarded(command: Callable[[], object]) -> int:
    """Turn errors into one message and an exit code."""
    try:
        code = command()
    except XcGisError as fault:
        return _failed(fault.message, fault.hint, fault.exit_code)
    except typer.Abort:
        return _failed("已停止", "", Cancelled.exit_code)
    except _USAGE as fault:
        return _failed(usage_words(fault), "用 --help 查看用法", WRONG_USAGE)
    except MemoryError:
        return _failed("内存不足", "请关闭其他程序,或缩小研究范围", ResourceError.exit_code)
    except OSError as fault:
        if fault.errno in SCARCE:
            return _failed(reason_of(fault), "请清理磁盘或关闭其他程序后重试", ResourceError.exit_code)
        if fault.filename is not None and fault.errno in REASONS:
            name = one_line(os.fsdecode(fault.filename) if isinstance(fault.filename, bytes) else fault.filename)
            return _failed(f"无法读取或写入 {name}（{reason_of(fault)}）", "请检查文件是否存在、有无权限、是否正被使用", 1)
        return _our_fault(fault)
    except Exception as fault:  # noqa: BLE001 - the last place where an error can become a message
        return _our_fault(fault)
    return code if isinstance(code, int) else 0


def _our_fault(fault: Exception) -> int:
    if os.environ.get("XC_GIS_DEBUG"):
        raise fault
    return _failed(
        f"程序内部错误:{type(fault).__name__}: {fault}",
        "设置 XC_GIS_DEBUG=1 可看到详情;请报告此问题",
        OUR_FAULT,
    )


def _failed(message: str, hint: str, code: int) -> int:
    _hear_no_more()
    message, hint = (translated(text, options.lang) for text in (message, hint))
    if options.json:
        with contextlib.suppress(ResourceError):  # said below
            show_json({"error": {"message": message, "hint": hint, "exit_code": code}})
    word = "错误:" if options.lang == "zh" else "Error: "
    note(f"{word}{message}" + (f"\n→ {hint}" if hint else ""))
    return code


def _hear_no_more() -> None:
    """It ends already: another signal need not end its last words."""
    for name in POLITE:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_IGN)
