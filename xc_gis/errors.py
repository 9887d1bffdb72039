"""
What can go wrong, as one family of errors: what happened, where, and what to do.

Library code raises these; only the command line and the window turn them into text. Every
message is written for the planner whose file it is about.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import Message, msg

MOST_SHOWN = 80
"""Characters of a value that a message shows."""

_ENDLESS = re.compile(r"[^\s，。、；：]{400,}")
"""What no sentence holds: a value out of a file that fills the screen."""


class XcGisError(Exception):
    """
    Base of every error this program raises on purpose.

    Attributes
    ----------
    message
        What is wrong and where (file, row or key), one sentence or two.
    hint
        What the reader can do about it; empty when the message says so already.
    repairs
        What would settle it, each as keys of the study file to be set in the table concerned (``{"crs": "GCJ-02"}``): any one of
        them, the likeliest first. Empty where no key does.
    topic
        What it is about, in the words of ``model.Finding.topic``; empty where that is of no consequence.
    exit_code
        Exit status of the command line for this error.
    """

    exit_code = 1
    topic = ""

    def __init__(self, message: str, *, hint: str = "", repairs: Sequence[Mapping[str, Any]] = ()) -> None:
        message = message.with_texts(_ended) if isinstance(message, Message) else _ended(message)
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.repairs = tuple(repairs)

    def __str__(self) -> str:
        return f"{self.message} → {self.hint}" if self.hint else self.message


class InputError(XcGisError, ValueError):
    """A file, table or value given by the user is wrong."""


class StudyError(InputError):
    """The study file is wrong: unknown key, missing file, wrong type."""


class StandardError(InputError):
    """A rating standard is wrong."""


class CrsError(InputError):
    """A coordinate reference system is missing, unknown or contradicted."""

    topic = "crs"


class NetworkError(InputError):
    """The street data gives no usable walking network."""


class FetchError(XcGisError, RuntimeError):
    """Data cannot be downloaded: no network, a server that refuses or gives no whole answer."""


class OutputError(XcGisError, OSError):
    """The results cannot be written where they were asked for."""


class WindowError(XcGisError, RuntimeError):
    """The window cannot be opened on this machine: its libraries are not installed, or there is no desktop."""


class SchedulerError(XcGisError, OSError):
    """There is no scheduler of a cluster to compute on, or it has gone."""


class ResourceError(XcGisError):
    """
    Memory, disk or file descriptors ran out: nobody's input is wrong, and the program neither.

    The window tells it from wrong data by its code; the command line ends with 1, as where output is refused.
    """

    exit_code = 70


class Cancelled(XcGisError):  # noqa: N818 - a request of the user, not a fault
    """The user stopped the work."""

    exit_code = 3

    def __init__(self, message: str = msg("已停止"), *, hint: str = "") -> None:
        super().__init__(message, hint=hint)


def _ended(text: str) -> str:
    return _ENDLESS.sub(lambda run: f"{run[0][:MOST_SHOWN]}…", text)


def nearest_spelling(word: str, allowed: Iterable[str]) -> str:
    """Say which allowed word the user may have meant: ``是否指 “crs”?``, or an empty text."""
    near = difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return msg("是否指 “{near}”?", near=near[0]) if near else ""


def shortened(value: object) -> str:
    """A value as it was read, for a message: long ones without their end."""
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
