"""
What a file is, by its content: names lie, and a file that cannot be read is to be named as what it is.

Signatures are those of the formats' own documents; formats without one (text tables, GeoJSON) are told by their first words.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

HEAD = 4096

TEXT, JSON, SHEET, OLE_SHEET, XML_SHEET, HTML = "text", "json", "sheet", "ole sheet", "xml sheet", "html"
SQLITE, SHAPES, DBF, PARQUET, KML, KMZ, TIFF, UNKNOWN = "sqlite", "shp", "dbf", "parquet", "kml", "kmz", "tiff", "unknown"


_TO_LAYER = msg("请在 QGIS、ArcGIS 等程序中导出为 GeoPackage（.gpkg）或 GeoJSON")
_UNPACK = msg("请先解压，再选用其中的文件")

FOREIGN: dict[str, tuple[str, str]] = {
    "locked": (msg("设有密码的工作簿"), msg("请去掉密码另存后重试")),
    "word": (msg("Word 文档"), msg("请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx")),
    "powerpoint": (msg("演示文稿"), msg("请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx")),
    "rtf": (msg("RTF 文档"), msg("请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx")),
    "pdf": (msg("PDF 文档"), msg("请向提供方索取表格原件（.xlsx 或 CSV）")),
    "outlook": (msg("邮件"), msg("请保存其中的附件，再选用附件")),
    "numbers": (msg("苹果 Numbers 表格"), msg("请在 Numbers 中导出为 .xlsx 或 CSV")),
    "access": (msg("Access 数据库"), msg("请在 Access 中把所需的表导出为 .xlsx")),
    "cad": (msg("CAD 图纸"), _TO_LAYER),
    "rar": (msg("RAR 压缩包"), _UNPACK),
    "7z": (msg("7z 压缩包"), _UNPACK),
    "zip": (msg("压缩包"), _UNPACK),
    "zipped shapefile": (msg("装有 shapefile 的压缩包"), msg("请先解压，再选用其中的 .shp 文件")),
    "packed": (msg("压缩文件"), _UNPACK),
    "shortcut": (msg("快捷方式，不是文件本身"), msg("请复制快捷方式所指的文件")),
    "picture": (msg("图片"), msg("请向提供方索取表格或图层原件")),
    "program": (msg("程序"), msg("请检查选用的文件")),
    "project": (msg("地图工程，只记着图层的位置"), _TO_LAYER),
    "shapefile part": (msg("shapefile 的附属文件"), msg("请选用同名的 .shp 文件，并把各附属文件放在一起")),
    "mapinfo": (msg("MapInfo 图层"), _TO_LAYER),
    "gpx": (msg("GPX 轨迹"), _TO_LAYER),
    "gml": (msg("GML 图层"), _TO_LAYER),
    "svg": (msg("矢量图片（SVG）"), msg("请向提供方索取表格或图层原件")),
    "osm": (msg("OpenStreetMap 文件"), msg('可用作 [network] osm，或 type = "auto" 的设施清单（后缀 .osm 或 .osm.pbf）')),
    "office lock": (msg("Office 打开文件时的临时文件"), msg("请选用名称前没有 ~$ 的文件")),
    "unfinished": (msg("没有下载完的文件"), msg("请等下载完成，或重新下载")),
    "lfs pointer": (msg("Git LFS 的指针，不是文件本身"), msg("请执行 git lfs pull 取得文件")),
}
"""What each kind that cannot be read is, and what to do."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", SQLITE), (b"PAR1", PARQUET), (b"%PDF", "pdf"), (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"\xfd7zXZ", "packed"), (b"L\0\0\0\x01\x14\x02\0", "shortcut"), (b"[InternetShortcut]", "shortcut"),
    (b"AC10", "cad"), (b"AutoCAD Binary DXF", "cad"), (b"\0\0\x27\x0a\0\0\0\0", SHAPES), (b"II*\0", TIFF), (b"MM\0*", TIFF), (b"II+\0", TIFF), (b"MM\0+", TIFF),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"MZ\x90", "program"), (b"\x7fELF", "program"),
    (b"{\\rtf", "rtf"), (b"version https://git-lfs", "lfs pointer"),
    (b"\0\x01\0\0Standard Jet DB", "access"), (b"\0\x01\0\0Standard ACE DB", "access"),
)  # fmt: skip

