"""
The blocks of a Word file, and which of them somebody added: paragraphs and tables in their order, told apart by their text.

Word and other programs write a file anew when it is saved, so that only texts can be compared. Blocks in the style ``FILL_IN`` are there
to be filled in; all others are as an export wrote them, or somebody's own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from xc_gis.report.documents.word.style_names import FILL_IN

FILLED = "fill:"
"""Begins the print of a block that is there to be filled in."""

DIGITS = 10

_SPACE = re.compile(r"\s+")
_SHOWN = ("drawing", "pict", "object", "oMath", "oMathPara")


@dataclass(frozen=True)
class Block:
    """A paragraph or table of the body: its element, its print (checksum of its text), whether it is there to be filled in."""

    element: Any
    print_: str
    is_fill_in: bool


def blocks_of(document: Any) -> list[Block]:
    """Blocks with something in them, in their order (``docx.Document``)."""
    fill_ins = {style.style_id for style in document.styles if style.name == FILL_IN}
    made = []
    for element in _elements(document.element.body):
        text = _SPACE.sub("", text_of(element))
        if text or _shows(element):
            is_fill_in = _style(element) in fill_ins
            made.append(Block(element, (FILLED if is_fill_in else "") + print_of(text), is_fill_in))
    return made


def prints_of(document: Any) -> list[str]:
    """Prints of all blocks: what an export records, to know later what was added."""
    return [block.print_ for block in blocks_of(document)]


def print_of(text: str) -> str:
    """Checksum of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def text_of(element: Any) -> str:
    """Text of a block, deleted text of tracked changes without."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def unmatched(blocks: Sequence[Block], recorded: Sequence[str]) -> list[int] | None:
    """
    Numbers of the blocks that were not recorded; None where a recorded one is missing, changed or moved.

    Blocks that are there to be filled in do not count.
    """
    wanted = [print_ for print_ in recorded if not print_.startswith(FILLED)]
    own, at = [], 0
    for n, block in enumerate(blocks):
        if block.is_fill_in:
            continue
        if at < len(wanted) and block.print_ == wanted[at]:
            at += 1
        else:
            own.append(n)
    return own if at == len(wanted) else None


def _elements(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            if content is not None:
                yield from _elements(content)
        elif child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child


def _style(element: Any) -> str:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if element.tag == qn("w:p") else None
    return "" if style is None else str(style.get(qn("w:val")))


def _shows(element: Any) -> bool:
    """Whether a block without text shows something: a picture, a formula."""
    return any(node.tag.rpartition("}")[2] in _SHOWN for node in element.iter())
