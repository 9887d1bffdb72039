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


def _inside(name: str, zh: str) -> LayerField:
    return LayerField(f"table.columns.{name}", COLUMN, zh)


_SYSTEM = LayerField("", CHOICE, msg("表中的坐标"), msg("有经度、纬度两列时选择；没有坐标系的坐标不使用"), (
    (msg("不用坐标"), {"table.crs": None}), (msg("WGS 84 / CGCS2000 经纬度"), {"table.crs": "EPSG:4326"}), (msg("GCJ-02（高德、腾讯）"), {"table.crs": "GCJ-02"}),
    (msg("BD-09（百度）"), {"table.crs": "BD-09"}),
))  # fmt: skip
_WHERE = (_inside("community_id", msg("社区编号列")), _inside("community", msg("社区名称列")))

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
    "survey": (
        LayerField("items", FILE, msg("服务目录"), msg("每个小项一行：编号、大类、项、小项；可把文件拖到这里"), needed=True),
        LayerField("table", FILE, msg("调查结果"), msg("每个社区和小项一行：社区、小项、是否提供、满意度"), needed=True),
        LayerField("", CHOICE, msg("统计口径"), msg("一个“项”的全部小项都提供，才算提供这一项。"), ((msg("小项"), {"base": None}), (msg("项"), {"base": "item"}))),
        _inside("community_id", msg("社区编号列")), _inside("community", msg("社区名称列")), _inside("code", msg("小项编号列")), _inside("subitem", msg("小项名称列")),
        _inside("provided", msg("是否提供列")), _inside("satisfaction", msg("满意度列")),
    ),
    "hotline": (
        LayerField("table", FILE, msg("热线工单"), msg("每件一行；只读取规定的各列，电话、姓名和诉求内容不读取"), needed=True),
        LayerField("categories", FILE, msg("类别对照表"), msg("可选。两列：热线类别、服务（标准中的类别名称或编码，空着的算其他诉求）")),
        replace(_SYSTEM, zh=msg("工单的坐标"), about=msg("工单写了社区时不需要")),
        *(LayerField(f"table.columns.{name}", TEXT, zh, msg("列名与常用的不同时填写；工单的列名不列出来")) for name, zh in (
            ("received_at", msg("受理时间列")), ("category_l1", msg("类别列")), ("category_l2", msg("二级类别列")), ("community", msg("社区名称列")), ("responded", msg("是否响应列")),
            ("resolved", msg("是否解决列")), ("satisfied", msg("是否满意列")),
        )),
    ),
    "satisfaction": (
        LayerField("table", FILE, msg("满意度表"), msg("每个社区和服务类别一行：社区、服务类别、有效问卷、满意度；可把文件拖到这里"), needed=True),
        LayerField("scale", NUMBER, msg("最高分"), msg("按分数打分时填写，如 5；百分数和比例不用填")),
        _inside("community_id", msg("社区编号列")), _inside("community", msg("社区名称列")), _inside("service", msg("服务类别列")), _inside("n", msg("有效问卷列")), _inside("score", msg("满意度列")),
    ),
    "census": (
        LayerField("table", FILE, msg("资源普查表"), msg("每个社区和种类一行（数量），或每个资源一行（名称）；可把文件拖到这里"), needed=True),
        LayerField("kinds", FILE, msg("资源种类表"), msg("可选。资源种类、组别（社区社会组织或公共服务设施）、设施类型；没有时用软件自带的种类")),
        LayerField("", CHOICE, msg("没有写的种类"), msg("表里没有某个社区某种资源的行时怎样算"), ((msg("算没有调查，不是零"), {"complete": None}), (msg("每种都查全了，算没有"), {"complete": "all"}))),
        _SYSTEM, *_WHERE, _inside("kind", msg("资源种类列")), _inside("name", msg("资源名称列")), _inside("count", msg("数量列")), _inside("facility_id", msg("设施编号列")),
    ),
    "directory": (
        LayerField("table", FILE, msg("便民服务名录"), msg("每家一行：大类、小类、名称、社区、地址、电话、营业时间、在线预约；可把文件拖到这里"), needed=True),
        LayerField("categories", FILE, msg("名录分类表"), msg("可选。大类、小类、设施类型；有了它，没有条目的小类也列出来")),
        _SYSTEM, *_WHERE, _inside("division", msg("大类列")), _inside("kind", msg("小类列")), _inside("name", msg("名称列")), _inside("phone", msg("电话列")),
        _inside("booking", msg("在线预约列")), _inside("facility_id", msg("设施编号列")),
    ),
    "services": (
        LayerField("table", FILE, msg("设施与服务对应表"), msg("每行一处设施和它另外提供的一种服务，或一个小项和它的服务类别；可把文件拖到这里"), needed=True),
        _inside("facility_id", msg("设施编号列")), _inside("name", msg("设施名称列")), *_WHERE, _inside("type", msg("设施类型列")), _inside("service", msg("服务类别列")),
        _inside("code", msg("小项编号列")),
    ),
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
    "survey": msg("服务目录调查"),
    "hotline": msg("12345 热线"),
    "satisfaction": msg("居民满意度"),
    "census": msg("资源普查"),
    "directory": msg("便民服务名录"),
    "services": msg("设施与服务对应"),
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
    "survey": msg("可选。服务目录在各社区落实了没有。没有另写“服务落实与品质”时，评级用它。"),
    "hotline": msg(
        "可选。热线工单，按社区、类别和月份点数后使用。没有另写“群众评价与诉求”时，评级用它。工单的内容在任何地方都不显示。"
    ),
    "satisfaction": msg("可选。第三方的满意度调查。没有另写“群众评价与诉求”时，评级用它。"),
    "census": msg("可选。各社区有多少社区社会组织和公共服务设施。没有写明的社区是没有调查，不算零。"),
    "directory": msg("可选。谁提供什么便民服务，电话和能否在线预约。手册和海报印名录里的电话。"),
    "services": msg(
        "可选。一处设施有几个服务窗口时，每种服务各算一处；服务目录的小项对应到标准中的服务类别后，调查和步行覆盖可以对照。"
    ),
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
    "survey": TABLES,
    "hotline": TABLES,
    "satisfaction": TABLES,
    "census": TABLES,
    "directory": TABLES,
    "services": TABLES,
}
OF_VALUES = ("supply", "feedback")
"""Tables of values of the communities, without places of their own."""
FILES = ("table", "items", "categories", "kinds")
"""Keys of files that may have keys of their own."""
OF_VOICES = ("survey", "hotline", "satisfaction", "census", "directory", "services")
"""Tables of services delivered, voices heard and resources counted, without places of their own; a file in them may have keys of its own."""
ANY_LAYER = msg(
    "表格和图层 (*.csv *.txt *.xlsx *.xls *.ods *.geojson *.json *.gpkg *.shp *.parquet *.kml *.pbf *.osm);;所有文件 (*)"
)


