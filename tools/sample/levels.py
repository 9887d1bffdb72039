"""
Levels of the sample: grids and compounds, who answers for them, emergency plans with their shelters, and the office's measures. Invented like all of it.

They belong to the second study of the sample (``sample-governance.toml``). What each of them is for stands beside it.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np

from tools.sample import truths
from tools.sample.blocks import Block
from tools.sample.facilities import Place
from tools.sample.frame import Community, Rectangle, outline, to_degrees
from tools.sample.writers import write_csv, write_geojson

STRIPS = 3
"""Grids of a community, across its longer side."""

WITHOUT_GRIDS = truths.PARTIAL
"""Whose community no grid covers: its residents live in none."""
OVERLAPPING = truths.FIVE_STARS
"""In whose community the second grid reaches over the first."""
WITHOUT_ROLE = "牛街街道"
"""Nobody is stated who answers for it: empty, which is not nobody."""

NO_PLAN_STREET = "天桥街道"
"""Has said that it has no plan."""
UNKNOWN_PLAN = truths.ACROSS_THE_CANAL
"""The answer is empty: unknown, not no."""
NOT_STATED = truths.PARTIAL
"""Has no row."""
FAR_SHELTER = truths.NO_CLINIC
"""Its plan names the shelter at the other end of the district, which nobody of it reaches."""

OF_COMPOUND = ("compound", "wall truth")
LEAST_SIDE_M = 130.0
SHELTERS_OF_A_STREET = 3
SHELTER_OFFSET = (12.0, 9.0)
NAMED = "一二三四五六七八九十"

TABLES = """
[[facilities]]                      # 应急部门:避难场所
path = "governance/应急避难场所.csv"
type = "ESH"
crs = "EPSG:4326"
columns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }

[hierarchy]                         # 各层级:网格、小区、责任岗位
grids = "governance/网格.geojson"
compounds = "governance/小区.geojson"
roles = "governance/责任岗位.csv"

[emergency]                         # 三级应急预案与避难场所
plans = "governance/应急预案.csv"

