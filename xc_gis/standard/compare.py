"""What differs between two rating standards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.standard.schema import Standard


@dataclass(frozen=True)
class Change:
    """One key whose value differs; None where a side has no such key."""

    key: str
    before: Any
    after: Any


def diff_standards(before: Standard, after: Standard) -> list[Change]:
    """List the keys that differ, in the order of the file; categories and caps are matched by their codes."""
    old, new = dict(_flat(_plain(before))), dict(_flat(_plain(after)))
    keys = [*old, *(key for key in new if key not in old)]
    return [Change(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _plain(standard: Standard) -> dict[str, Any]:
    content = standard.model_dump(exclude={"sha256"})
    content["categories"] = {category["code"]: category for category in content["categories"]}
    content["stars"]["caps"] = {cap["id"]: cap for cap in content["stars"]["caps"]}
    return content


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(v, Mapping) for v in value):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{path}[{index}]")
    else:
        yield path, value
