"""
What an exception means to people: one message, what to do, an exit code. Below the command line and the window alike.

Our own errors say it themselves; of foreign ones those are known that speak of the machine or of a file. Everything else is a
fault of the program.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from xc_gis.errors import Cancelled, ResourceError, XcGisError
from xc_gis.files.write_faults import REASONS, SCARCE, reason_of
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line

WRONG_DATA, OUR_FAULT = 1, 70


@dataclass(frozen=True)
class FaultMessage:
    """
    A fault in words (Chinese).

    Attributes
    ----------
    message, hint
        What is wrong and where; what to do, empty where the message says so already or the program is wrong.
    exit_code
        1 input, 3 stopped, 70 ours or memory or disk ran out.
    is_ours
        Whether the program is wrong rather than its input or the machine: then the traceback matters.
    """

    message: str
    hint: str
    exit_code: int
    is_ours: bool = False

    @property
    def exit_status(self) -> int:
        """How the command line ends: 70 is a fault of the program alone, what ran out ends as output that is refused."""
        return WRONG_DATA if self.exit_code == OUR_FAULT and not self.is_ours else self.exit_code


def fault_message(error: BaseException) -> FaultMessage:
    """Say an exception."""
    if isinstance(error, XcGisError):
        return FaultMessage(error.message, error.hint, error.exit_code)
    if isinstance(error, KeyboardInterrupt):
        return FaultMessage(Cancelled().message, "", Cancelled.exit_code)
    if isinstance(error, MemoryError):
        return FaultMessage(msg("内存不足"), msg("请关闭其他程序，或缩小研究范围"), ResourceError.exit_code)
    if isinstance(error, OSError):
        if error.errno in SCARCE:
            return FaultMessage(reason_of(error), msg("请清理磁盘或关闭其他程序后重试"), ResourceError.exit_code)
        if error.filename is not None and error.errno in REASONS:
            name = one_line(os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename)
            return FaultMessage(
                msg("无法读取或写入 {name}（{reason_of}）", name=name, reason_of=reason_of(error)),
                msg("请检查文件是否存在、有无权限、是否正被使用"),
                WRONG_DATA,
            )
    return FaultMessage(msg("程序内部错误：{name}：{fault}", name=type(error).__name__, fault=error), "", OUR_FAULT, is_ours=True)
