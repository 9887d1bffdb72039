"""
The second programme of the sample (一刻钟便民生活圈): shops and services that its standard counts and the first does not, and the figures that it asks somebody to state.

They belong to the second study of the sample (``sample-governance.toml``). What each of them is for stands beside it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.sample import truths
from tools.sample.facilities import Place
from tools.sample.frame import Community, to_degrees
from tools.sample.names import SHOP_WORDS
from tools.sample.writers import write_csv

SEED = 20260702

BASIC = {
    "POS": ("邮政所", 26),
    "RRP": ("再生资源回收点", 90),
    "PHO": ("图文快印店", 60),
    "CWS": ("洗车行", 34),
    "WAT": ("送水站", 48),
    "GRN": ("粮油店", 70),
    "LOC": ("配钥匙修鞋摊", 80),
}
QUALITY = {
    "BAK": ("面包房", 80), "CAF": ("茶馆", 70), "SPE": ("特色餐馆", 60), "BOK": ("书店", 22), "GYM": ("健身房", 44), "TRA": ("培训学校", 40), "HOB": ("琴行", 46),
    "CIN": ("影院", 9), "LEI": ("棋牌室", 50), "TRV": ("旅行社", 24), "FLW": ("花店", 56), "PET": ("宠物店", 40), "MAS": ("养生馆", 60), "DEN": ("口腔诊所", 56), "TCM": ("中医馆", 30),
    "OPT": ("眼镜店", 40), "CLO": ("服装店", 80), "TAI": ("裁缝铺", 44), "FRU": ("水果店", 110), "HDW": ("五金店", 60), "DIG": ("手机店", 50), "TOB": ("烟酒店", 80), "TOY": ("母婴店", 30),
    "CHG": ("充电站", 70),
}  # fmt: skip
"""By type: what they are called, and how many. Cinemas, bookshops and travel agencies are rare."""

KNOWN_BEFORE = ("BNK", "WCT")
"""Types of the second standard that are in the first study's lists, where nobody has said that these lists hold all of them: unknown, never a gap."""

NOT_SURVEYED = "CHG"
"""Of one type the list is partial."""

ASIDE = (9.0, 7.0)
"""Metres along the street from a facility of the first lists."""

NOT_STATED_STREET = "椿树街道"
"""Has stated no share of chain shops: unknown, not 0 %."""
FEW_CHAINS_STREET = "大栅栏街道"
"""Misses the 30 % that the best grade asks for."""
LITTLE_SPACE = truths.NO_CLINIC
"""Its own figure of service space is below the 30 ㎡ of the best grade, although its subdistrict's is above: the smaller area counts."""

STANDARDS = '["xicheng-ykz-default", "bianmin-circle-default"]'

TABLES = """
[[facilities]]                      # 商务部门:便民生活圈的其他业态
path = "governance/便民生活圈业态.csv"
type_column = "业态代码"
crs = "EPSG:4326"
columns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }

[values]                            # 便民生活圈评价所需的填报数值,地图算不出来
table = "governance/填报数值.csv"
"""


def inventory() -> str:
    """What the list of ``TABLES`` holds, type by type."""
    blocks = [
        f'\n[[inventory]]\ntype = "{code}"\nareas = ["all", "outside"]\nstatus = "{"partial" if code == NOT_SURVEYED else "complete"}"\nsurveyed = 2026-05-01\n'
        for code in (*BASIC, *QUALITY)
    ]
    return "\n# 便民生活圈的其他业态:充电站只核实了一部分;银行网点、公共厕所没有声明,按“未知”" + "".join(blocks)


def write_commerce(communities: list[Community], places: list[Place], folder: Path) -> None:
    """The files of ``TABLES`` in ``folder``."""
    rng = np.random.default_rng(SEED)
    fronts = [place.uv for place in places]
    rows: list[tuple[object, ...]] = []
    for code, (title, count) in {**BASIC, **QUALITY}.items():
        for n in rng.choice(len(fronts), size=count, replace=False):
            uv = (fronts[int(n)][0] + ASIDE[0], fronts[int(n)][1] + ASIDE[1])
            name = f"{rng.choice(SHOP_WORDS)}{rng.choice(list('东西南北中'))}{title}"
            rows.append((f"BM{len(rows) + 1:04d}", code, name, *to_degrees(np.array(uv))))
    write_csv([("编号", "业态代码", "名称", "经度", "纬度"), *rows], folder / "便民生活圈业态.csv", "utf-8-sig")
    write_csv(_stated(communities, rng), folder / "填报数值.csv", "utf-8-sig")


def _stated(communities: list[Community], rng: np.random.Generator) -> list[tuple[object, ...]]:
    """Satisfaction of the district, chain shops by subdistrict, service space by subdistrict and of one community."""
    source, day = "示例数据（虚构）", "2026-05-31"
    rows: list[tuple[object, ...]] = [
        ("区域", "指标", "数值", "单位", "来源", "日期"),
        ("全区", "居民满意度", "91.6", "%", source, day),
    ]
    for street in dict.fromkeys(one.subdistrict for one in communities):
        if street != NOT_STATED_STREET:
            share = 21.5 if street == FEW_CHAINS_STREET else round(float(rng.uniform(30.5, 44)), 1)
            rows.append((street, "商业网点连锁化率", share, "%", source, day))
        rows.append((street, "每百户社区服务空间", round(float(rng.uniform(31, 46)), 1), "㎡/百户", source, day))
    rows.append((truths.community_at(LITTLE_SPACE).community_id, "每百户社区服务空间", 18.5, "㎡/百户", source, day))
    return rows
