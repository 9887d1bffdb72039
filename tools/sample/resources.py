"""
Resources of the sample: a census of 39 kinds, and a directory of services in 11 大类 and 60 小类. Invented like all of it, the kinds as well.

They belong to the second study of the sample (``sample-governance.toml``) and speak of the facilities that the first one has.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.sample import truths
from tools.sample.facilities import OFFICES, Place
from tools.sample.frame import Community, to_degrees
from tools.sample.offsets import gcj02
from tools.sample.writers import write_csv

SEED = 20260702

LISTED = {
    "社区卫生服务站": "CHS", "养老服务驿站": "EDS", "文化活动站": "CUL", "图书馆": "LIB", "健身场地": "SPO", "托育机构": "NUR", "幼儿园": "KIN", "小学": "PRI", "心理服务站": "PSY",
    "社会工作服务站": "SWS", "老年餐桌": "CAN", "养老照料中心": "ECC", "养老机构": "NRH", "公共厕所": "WCT",
}  # fmt: skip
"""Kinds that are listed by name, and their type."""

COUNTED = (
    "居民议事厅",
    "党群服务中心",
    "再生资源回收点",
    "应急避难场所",
    "社区警务室",
    "微型消防站",
    "晾衣场地",
    "电动自行车充电棚",
    "公告栏",
    "快递柜",
)
ORGANISATIONS = (
    "合唱团", "舞蹈队", "书画社", "巡逻队", "志愿服务队", "棋牌队", "太极队", "读书会", "手工社", "法律服务队", "邻里互助队", "环保队", "摄影社", "业主委员会", "老年协会",
)  # fmt: skip
KINDS = len(LISTED) + len(COUNTED) + len(ORGANISATIONS)
"""39, as many as the district counts; their names are invented."""

EACH, EACH_COUNT = "合唱团", 2
"""Every community has so many of them."""

NOT_ASKED, NOT_ASKED_STREET = "书画社", "什刹海街道"
"""Nobody asked for this kind in this subdistrict: it is unknown there, not 0."""

NONE_THERE = "公共厕所"
"""The census holds every one of these: where it names none, there is none."""

TWICE = 3
CHINESE = "〇一二三四五六七八九"

DIVISIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "餐饮服务": (("早餐店", "BKF"), ("餐厅", "RES"), ("老年助餐", "CAN")),
    "购物服务": (("菜市场", "VEG"), ("便利店", "CVS"), ("综合超市", "SUP"), ("药店", "PHA")),
    "维修服务": (("便民维修", "REP"),),
    "家政服务": (("家政公司", "HSK"),),
    "美发洗染": (("美容美发", "HAI"), ("洗染店", "LAU")),
    "物流配送": (("快递驿站", "PCL"),),
    "养老服务": (("养老驿站", "EDS"), ("照料中心", "ECC"), ("敬老院", "NRH")),
    "医疗卫生": (("社区卫生服务中心", "CHC"), ("社区卫生服务站", "CHS"), ("医院", "HOS")),
    "教育托育": (("托育机构", "NUR"), ("幼儿园", "KIN"), ("小学", "PRI")),
    "文化体育": (("文化活动站", "CUL"), ("图书馆", "LIB"), ("健身场地", "SPO")),
    "政务金融": (("政务服务中心", "SGC"), ("社会保障事务所", "SSO"), ("银行网点", "BNK")),
}
"""大类 with the 小类 that have entries and their type; more without entries make 60 小类 of them."""

SUBKINDS = 60
ENTRIES_SHARE = 0.4
"""Of the facilities of these types in the district so many stand in the directory."""

NO_SUCH = "名录外小店"
"""Name of entries that are no facility of the study."""
NO_SUCH_COUNT = 12

TABLES = """
[census]                            # 资源普查,39 种(种类名称为虚构)
table = { path = "governance/资源普查.csv", crs = "GCJ-02" }
kinds = "governance/资源种类.csv"
complete = ["公共厕所"]

