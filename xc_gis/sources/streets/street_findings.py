"""What is to be reported of a street file: its moment, how it was put in order, what of it could not be used and how much that is."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, StreetData

NAMED = 5
"""Objects named in a sentence; the check lists all of them."""


def street_findings(streets: StreetData, shown: str) -> tuple[Finding, ...]:
    """What the street file says of itself, how much of it was needed, and what is lost of it."""
    sentences: list[str] = []
    evidence: dict[str, str] = {}
    if streets.as_of:
        sentences.append(msg("OSM 数据时间 {as_of}", as_of=streets.as_of[:10]))
        evidence["as_of"] = streets.as_of
    if streets.ways_left_out:
        total = len({way for way, _, _ in streets.ways}) + streets.ways_left_out
        sentences.append(
            msg(
                "文件中有 {total:,} 条道路，其中 {ways_left_out:,} 条在研究范围以外，没有读入",
                total=total,
                ways_left_out=streets.ways_left_out,
            )
        )
        evidence |= {"ways": str(total), "ways_left_out": str(streets.ways_left_out)}
    found = [Finding(shown, "network", "network", "info", joined(";", sentences), evidence)] if sentences else []
    found += [Finding(shown, "network", "network", "info", text, {key: count}) for key, count, text in _notes(streets)]
    found += [Finding(shown, "network", "network", "warning", text, {kind: ids}) for kind, ids, text in _losses(streets)]
    return tuple(found)


def _notes(streets: StreetData) -> Iterator[tuple[str, int, str]]:
    for key, count in streets.notes.items():
        yield key, count, _note(key, count)


def _note(key: str, count: int) -> str:
    match key:
        case "new":
            return msg("文件含 {count:,} 个尚未上传的新对象（负编号），已照常读入", count=count)
        case "old_versions":
            return msg("文件是历史数据：每个对象取最新版本，略去旧版本 {count:,} 个", count=count)
        case "repeated":
            return msg("文件中有 {count:,} 个对象重复出现，内容相同，只取一次", count=count)
        case "by_place":
            return msg("{count:,} 条道路只有坐标，没有节点编号：坐标相同处视为相连", count=count)
        case "saved":
            return msg(
                "路网由保存的网络读入，共 {count:,} 条边：编号是文件中的顺序，不是 OSM 编号；道路相交而没有相连之处在这种文件中无从检查",
                count=count,
            )
    raise KeyError(key)


def _losses(streets: StreetData) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for kind in ("lost_node", "cut_way", "lost_way", "deleted", "doubled", "open_area"):
        ids = [loss.osm for loss in streets.losses if loss.kind == kind]
        if ids:
            yield kind, tuple(ids), _loss(kind, len(ids), named(ids))


def _loss(kind: str, count: int, ids: str) -> str:
    match kind:
        case "lost_node":
            return msg("{count:,} 个节点在文件中没有位置（{ids}）：经过它们的道路在此断开", count=count, ids=ids)
        case "cut_way":
            return msg("{count:,} 条线缺少部分节点，只读入有位置的几段（{ids}）", count=count, ids=ids)
        case "lost_way":
            return msg("{count:,} 条线的节点几乎都没有位置，没有读入（{ids}）", count=count, ids=ids)
        case "deleted":
            return msg("{count:,} 个对象在文件中标为删除，没有读入（{ids}）", count=count, ids=ids)
        case "doubled":
            return msg("{count:,} 个对象在文件中有两份不同的内容（{ids}）：取后一份", count=count, ids=ids)
    return msg("{count:,} 处步行区的边界没有闭合，没有作为面读入（{ids}）", count=count, ids=ids)


def named(ids: list[str]) -> str:
    """The first of many objects, as a sentence names them."""
    return joined("、", ids[:NAMED]) + (msg(" 等") if len(ids) > NAMED else "")
