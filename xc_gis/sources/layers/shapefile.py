"""
Shapefiles (.shp with .shx, .dbf and others) and dBASE tables alone: all their parts, and their words in the right encoding.

A missing part is refused by its name. GDAL could make a .shx anew, and would give shapes without a .dbf no attributes at
all; either way something of the delivery is lost, and the planner should hear of it.
"""

from __future__ import annotations

import struct
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from xc_gis.errors import InputError
from xc_gis.files.foreign import foreign_reader
from xc_gis.files.plain_path import link_or_copy, private_folder
from xc_gis.files.untouched import companions, untouched
from xc_gis.languages.message import joined, msg
from xc_gis.sources.layers.dbf_text import BYTE_FOR_BYTE, declared_encoding, decode_table
from xc_gis.sources.rows.notes import Notes

NEEDED = (".shx", ".dbf")

SYSTEM = (".prj", ".qpj")
"""Files beside the shapes that name their coordinate system, the usual one first."""

_HEAD, _FIELD, _END = 32, 32, 0x0D
_SHX_HEAD, _SHX_RECORD = 100, 8


def read_shapefile(path: Path, notes: Notes, *, encoding: str | None) -> gpd.GeoDataFrame | pd.DataFrame:
    """
    Read a shapefile, or a .dbf alone as a table without places.

    Raises
    ------
    InputError
        A part is missing, empty, damaged or belongs to another file; words in no encoding.
    """
    parts = {part.suffix.lower(): part for part in companions(path)} | {path.suffix.lower(): path}
    if path.suffix.lower() != ".dbf":
        _check_parts(path, parts, notes.layer)
    dbf = parts.get(".dbf", path)
    widths = _text_widths(dbf, notes.layer)
    with (
        untouched(path, notes.layer) as plain,
        foreign_reader(
            msg("{layer} 已损坏，不是完整的 shapefile", layer=notes.layer), msg("请重新导出，或从提供方重新取得全部文件")
        ),
    ):
        # a .dbf is asked for as a table even where a .shp lies beside it
        try:
            frame = pyogrio.read_dataframe(plain, encoding=BYTE_FOR_BYTE, read_geometry=path.suffix.lower() != ".dbf")
        except pyogrio.errors.CRSError:  # the shapes are sound, only the words on their system are not
            frame = _without_system(plain)
    declared = declared_encoding(dbf, parts.get(".cpg"))
    return decode_table(frame, widths, notes, encoding=encoding, declared=declared)


def _without_system(path: Path) -> gpd.GeoDataFrame:
    """Shapes of a file whose .prj no library can read; what it says is judged elsewhere (``named_system``)."""
    with private_folder() as folder:
        for part in {path, *companions(path)}:
            if part.suffix.lower() not in SYSTEM:
                link_or_copy(part, folder / part.name)
        return pyogrio.read_dataframe(folder / path.name, encoding=BYTE_FOR_BYTE)


def _check_parts(path: Path, parts: dict[str, Path], shown: str) -> None:
    missing = [f"{path.stem}{suffix}" for suffix in NEEDED if suffix not in parts]
    if missing:
        raise InputError(
            msg("{shown} 缺少同名的 {missing}", shown=shown, missing=joined("、", missing)),
            hint=msg("shapefile 由 .shp、.shx、.dbf 等文件组成，请把它们一起复制到同一文件夹"),
        )
    empty = [parts[suffix].name for suffix in NEEDED if parts[suffix].stat().st_size == 0]
    if empty:
        raise InputError(
            msg("{shown} 旁的 {empty} 是空文件", shown=shown, empty=joined("、", empty)),
            hint=msg("请重新导出，或从提供方重新取得全部文件"),
        )
    shapes = (parts[".shx"].stat().st_size - _SHX_HEAD) // _SHX_RECORD
    with parts[".dbf"].open("rb") as handle:
        head = handle.read(_HEAD)
    rows = struct.unpack("<I", head[4:8])[0] if len(head) == _HEAD else 0
    if shapes != rows:
        raise InputError(
            msg(
                "{shown} 有 {shapes} 个图形，属性表（.dbf）却有 {rows} 行：不是同一次导出的文件",
                shown=shown,
                shapes=shapes,
                rows=rows,
            ),
            hint=msg("请从提供方重新取得全部文件"),
        )


def _text_widths(dbf: Path, shown: str) -> dict[str, int]:
    """
    Bytes of each text column of a .dbf, by its name byte for byte.

    The head has 32 bytes, then 32 for each column: name (11), kind (1), 4, width (1), and for texts its high byte (1).
    """
    raw = dbf.read_bytes()[: 65_536 * 2]
    if len(raw) < _HEAD + 1:
        raise InputError(msg("{shown} 的属性表（.dbf）不完整", shown=shown), hint=msg("请重新导出"))
    widths = {}
    for start in range(_HEAD, len(raw) - _FIELD, _FIELD):
        field = raw[start : start + _FIELD]
        if field[0] == _END:
            break
        name = field[:11].split(b"\0")[0].decode(BYTE_FOR_BYTE).strip(" ")
        if field[11:12] == b"C":
            widths[name] = field[16] + 256 * field[17]
    return widths
