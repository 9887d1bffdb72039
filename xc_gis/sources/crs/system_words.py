"""Words by which files and people name coordinate systems."""

from __future__ import annotations

import re

from xc_gis.units import EXCHANGE_CRS

CGCS2000 = "EPSG:4490"

PLAIN_WORDS = {
    "WGS84": EXCHANGE_CRS, "GPS": EXCHANGE_CRS, "WGS1984": EXCHANGE_CRS, "CGCS2000": CGCS2000,
    "国家2000": CGCS2000, "2000国家大地坐标系": CGCS2000, "国家2000大地坐标系": CGCS2000, "大地2000": CGCS2000,
}  # fmt: skip

GCJ_WORDS = re.compile(r"GCJ0?2|GCJ2002|火星|高德|腾讯|国测局|AMAP|GAODE|AUTONAVI|TENCENT")
BD_WORDS = re.compile(r"BD0?9|百度|BAIDU")
METRE_WORDS = re.compile(r"MC|MERC|墨卡托|3857|900913|米")
OTHER_WORDS = re.compile(r"WGS|GPS|CGCS|2000|转|北京54|BEIJING(?:19)?54|西安80|XIAN(?:19)?80")
"""A system that is none of the two, or a word that says from what it was converted."""
