"""
Services and voices of the sample: a service catalogue and its survey, two years of hotline tickets, satisfaction. Invented like all of it.

They have a study file of their own (``sample-governance.toml``), which names the same layers: the sample itself stays as quick as it was, and its stars as they were.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.sample import commerce, levels, links, resources, targets, truths
from tools.sample.blocks import Block
from tools.sample.facilities import Place
from tools.sample.frame import Community
from tools.sample.writers import write_csv

SEED = 20260701
DIVISIONS = (
    "就业服务",
    "社会保障",
    "社会救助",
    "卫生健康",
    "文化教育体育",
    "流动人口服务",
    "社区安全",
    "环境美化",
    "便民利民",
    "养老助残",
)
ITEMS, PARTS = 6, 3
"""项 of a 大类, 小项 of an 项: 10, 60, 180 in all, as the district's catalogue."""

FULL_SATISFACTION, SATISFIED, EVERYWHERE, COMPLETE = 23, 131, 92, 89
"""小项 with 100 %, with 90 % and more, provided in all communities; communities with all 小项: the shares that the district published, as near as 263 communities come."""

KINDS = {
    "买菜难": "VEG",
    "便利店少": "CVS",
    "看病远": "MED",
    "养老服务": "ELD",
    "快递柜": "PCL",
    "绿化养护": "ENV",
    "物业管理": "OTHER",
}
HOT_KIND, HOT_STREET = "便利店少", "什刹海街道"
"""Of this many complain here: a hot spot."""

SILENT_KIND = "看病远"
"""Nobody complains of it where there is no clinic: a silent gap."""

PERSONAL = ("看病远 13800000000", "张先生反映买菜难", "物业管理 3号楼2单元501", "京A00000 占道", "快递柜 test@example.com")
"""In a column of categories, where they do not belong: these rows are refused. None of it belongs to anybody."""
PERSONAL_TIMES = 4
TWICE = 6
FEW = 12
"""Answers of the one community of which satisfaction is not known."""

ONE_STANDARD = 'standard = "xicheng-ykz-default"'
HOMES = 'path = "residents/buildings.gpkg"'

TABLES = """
[survey]                            # 服务目录落实情况调查:GB18030,满意度为百分数
items = "governance/服务目录.csv"
table = { path = "governance/服务落实调查.csv", encoding = "gb18030" }

[hotline]                           # 12345 热线,两年;来电人、电话、内容各列不读取
table = "governance/热线工单.csv"
categories = "governance/热线类别.csv"

[satisfaction]                      # 第三方满意度调查
table = "governance/满意度.csv"
"""


def write_governance(communities: list[Community], places: list[Place], blocks: list[Block], folder: Path) -> None:
    """``governance/`` and ``sample-governance.toml``."""
    rng = np.random.default_rng(SEED)
    place = folder / "governance"
    place.mkdir(parents=True, exist_ok=True)
    items = [
        (f"{d + 1:02d}{i + 1:02d}{p + 1}", name, f"{name}第{i + 1}项", f"{name}第{i + 1}项第{p + 1}小项")
        for d, name in enumerate(DIVISIONS) for i in range(ITEMS) for p in range(PARTS)
    ]  # fmt: skip
    write_csv([("编号", "大类", "项", "小项"), *items], place / "服务目录.csv", "utf-8-sig")
    write_csv(_survey(communities, [item[0] for item in items], rng), place / "服务落实调查.csv", "gb18030")
    write_csv(_tickets(communities, rng), place / "热线工单.csv", "utf-8-sig")
    write_csv(
        [("热线类别", "服务"), *((kind, "" if code == "OTHER" else code) for kind, code in KINDS.items())],
        place / "热线类别.csv",
        "utf-8-sig",
    )
    write_csv(_satisfaction(communities, rng), place / "满意度.csv", "utf-8-sig")
    resources.write_resources(communities, places, place)
    links.write_links(place)
    targets.write_targets(place)
    levels.write_levels(communities, blocks, places, place)
    commerce.write_commerce(communities, places, place)
    study = (folder / "sample-study.toml").read_text(encoding="utf-8")
    head, rest = study.split("[supply]", 1)
    text = (
        head.replace("社区服务圈 · 示例数据", "社区服务圈、服务与诉求 · 示例数据")
        .replace(HOMES, f'{HOMES}\nbase = "resident"                   # 常住人口')
        .replace(ONE_STANDARD, f"standard = {commerce.STANDARDS}")
        + TABLES.lstrip()
        + resources.TABLES
        + links.TABLE
        + targets.TABLES
        + levels.TABLES
        + commerce.TABLES
        + "\n# 清单完整性"
        + rest.split("# 清单完整性", 1)[1].rstrip("\n")
        + "\n"
        + levels.INVENTORY
        + commerce.inventory()
    )
    (folder / "sample-governance.toml").write_text(text, encoding="utf-8")


