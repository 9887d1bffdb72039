"""
How Sphinx builds the site of these pages: ``make docs``.

The pages are Markdown that reads well where it lies. What a site needs besides is added while they are read: lists of contents of the manual, the
columns of a run's tables, decisions without a place in the navigation. The site asks no other host for anything.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

import xc_gis
from xc_gis import frames as declared
from xc_gis.languages.message import in_language
from xc_gis.version import __version__
from xc_gis.wording.table_columns import TABLES, TITLES

project = "XC-GIS"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest", "sphinx.ext.napoleon"]
exclude_patterns = ["pictures"]
html_theme = "furo"
html_title = f"XC-GIS {version}"
html_copy_source = html_show_sphinx = html_show_copyright = False
html_search_language = "zh-en"
html_show_search_summary = False  # a page that lies in a folder may not read the others
myst_heading_anchors = 4
autodoc_typehints = "none"
autodoc_preserve_defaults = True
doctest_test_doctest_blocks = ""  # blocks that are marked: the tutorial runs the sample, in a folder of its own
doctest_global_setup = "import os, tempfile\nhome, place = os.getcwd(), tempfile.TemporaryDirectory()\nos.chdir(place.name)"
doctest_global_cleanup = "os.chdir(home)\nplace.cleanup()"

HERE = Path(__file__).resolve().parent
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(((?:\.\./)+[^)#\s]*)[^)\n]*\)")
LISTED = re.compile(r"\]\(([\w-]+)\.md\)")
COLUMNS, FRAMES, OTHERS, FURTHER = "{{columns}}", "{{frames}}", "{{others}}", "{{further}}"
"""Places on a page where they are put."""


class ChineseAndEnglish(SearchEnglish):
    """Words of English, and each two letters of Chinese that follow each other: neither of Sphinx' own splits both without a dictionary."""

    lang = "zh-en"
    language_name = "English"  # names the stemmer of the page, too
    chinese = re.compile(r"[\u3400-\u9fff]+")
    js_splitter_code = """
function splitQuery(query) {
    return query.split(/([\\u3400-\\u9fff]+)/u).flatMap((part) => {
        if (!/[\\u3400-\\u9fff]/u.test(part)) return part.split(/[^\\p{Letter}\\p{Number}_]+/u).filter((word) => word);
        return part.length < 3 ? [part] : [...part].slice(1).map((letter, at) => part[at] + letter);
    });
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx calls it so
        """Terms of a text."""
        pairs = [run[at : at + 2] for run in self.chinese.findall(input) for at in range(max(1, len(run) - 1))]
        return pairs + super().split(self.chinese.sub(" ", input))


def columns() -> str:
    """Every table of a run with its columns, as Markdown."""
    pages = []
    for file, words in TABLES.items():
        rows = [
            f"| `{name}` | {in_language(told.meaning, 'en')} | {in_language(told.meaning, 'zh')} | {in_language(told.unit, 'en')} |"
            for name, told in words.items()
        ]
        title = in_language(TITLES[file], "en"), in_language(TITLES[file], "zh")
        pages += [
            f"## `{file}`",
            f"{title[0]} ({title[1]})",
            "\n".join(["| column | meaning | 含义 | unit |", "|---|---|---|---|", *rows]),
        ]
    return "\n\n".join(pages)


def frames() -> str:
    """Frames of a study and of a result that are no table of a run, with the kinds of their columns."""
    told = {
        "COMMUNITY_COLUMNS": declared.COMMUNITIES, "DEMAND_COLUMNS": declared.DEMAND, "FACILITY_COLUMNS": declared.FACILITIES,
        "JOINT_COLUMNS": declared.JOINT, "GAP_COLUMNS": declared.GAPS, "NEAREST_COLUMNS": declared.NEAREST, "OUTLINE_COLUMNS": declared.OUTLINES,
    }  # fmt: skip
    rows = []
    for name, frame in told.items():
        kinds = ", ".join(f"`{column}` {frame.kinds.get(column, declared.TEXT)}" for column in frame.columns)
        rows.append(f"| {frame.name} | `{name}` | {kinds} |")
    return "\n".join(["| frame | in `xc_gis.model` | columns and what they hold |", "|---|---|---|", *rows])


def others(index: str) -> str:
    """Pages that the first one does not list: a new one is found without being entered there."""
    pages = sorted(page.stem for page in HERE.glob("*.md"))
    return "\n".join(page for page in pages if page != "index" and page not in index.splitlines())


def further(reference: str) -> str:
    """Public functions that the reference does not name: a new one stands there without being entered."""
    names = [name for name in xc_gis.__all__ if not name.startswith("_") and f"autofunction:: {name}\n" not in reference]
    return "\n".join(["```{eval-rst}", *(f".. autofunction:: xc_gis.{name}" for name in names), "```"]) if names else ""


def inside(page: Path, text: str) -> str:
    """A page whose links to files of the repository are their names alone: a site does not have them."""

    def kept(found: re.Match[str]) -> str:
        target = (page.parent / found[2]).resolve()
        return found[0] if target.is_relative_to(HERE) else found[1]

    return LINK.sub(kept, text)


def without_signature(app: Sphinx, what: str, *more: Any) -> tuple[str, None] | None:
    """Heard before a signature is written: what a result holds is described below it, and nobody makes one by hand."""
    del app, more
    return ("", None) if what == "class" else None


def add_what_a_site_needs(app: Sphinx, name: str, source: list[str]) -> None:
    """Heard before a page is read."""
    del app
    source[0] = inside(HERE / f"{name}.md", source[0])
    if name.startswith("decisions/0"):
        source[0] = f"---\norphan: true\n---\n\n{source[0]}"
    if Path(name).match("manual/*/README"):
        pages = "\n".join(dict.fromkeys(LISTED.findall(source[0])))
        source[0] += f"\n\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
    for place, made in (
        (COLUMNS, columns),
        (FRAMES, frames),
        (OTHERS, lambda: others(source[0])),
        (FURTHER, lambda: further(source[0])),
    ):
        if place in source[0]:
            source[0] = source[0].replace(place, made())


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx asks of a configuration."""
    app.add_search_language(ChineseAndEnglish)
    app.connect("source-read", add_what_a_site_needs)
    app.connect("autodoc-process-signature", without_signature)
    return {"parallel_read_safe": True}
