"""
What the columns of a table mean: guessed from their Chinese or English names, and believed only if the content agrees.

A guess is used and noted with the ``columns`` that would say it. Two columns that both may be the longitude are not
chosen between: the message names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.model import AGE_COLUMNS
from xc_gis.sources.layers.coordinate_text import coordinate_numbers, looks_like_wkt, pairs
from xc_gis.sources.notes import Notes
from xc_gis.sources.tables.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.tables.header_row import JOINT
from xc_gis.sources.tables.marks import yes_no
from xc_gis.sources.tables.units import without_unit

PLACES = ("lon", "lat", "lonlat", "wkt")
"""Roles that give a row its place."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "lon": ("lon", "lng", "long", "longitude", "经度", "經度",
        "经度坐标", "东经", "x", "x坐标", "横坐标", "坐标x", "point_x", "pointx", "lon_wgs84", "wgs84_lon", "gcj_lng", "bd_lng", "location_lng", "jd", "jingdu", "东坐标", "e", "east", "easting"),
    "lat": ("lat", "latitude", "纬度", "緯度",
        "纬度坐标", "北纬", "y", "y坐标", "纵坐标", "坐标y", "point_y", "pointy", "lat_wgs84", "wgs84_lat", "gcj_lat", "bd_lat", "location_lat", "wd", "weidu", "北坐标", "n", "north", "northing"),
    "lonlat": ("坐标", "经纬度", "经纬度坐标", "位置坐标", "坐标位置", "坐标点", "location", "lonlat", "lnglat", "latlng", "latlon", "xy", "coordinate", "coordinates", "定位", "gps"),
    "wkt": ("wkt", "geom", "geometry", "the_geom", "shape", "ewkt", "几何", "空间数据", "wkb"),
    "facility_id": ("facility_id", "編號",
        "机构编号", "机构代码", "设施编号", "网点编号", "统一社会信用代码", "poi_id"),
    "community_id": ("community_id", "社区编号", "社区代码", "社区编码", "统计代码", "区划代码", "行政区划代码", "sqdm", "sqbh"),
    "demand_id": ("demand_id", "楼栋编号", "楼号编码", "楼栋编码", "建筑编号", "房屋编号", "网格编号"),
    "name": ("name", "名称", "名稱",
        "机构名称", "单位名称", "设施名称", "网点名称", "企业名称", "店名", "店铺名称", "门店名称", "学校名称", "站点名称", "服务站名称", "项目名称", "全称", "mc", "title"),
    "address": ("address", "addr", "地址", "详细地址", "地址详情", "所在地址", "机构地址", "单位地址", "经营地址", "通讯地址", "地点", "位置", "dz", "住址"),
    "status": ("status", "状态", "营业状态", "经营状态", "运营状态", "运行状态", "使用状态", "zt"),
    "hours": ("hours", "营业时间", "开放时间", "服务时间", "开门时间", "opening_hours", "business_hours"),
    "capacity": ("capacity", "床位", "床位数", "学位", "学位数", "规模", "容量", "座位数", "班额"),
    "floor_area": ("floor_area", "建筑面积", "面积", "用房面积", "使用面积", "营业面积", "总建筑面积", "area"),
    "since": ("since", "开业时间", "开业日期", "成立日期", "成立时间", "启用日期", "启用时间", "建成时间"),
    "until": ("until", "停业时间", "停业日期", "关闭日期", "注销日期", "截止日期"),
    "serves": ("serves", "服务社区", "服务范围", "覆盖社区"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "街道名称", "所在街道", "街道办事处", "乡镇街道", "街乡", "street", "town", "jd_name", "ssjd"),
    "community": ("community", "社区", "所属社区", "社区名称", "所在社区", "居委会", "ssjsq"),
    "use": ("use", "建筑用途", "用途", "房屋用途", "规划用途", "使用性质", "建筑性质", "建筑类型", "房屋类型"),
    "building": ("building", "fclass"),
    "levels": ("levels", "层数", "楼层", "楼层数", "地上层数", "floors", "building:levels", "cs"),
    "residents": ("residents", "人口", "人数", "居民", "居民数", "常住人口", "总人口", "人口数", "常住人口数", "居住人数", "居住人口", "population", "pop", "总人数", "合计人数", "rk"),
    "residents_0_3": ("residents_0_3", "0-3岁", "0-3岁人口", "0至3岁", "0~3岁", "3岁以下", "婴幼儿", "婴幼儿数", "托育适龄人口"),
    "residents_3_6": ("residents_3_6", "3-6岁", "3-6岁人口", "3至6岁", "3~6岁", "学龄前", "学龄前儿童"),
    "residents_6_12": ("residents_6_12", "6-12岁", "6-12岁人口", "6至12岁", "6~12岁", "小学适龄人口", "小学学龄"),
    "residents_60plus": ("residents_60plus", "60岁以上", "60岁及以上", "60岁以上人口", "60岁及以上人口", "老年人口", "老年人", "老人数", "60+"),
    "residents_80plus": ("residents_80plus", "80岁以上", "80岁及以上", "80岁以上人口", "80岁及以上人口", "高龄老人", "80+"),
}  # fmt: skip
"""Names by role, the plainest first; the canonical name leads."""

