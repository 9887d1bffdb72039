"""A fault as it travels from a working process to the window: one message, what to do, details to copy. Knows no Qt."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from xc_gis.errors import ResourceError
from xc_gis.languages.message import msg
from xc_gis.wording.fault_messages import OUR_FAULT, fault_message


@dataclass(frozen=True)
class Failure:
    """
    A fault for people.

    Attributes
    ----------
    message, hint
        What is wrong and where; what to do (may be empty).
    details
        For whoever repairs the program; empty for faults of input.
    exit_code
        As of the command line: 1 input, 3 stopped, 70 ours or scarce memory or disk.
    """

    message: str
    hint: str = ""
    details: str = ""
    exit_code: int = 1

    @property
    def is_ours(self) -> bool:
        """Whether the program is wrong rather than its input: then the details matter."""
        return self.exit_code == OUR_FAULT and bool(self.details)


def failure_of(fault: BaseException) -> Failure:
    """Say an exception as the command line would; foreign ones carry their traceback."""
    known = fault_message(fault)
    if not known.is_ours:
        return Failure(known.message, known.hint, "", known.exit_code)
    details = "".join(traceback.format_exception(fault))
    return Failure(known.message, msg("请把下面的详情发给开发者；原有结果未改动"), details, known.exit_code)


def failure_of_exit(code: int | None) -> Failure:
    """Say the end of a working process that gave no answer."""
    if code is not None and code < 0:
        return Failure(
            msg("计算进程被系统终止（信号 {value}）", value=-code), msg("多半是内存不足：请关闭其他程序，或缩小研究范围；原有结果未改动"),
            f"worker ended by signal {-code}", ResourceError.exit_code,
        )  # fmt: skip
    return Failure(
        msg("计算进程意外结束，没有给出结果"),
        msg("请重试；若再次发生，请把详情发给开发者。原有结果未改动"),
        f"worker exit code {code}",
        OUR_FAULT,
    )
