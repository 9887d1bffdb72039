"""
The scripts of the map's page: modules of one topic each, joined into one.

The page must open from a folder without a server (``file://``), where browsers load no modules: each file hangs a function on one
object, ``xcParts``, and the last one opens the page. They are constant texts of this program; data go into the page apart.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

PAGE_SCRIPTS = (
    "words.js", "elements.js", "records.js", "classes.js", "theme.js", "look.js", "legend.js", "ground.js", "borders.js", "areas.js", "names.js",
    "dots.js", "sites.js", "reach.js", "ratings.js", "figures.js", "sight.js", "link.js", "sheet.js", "scenario.js", "side.js", "find.js", "shown.js", "frame.js", "page.js", "start.js",
)  # fmt: skip
"""In the order in which the page reads them: tools first, what uses them after; ``start.js`` opens the page."""

NAMESPACE = "var xcParts = {};\n"


@cache
def script_texts() -> tuple[str, ...]:
    """Text of each script."""
    folder = resources.files("xc_gis.report.map").joinpath("page")
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in PAGE_SCRIPTS)


def page_script() -> str:
    """All of them as one script."""
    return NAMESPACE + "".join(script_texts())
