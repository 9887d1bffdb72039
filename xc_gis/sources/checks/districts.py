"""Known figures of districts, to compare a study with."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.languages.message import msg


@dataclass(frozen=True)
class District:
    """Known figures of a district, to compare a study with."""

    name: str
    subdistricts: tuple[str, ...]
    communities: int
    residents: int
    area_km2: float
    source: str


XICHENG = District(
    "西城区",
    ("西长安街", "新街口", "月坛", "展览路", "德胜", "金融街", "什刹海", "大栅栏", "天桥", "椿树", "陶然亭", "广安门内", "牛街", "白纸坊", "广安门外"),
    263,
    1_106_214,
    50.7,
    msg("第七次全国人口普查(2020)、统计用区划代码(2023)"),
)  # fmt: skip
DISTRICTS = (XICHENG,)
