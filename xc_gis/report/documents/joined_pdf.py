"""
PDFs of one template joined to one, with their tags: what Typst sets in parts, for it keeps about 5 MB a page in memory until a document is done.

A page knows its place in the tree of tags by a number, and a cell its heading by a name; both are made different before trees are joined.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Pdf, String

PLACES = ("/StructParents", "/StructParent")
"""Keys of pages, drawings and links: their place in the tree of tags."""


def joined_pdf(parts: Sequence[bytes]) -> bytes:
    """
    The pages of all parts in their order, as one PDF of the same standards (PDF/A-2a, PDF/UA-1).

    Parameters
    ----------
    parts
        At least one; tagged PDFs of one template, language and day, as ``typesetting.pdf_of`` makes them. Title and what else the whole
        document says are those of the first.

    Returns
    -------
    bytes
        The same parts give the same bytes; one part is given back as it is.
    """
    if len(parts) == 1:
        return parts[0]
    with Pdf.open(BytesIO(parts[0])) as whole:
        _named_apart(whole, 0)
        for number, content in enumerate(parts[1:], 1):
            with Pdf.open(BytesIO(content)) as part:
                _named_apart(part, number)
                _add(whole, part)
        _tell_pages(whole, hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32])
        made = BytesIO()
        whole.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def pages_in(content: bytes) -> int:
    """How many pages a PDF has."""
    with Pdf.open(BytesIO(content)) as document:
        return len(document.pages)


def _named_apart(part: Pdf, number: int) -> None:
    """Put the number of the part before every name of a tag."""
    for found in part.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == Name.StructElem:
            if "/ID" in found:
                found.ID = _own_name(number, found.ID)
            for attributes in found.get("/A", ()):
                if "/Headers" in attributes:
                    attributes.Headers = Array([_own_name(number, name) for name in attributes.Headers])
    tags = part.Root.StructTreeRoot
    if "/IDTree" in tags:
        named = [(bytes(_own_name(number, String(name))), tag) for name, tag in NameTree(tags.IDTree).items()]
        tags.IDTree = part.make_indirect(Dictionary(Names=Array([each for pair in sorted(named) for each in pair])))


def _own_name(number: int, name: pikepdf.Object) -> String:
    return String(f"{number:04d}-".encode() + bytes(name))


def _add(whole: Pdf, part: Pdf) -> None:
    """Put pages, tags and bookmarks of a part behind those of the whole."""
    tags = whole.Root.StructTreeRoot
    offset = int(tags.ParentTreeNextKey)
    for found in part.objects:
        if isinstance(found, Dictionary | pikepdf.Stream):
            for key in PLACES:
                if key in found:
                    found[key] = int(found[key]) + offset
    whole.pages.extend(part.pages)
    theirs = whole.copy_foreign(part.make_indirect(part.Root.StructTreeRoot))
    places = NumberTree(tags.ParentTree)
    for place, tag in NumberTree(theirs.ParentTree).items():
        places[place + offset] = tag
    tags.ParentTreeNextKey = offset + int(theirs.ParentTreeNextKey)
    document, added = tags.K[0], theirs.K[0]
    for tag in added.K:
        tag.P = document
        document.K.append(tag)
    if "/IDTree" in theirs:
        tags.IDTree.Names.extend(theirs.IDTree.Names)  # names of later parts come later
    _add_bookmarks(whole, part)


def _add_bookmarks(whole: Pdf, part: Pdf) -> None:
    if "/Outlines" not in part.Root:
        return
    theirs = whole.copy_foreign(part.make_indirect(part.Root.Outlines))
    if "/Outlines" not in whole.Root:
        whole.Root.Outlines = theirs
        return
    marks = whole.Root.Outlines
    each: Any = theirs.First
    while each is not None:
        each.Parent = marks
        each = each.get("/Next")
    marks.Last.Next, theirs.First.Prev = theirs.First, marks.Last
    marks.Last = theirs.Last
    marks.Count = int(marks.Count) + int(theirs.Count)


def _tell_pages(whole: Pdf, mark: str) -> None:
    """How many pages there are, and which document this is, in what the file says of itself."""
    said = whole.Root.Metadata.read_bytes()
    said = re.sub(rb"(<xmpTPg:NPages>)\d+(?=<)", rb"\g<1>%d" % len(whole.pages), said)
    said = re.sub(rb"(<xmpMM:(?:InstanceID|DocumentID)>|<stEvt:instanceID>)[^<_]*(?=[<_])", rb"\g<1>" + mark.encode(), said)
    whole.Root.Metadata = whole.make_stream(said, Type=Name.Metadata, Subtype=Name.XML)