def kind_of(table: str) -> str:
    """Kind of a layer: ``facilities`` for ``facilities.0``."""
    return table.partition(".")[0]


def file_key(table: str) -> str:
    """Key of the study file that names the file of a layer."""
    if table in OF_VOICES:
        return "table"
    return "osm" if table == "network" else "values" if table in OF_VALUES else "path"


def path_of(given: Any) -> str:
    """
    Path of a file as it stands under a key: alone, or among keys of its own.

    >>> path_of("a.csv"), path_of({"path": "a.csv", "encoding": "gb18030"}), path_of(None)
    ('a.csv', 'a.csv', '')
    """
    return str(given.get("path", "") if isinstance(given, Mapping) else given or "")


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
    """Value of a key, also inside ``columns`` or inside a file with keys of its own (``table.columns.n``)."""
    found: Any = keys
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def with_key(keys: Keys, key: str, value: Any) -> dict[str, Any]:
    """What must be set so that a key has a value; the whole of ``columns``, or of the file, where it lies inside."""
    first, *rest = key.split(".")
    found = keys.get(first)
    if first in FILES and isinstance(found, str):
        found = {"path": found}
    return {first: _joined(found, rest, value) if rest else value}


def _joined(found: Any, rest: list[str], value: Any) -> dict[str, Any]:
    made = dict(found) if isinstance(found, Mapping) else {}
    first, *deeper = rest
    made[first] = _joined(made.get(first), deeper, value) if deeper else value
    return {name: one for name, one in made.items() if one not in (None, "", {})}


def at_place(field: LayerField, place: Place | None) -> LayerField:
    """A question as it is asked at a place: the choice of coordinate systems is that of the place."""
    return replace(field, choices=_one("crs", *system_choices(place))) if field.key == "crs" else field


def chosen(field: LayerField, keys: Keys) -> int:
    """Which choice holds: the first whose keys all stand as it sets them; -1 where none does."""
    for number, (_, wanted) in enumerate(field.choices):
        if all(read_key(keys, key) == value for key, value in wanted.items()):
            return number
    return -1


def first_keys(path: str) -> dict[str, Any]:
    """What a layer begins with: the file, and for a table that its coordinate system is to be found out."""
    is_table = PurePosixPath(path).suffix.lower() in TABLE_SUFFIXES
    return {"path": path, "crs": "detect"} if is_table else {"path": path}
