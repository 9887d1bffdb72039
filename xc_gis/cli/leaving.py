"""How the command line ends: one message and an exit code for whatever went wrong."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from types import FrameType
from typing import Any

import typer

from xc_gis.cli.options import options, show
from xc_gis.errors import Cancelled, ResourceError, XcGisError
from xc_gis.languages import translated

OUR_FAULT = 70
WRONG_USAGE = 2

_USAGE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises for wrong usage; some of its versions bring a click of their own."""


def stop(_signal: int, _frame: FrameType | None) -> None:
    """Of the signals that end a program."""
    raise Cancelled("已停止;原有结果未改动")


def guarded(command: Callable[[], object]) -> int:
    """Turn errors into one message and an exit code."""
    try:
        code = command()
    except XcGisError as fault:
        return _failed(fault.message, fault.hint, fault.exit_code)
    except typer.Abort:
        return _failed("已停止", "", Cancelled.exit_code)
    except _USAGE as fault:
        return _failed(fault.format_message(), "用 --help 查看用法", WRONG_USAGE)
    except MemoryError:
        return _failed("内存不足", "请关闭其他程序,或缩小研究范围", ResourceError.exit_code)
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}:
            return _failed(
                os.strerror(fault.errno),
                "请清理磁盘或关闭其他程序后重试;原有结果未改动",
                ResourceError.exit_code,
            )
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
    message, hint = (translated(text, options.lang) for text in (message, hint))
    if options.json:
        show(json.dumps({"error": {"message": message, "hint": hint, "exit_code": code}}, ensure_ascii=False))
    word = "错误:" if options.lang == "zh" else "Error: "
    options.notes.print(f"{word}{message}" + (f"\n→ {hint}" if hint else ""), highlight=False, markup=False, soft_wrap=True)
    return code
