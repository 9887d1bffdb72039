"""
What ISO 19005-2 (PDF/A-2a) and ISO 14289-1 (PDF/UA-1) ask of a file, looked up in the file alone by a library other than the writer's.

This is no validator: veraPDF is Java and in no package of Python, npm or Debian. It finds what offices' archives refuse most often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

FORBIDDEN_KEYS = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFiles",
    "/AA",
    "/XFA",
    "/Alternates",
    "/OPI",
    "/TR",
    "/HTP",
    "/NeedAppearances",
}
FORBIDDEN_COLOURS = {"/DeviceCMYK"}
PRINT, HIDDEN = 4, 1 | 2 | 32
"""Flags of annotations."""


def faults(content: bytes) -> list[str]:
    """What is wrong; empty where nothing was found."""
    return [*_file(content), *_document(pypdf.PdfReader(BytesIO(content)))]


def _file(content: bytes) -> Iterator[str]:
    first, second = content[:200].split(b"\n")[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]", first.strip()):
        yield "header"
    if not (second.startswith(b"%") and len(second) >= 5 and all(byte > 127 for byte in second[1:5])):
        yield "binary comment"
    if not content.rstrip().endswith(b"%%EOF"):
        yield "end of file"


def _document(reader: pypdf.PdfReader) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    if "/Encrypt" in reader.trailer:
        yield "encryption"
    if "/ID" not in reader.trailer:
        yield "no id"
    yield from _metadata(root, reader)
    yield from _output_intent(root)
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/Lang"):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "title not displayed"
    yield from _structure(root)
    for page in reader.pages:
        yield from _page(page)
    yield from _objects(reader)


def _metadata(root: Any, reader: pypdf.PdfReader) -> Iterator[str]:
    if "/Metadata" not in root:
        yield "no metadata"
        return
    stated = root["/Metadata"].get_data().decode()
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        if f"<{name}>{value}</{name}>" not in stated and f'{name}="{value}"' not in stated:
            yield f"metadata without {name}"
    title = reader.metadata.title if reader.metadata else None
    if not title or (title not in re.sub(r"&#?\w+;", "?", stated) and title.isalnum()):
        yield "title differs"


def _output_intent(root: Any) -> Iterator[str]:
    intents = root.get("/OutputIntents", [])
    fit = [one.get_object() for one in intents if one.get_object().get("/S") == "/GTS_PDFA1"]
    if len(fit) != 1:
        yield "output intent"
        return
    profile = fit[0]["/DestOutputProfile"]
    data = profile.get_data()
    if data[36:40] != b"acsp" or {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}.get(data[16:20]) != profile["/N"]:
        yield "colour profile"


def _structure(root: Any) -> Iterator[str]:
    if "/StructTreeRoot" not in root:
        yield "no structure"
        return
    level = 0
    for element in _elements(root["/StructTreeRoot"].get("/K")):
        kind = str(element.get("/S", ""))
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "figure without words"
        if heading := re.fullmatch(r"/H([1-6])", kind):
            if int(heading[1]) > level + 1:
                yield "heading level skipped"
            level = int(heading[1])


def _elements(node: Any) -> Iterator[Any]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K"))


def _page(page: Any) -> Iterator[str]:
    if "/StructParents" not in page:
        yield "page outside the structure"
    group = page.get("/Group", {})
    if group and group.get("/S") == "/Transparency" and "/CS" not in group:
        yield "transparency without a colour space"
    for one in page.get("/Annots", []):
        note = one.get_object()
        flags = int(note.get("/F", 0))
        if not flags & PRINT or flags & HIDDEN:
            yield "annotation that is not printed"


def _objects(reader: pypdf.PdfReader) -> Iterator[str]:
    seen = set()
    waiting: list[Any] = [reader.trailer["/Root"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if (node.idnum, node.generation) in seen:
                continue
            seen.add((node.idnum, node.generation))
            node = node.get_object()
        if isinstance(node, ArrayObject):
            waiting += list(node)
        elif isinstance(node, DictionaryObject):
            yield from _object(node)
            waiting += [value for key, value in node.items() if key != "/Parent"]


def _object(node: Any) -> Iterator[str]:
    yield from (f"forbidden {key}" for key in FORBIDDEN_KEYS & set(node))
    if str(node.get("/S")) in {"/JavaScript", "/Launch", "/Movie", "/Sound", "/ImportData"}:
        yield "forbidden action"
    if str(node.get("/ColorSpace")) in FORBIDDEN_COLOURS:
        yield "colour outside the output intent"
    if isinstance(node, StreamObject) and node.get("/Subtype") == "/Image" and node.get("/Interpolate"):
        yield "interpolated picture"
    if str(node.get("/Filter")) in {"/LZWDecode", "/Crypt"}:
        yield "forbidden filter"
    if node.get("/Type") == "/Font":
        yield from _font(node)


def _font(font: Any) -> Iterator[str]:
    kind = font.get("/Subtype")
    if kind == "/Type0":
        if "/ToUnicode" not in font:
            yield "font without letters to copy"
        if str(font.get("/Encoding")) not in {"/Identity-H", "/Identity-V"}:
            yield "encoding of a font"
    elif kind in {"/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1"}:
        descriptor = font.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield "font that is not embedded"
        if kind == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield "font without its map"
