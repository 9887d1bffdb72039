"""What the map page says in the window's language: the sentences of its scripts, each with its translation."""

from __future__ import annotations

import json
from importlib import resources

from xc_gis.report.map.page_words import page_words
from xc_gis.wording.window import language

WINDOW_SCRIPTS = (
    "background.js", "place.js", "quiet.js", "hits.js", "marks.js", "tools.js", "box.js", "pointer.js", "measured.js", "selected.js",
    "planning.js", "compare.js", "values.js", "start.js",
)  # fmt: skip
"""Scripts that the window adds to the page of a run, in this order; each hangs a function on ``xcWindowParts``."""


def window_script() -> str:
    """The script that tells a page, before its own runs, that it is in the window and in which language."""
    script = _own_text("language.js")
    texts = list(map(_own_text, WINDOW_SCRIPTS))
    shown = dict(page_words(texts, language()))
    return script.replace("(WORDS)", f"({json.dumps(shown, ensure_ascii=False)})")


def window_page_script() -> str:
    """The scripts that the window adds, as one."""
    return "var xcWindowParts = {};\n" + "".join(map(_own_text, WINDOW_SCRIPTS))


def _own_text(name: str) -> str:
    return resources.files("xc_gis.ui.map").joinpath("page", name).read_text(encoding="utf-8")
