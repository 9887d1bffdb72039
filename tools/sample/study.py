"""The study file of the sample, with supply and feedback."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.sample import truths
from tools.sample.frame import Community
from tools.sample.writers import write_csv

STUDY = """# 西城区一刻钟社区服务圈 · 示例数据（虚构） (synthetic: made by tools/make_sample.py, seed 20260630)
# Every figure in it is invented; it is in the formats and with the faults of real offices.
[study]
name = "西城区一刻钟社区服务圈 · 示例数据（虚构）"
date = 2026-06-30
standard = "xicheng-ykz-default"
synthetic = true

[network]
osm = "osm/sample.osm.pbf"

[communities]
path = "communities/communities.geojson"

[subdistricts]
path = "communities/subdistricts.geojson"

[residents]
path = "residents/buildings.gpkg"

[[facilities]]                      # 卫生部门:GB18030,高德坐标
path = "facilities/社区卫生服务机构.csv"
type_column = "类别代码"
crs = "GCJ-02"
encoding = "gb18030"
columns = { facility_id = "机构编号", name = "机构名称", address = "地址", lon = "经度", lat = "纬度", status = "状态", hours = "门诊时间", floor_area = "建筑面积" }

[[facilities]]                      # 商务部门:Excel,百度坐标,表头在第 2 行
path = "facilities/便民商业网点.xlsx"
sheet = "网点"
header_row = 2
type_column = "业态代码"
crs = "BD-09"
columns = { facility_id = "编号", name = "网点名称", address = "地址", lon = "百度经度", lat = "百度纬度", status = "营业状态", hours = "营业时间", floor_area = "营业面积" }

[[facilities]]                      # 民政部门:GBK 的 shapefile,CGCS2000 三度带
path = "facilities/养老服务设施.shp"
type_column = "LX"
crs = "EPSG:4548"
columns = { facility_id = "BH", name = "MC", address = "DZ", status = "ZT", hours = "KFSJ", capacity = "CWS" }

[[facilities]]                      # 街道与社区:GeoJSON
path = "facilities/公共服务设施.geojson"
type_column = "type"

[[facilities]]                      # 园林部门:面
path = "facilities/公园绿地.geojson"
type_column = "type"

[supply]
values = "supply.csv"

[feedback]
values = "feedback.csv"

# 清单完整性:没有声明的一律算“未知”,不算“没有”
{inventories}"""

COMPLETE = "EMP SSE SAS MED SAF ENV VEG CVS SUP FOD ELD CAN CHI KIN PRI CUL SPO PHA HAI LAU HSK PCL SWS PSY".split()
STALE = "LAU"
"""Surveyed 22 months before the study: counts as partial."""


def write_study(communities: list[Community], folder: Path, rng: np.random.Generator) -> None:
    """``sample-study.toml``, ``supply.csv`` and ``feedback.csv``."""
    blocks = []
    for code in COMPLETE:
        surveyed = "2024-08-31" if code == STALE else "2026-05-01"
        areas = "all", "outside"
        blocks += [
            f'[[inventory]]\ncategory = "{code}"\nareas = "{area}"\nstatus = "complete"\nsurveyed = {surveyed}\n'
            for area in areas
        ]
    partial = truths.community_at(truths.PARTIAL)
    known = [c.community_id for c in communities if c.community_id != partial.community_id]
    listed = ",\n  ".join(", ".join(f'"{i}"' for i in known[n : n + 8]) for n in range(0, len(known), 8))
    for areas in (f"[\n  {listed},\n]", '"outside"'):
        blocks.append(f'[[inventory]]                       # 除{partial.name}外均已核实\ncategory = "{truths.PARTIAL_CATEGORY}"\n'
                      f'areas = {areas}\nstatus = "complete"\nsurveyed = 2026-05-01\n')  # fmt: skip
    (folder / "sample-study.toml").write_text(STUDY.replace("{inventories}", "\n".join(blocks)), encoding="utf-8")
    best = truths.community_at(truths.FIVE_STARS).community_id
    for name, middle, spread in (("supply", 0.84, 0.08), ("feedback", 0.82, 0.09)):
        rows: list[list[object]] = [["community_id", "value"]]
        for number, community in enumerate(communities):
            value = float(np.clip(rng.normal(middle, spread), 0.55, 0.99))
            if community.community_id == best:
                value = 0.97
            if name == "feedback" and number % 97 == 50:
                continue
            rows.append([community.community_id, f"{value:.3f}"])
        write_csv(rows, folder / f"{name}.csv", "utf-8-sig")