[ledger]                            # 三单:项目清单由街道填写
measures = "governance/项目清单.csv"
"""

INVENTORY = """
[[inventory]]                       # 避难场所:全区及周边均已核实
type = "ESH"
areas = ["all", "outside"]
status = "complete"
surveyed = 2026-05-01
"""


def write_levels(communities: list[Community], blocks: list[Block], places: list[Place], folder: Path) -> None:
    """The files of ``TABLES`` in ``folder``."""
    grids, compounds = _grids(communities), _compounds(communities, blocks)
    write_geojson(grids, folder / "网格.geojson")
    write_geojson(compounds, folder / "小区.geojson")
    shelters = _shelters(communities, places)
    rows = [(number, name, *to_degrees(np.array(uv))) for number, (name, uv) in shelters.items()]
    write_csv([("编号", "名称", "经度", "纬度"), *rows], folder / "应急避难场所.csv", "utf-8-sig")
    write_csv(_roles(communities, list(grids["网格"])), folder / "责任岗位.csv", "utf-8-sig")
    write_csv(_plans(communities, shelters, list(compounds["小区"])), folder / "应急预案.csv", "utf-8-sig")
    write_csv(_measures(), folder / "项目清单.csv", "utf-8-sig")


def _grids(communities: list[Community]) -> gpd.GeoDataFrame:
    without, over = (truths.community_at(place) for place in (WITHOUT_GRIDS, OVERLAPPING))
    strips = {c.community_id: _strips(c.box) for c in communities if c.community_id != without.community_id}
    first, second, *rest = strips[over.community_id]
    middle = tuple((a + b) / 2 for a, b in zip(first, second, strict=True))
    strips[over.community_id] = [first, _around(middle, second), *rest]
    boxes = [box for some in strips.values() for box in some] + [c.box for c in communities]
    corners = np.unique(np.array([[u, v] for w, s, e, n in boxes for u, v in ((w, s), (e, s), (e, n), (w, n))]), axis=0)
    rows = [
        (f"{c.subdistrict}{c.name}第{NAMED[n]}网格", outline(box, corners))
        for c in communities for n, box in enumerate(strips.get(c.community_id, ()))
    ]  # fmt: skip
    return gpd.GeoDataFrame({"网格": [name for name, _ in rows]}, geometry=[shape for _, shape in rows], crs="EPSG:4326")


def _strips(box: Rectangle) -> list[Rectangle]:
    west, south, east, north = box
    if east - west >= north - south:
        cuts = np.round(np.linspace(west, east, STRIPS + 1), -1).tolist()
        return [(a, south, b, north) for a, b in zip([west, *cuts[1:-1]], [*cuts[1:-1], east], strict=True)]
    cuts = np.round(np.linspace(south, north, STRIPS + 1), -1).tolist()
    return [(west, a, east, b) for a, b in zip([south, *cuts[1:-1]], [*cuts[1:-1], north], strict=True)]


def _around(one: tuple[float, ...], other: Rectangle) -> Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _compounds(communities: list[Community], blocks: list[Block]) -> gpd.GeoDataFrame:
    names: list[str] = []
    shapes = []
    counted: dict[str, int] = {}
    none = np.zeros((0, 2))
    for block in blocks:
        if block.kind not in OF_COMPOUND or min(block.east - block.west, block.north - block.south) < LEAST_SIDE_M:
            continue
        own = _community_of(communities, block.middle)
        if own is None:
            continue
        counted[own.community_id] = counted.get(own.community_id, 0) + 1
        names.append(f"{own.subdistrict}{own.name.removesuffix('社区')}{counted[own.community_id]}号院")
        shapes.append(outline((block.west, block.south, block.east, block.north), none))
    return gpd.GeoDataFrame({"小区": names}, geometry=shapes, crs="EPSG:4326")


def _community_of(communities: list[Community], place: tuple[float, float]) -> Community | None:
    u, v = place
    return next((c for c in communities if c.box[0] <= u < c.box[2] and c.box[1] <= v < c.box[3]), None)


def _shelters(communities: list[Community], places: list[Place]) -> dict[str, tuple[str, tuple[float, float]]]:
    """By number: name and place on paper, beside the stations of the first, the middle and the last community of each subdistrict."""
    streets = list(dict.fromkeys(c.subdistrict for c in communities))
    found: dict[str, tuple[str, tuple[float, float]]] = {}
    stations = {
        _own.community_id: place.uv for place in places if place.code == "CSS" and (_own := _community_of(communities, place.uv))
    }
    for street in streets:
        mine = [c for c in communities if c.subdistrict == street and c.community_id in stations]
        for n in sorted({0, len(mine) // 2, len(mine) - 1}):
            u, v = stations[mine[n].community_id]
            found[f"YJ{len(found) + 1:03d}"] = (
                f"{mine[n].name.removesuffix('社区')}应急避难场所",
                (u + SHELTER_OFFSET[0], v + SHELTER_OFFSET[1]),
            )
    return found


def _roles(communities: list[Community], grids: list[str]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        ("层级", "区域", "街道", "责任岗位", "责任单位"),
        ("区", "全区", "", "区委社会工委书记", "区委社会工委"),
    ]
    streets = dict.fromkeys(c.subdistrict for c in communities)
    rows += [("街道", street, "", "街道工委书记", f"{street}工委") for street in streets if street != WITHOUT_ROLE]
    rows += [("社区", c.community_id, c.subdistrict, "社区党组织书记", "") for c in communities]
    rows += [("网格", grid, "", "网格长", "") for grid in grids]
    return rows


def _plans(
    communities: list[Community], shelters: dict[str, tuple[str, tuple[float, float]]], compounds: list[str]
) -> list[tuple[object, ...]]:  # fmt: skip
    where = {number: _community_of(communities, uv) for number, (_, uv) in shelters.items()}
    of_street = {
        c.subdistrict: [number for number, own in where.items() if own and own.subdistrict == c.subdistrict] for c in communities
    }
    rows: list[tuple[object, ...]] = [("层级", "区域", "有无预案", "编制日期", "责任岗位", "避难场所")]
    for street, numbers in of_street.items():
        has = street != NO_PLAN_STREET
        rows.append(
            ("街道", street, "有" if has else "无", "2025年3月" if has else "", "街道应急专班", "；".join(numbers) if has else "")
        )
    unknown, silent, far = (truths.community_at(place).community_id for place in (UNKNOWN_PLAN, NOT_STATED, FAR_SHELTER))
    for c in communities:
        if c.community_id == silent:
            continue
        named = (
            list(shelters)[-1]
            if c.community_id == far
            else _nearest(c, {number: shelters[number][1] for number in of_street[c.subdistrict]})
        )
        answer = "" if c.community_id == unknown else "有"
        rows.append(("社区", c.community_id, answer, "2025/9/1" if answer else "", "社区党组织书记", named if answer else ""))
    rows += [("小区", name, "有" if n % 3 else "无", "", "物业服务企业", "") for n, name in enumerate(compounds)]
    return rows


def _nearest(community: Community, places: dict[str, tuple[float, float]]) -> str:
    west, south, east, north = community.box
    return min(
        places, key=lambda number: (places[number][0] - (west + east) / 2) ** 2 + (places[number][1] - (south + north) / 2) ** 2
    )


def _measures() -> list[tuple[object, ...]]:
    """One of each standing: overdue, soon, done, without a deadline, stopped; the day of the study is 2026-06-30."""
    silent, wall, five = (
        truths.community_at(place).community_id for place in (truths.NO_CLINIC, truths.BEHIND_THE_WALL, truths.FIVE_STARS)
    )
    return [
        ("项目编号", "项目名称", "需求编号", "责任单位", "完成时限", "预算", "状态"),
        ("XM01", "增设社区卫生服务站", f"{silent}-MED", "德胜街道民生保障办", "2026-05-31", "350万元", "进行中"),
        ("XM02", "围墙开口接通便利店", f"{wall}-CVS", "住房城乡建设委", "2026-07-20", "12万元", "进行中"),
        (
            "XM03",
            "增设维修点",
            f"{truths.community_at(truths.PARTIAL).community_id}-REP",
            "商务局",
            "2026年12月",
            "20万元",
            "未开始",
        ),
        ("XM04", "老年餐桌延时服务", f"{five}-CAN", "民政局", "2026-03-31", "80000", "已完成"),
        ("XM05", "流动蔬菜车", f"{truths.community_at(truths.ACROSS_THE_CANAL).community_id}-VEG", "商务局", "", "", "取消"),
    ]
