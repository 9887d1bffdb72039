"""Word files with the same bytes each time: fixed times, one order, no clock."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

FIXED_DAY = date(2000, 1, 1)
"""Stands in a file of a study without a day."""

CONTENT_TYPES = "[Content_Types].xml"
"""Stands first in a package."""

ZIP_TIME = (2000, 1, 1, 0, 0, 0)


def settled(document: Any, *, title: str, day: date | None) -> None:
    """Title and times of a document (``docx.Document``): those of the study, not of the clock; nobody's name."""
    moment = datetime.combine(day or FIXED_DAY, datetime.min.time())
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "XC-GIS", "XC-GIS", ""
    properties.title, properties.created, properties.modified, properties.revision = title[:255], moment, moment, 1


PICTURES = (".png", ".jpeg", ".jpg")
"""Packed already: they are stored as they are."""


class _Parts:
    """Takes the parts of a package in place of a file."""

    def __init__(self) -> None:
        self.by_name: dict[str, bytes] = {}

    def write(self, place: PackURI, content: bytes) -> None:
        self.by_name[place.membername] = content


def packed(document: Any) -> bytes:
    """The file of a document (``docx.Document``), its parts in the same order and with a fixed time."""
    package, parts, made = document.part.package, _Parts(), io.BytesIO()
    for part in package.parts:
        part.before_marshal()
    write: Any = PackageWriter  # its steps are not public: ``save`` would pack all with the time of the clock first
    write._write_content_types_stream(parts, package.parts)  # noqa: SLF001
    write._write_pkg_rels(parts, package.rels)  # noqa: SLF001
    write._write_parts(parts, package.parts)  # noqa: SLF001
    with zipfile.ZipFile(made, "w") as file:
        for name in sorted(parts.by_name, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PICTURES) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            file.writestr(entry, parts.by_name[name])
    return made.getvalue()
