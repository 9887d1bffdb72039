"""
The pages of the manual: where they lie, in which order, and what they say. Knows no Qt.

Pages are Markdown in ``docs/manual/LANGUAGE``; ``README.md`` is the first one and lists the others, so that the order is written
once and holds wherever the folder is read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FIRST = "README"

FOLDER = Path("docs") / "manual"

HEADING = re.compile(r"^(#+) (.+)$")
ENTRY = re.compile(r"^(?:\d+\.|-) \[([^\]]+)\]\(([\w-]+)\.md\)$")


@dataclass(frozen=True)
class Page:
    """
    One page.

    Attributes
    ----------
    name
        Name of its file without ``.md``; the same in every language.
    title
        As the list of contents says it.
    group
        Heading under which it is listed; empty for the first page.
    text
        Markdown.
    """

    name: str
    title: str
    group: str
    text: str


def manual_folder() -> Path | None:
    """Folder of the manual: packed with the program, installed with it, or in the repository; None where it is missing."""
    package = Path(__file__).resolve().parents[3]
    packed = getattr(sys, "_MEIPASS", None)
    for place in ([Path(packed)] if packed else []) + [package, package.parent]:
        if (place / FOLDER / "zh" / f"{FIRST}.md").is_file():
            return place / FOLDER
    return None


def read_pages(folder: Path, language: str) -> dict[str, Page]:
    """
    All pages of a language by name, in the order of the list of contents; the first page first.

    Raises ``OSError`` where a page that is listed cannot be read.
    """
    first = (folder / language / f"{FIRST}.md").read_text(encoding="utf-8")
    found = {FIRST: Page(FIRST, "", "", first)}
    group = ""
    for line in first.splitlines():
        if heading := HEADING.match(line):
            if len(heading[1]) == 1:
                found[FIRST] = Page(FIRST, heading[2], "", first)
            group = heading[2]
        elif entry := ENTRY.match(line):
            text = (folder / language / f"{entry[2]}.md").read_text(encoding="utf-8")
            found[entry[2]] = Page(entry[2], entry[1], group, text)
    return found


def next_with(words: str, pages: Mapping[str, str], after: str) -> str:
    """
    Name of the next page that holds these words, whatever their case; empty where no other page does.

    ``pages`` are plain texts by name; the search begins behind the page ``after`` and goes round.
    """
    names = list(pages)
    at = names.index(after)
    sought = words.casefold()
    return next((name for name in names[at + 1 :] + names[:at] if sought in pages[name].casefold()), "")
