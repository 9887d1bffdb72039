"""A new Word file with the paragraphs that somebody wrote into the one before (decision 162)."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from xc_gis.report.documents.word.blocks import FILLED, Block, blocks_of, unmatched
from xc_gis.report.documents.word.carried import Carrier, NotCarriedError
from xc_gis.report.documents.word.repack import packed

CHANGED, UNREADABLE, CANNOT_CARRY = "changed", "unreadable", "cannot_carry"
"""Why what somebody wrote cannot be brought into a new file."""


class KeptError(Exception):
    """The file that somebody edited stays as it is; ``code``: why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Merged:
    """The new file and how many blocks of somebody's own are in it, filled-in ones among them."""

    content: bytes
    own: int


def merged(new: bytes, edited: bytes, recorded: Sequence[str]) -> Merged:
    """
    Bring what somebody wrote into a new file: own paragraphs, tables and pictures to the place where they stood, and what was filled in.

    Parameters
    ----------
    new
        As an export makes it now.
    edited
        As somebody saved it.
    recorded
        Prints of the blocks that the export wrote then (``blocks.prints_of``).

    Raises
    ------
    KeptError
        It cannot be read, something that the export wrote was changed, or something own cannot be carried.
    """
    try:
        old = Document(io.BytesIO(edited))
        blocks = blocks_of(old)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, SyntaxError, AttributeError, LookupError) as fault:
        raise KeptError(UNREADABLE) from fault
    own = unmatched(blocks, recorded)
    if own is None:
        raise KeptError(CHANGED)
    document = Document(io.BytesIO(new))
    carrier = Carrier(old, document)
    try:
        count = _insert(document, carrier, blocks, frozenset(own))
        count += _fill_in(document, carrier, blocks, recorded)
    except NotCarriedError as fault:
        raise KeptError(CANNOT_CARRY) from fault
    return Merged(packed(document), count)


def _insert(document: Any, carrier: Carrier, blocks: Sequence[Block], own: frozenset[int]) -> int:
    """Put own blocks behind the block that stood before them, or, where that is no more, before the next that is there still."""
    there: dict[str, Any] = {}
    for block in blocks_of(document):
        there.setdefault(block.print_, block.element)
    last: dict[int, Any] = {}
    for n in sorted(own):
        element = carrier.copy_of(blocks[n].element)
        before = next((m for m in range(n - 1, -1, -1) if m not in own), -1)
        after = next((m for m in range(n + 1, len(blocks)) if m not in own and blocks[m].print_ in there), -1)
        if before in last:
            last[before].addnext(element)
        elif before >= 0 and blocks[before].print_ in there:
            there[blocks[before].print_].addnext(element)
        elif after >= 0:
            there[blocks[after].print_].addprevious(element)
        else:
            _at_the_end(document, element)
        last[before] = element
    return len(own)


def _at_the_end(document: Any, element: Any) -> None:
    section = document.element.body.find(qn("w:sectPr"))
    if section is None:
        document.element.body.append(element)
    else:
        section.addprevious(element)


def _fill_in(document: Any, carrier: Carrier, blocks: Sequence[Block], recorded: Sequence[str]) -> int:
    """Put what was filled in into the blocks for it, in their order; what has no place any more stands at the end."""
    blank = [print_ for print_ in recorded if print_.startswith(FILLED)]
    places = [block.element for block in blocks_of(document) if block.is_fill_in]
    count = 0
    for n, block in enumerate(block for block in blocks if block.is_fill_in):
        if n < len(blank) and block.print_ == blank[n]:
            continue
        element = carrier.copy_of(block.element)
        count += 1
        if n >= len(places):
            _at_the_end(document, element)
            continue
        form = places[n].find(qn("w:pPr"))
        old_form = element.find(qn("w:pPr"))
        if old_form is not None:
            element.remove(old_form)
        if form is not None:
            element.insert(0, copy.deepcopy(form))
        places[n].getparent().replace(places[n], element)
    return count
