"""How well a name meets what somebody looks for. Standard library only, so that a window can ask at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def plain(text: str) -> str:
    """A name as it is compared: full-width signs as narrow ones, no spaces, no capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def rank(wanted: str, names: Sequence[str]) -> int | None:
    """How well names meet what is wanted (both ``plain``): 0 the same, 1 begins so, 2 holds it; None: not at all."""
    if any(name == wanted for name in names):
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else None