_BY_SUFFIX = {
    ".shx": "shapefile part", ".prj": "shapefile part", ".cpg": "shapefile part", ".qix": "shapefile part", ".sbn": "shapefile part",
    ".qgs": "project", ".mxd": "project", ".aprx": "project", ".tab": "mapinfo", ".mif": "mapinfo", ".mid": "mapinfo", ".dgn": "cad",
    ".crdownload": "unfinished", ".part": "unfinished", ".downloading": "unfinished", ".url": "shortcut",
}  # fmt: skip
"""Kinds whose content says little, by suffix."""

TEXT_SUFFIXES = (".csv", ".txt", ".tsv")

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_BOM = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_DXF = re.compile(rb"^\s*(?:999\s[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\s")


def refuse_foreign(kind: str, shown: str) -> None:
    """Raise ``InputError`` for a kind that cannot be read, naming it."""
    if kind in FOREIGN:
        what, hint = FOREIGN[kind]
        raise InputError(msg("{shown} 是{what}，不能直接读取", shown=shown, what=what), hint=hint)


def kind_of(path: Path) -> str:
    """One of the kinds of this module, or of ``FOREIGN``; ``UNKNOWN`` for binary content without a known signature."""
    with path.open("rb") as handle:
        head = handle.read(HEAD)
    name, suffix = path.name.lower(), path.suffix.lower()
    if name.startswith("~$"):
        return "office lock"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if head.startswith(_OLE):
        return _ole_kind(path.read_bytes())
    if head.startswith(_ZIP):
        return _zip_kind(path)
    if suffix == ".dbf":
        return DBF
    if head[4:].startswith(b"\n\tOSMHeader"):
        return "osm"
    return _text_kind(head, suffix)


def _ole_kind(raw: bytes) -> str:
    """Kind of a compound file by the names of its streams (UTF-16; MS-CFB 2.6)."""
    for stream, kind in (
        ("EncryptedPackage", "locked"), ("Workbook", OLE_SHEET), ("Book", OLE_SHEET), ("WordDocument", "word"),
        ("PowerPoint Document", "powerpoint"), ("__nameid_version1.0", "outlook"),
    ):  # fmt: skip
        if stream.encode("utf-16-le") + b"\0\0" in raw:
            return kind
    return OLE_SHEET


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return SHEET  # its reader says that it is damaged
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return SHEET
    for part, kind in (
        ("word/", "word"), ("ppt/", "powerpoint"), ("index/document.iwa", "numbers"), ("index.zip", "numbers"),
    ):  # fmt: skip
        if any(name.startswith(part) for name in names):
            return kind
    ends = {name.rsplit(".", 1)[-1] for name in names}
    if "shp" in ends:
        return "zipped shapefile"
    if "qgs" in ends:
        return "project"
    return KMZ if "kml" in ends else "zip"


def _text_kind(head: bytes, suffix: str) -> str:
    marked = _BOM.match(head)
    plain = (_BOM.sub(b"", head) if marked else head).replace(b"\0", b"") if marked or head[1:2] == b"\0" else head
    words, table = plain.lstrip().lower(), suffix in TEXT_SUFFIXES
    if words[:1] in {b"{", b"["} and (not table or (b'"type"' in words and b"feature" in words)):
        return JSON
    if words.startswith(b"<") and (kind := _xml_kind(words)):
        return kind
    if _DXF.match(plain):
        return "cad"
    if not table and (b"<table" in words or b"<html" in words):
        return HTML
    return UNKNOWN if b"\0" in plain and not table else TEXT


def _xml_kind(words: bytes) -> str:
    """Kind of a file that begins with ``<``, by its root and namespaces."""
    for sign, kind in (
        (b"urn:schemas-microsoft-com:office:spreadsheet", XML_SHEET), (b"<html", HTML), (b"<table", HTML), (b"<kml", KML), (b"<osm", "osm"),
        (b"<gpx", "gpx"), (b"<svg", "svg"), (b"<qgis", "project"), (b"opengis.net/gml", "gml"), (b"<!doctype html", HTML),
    ):  # fmt: skip
        if sign in words:
            return kind
    return ""
