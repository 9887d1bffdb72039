"""
Street files that are small on disk and endless when read: entities within entities, a gigabyte of nothing well packed.

Looked at before osmium or OSMnx get them. A document type may stand before the first element only, so reading up to there is
enough; no honest map has one.
"""

from __future__ import annotations

import lzma
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
from xc_gis.sources.osm.kinds import packing_of, unpacked

PACKED_LOOKED_AT = 4_000_000
"""Bytes of a packed file that are unpacked to see what comes of them: a bomb is small, that is its point."""

MOST_TIMES_LARGER = 100
"""Packed maps grow ten to twenty times when they are unpacked."""

ALWAYS_FINE = 50_000_000
"""Bytes that may come out of any file: no computer minds them."""


STEP = 1_000_000
"""Unpacked bytes looked at together."""

TEXT = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
"""First bytes of XML, in UTF-8 or UTF-16."""


def refuse_bombs(path: Path, shown: str) -> None:
    """
    Refuse a file that would grow without end: XML or JSON, packed or not, whatever its name.

    Raises ``NetworkError``. A file that cannot be read at all is left to its reader, which says so.
    """
    try:
        packing = packing_of(path)
        if packing:
            _refuse_growth(path, shown, packing)
        with unpacked(path, packing) as stream:
            first = stream.read(4)
        if first.lstrip().startswith(TEXT):
            _refuse_document_type(path, shown, packing)
    except NetworkError:
        raise
    except (ParseError, EOFError, OSError, ValueError, LookupError, zlib.error, lzma.LZMAError):  # broken: its reader says so
        return


def _refuse_document_type(path: Path, shown: str, packing: str) -> None:
    try:
        with unpacked(path, packing) as stream:
            next(iterparse(stream, events=("start",), forbid_dtd=True), None)
    except DefusedXmlException as fault:
        raise NetworkError(
            msg("路网文件 {shown} 含有文档类型或实体声明（DOCTYPE、ENTITY），可能无限膨胀，已拒绝读取", shown=shown),
            hint=msg("正常的 OSM 或 GraphML 文件没有这种声明：请删去它，或重新下载、导出"),
        ) from fault


def _refuse_growth(path: Path, shown: str, packing: str) -> None:
    """Unpack the beginning step by step, keeping nothing, and stop where it grows too much."""
    grown = 0
    with path.open("rb") as packed, unpacked(packed, packing) as stream:
        while packed.tell() < PACKED_LOOKED_AT:
            made = len(stream.read(STEP))
            if not made:
                return
            grown += made
            if grown > max(ALWAYS_FINE, MOST_TIMES_LARGER * packed.tell()):
                raise NetworkError(
                    msg(
                        "路网文件 {shown} 解压后超过原来的 {most_times_larger} 倍，不像地图数据，已拒绝读取",
                        shown=shown,
                        most_times_larger=MOST_TIMES_LARGER,
                    ),
                    hint=msg("请重新下载该文件，或先自行解压检查其内容"),
                )
