"""Packed files (.xlsx, .ods, .kmz): opened only when they are no bomb, and their XML only without entities."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

MOST_UNPACKED = 500_000_000
MOST_RATIO = 200
SMALLEST_PACKED = 10_000
"""A file that unpacks to more than this is a bomb, not a table; tiny files may well pack better than the ratio."""

DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError)
"""What a damaged archive may raise."""

XML_HEAD = 4096
XML_SUFFIXES = (".xml", ".rels", ".kml", ".vml")


def refuse_bombs(path: Path, shown: str) -> None:
    """
    Look through an archive before any reader does.

    Raises
    ------
    InputError
        Damaged archive, too much to unpack (by what it says and by what it holds), XML that declares a document type:
        no office program writes one, entity bombs and external entities need one.
    """
    heads: list[bytes] = []
    try:
        with zipfile.ZipFile(path) as archive:
            items = archive.infolist()
            unpacked, packed = sum(item.file_size for item in items), path.stat().st_size
            bomb = unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, SMALLEST_PACKED)
            locked = any(item.flag_bits & 1 for item in items)
            for item in [] if bomb or locked else items:
                if item.filename.lower().endswith(XML_SUFFIXES):
                    with archive.open(item) as part:
                        heads.append(part.read(XML_HEAD))
    except DAMAGE as fault:
        raise InputError(msg("{shown} 已损坏,无法打开", shown=shown), hint=msg("请重新导出")) from fault
    if bomb:
        raise InputError(
            msg("{shown} 解压后有 {unpacked:.0f} MB,不像一张表格,已拒绝读取", shown=shown, unpacked=unpacked / 1000000.0),
            hint=msg("请检查文件来源"),
        )
    if locked:
        raise InputError(msg("{shown} 设有密码,无法读取", shown=shown), hint=msg("请去掉密码另存后重试"))
    for head in heads:
        refuse_doctype(head, shown)


def unpacked_parts(path: Path, shown: str, pattern: str) -> dict[str, bytes]:
    """Parts of an archive whose name fits a regular expression; to be asked only after ``refuse_bombs``."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name, re.IGNORECASE)}
    except DAMAGE as fault:
        raise InputError(msg("{shown} 已损坏,无法打开", shown=shown), hint=msg("请重新导出")) from fault


def refuse_doctype(head: bytes, shown: str) -> None:
    """Refuse XML that declares a document type or entities."""
    plain = head.replace(b"\0", b"").upper()  # UTF-16 is plain enough without its zeros
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError(
            msg("{shown} 的 XML 含有文档类型或实体声明,已拒绝读取", shown=shown),
            hint=msg("正常的办公软件不会这样写,请检查文件来源"),
        )
