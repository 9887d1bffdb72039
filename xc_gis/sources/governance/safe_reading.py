"""Faults of foreign libraries while a table with personal data is open: their messages may cite cells, so nothing of them goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from xc_gis.errors import InputError, XcGisError
from xc_gis.languages.message import msg

T = TypeVar("T")


def without_cells_in_faults(shown: str, read: Callable[[], T]) -> T:
    """
    The result of ``read``; every fault of it that is not our own becomes one sentence. Neither its words nor its traceback, whose frames hold cells, are kept.
    """
    try:
        return read()
    except (XcGisError, MemoryError, OSError):
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, its words may be somebody's telephone number
        kind = type(fault).__name__
    # out here nothing of it hangs on the new fault as its context
    raise InputError(
        msg("{shown} 读不下去（{kind}）；为保护个人信息，不显示详情", shown=shown, kind=kind),
        hint=msg("请另存为 CSV UTF-8 后重试"),
    )
