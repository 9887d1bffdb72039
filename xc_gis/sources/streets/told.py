"""What is to be said of a street file: its moment, how it was put in order, what of it could not be used and how much that is."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.model import Finding, StreetData

NAMED = 5
"""Objects named in a sentence; the check lists all of them."""


def street_findings(streets: StreetData, shown: str) -> tuple[Finding, ...]:
    """What the street file says of itself, how much of it was needed, and what is lost of it."""
    said, evidence = [], {}
    if streets.as_of:
        said.append(f"OSM 数据时间 {streets.as_of[:10]}")
        evidence["as_of"] = streets.as_of
    if streets.ways_left_out:
        total = len({way for way, _, _ in streets.ways}) + streets.ways_left_out
        said.append(f"文件中有 {total:,} 条道路，其中 {streets.ways_left_out:,} 条在研究范围以外，没有读入")
        evidence |= {"ways": str(total), "ways_left_out": str(streets.ways_left_out)}
    found = [Finding(shown, "network", "network", "info", ";".join(said), evidence)] if said else []
    found += [Finding(shown, "network", "network", "info", text, {key: count}) for key, count, text in _notes(streets)]
    found += [Finding(shown, "network", "network", "warning", text, {kind: ids}) for kind, ids, text in _losses(streets)]
    return tuple(found)


def _notes(streets: StreetData) -> Iterator[tuple[str, int, str]]:
    words = {
        "new": "文件含 {:,} 个尚未上传的新对象（负编号），已照常读入",
        "old_versions": "文件是历史数据：每个对象取最新版本，略去旧版本 {:,} 个",
        "repeated": "文件中有 {:,} 个对象重复出现，内容相同，只取一次",
        "saved": "路网由保存的网络读入，共 {:,} 条边：编号是文件中的顺序，不是 OSM 编号；道路相交而没有相连之处在这种文件中无从检查",
        "by_place": "{:,} 条道路只有坐标，没有节点编号：坐标相同处视为相连",
    }
    for key, count in streets.notes.items():
        yield key, count, words[key].format(count)


def _losses(streets: StreetData) -> Iterator[tuple[str, tuple[str, ...], str]]:
    words = {
        "lost_node": "{:,} 个节点在文件中没有位置（{}）：经过它们的道路在此断开",
        "cut_way": "{:,} 条线缺少部分节点，只读入有位置的几段（{}）",
        "lost_way": "{:,} 条线的节点几乎都没有位置，没有读入（{}）",
        "deleted": "{:,} 个对象在文件中标为删除，没有读入（{}）",
        "doubled": "{:,} 个对象在文件中有两份不同的内容（{}）：取后一份",
        "open_area": "{:,} 处步行区的边界没有闭合，没有作为面读入（{}）",
    }
    for kind, template in words.items():
        ids = [loss.osm for loss in streets.losses if loss.kind == kind]
        if ids:
            yield kind, tuple(ids), template.format(len(ids), named(ids))


def named(ids: list[str]) -> str:
    """The first of many objects, as a sentence names them."""
    return "、".join(ids[:NAMED]) + (" 等" if len(ids) > NAMED else "")
