"""
What an OpenStreetMap file is by its first bytes: names are often wrong, contents are not.

A file that holds something else is refused by its true name: whoever reads that a list of changes is "damaged" downloads it again in vain.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg

LOOKED_AT = 65_536
"""Bytes at the beginning, unpacked, that say what a file is."""

PACKED = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
"""First bytes of files that are read packed."""

OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", msg("zip 压缩包")), (b"7z\xbc\xaf\x27\x1c", msg("7z 压缩包")), (b"Rar!", msg("rar 压缩包")), (b"\x28\xb5\x2f\xfd", msg("zstd 压缩包")),
    (b"SQLite format 3", msg("SQLite 数据库（如 GeoPackage）")), (b"%PDF", msg("PDF 文档")), (b"\xff\xe0\x04o5c2", msg("OSM 改动文件（.o5c）")),
)  # fmt: skip
"""First bytes of files that are taken for maps, and what they are."""

ARCHIVES = frozenset((b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd"))
"""First bytes of those that may hold a map."""

ROOTS = {
    "osmchange": msg("OSM 改动文件（.osc）：只有改动，没有整张地图"),
    "osmaugmenteddiff": msg("OSM 改动文件（augmented diff）：只有改动，没有整张地图"),
    "html": msg("网页，不是地图数据"),
    "gpx": msg("GPX 轨迹"),
    "kml": msg("KML 图层"),
    "graphml": msg("GraphML 路网（文件名应以 .graphml 结尾）"),
}
"""First elements of XML files that are taken for maps, and what they are."""

UNPACK_HINT = msg("请先解压，再使用其中的 .osm 或 .osm.pbf 文件")
MAP_HINT = msg("请下载或导出整张地图：.osm.pbf、.osm(JOSM、Overpass 均可)")

_ROOT = re.compile(r"<\s*([A-Za-z!][\w:.-]*)")


@dataclass(frozen=True)
class Kind:
    """``form``: ``xml``, ``pbf``, ``o5m`` or ``json``; ``packing``: empty, ``gz``, ``bz2`` or ``xz``."""

    form: str
    packing: str = ""

    @property
    def for_osmium(self) -> str:
        """Name of the format for osmium; empty where it cannot read it."""
        names = {"xml": "osm", "pbf": "pbf", "o5m": "o5m"}
        if self.form not in names or self.packing == "xz" or (self.packing and self.form != "xml"):
            return ""
        return names[self.form] + (f".{self.packing}" if self.packing else "")


def packing_of(path: Path) -> str:
    """How a file is packed, by its first bytes: empty, ``gz``, ``bz2`` or ``xz``."""
    with path.open("rb") as stored:
        first = stored.read(8)
    return next((name for mark, name in PACKED.items() if first.startswith(mark)), "")


def unpacked(file: Path | BinaryIO, packing: str) -> BinaryIO:
    """Open a file for reading, unpacked on the way."""
    if not packing:
        return file.open("rb") if isinstance(file, Path) else file
    openers: dict[str, Callable[..., object]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
    return cast("BinaryIO", openers[packing](file, "rb"))


def kind_of(path: Path, shown: str) -> Kind:
    """
    Look at the beginning of a file.

    Raises
    ------
    NetworkError
        If it is nothing that can be read as a map; the message says what it is.
    """
    packing = packing_of(path)
    try:
        with unpacked(path, packing) as stream:
            head = stream.read(LOOKED_AT)
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as fault:
        raise NetworkError(msg("OSM 文件 {shown} 的压缩数据不完整", shown=shown), hint=msg("请重新下载该文件")) from fault
    for mark, name in OTHERS:
        if head.startswith(mark):
            raise NetworkError(
                msg("OSM 文件 {shown} 其实是 {name}", shown=shown, name=name), hint=UNPACK_HINT if mark in ARCHIVES else MAP_HINT
            )
    if not head.strip(b"\0 \r\n\t"):
        raise NetworkError(msg("OSM 文件 {shown} 没有内容", shown=shown), hint=msg("请重新下载或导出"))
    if head[4:].startswith(b"\x0a\x09OSMHeader"):
        form = "pbf"
    elif head.startswith(b"\xff\xe0\x04o5m2"):
        form = "o5m"
    else:
        form = _text_form(_text(head), shown)
    if packing and form not in {"xml", "json"}:
        raise NetworkError(msg("OSM 文件 {shown} 是再压缩过的 .{form} 文件", shown=shown, form=form), hint=UNPACK_HINT)
    return Kind(form, packing)


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def _text_form(head: str, shown: str) -> str:
    text = head.lstrip()
    if text.startswith(("{", "[")):
        return "json"
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->", "", text, flags=re.DOTALL)
    found = _ROOT.match(bare.lstrip())
    root = found.group(1).lower() if found else ""
    if root == "osm":
        return "xml"
    if root == "!doctype":
        root = "html" if "<html" in bare.lower() or "doctype html" in bare.lower() else "osm"
        if root == "osm":
            return "xml"
    if root:
        name = ROOTS.get(root) or msg("XML 文件，根元素是 <{root}>", root=found.group(1) if found else root)
        raise NetworkError(
            msg("OSM 文件 {shown} 其实是{value}{name}", shown=shown, value=" " if name[0].isascii() else "", name=name),
            hint=MAP_HINT,
        )
    raise NetworkError(msg("OSM 文件 {shown} 不是 OSM 数据", shown=shown), hint=MAP_HINT)