def _survey(communities: list[Community], codes: list[str], rng: np.random.Generator) -> list[tuple[object, ...]]:
    """Every community and 小项; one answer is not known."""
    order = rng.permutation(len(codes))
    lacking = [code for n, code in enumerate(codes) if n not in set(order[:EVERYWHERE])]
    content = rng.permutation(len(codes))
    level = {codes[n]: 100 if rank < FULL_SATISFACTION else 94 if rank < SATISFIED else 84 for rank, n in enumerate(content)}
    incomplete = rng.permutation(len(communities))[COMPLETE:]
    missing = {(int(row), lacking[n % len(lacking)]) for n, row in enumerate(incomplete)}
    missing |= {(int(rng.choice(incomplete)), code) for code in lacking for _ in range(6)}
    rows: list[tuple[object, ...]] = [("社区编号", "小项编号", "是否提供", "满意度(%)")]
    for number, community in enumerate(communities):
        for code in codes:
            if (number, code) in missing:
                rows.append((community.community_id, code, "否", ""))
            else:
                spread = 0 if level[code] == 100 else int(rng.integers(-4, 5))
                rows.append((community.community_id, code, "是", level[code] + spread))
    first = next(
        n
        for n, row in enumerate(rows[1:], 1)
        if row[0] == communities[int(incomplete[0])].community_id and row[2] == "是" and row[3] != 100
    )
    rows[first] = (*rows[first][:2], "不清楚", "")
    return rows


def _tickets(communities: list[Community], rng: np.random.Generator) -> list[tuple[object, ...]]:
    """Tickets of July 2024 to June 2026, a quarter more in the second year."""
    silent = truths.community_at(truths.NO_CLINIC).community_id
    days = np.datetime64("2024-07-01") + np.arange(730)
    weight = np.where(np.arange(730) < 365, 1.0, 1.25)
    rows: list[tuple[object, ...]] = []
    for community in communities:
        for kind in KINDS:
            mean = float(rng.gamma(2.0, 4.0)) * (8 if kind == HOT_KIND and community.subdistrict == HOT_STREET else 1)
            count = 0 if kind == SILENT_KIND and community.community_id == silent else int(rng.poisson(mean))
            for day in rng.choice(days, count, p=weight / weight.sum()):
                rows.append(_ticket(str(day), kind, community, rng))
    for n in range(PERSONAL_TIMES * len(PERSONAL)):
        rows.append(_ticket("2026-05-20", PERSONAL[n % len(PERSONAL)], communities[n], rng))
    rows.sort(key=lambda row: (str(row[0]), str(row[6]), str(row[4])))
    numbered = [(f"GD{str(row[0])[:10].replace('-', '')}{n:06d}", *row) for n, row in enumerate(rows)]
    numbered += numbered[:TWICE]
    return [
        (
            "工单编号",
            "受理时间",
            "来电人",
            "联系电话",
            "问题类别",
            "街道",
            "社区",
            "诉求内容",
            "是否响应",
            "是否解决",
            "是否满意",
        ),
        *numbered,
    ]


def _ticket(day: str, kind: str, community: Community, rng: np.random.Generator) -> tuple[object, ...]:
    hour, minute = int(rng.integers(7, 22)), int(rng.integers(0, 60))
    responded, resolved = rng.random() < 0.97, rng.random() < 0.82
    satisfied = ("满意" if resolved or rng.random() < 0.3 else "不满意") if rng.random() < 0.7 else ""
    return (
        f"{day} {hour:02d}:{minute:02d}", "虚构", "0", kind, community.subdistrict, community.name, "虚构", "是" if responded else "否",
        "是" if resolved else "否", satisfied,
    )  # fmt: skip


def _satisfaction(communities: list[Community], rng: np.random.Generator) -> list[tuple[object, ...]]:
    """Every community as a whole; one has few answers."""
    few = truths.community_at(truths.PARTIAL).community_id
    rows: list[tuple[object, ...]] = [("社区编号", "服务类别", "有效问卷", "满意度")]
    for community in communities:
        n = FEW if community.community_id == few else int(rng.integers(40, 200))
        rows.append((community.community_id, "总体", n, f"{float(np.clip(rng.normal(86, 5), 65, 99)):.1f}%"))
    return rows
