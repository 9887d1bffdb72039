"""What is said of a check of files of exchange."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.languages.message import msg
from xc_gis.operations.exchange.check import ExchangeCheck


def sentences(found: ExchangeCheck) -> Iterator[str]:
    """File by file: whether it is as its schema says, and what is not."""
    for one in found.files:
        if not one.faults:
            changed = msg("（写出后有改动）") if one.is_changed else ""
            yield msg("{file}：{count} 行，符合模式{changed}", file=one.name, count=one.rows or 0, changed=changed)
            continue
        for fault in one.faults:
            yield msg("{file}：{fault}", file=one.name, fault=fault)
        if one.more:
            yield msg("{file}：另有 {count} 处", file=one.name, count=one.more)
    for name in found.unknown:
        yield msg("{file}：exchange.json 没有列出，没有检查", file=name)
