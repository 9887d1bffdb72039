"""
What is asked about each layer of a study, in a planner's words. Knows no Qt.

Whoever adds a key to a table of the study file decides here whether a planner is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

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
    "crs", CHOICE, "坐标系", "不清楚就选“自动判断”：依据街道、社区、道路核对，证据不足时会请您指定",
    _one(
        "crs", ("文件自带的", None), ("自动判断", "detect"), ("WGS 84 / CGCS2000 经纬度", "EPSG:4326"), ("GCJ-02（高德、腾讯）", "GCJ-02"),
        ("BD-09（百度）", "BD-09"), ("CGCS2000 三度带 117°E（EPSG:4548）", "EPSG:4548"), ("CGCS2000 三度带 114°E（EPSG:4547）", "EPSG:4547"),
        ("CGCS2000 三度带 120°E（EPSG:4549）", "EPSG:4549"), ("UTM 50N（EPSG:32650）", "EPSG:32650"), ("Web 墨卡托（EPSG:3857）", "EPSG:3857"),
    ),
)  # fmt: skip
PATH = LayerField("path", FILE, "文件", "可把文件拖到这里", needed=True)
VALUES = LayerField("values", FILE, "文件", "两列：community_id（社区编号）和 value（0 到 1）；可把文件拖到这里", needed=True)
SHEET = LayerField("", PART, "工作表或图层", "文件里有几张表时选一张")
ENCODING = LayerField(
    "encoding", CHOICE, "文字编码", "乱码时改这里",
    _one("encoding", ("自动", None), ("UTF-8", "utf-8"), ("GB18030(GBK)", "gb18030"), ("UTF-16", "utf-16")), rows_only=True,
)  # fmt: skip
HEADER = LayerField("header_row", NUMBER, "表头在第几行", "表头不在第 1 行时填写", tables_only=True)


def _column(name: str, zh: str, about: str = "", *, tables_only: bool = False) -> LayerField:
    return LayerField(f"columns.{name}", COLUMN, zh, about, tables_only=tables_only)


LON, LAT = _column("lon", "经度（或 X）列", tables_only=True), _column("lat", "纬度（或 Y）列", tables_only=True)

FIELDS: Mapping[str, tuple[LayerField, ...]] = {
    "study": (
        LayerField("name", TEXT, "项目名称", needed=True),
        LayerField("date", DATE, "数据日期", "清单是否过期从这一天算起"),
    ),
    "network": (LayerField("osm", FILE, "路网文件", "OpenStreetMap 的 .osm.pbf、.osm，或 .graphml、.gpkg；可把文件拖到这里", needed=True),),
    "communities": (
        PATH, SHEET, CRS, _column("community_id", "社区编号列"), _column("name", "社区名称列"), _column("subdistrict", "所属街道列"),
        _column("residents", "居民人数列", "有社区总人数时可选"), LON, LAT, ENCODING, HEADER,
    ),
    "residents": (
        PATH, SHEET,
        LayerField("", CHOICE, "人数从哪里来", "", (
            ("按人数列", {"each": None, "totals": None}),
            ("社区总人数分摊到各栋楼", {"each": None, "totals": "communities"}),
            ("没有人数，每行算 1 份", {"each": 1.0, "totals": None}),
        )),
        CRS, LayerField("band", NUMBER, "波段", "格网有几个波段时，写明人口是第几个", grids_only=True), _column("residents", "居民人数列"), _column("residents_60plus", "60 岁及以上人数列"), _column("demand_id", "编号列"),
        _column("community_id", "所属社区编号列"), LON, LAT, ENCODING, HEADER,
    ),
    "subdistricts": (PATH, SHEET, CRS, _column("name", "街道名称列"), ENCODING),
    "supply": (VALUES,),
    "feedback": (VALUES,),
    "facilities": (
        PATH, SHEET, LayerField("", TYPE, "设施类型", "一种设施、按某一列，或逐行自动识别"), replace(CRS, rows_only=True),
        LayerField("", CHOICE, "位置", "", (
            ("按坐标", {"place_by": None}), ("只有地址，按名称和地址查找", {"place_by": "address"}),
        ), rows_only=True),
        _column("facility_id", "编号列"), _column("name", "名称列"), _column("address", "地址列"), LON, LAT, _column("status", "状态列"),
        LayerField("inventory", CHOICE, "清单完整吗", "完整：全区此类设施都在这张表里；没有声明的一律算“未知”，不算“没有”",
                   _one("inventory", ("未声明", None), ("完整", "complete"), ("不完整", "partial"))),
        LayerField("surveyed", DATE, "调查日期"), ENCODING, HEADER,
    ),
}  # fmt: skip
"""Questions by kind of layer, in the order in which they are asked."""

TITLES = {
    "study": "项目",
    "network": "路网",
    "communities": "社区",
    "residents": "居民",
    "subdistricts": "街道",
    "facilities": "设施清单",
    "supply": "服务落实与品质",
    "feedback": "群众评价与诉求",
}

ABOUT = {
    "study": "给项目起个名字，并写明数据是哪一天的。",
    "network": "步行时间沿路网计算。把区界外 1.5 公里的道路也包含进来。",
    "communities": "每个社区一行：编号、名称、所属街道和范围（面）；只有点位时范围会推定，并注明。",
    "residents": "居民住在哪里、各有多少人：楼栋、小区、格网都可以。",
    "subdistricts": "可选。街道范围用来核对坐标、限定辖区、汇总结果。",
    "facilities": "一张设施清单：一种或多种设施都可以。",
    "supply": "可选。每个社区一行，两列：community_id 和 value（0 到 1，越大越好）。没有数的社区不算 0，星级标为暂评。",
    "feedback": "可选。每个社区一行，两列：community_id 和 value（0 到 1，越大越好）。没有数的社区不算 0，星级标为暂评。",
}

GRIDS = (".tif", ".tiff")
WITHOUT_ROWS = (*GRIDS, ".pbf", ".osm", ".osm.bz2", ".osm.gz", ".osm.xz", ".o5m")
TABLE_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
TABLES = "表格 (*.csv *.txt *.xlsx *.xls *.ods);;所有文件 (*)"
FILTERS = {
    "network": "路网 (*.osm.pbf *.pbf *.osm *.osm.gz *.osm.bz2 *.osm.xz *.o5m *.json *.graphml *.gpkg)",
    "residents": "居民 (*.csv *.xlsx *.xls *.ods *.geojson *.gpkg *.shp *.parquet *.tif *.tiff);;所有文件 (*)",
    "supply": TABLES,
    "feedback": TABLES,
}
OF_VALUES = ("supply", "feedback")
"""Tables of values of the communities, without places of their own."""
ANY_LAYER = "表格和图层 (*.csv *.txt *.xlsx *.xls *.ods *.geojson *.json *.gpkg *.shp *.parquet *.kml *.pbf *.osm);;所有文件 (*)"


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
