"""
What is asked about each layer of a study, in a planner's words. Knows no Qt.

Whoever adds a key to a table of the study file decides here whether a planner is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.system_choices import Place, system_choices

Keys = Mapping[str, Any]

FILE, CHOICE, COLUMN, PART, TEXT, NUMBER, DATE, FLAG, TYPE = (
    "file", "choice", "column", "part", "text", "number", "date", "flag", "type",
)  # fmt: skip


@dataclass(frozen=True)
class LayerField:
    """
    One question about a layer.

    Attributes
    ----------
    key
        Key of the study file; ``columns.lon`` for one inside ``columns``. Empty where the choices set several keys.
    kind
        ``file``, ``choice`` (of ``choices``), ``column`` (a heading of the file), ``part`` (sheet or layer of the file), ``type`` (kind of
        facilities), ``text``, ``number``, ``date``, ``flag``.
    choices
        Words and the keys that they set.
    needed
        Nothing can be read without it.
    tables_only
        Makes sense for tables alone.
    rows_only
        Makes no sense for files that have no rows and columns of their own: OpenStreetMap, grids.
    grids_only
        Makes sense for grids alone.
    """

    key: str
    kind: str
    zh: str
    about: str = ""
    choices: tuple[tuple[str, Keys], ...] = ()
    needed: bool = False
    tables_only: bool = False
    rows_only: bool = False
    grids_only: bool = False


def _one(key: str, *pairs: tuple[str, Any]) -> tuple[tuple[str, Keys], ...]:
    return tuple((zh, {key: value}) for zh, value in pairs)


CRS = LayerField(
    "crs",
    CHOICE,
    msg("坐标系"),
    msg("不清楚就选“自动判断”：依据街道、社区、道路核对，证据不足时会请您指定"),
    _one("crs", *system_choices(None)),
)
PATH = LayerField("path", FILE, msg("文件"), msg("可把文件拖到这里"), needed=True)
VALUES = LayerField(
    "values", FILE, msg("文件"), msg("两列：community_id（社区编号）和 value（0 到 1）；可把文件拖到这里"), needed=True
)
SHEET = LayerField("", PART, msg("工作表或图层"), msg("文件里有几张表时选一张"))
ENCODING = LayerField(
    "encoding", CHOICE, msg("文字编码"), msg("乱码时改这里"),
    _one("encoding", (msg("自动"), None), ("UTF-8", "utf-8"), ("GB18030(GBK)", "gb18030"), ("UTF-16", "utf-16")), rows_only=True,
)  # fmt: skip
HEADER = LayerField("header_row", NUMBER, msg("表头在第几行"), msg("表头不在第 1 行时填写"), tables_only=True)


def _column(name: str, zh: str, about: str = "", *, tables_only: bool = False) -> LayerField:
    return LayerField(f"columns.{name}", COLUMN, zh, about, tables_only=tables_only)


LON, LAT = _column("lon", msg("经度（或 X）列"), tables_only=True), _column("lat", msg("纬度（或 Y）列"), tables_only=True)

FIELDS: Mapping[str, tuple[LayerField, ...]] = {
    "study": (
        LayerField("name", TEXT, msg("项目名称"), needed=True),
        LayerField("date", DATE, msg("数据日期"), msg("清单是否过期从这一天算起")),
    ),
    "network": (LayerField("osm", FILE, msg("路网文件"), msg("OpenStreetMap 的 .osm.pbf、.osm，或 .graphml、.gpkg；可把文件拖到这里"), needed=True),),
    "communities": (
        PATH, SHEET, CRS, _column("community_id", msg("社区编号列")), _column("name", msg("社区名称列")), _column("subdistrict", msg("所属街道列")),
        _column("residents", msg("居民人数列"), msg("有社区总人数时可选")), LON, LAT, ENCODING, HEADER,
    ),
    "residents": (
        PATH, SHEET,
        LayerField("", CHOICE, msg("人数从哪里来"), "", (
            (msg("按人数列"), {"each": None, "totals": None}),
            (msg("社区总人数分摊到各栋楼"), {"each": None, "totals": "communities"}),
            (msg("没有人数，每行算 1 份"), {"each": 1.0, "totals": None}),
        )),
        CRS, LayerField("band", NUMBER, msg("波段"), msg("格网有几个波段时，写明人口是第几个"), grids_only=True), _column("residents", msg("居民人数列")), _column("residents_60plus", msg("60 岁及以上人数列")), _column("demand_id", msg("编号列")),
        _column("community_id", msg("所属社区编号列")), LON, LAT, ENCODING, HEADER,
    ),
    "subdistricts": (PATH, SHEET, CRS, _column("name", msg("街道名称列")), ENCODING),
    "supply": (VALUES,),
    "feedback": (VALUES,),
    "facilities": (
        PATH, SHEET, LayerField("", TYPE, msg("设施类型"), msg("一种设施、按某一列，或逐行自动识别")), replace(CRS, rows_only=True),
        LayerField("", CHOICE, msg("位置"), "", (
            (msg("按坐标"), {"place_by": None}), (msg("只有地址，按名称和地址查找"), {"place_by": "address"}),
        ), rows_only=True),
        _column("facility_id", msg("编号列")), _column("name", msg("名称列")), _column("address", msg("地址列")), LON, LAT, _column("status", msg("状态列")),
        LayerField("inventory", CHOICE, msg("清单完整吗"), msg("完整：全区此类设施都在这张表里；没有声明的一律算“未知”，不算“没有”"),
                   _one("inventory", (msg("未声明"), None), (msg("完整"), "complete"), (msg("不完整"), "partial"))),
        LayerField("surveyed", DATE, msg("调查日期")), ENCODING, HEADER,
    ),
}  # fmt: skip
"""Questions by kind of layer, in the order in which they are asked."""

TITLES = {
    "study": msg("项目"),
    "network": msg("路网"),
    "communities": msg("社区"),
    "residents": msg("居民"),
    "subdistricts": msg("街道"),
    "facilities": msg("设施清单"),
    "supply": msg("服务落实与品质"),
    "feedback": msg("群众评价与诉求"),
}

ABOUT = {
    "study": msg("给项目起个名字，并写明数据是哪一天的。"),
    "network": msg("步行时间沿路网计算。把区界外 1.5 公里的道路也包含进来。"),
    "communities": msg("每个社区一行：编号、名称、所属街道和范围（面）；只有点位时范围会推定，并注明。"),
    "residents": msg("居民住在哪里、各有多少人：楼栋、小区、格网都可以。"),
    "subdistricts": msg("可选。街道范围用来核对坐标、限定辖区、汇总结果。"),
    "facilities": msg("一张设施清单：一种或多种设施都可以。"),
    "supply": msg("可选。每个社区一行，两列：community_id 和 value（0 到 1，越大越好）。没有数的社区不算 0，星级标为暂评。"),
    "feedback": msg("可选。每个社区一行，两列：community_id 和 value（0 到 1，越大越好）。没有数的社区不算 0，星级标为暂评。"),
}

GRIDS = (".tif", ".tiff")
WITHOUT_ROWS = (*GRIDS, ".pbf", ".osm", ".osm.bz2", ".osm.gz", ".osm.xz", ".o5m")
TABLE_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
TABLES = msg("表格 (*.csv *.txt *.xlsx *.xls *.ods);;所有文件 (*)")
FILTERS = {
    "network": msg("路网 (*.osm.pbf *.pbf *.osm *.osm.gz *.osm.bz2 *.osm.xz *.o5m *.json *.graphml *.gpkg)"),
    "residents": msg("居民 (*.csv *.xlsx *.xls *.ods *.geojson *.gpkg *.shp *.parquet *.tif *.tiff);;所有文件 (*)"),
    "supply": TABLES,
    "feedback": TABLES,
}
OF_VALUES = ("supply", "feedback")
"""Tables of values of the communities, without places of their own."""
ANY_LAYER = msg(
    "表格和图层 (*.csv *.txt *.xlsx *.xls *.ods *.geojson *.json *.gpkg *.shp *.parquet *.kml *.pbf *.osm);;所有文件 (*)"
)


def kind_of(table: str) -> str:
    """Kind of a layer: ``facilities`` for ``facilities.0``."""
    return table.partition(".")[0]


def file_key(table: str) -> str:
    """Key of the study file that names the file of a layer."""
    return "osm" if table == "network" else "values" if table in OF_VALUES else "path"


def keys_of_file(table: str, path: str) -> dict[str, Any]:
    """Keys to set where a layer gets a file."""
    if file_key(table) != "path":
        return {file_key(table): path}
    return {**first_keys(path), "sheet": None, "layer": None}


def fields_for(table: str, path: str) -> tuple[LayerField, ...]:
    """Questions about a layer whose file is ``path``."""
    is_table = PurePosixPath(path).suffix.lower() in TABLE_SUFFIXES
    has_rows = not path.lower().endswith(WITHOUT_ROWS)
    is_grid = path.lower().endswith(GRIDS)
    return tuple(
        field
        for field in FIELDS[kind_of(table)]
        if (is_table or not field.tables_only) and (has_rows or not field.rows_only) and (is_grid or not field.grids_only)
    )


def read_key(keys: Keys, key: str) -> Any:
    """Value of a key, also inside ``columns``."""
    table, _, inner = key.partition(".")
    if not inner:
        return keys.get(table)
    found = keys.get(table)
    return found.get(inner) if isinstance(found, Mapping) else None


def with_key(keys: Keys, key: str, value: Any) -> dict[str, Any]:
    """What must be set so that a key has a value; the whole of ``columns`` where it lies inside."""
    table, _, inner = key.partition(".")
    if not inner:
        return {table: value}
    found = keys.get(table)
    joined = {**(found if isinstance(found, Mapping) else {}), inner: value}
    return {table: {k: v for k, v in joined.items() if v not in (None, "")}}


def at_place(field: LayerField, place: Place | None) -> LayerField:
    """A question as it is asked at a place: the choice of coordinate systems is that of the place."""
    return replace(field, choices=_one("crs", *system_choices(place))) if field.key == "crs" else field


def chosen(field: LayerField, keys: Keys) -> int:
    """Which choice holds: the first whose keys all stand as it sets them; -1 where none does."""
    for number, (_, wanted) in enumerate(field.choices):
        if all(keys.get(key) == value for key, value in wanted.items()):
            return number
    return -1


def first_keys(path: str) -> dict[str, Any]:
    """What a layer begins with: the file, and for a table that its coordinate system is to be found out."""
    is_table = PurePosixPath(path).suffix.lower() in TABLE_SUFFIXES
    return {"path": path, "crs": "detect"} if is_table else {"path": path}
