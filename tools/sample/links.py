"""
Links of the sample: stations that give services besides those of their type, and items of the catalogue that are services of the standard.

They belong to the second study of the sample (``sample-governance.toml``).
"""

from __future__ import annotations

from pathlib import Path

from tools.sample import truths
from tools.sample.frame import Community
from tools.sample.writers import write_csv

WINDOWS = {
    truths.NO_CLINIC: (("老年餐桌/社区食堂(养老助餐点)", ""), ("", "心理服务")),
    truths.FIVE_STARS: (("图书馆(益民书屋)", ""), ("社区养老服务驿站", "")),
    truths.BEHIND_THE_WALL: (("", "末端配送"),),
}
"""By a place on paper: what the community's station also gives, by type or by service. Nothing of it is medical: the designed gap of clinics stays."""

ITEMS = {
    "01011": "EMP", "02011": "SSE", "03011": "SAS", "04011": "MED", "05011": "CUL", "07011": "SAF", "08011": "ENV", "09011": "CVS", "10011": "ELD",
}  # fmt: skip
"""小项 of the catalogue and the service that each is."""

TABLE = """
[services]                          # 设施与服务对应:一处社区服务站有几个窗口;小项对应到服务类别
table = "governance/设施与服务.csv"
"""


def station_of(community: Community) -> str:
    """Name of the community's own station."""
    return f"{community.name.removesuffix('社区')}社区服务站"


def write_links(folder: Path) -> None:
    """The table of ``TABLE`` in ``folder``."""
    rows: list[tuple[object, ...]] = [("设施名称", "社区", "街道", "设施类型", "服务类别", "小项编号")]
    for place, windows in WINDOWS.items():
        own = truths.community_at(place)
        rows += [(station_of(own), own.name, own.subdistrict, kind, service, "") for kind, service in windows]
    rows += [("", "", "", "", code, item) for item, code in ITEMS.items()]
    write_csv(rows, folder / "设施与服务.csv", "utf-8-sig")