[directory]                         # 便民服务名录,11 大类 60 小类
table = { path = "governance/便民服务名录.csv", encoding = "gb18030", crs = "EPSG:4326" }
categories = "governance/服务名录分类.csv"
"""


def write_resources(communities: list[Community], places: list[Place], folder: Path) -> None:
    """The tables of ``TABLES`` in ``folder``."""
    rng = np.random.default_rng(SEED)
    home = {id(place): _home(place, communities) for place in places}
    write_csv(
        [
            ("资源种类", "组别", "设施类型", "出处"),
            *((kind, "社区社会组织", "", "虚构") for kind in ORGANISATIONS),
            *((kind, "公共服务设施", code, "虚构") for kind, code in LISTED.items()),
            *((kind, "公共服务设施", "", "虚构") for kind in COUNTED),
        ],
        folder / "资源种类.csv",
        "utf-8-sig",
    )
    write_csv(_census(communities, places, home, rng), folder / "资源普查.csv", "utf-8-sig")
    write_csv(_categories(), folder / "服务名录分类.csv", "utf-8-sig")
    write_csv(_directory(places, home, rng), folder / "便民服务名录.csv", "gb18030")


def _home(place: Place, communities: list[Community]) -> Community | None:
    u, v = place.uv
    return next((c for c in communities if c.box[0] <= u < c.box[2] and c.box[1] <= v < c.box[3]), None)


def _census(
    communities: list[Community], places: list[Place], home: dict[int, Community | None], rng: np.random.Generator
) -> list[tuple[object, ...]]:
    """Two heading rows; counts of organisations, some in Chinese numerals; facilities by name, half of the clinics by their id."""
    rows: list[tuple[object, ...]] = [
        ("社区", "社区", "资源", "资源", "资源", "位置(高德)", "位置(高德)", "编号"),
        ("街道", "社区名称", "资源种类", "资源名称", "数量", "经度", "纬度", "设施编号"),
    ]
    for community in communities:
        where = (community.subdistrict, community.name)
        for kind in (*ORGANISATIONS, *COUNTED):
            if kind == NOT_ASKED and community.subdistrict == NOT_ASKED_STREET:
                continue
            count = EACH_COUNT if kind == EACH else int(rng.integers(0, 6))
            rows.append((*where, kind, "", CHINESE[count] if count and rng.random() < 0.1 else count, "", "", ""))
    clinics = {id(place): f"YL{n:04d}" for n, place in enumerate((p for p in places if p.code in OFFICES["health"]), 1)}
    codes = {code: kind for kind, code in LISTED.items()}
    for place in places:
        own = home[id(place)]
        if place.code in codes and own is not None:
            lon, lat = gcj02(*map(float, to_degrees(np.array(place.uv))))
            by_id = clinics.get(id(place), "") if rng.random() < 0.5 else ""
            rows.append((own.subdistrict, own.name, codes[place.code], place.name, "", f"{lon:.6f}", f"{lat:.6f}", by_id))
    return [*rows, *rows[-TWICE:]]


def _categories() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [(division, kind, code) for division, kinds in DIVISIONS.items() for kind, code in kinds]
    names = list(DIVISIONS)
    rows += [(names[n % len(names)], f"其他服务 {n + 1}（虚构）", "") for n in range(SUBKINDS - len(rows))]
    return [("大类", "小类", "设施类型"), *sorted(rows, key=lambda row: names.index(str(row[0])))]


def _directory(places: list[Place], home: dict[int, Community | None], rng: np.random.Generator) -> list[tuple[object, ...]]:
    """Telephone numbers that nobody has (010-0000…); a third can be booked online, of a third nobody says."""
    kinds = {code: (division, kind) for division, members in DIVISIONS.items() for kind, code in members}
    rows: list[tuple[object, ...]] = [
        ("大类", "小类", "名称", "社区", "街道", "地址", "联系电话", "营业时间", "在线预约", "网址", "经度", "纬度")
    ]
    for n, place in enumerate(places):
        own = home[id(place)]
        if place.code not in kinds or own is None:
            continue
        wanted = rng.random() < ENTRIES_SHARE or own.community_id == truths.community_at(truths.FIVE_STARS).community_id
        booking = ("是", "否", "")[int(rng.integers(3))]
        if wanted:
            lon, lat = to_degrees(np.array(place.uv))
            rows.append(
                (*kinds[place.code], place.name, own.name, own.subdistrict, place.address, f"010-0000{n % 10000:04d}", "", booking, "", f"{lon:.6f}", f"{lat:.6f}")
            )  # fmt: skip
    for n in range(NO_SUCH_COUNT):
        rows.append(("购物服务", "便利店", f"{NO_SUCH}{n + 1}", "", "", "不详", "", "24小时", "", "", "", ""))
    return rows
