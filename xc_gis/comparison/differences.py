"""What two runs rest on and does not agree: study, standard, minutes, settings, data, version of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xc_gis.errors import InputError
from xc_gis.run_view import RunView

NAMED = 5
"""So many are named; of more, their number is said."""


def differences_of(before: RunView, after: RunView) -> tuple[str, ...]:
    """One sentence for each; none where both rest on the same. Raises ``InputError`` where a manifest lacks a part."""
    return (
        *_study(_part(before, "study"), _part(after, "study")),
        *_standard(before, after),
        *_categories(before, after),
        *_settings(_part(before, "settings"), _part(after, "settings")),
        *_data(before, after),
        *_program(before, after),
    )


def _part(run: RunView, key: str) -> Any:
    try:
        return run.manifest[key]
    except (KeyError, TypeError) as fault:
        raise InputError(f"结果 {run.folder.name} 已损坏", hint="请重新运行该项目") from fault


def _study(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    a, b = (f"{s.get('name')}({s.get('date') or '未注日期'})" for s in (before, after))
    if a != b:
        yield f"项目不同:{a} → {b}"


def _standard(before: RunView, after: RunView) -> Iterator[str]:
    a, b = _part(before, "standard"), _part(after, "standard")
    was, now = (f"{s.get('id')} {s.get('version')}" for s in (a, b))
    if was != now:
        yield f"评价标准不同:{was} → {now}"
    elif a.get("sha256") != b.get("sha256"):
        yield f"评价标准 {now} 编号和版本相同,但内容不同"


def _categories(before: RunView, after: RunView) -> Iterator[str]:
    for category in after.categories:
        old = before.by_code.get(category.code)
        if old is not None and old.minutes != category.minutes:
            yield f"“{category.zh}”的步行时限不同:{old.minutes:g} → {category.minutes:g} 分钟"
        if old is not None and (old.profile, old.population) != (category.profile, category.population):
            yield f"“{category.zh}”的步行口径或服务对象不同"
        if old is not None and old.mandatory != category.mandatory:
            yield f"“{category.zh}”{'改为必备服务' if category.mandatory else '不再是必备服务'}"
    if more := [c.zh for c in after.categories if c.code not in before.by_code]:
        yield f"只有后一次结果有的类别:{_named(more)}"
    if less := [c.zh for c in before.categories if c.code not in after.by_code]:
        yield f"只有前一次结果有的类别:{_named(less)}"


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    def shown(settings: Mapping[str, Any], key: str) -> str:
        found = settings.get(key)
        return "—" if found is None else f"{found['value']} {found['unit']}".strip()

    keys = [key for key in sorted({*before, *after}) if shown(before, key) != shown(after, key)]
    for key in keys[:NAMED]:
        yield f"参数 {key} 不同:{shown(before, key)} → {shown(after, key)}"
    if len(keys) > NAMED:
        yield f"另有 {len(keys) - NAMED} 个参数不同"


def _data(before: RunView, after: RunView) -> Iterator[str]:
    a, b = ({(i["role"], i["path"]): i["sha256"] for i in _part(run, "inputs")} for run in (before, after))
    if changed := [path for (role, path) in a if (role, path) in b and a[role, path] != b[role, path]]:
        yield f"数据有改动:{_named(changed)}"
    if more := [path for (role, path) in b if (role, path) not in a]:
        yield f"只有后一次结果用到的数据:{_named(more)}"
    if less := [path for (role, path) in a if (role, path) not in b]:
        yield f"只有前一次结果用到的数据:{_named(less)}"


def _program(before: RunView, after: RunView) -> Iterator[str]:
    was, now = (str(_part(run, "tool").get("version")) for run in (before, after))
    if was != now:
        yield f"程序版本不同:{was} → {now}"
    old, new = _part(before, "method"), _part(after, "method")
    if old != new:
        yield f"计算方法版本不同:{old} → {new}"


def _named(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    return "、".join(unique[:NAMED]) + (f" 等 {len(unique)} 项" if len(unique) > NAMED else "")
