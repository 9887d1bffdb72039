"""The small study with a list of addresses without coordinates, and another one that knows some of them."""

import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study

LIST = """
[[facilities]]
path = "养老驿站.csv"
type = "EDS"
place_by = "address"
columns = { name = "名称", address = "地址", community = "社区", subdistrict = "街道" }

[[facilities]]
path = "高德.csv"
type_column = "类型"
crs = "EPSG:4326"
columns = { name = "名称", address = "地址", lon = "经度", lat = "纬度" }
"""


POIS = [
    ("幸福里养老服务驿站", "EDS", "西城区甲街12号", (200, 205)),
    ("和平养老驿站", "EDS", "", (600, 205)),
    ("团结养老驿站(东店)", "EDS", "乙街1号", (1400, 405)),
    ("团结养老驿站(东店)", "EDS", "", (2200, 805)),
    ("某便利店", "CVS", "丙街8号", (1000, 405)),
    ("光明养老驿站", "EDS", "丁街5号", (1800, 205)),
    ("长青养老驿站", "EDS", "", (2300, 1005)),
]


WAITING = [
    ("幸福里养老驿站", "甲街12号", "", ""),  # name alike and number: placed
    ("和平养老驿站", "", "", ""),  # the very name: placed
    ("另一驿站", "北京市西城区丙街8号", "", ""),  # the number alone: placed at the shop
    ("团结养老驿站(东店)", "", "", ""),  # two of that name far apart: waits
    ("光明养老驿站", "丁街6号", "", ""),  # the number contradicts: waits
    ("无名养老驿站", "戊街3号院2号楼", "西社区", ""),  # only its community is known: waits, marked
    ("长青养老驿站", "", "", "乙街道"),  # said to be in another subdistrict: waits without candidate
]


@pytest.fixture
def study(tmp_path):
    path = write_small_study(tmp_path / "study")
    rows = [
        f"{name},{kind},{address},{lon:.8f},{lat:.8f}" for (name, kind, address, place) in POIS for lon, lat in degrees([place])
    ]
    path.with_name("高德.csv").write_text("\n".join(["名称,类型,地址,经度,纬度", *rows]) + "\n", encoding="utf-8")
    lines = [",".join(row) for row in WAITING]
    path.with_name("养老驿站.csv").write_text("\n".join(["名称,地址,社区,街道", *lines]) + "\n", encoding="utf-8")
    edit(path.with_name("communities.geojson"), lambda t: t.replace("甲街道", "乙街道", 1))
    edit(path, lambda t: t + LIST)
    return path