SHARE_WORDS = (
    "占比",
    "比例",
    "比重",
    "百分比",
    "占比例",
    "占总人口比例",
    "占总人口比重",
    "占常住人口比例",
    "占总人口",
    "率",
    "占比率",
)
SHARE_NAMES: Mapping[str, tuple[str, ...]] = {
    role.replace("residents", "share"): (role.replace("residents", "share"), *(f"{name}{word}" for name in names[1:] for word in SHARE_WORDS))
    for role, names in NAMES.items() if role.startswith("residents_")
}  # fmt: skip
"""Names of shares of age groups: 60岁以上占比, 老年人口比例; looked for where a table of ages or totals is read."""

MORE_SHARES = {
    "share_60plus": ("老龄化率", "老龄化程度", "老龄化比例", "老年比例"),
    "share_80plus": ("高龄化率", "高龄比例", "高龄老人比例"),
}

IN_TABLE: Mapping[str, tuple[str, ...]] = {
    "facilities": ("facility_id", "name", "address", "status", "hours", "capacity", "floor_area", "since", "until", "serves", "subdistrict", "community"),
    "communities": ("community_id", "name", "subdistrict", *AGE_COLUMNS.values()),
    "residents": ("demand_id", *AGE_COLUMNS.values(), "community_id", "subdistrict", "use", "building", "levels", "floor_area"),
    "subdistricts": ("name",),
}  # fmt: skip
OWN_NAMES = {
    "communities": ("社区名称", "社区", "居委会名称", "居委会", "社区居委会"),
    "subdistricts": ("街道名称", "街道", "街道办事处", "所属街道"),
}
"""In these layers the name of the row itself may stand under the name of its kind."""

OWN_ID = {"facilities": "facility_id", "communities": "community_id", "residents": "demand_id"}
NOT_THERE = {("residents", "floor_area"): ("面积", "area", "用房面积", "使用面积", "营业面积")}
"""Names that are too vague in a layer: the area of a building's outline is no floor area."""
GENERIC = ("id", "编号", "编码", "代码", "code", "bh")
"""Names that mean the layer's own identifier and no other."""

TOLD_IF_DENIED = frozenset((*AGE_COLUMNS.values(), *SHARE_NAMES, "floor_area", "levels", "since", "until"))
"""Roles of which it is told that a column has the name and not the content."""

AGREES = 0.8
"""Share of the filled cells that must look like the role."""

CELLS_TRIED = 2_000
"""Cells, evenly out of a column, that are looked at."""

_UNITS = re.compile(r"[(\[【].*?[)\]】]|\s|[*:]")


