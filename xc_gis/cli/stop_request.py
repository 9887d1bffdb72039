"""
A request to stop that cannot be lost: raised at once, and again at the next report of progress.

Python raises what a signal's handler raises wherever the program is. In the end of an object or in a library that passes over every error
it is swallowed, and the work would go on as if nobody had asked.
"""

from __future__ import annotations

from types import FrameType

from xc_gis.errors import Cancelled

_asked: list[int] = []


def stop(number: int, _frame: FrameType | None) -> None:
    """Handle a signal that asks to stop. Raises ``Cancelled``."""
    _asked.append(number)
    raise Cancelled


def forget() -> None:
    """Nobody has asked: a command begins."""
    _asked.clear()


def end_if_asked() -> None:
    """Raise ``Cancelled`` where somebody asked and the work goes on nevertheless."""
    if _asked:
        raise Cancelled
