"""Workbooks whose parts bear one fixed day: two runs are equal, and a clock before 1980, which no zip can hold, does not matter."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import datetime
from typing import Any

FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day in place of the clock


class FixedZip(zipfile.ZipFile):
    """A zip that is written without looking at the clock."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        """Add a part."""
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        part = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
        super().writestr(part, data, zipfile.ZIP_DEFLATED if compress_type is None else compress_type, compresslevel)

    def write(
        self, filename: Any, arcname: Any = None, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        """Add a file."""
        with open(filename, "rb") as handle:  # noqa: PTH123 - whatever kind of name it is given
            self.writestr(arcname or os.fspath(filename), handle.read(), compress_type, compresslevel)


def saved(book: Any) -> io.BytesIO:
    """An openpyxl workbook as the bytes of its file."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - a quarter of a second that tables do without

    raw = io.BytesIO()
    ExcelWriter(book, FixedZip(raw, "w", zipfile.ZIP_DEFLATED, allowZip64=True)).save()
    return raw