def guess_roles(frame: pd.DataFrame, notes: Notes, *, taken: Sequence[str], wanted: Sequence[str] | None) -> dict[str, str]:
    """
    Guess the roles of a table's columns.

    Parameters
    ----------
    frame
        Columns as the file names them.
    taken
        Columns and roles that the study speaks of already.
    wanted
        Roles to look for; None: all that this layer knows.

    Returns
    -------
    dict
        Column by role, without columns that bear the role's name anyway.

    Raises
    ------
    InputError
        Two columns that may be the same coordinate.
    """
    layer = notes.table.split(".")[0]
    roles = wanted if wanted is not None else (*PLACES, *IN_TABLE.get(layer, ("name", "address")))
    free = [str(c) for c in frame.columns if c not in {ROW, "geometry"} and c not in taken and c not in NAMES]
    found: dict[str, str] = {}
    for role in roles:
        if role in frame.columns or role in taken:
            continue
        generic = GENERIC if role == OWN_ID.get(layer) else ()
        known = NAMES[role] if role in NAMES else (*SHARE_NAMES[role], *MORE_SHARES.get(role, ()))
        names = (*known[:1], *(OWN_NAMES.get(layer, ()) if role == "name" else ()), *known[1:], *generic)
        names = tuple(name for name in names if name not in NOT_THERE.get((layer, role), ()))
        left = [column for column in free if column not in found.values()]
        best = _best(frame, role, names, left, notes.layer)
        if best:
            found[role] = best
        elif role in TOLD_IF_DENIED:
            _tell_denied(frame, role, names, left, notes)
    if layer in {"communities", "residents"} and "." not in notes.table:
        _tell_shares(free, notes)
    _place_once(found, frame)
    _turn_axes(found, frame)
    if found:
        told = "、".join(f"{column} → {role}" for role, column in found.items())
        notes.add("columns", "info", f"各列的含义按列名和内容推断:{told}", {"columns": dict(found)}, {"columns": dict(found)})
    return found


def _best(frame: pd.DataFrame, role: str, names: Sequence[str], columns: Sequence[str], shown: str) -> str | None:
    ranked = sorted(
        (rank, column) for column in columns if (rank := _rank(column, role, names)) is not None and _agrees(frame[column], role)
    )
    if not ranked:
        return None
    equal = [column for rank, column in ranked if rank == ranked[0][0]]
    if len(equal) > 1:
        if role in PLACES:
            raise InputError(
                f"{shown} 有几列都可能是{'经度' if role == 'lon' else '纬度' if role == 'lat' else '坐标'}:{'、'.join(equal)}",
                hint=f'请在 columns 中指明,如 columns = {{ {role} = "{equal[0]}" }}',
            )
        return None
    return equal[0]


def _tell_denied(frame: pd.DataFrame, role: str, names: Sequence[str], columns: Sequence[str], notes: Notes) -> None:
    for column in columns:
        values = frame[column]
        if _rank(column, role, names) is None or is_missing(values).all():
            continue
        strange = values[~is_missing(values) & ~_TESTS[role](values)]
        row, value = int(frame[ROW][strange.index[0]]), texts(strange).iloc[0]
        text = f"列 “{column}” 从列名看是 {role}，但内容不像（如第 {row} 行 “{value}” 不是数字或日期），没有使用"
        notes.add("columns", "warning", text, {"denied": role, "column": column})


def _tell_shares(columns: Sequence[str], notes: Notes) -> None:
    """Shares of ages stand in many layers; these count people."""
    for column in columns:
        if any(_rank(column, role, (*names, *MORE_SHARES.get(role, ()))) is not None for role, names in SHARE_NAMES.items()):
            text = f"列 “{column}” 是比例，这一层只用人数，没有使用；需要时请写进 [residents] 的 ages 表"
            notes.add("columns", "info", text, {"column": column})


def denied(notes: Notes, role: str) -> str:
    """Why a column with the name of a role was not taken for it; empty where there was none."""
    return next((found.text for found in notes.findings if found.evidence.get("denied") == role), "")


