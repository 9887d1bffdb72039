"""Facilities of all types: how many, where, and by which office they are kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.sample import truths
from tools.sample.blocks import Block
from tools.sample.frame import Community
from tools.sample.names import SHOP_WORDS
from tools.sample.people import Building
from tools.sample.streets import inside_district
from tools.sample.world import UV

TITLES = {
    "CSS": "社区服务站", "SGC": "政务服务中心", "SSO": "社会保障事务所", "JOB": "公共就业服务点", "AID": "困难群众救助服务所",
    "CHC": "社区卫生服务中心", "CHS": "社区卫生服务站", "HOS": "医院", "PHA": "大药房", "POL": "派出所", "PBX": "社区警务室",
    "MFS": "微型消防站", "EDS": "社区养老服务驿站", "ECC": "养老照料中心", "NRH": "敬老院", "CAN": "老年餐桌", "NUR": "托育园",
    "SWS": "社会工作服务站", "PSY": "心理服务站", "KIN": "幼儿园", "PRI": "小学", "CUL": "综合文化室", "LIB": "图书馆",
    "SPO": "健身场地", "VEG": "菜市场", "CVS": "便利店", "SUP": "超市", "BKF": "早餐店", "RES": "餐厅", "REP": "便民维修点",
    "HSK": "家政服务点", "HAI": "美发店", "LAU": "洗衣店", "PCL": "快递驿站", "BNK": "银行网点", "WCT": "公共厕所",
}  # fmt: skip

COUNTS = {
    "JOB": 10, "AID": 24, "CHC": 18, "CHS": 112, "HOS": 14, "PHA": 120, "MFS": 40, "EDS": 115, "ECC": 16, "NRH": 26, "CAN": 105,
    "NUR": 80, "SWS": 34, "PSY": 44, "KIN": 105, "PRI": 62, "CUL": 120, "LIB": 30, "SPO": 110, "VEG": 140, "CVS": 380, "SUP": 70,
    "BKF": 70, "RES": 150, "REP": 130, "HSK": 70, "HAI": 110, "LAU": 65, "PCL": 290, "BNK": 15, "WCT": 15,
}  # fmt: skip
"""About three thousand in all; a sixth of them around the district."""

AROUND_SHARE = 1 / 6

OFFICES = {
    "health": ("CHC", "CHS"),
    "commerce": ("VEG", "CVS", "SUP", "BKF", "RES", "REP", "HSK", "HAI", "LAU", "PCL", "PHA"),
    "elderly": ("EDS", "ECC", "NRH", "CAN"),
    "public": ("CSS", "SGC", "SSO", "JOB", "AID", "HOS", "POL", "PBX", "MFS", "NUR", "SWS", "PSY", "KIN", "PRI", "CUL", "LIB",
               "SPO", "BNK", "WCT"),
}  # fmt: skip


@dataclass
class Place:
    """A facility on paper."""

    code: str
    name: str
    address: str
    uv: UV
    serves: str = ""
    status: str = ""


def place_facilities(
    communities: list[Community], blocks: list[Block], homes: list[Building], rng: np.random.Generator
) -> list[Place]:
    """Place all facilities; the designed truths hold whatever the seed."""
    fronts = _Fronts(blocks, homes, rng)
    places = _stations(communities, fronts, rng)
    for code, count in COUNTS.items():
        for _ in range(count):
            outside = rng.random() < AROUND_SHARE
            uv = fronts.outside() if outside else fronts.near_home()
            if not _spoils_a_truth(code, uv):
                places.append(Place(code, _title(code, rng), fronts.address(uv, rng), uv))
    places += _designed(blocks, rng)
    return places


class _Fronts:
    """Street fronts: where shops and stations stand, a few metres inside a block and outside its wall."""

    def __init__(self, blocks: list[Block], homes: list[Building], rng: np.random.Generator) -> None:
        self.blocks = [b for b in blocks if b.kind not in {"lake", "walled off"}]
        self.middles = np.array([b.middle for b in self.blocks])
        self.away = [b for b in self.blocks if not inside_district(*b.middle)]
        self.homes = np.array([h.middle for h in homes])
        self.rng = rng

    def front(self, block: Block) -> UV:
        """A point on the front of a block that has a street."""
        sides = [s for s, way in block.sides.items() if way is not None] or ["s"]
        side, share = str(self.rng.choice(sides)), float(self.rng.uniform(0.12, 0.88))
        return block.at(*{"w": (0, share), "e": (1, share), "s": (share, 0), "n": (share, 1)}[side], inset=4.0)

    def near(self, uv: UV) -> UV:
        """A front of the block nearest to a place."""
        return self.front(self.blocks[int(np.argmin(np.hypot(*(self.middles - np.array(uv)).T)))])

    def near_home(self) -> UV:
        """A front where people live."""
        return self.near(tuple(self.homes[self.rng.integers(len(self.homes))] + self.rng.uniform(-120, 120, 2)))

    def outside(self) -> UV:
        """A front around the district."""
        return self.front(self.away[int(self.rng.integers(len(self.away)))])

    def address(self, uv: UV, rng: np.random.Generator) -> str:
        """A number in a street, roughly where it is."""
        return f"{rng.choice(SHOP_WORDS)}胡同{int(abs(uv[0]) + abs(uv[1])) % 180 + 1}号"


def _title(code: str, rng: np.random.Generator) -> str:
    return f"{rng.choice(SHOP_WORDS)}{rng.choice(list('东西南北中'))}{TITLES[code]}"


def _stations(communities: list[Community], fronts: _Fronts, rng: np.random.Generator) -> list[Place]:
    """What every community or subdistrict has of its own; some communities share a station (多居一站)."""
    places = []
    for n, community in enumerate(communities):
        short = community.name.removesuffix("社区")
        previous = communities[n - 1] if n else None
        shared = n % 17 == 16 and previous is not None and previous.subdistrict == community.subdistrict
        if shared:
            places[-1 if places[-1].code == "CSS" else -2].serves = community.community_id
        else:
            uv = fronts.near(community.middle)
            places.append(Place("CSS", f"{short}社区服务站", fronts.address(uv, rng), uv))
        if rng.random() < 0.6:
            uv = fronts.near(community.middle)
            places.append(Place("PBX", f"{short}社区警务室", fronts.address(uv, rng), uv))
    for name in dict.fromkeys(c.subdistrict for c in communities):
        own = [c for c in communities if c.subdistrict == name]
        for code in ("SGC", "SSO", "POL"):
            uv = fronts.near(own[int(rng.integers(len(own)))].middle)
            places.append(Place(code, f"{name}{TITLES[code]}", fronts.address(uv, rng), uv))
    return places


def _far(uv: UV, place: UV) -> float:
    return float(np.hypot(uv[0] - place[0], uv[1] - place[1]))


def _spoils_a_truth(code: str, uv: UV) -> bool:
    clinics = code in {"CHC", "CHS"}
    west_of_canal = uv[0] < -2040 and -3050 < uv[1] < 150
    return (
        (clinics and (west_of_canal or _far(uv, truths.NO_CLINIC) < truths.NO_CLINIC_RADIUS_M))
        or (code == "REP" and _far(uv, truths.PARTIAL) < truths.PARTIAL_RADIUS_M)
        or (code in {"CVS", "SUP"} and _far(uv, truths.BEHIND_THE_WALL) < 640)
    )


def _designed(blocks: list[Block], rng: np.random.Generator) -> list[Place]:
    """The facilities on which the truths rest."""
    walled = next(block for block in blocks if block.kind == "wall truth")
    places = [
        Place("CHS", "莲花河东社区卫生服务站", "莲花河东路8号", truths.CLINIC_BEYOND),
        Place("CHS", "小马厂西社区卫生服务站", "小马厂路1号", (-2900.0, -560.0)),
        Place("CHS", "湾子社区卫生服务站", "手帕口路2号", (-2950.0, -2780.0)),
        Place("CVS", truths.STORE_BEHIND, "三里河路6号", walled.at(1.0, 0.5, inset=3.0)),
    ]
    u, v = truths.FIVE_STARS
    for code in sorted({*COUNTS, "PLZ"} - {"HOS", "BNK", "WCT", "PLZ"}):
        for du, dv in ((-130, -160), (120, 150)) if code in {"CVS", "PCL", "KIN", "CAN", "NUR"} else ((60, 40),):
            place = (u + du + float(rng.uniform(-25, 25)), v + dv + float(rng.uniform(-25, 25)))
            places.append(Place(code, _title(code, rng), "太平桥大街1号", place))
    return places