def _rank(column: str, role: str, names: Sequence[str]) -> int | None:
    """How plainly a column's name says the role; None: not at all."""
    whole = _normal(column)
    for word in dict.fromkeys((whole, _normal(column.rsplit(JOINT, 1)[-1]), _normal(without_unit(column)))):
        if word in names:
            return names.index(word)
    if role == "lon" and "经度" in whole:
        return len(names)
    if role == "lat" and "纬度" in whole and "经" not in whole:
        return len(names)
    if role == "lonlat" and ("经纬度" in whole or whole.endswith("坐标")):
        return len(names)
    return None


def _normal(column: str) -> str:
    text = unicodedata.normalize("NFKC", column).lower()
    return _UNITS.sub("", text).replace("—", "-").replace("–", "-").replace("周岁", "岁")


def _agrees(values: pd.Series, role: str) -> bool:
    """Whether the content looks like the role; an empty column agrees with nothing."""
    if role in OWN_ID.values() and role != "community_id":  # an identifier that is none would lose rows
        words = texts(values)
        return bool(words.is_unique) and not bool((words == "").any())
    if len(values) > CELLS_TRIED:
        values = values.iloc[:: -(-len(values) // CELLS_TRIED)]
    here = values[~is_missing(values)]
    if len(here) == 0:
        return False
    test = _TESTS.get(role)
    return test is None or float(test(here).mean()) >= AGREES


def _is_date(values: pd.Series) -> pd.Series:
    return texts(values).str.match(r"^((19|20)\d{2}([-/.年]?\d{1,2}([-/.月]?\d{1,2}日?)?)?|[34]\d{4}(\.\d+)?$)")


_TESTS: Mapping[str, Callable[[pd.Series], pd.Series]] = {
    "lon": lambda v: coordinate_numbers(v)[0].notna(),
    "lat": lambda v: coordinate_numbers(v)[0].notna(),
    "lonlat": lambda v: pairs(v)[0].notna() & coordinate_numbers(v)[0].isna(),
    "wkt": lambda v: v.map(lambda cell: looks_like_wkt(str(cell))),
    "name": lambda v: numbers(v).isna(),
    "address": lambda v: numbers(v).isna(),
    "subdistrict": lambda v: numbers(v).isna(),
    "community": lambda v: numbers(v).isna(),
    "status": lambda v: numbers(v).isna() & yes_no(v).isna(),  # ticks speak by their heading (facilities.yes_no)
    "capacity": lambda v: numbers(v).notna(),
    "floor_area": lambda v: numbers(v).notna(),
    "levels": lambda v: numbers(v).notna(),
    "since": _is_date,
    "until": _is_date,
    **{name: (lambda v: numbers(v).notna()) for name in AGE_COLUMNS.values()},
    **{name: (lambda v: numbers(v.map(lambda cell: str(cell).rstrip("%％‰ "))).notna()) for name in SHARE_NAMES},
}


def _place_once(found: dict[str, str], frame: pd.DataFrame) -> None:
    """One kind of place is enough: outlines before pairs of columns, these before two numbers in one cell."""
    if "geometry" in frame.columns:
        for role in PLACES:
            found.pop(role, None)
    if "wkt" in found:
        for role in ("lon", "lat", "lonlat"):
            found.pop(role, None)
    have = set(found) | set(frame.columns)
    if {"lon", "lat"} <= have:
        found.pop("lonlat", None)
    else:
        found.pop("lon", None)
        found.pop("lat", None)


def _turn_axes(found: dict[str, str], frame: pd.DataFrame) -> None:
    """A column called X that holds latitudes or northings is the latitude: surveyors call the northing X."""
    if "lon" not in found or "lat" not in found or "度" in found["lon"]:
        return
    x, y = (coordinate_numbers(frame[found[role]])[0].median() for role in ("lon", "lat"))
    degrees = 15 < x < 55 and 72 < y < 136  # noqa: PLR2004 - China, latitude first
    metres = 1e6 < x < 6e6 and (1e5 < y < 9e5 or y > 1.3e7)  # noqa: PLR2004 - northing of seven digits first
    if degrees or metres:
        found["lon"], found["lat"] = found["lat"], found["lon"]
