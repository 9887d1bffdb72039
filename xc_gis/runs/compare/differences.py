"""What two runs rest on and does not agree: study, standard, minutes, settings, data, version of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.runs.view import RunView
from xc_gis.wording.setting_words import setting_name, value_words

NAMED = 5
"""So many are named; of more, their number is reported."""


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
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault


def _study(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    a, b = (msg("{name}({day})", name=str(s.get("name")), day=s.get("date") or msg("未注日期")) for s in (before, after))
    if a != b:
        yield msg("项目不同:{a} → {b}", a=a, b=b)


def _standard(before: RunView, after: RunView) -> Iterator[str]:
    a, b = _part(before, "standard"), _part(after, "standard")
    was, now = (f"{s.get('id')} {s.get('version')}" for s in (a, b))
    if was != now:
        yield msg("评价标准不同:{was} → {now}", was=was, now=now)
    elif a.get("sha256") != b.get("sha256"):
        yield msg("评价标准 {now} 编号和版本相同,但内容不同", now=now)


def _categories(before: RunView, after: RunView) -> Iterator[str]:
    for category in after.categories:
        old = before.by_code.get(category.code)
        if old is not None and old.minutes != category.minutes:
            yield msg(
                "“{category}”的步行时限不同:{minutes:g} → {minutes2:g} 分钟",
                category=category.name,
                minutes=old.minutes,
                minutes2=category.minutes,
            )
        if old is not None and (old.profile, old.population) != (category.profile, category.population):
            yield msg("“{category}”的步行口径或服务对象不同", category=category.name)
        if old is not None and old.mandatory != category.mandatory:
            name = category.name
            yield msg("“{name}”改为必备服务", name=name) if category.mandatory else msg("“{name}”不再是必备服务", name=name)
    if more := [c.name for c in after.categories if c.code not in before.by_code]:
        yield msg("只有后一次结果有的类别:{named}", named=_named(more))
    if less := [c.name for c in before.categories if c.code not in after.by_code]:
        yield msg("只有前一次结果有的类别:{named}", named=_named(less))


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    def filed(settings: Mapping[str, Any], key: str) -> str:
        found = settings.get(key)
        return "—" if found is None else f"{found['value']} {found['unit']}".strip()

    def shown(settings: Mapping[str, Any], key: str) -> str:
        found = settings.get(key)
        return "—" if found is None else value_words(key, found["value"], str(found["unit"]))

    keys = [key for key in sorted({*before, *after}) if filed(before, key) != filed(after, key)]
    for key in keys[:NAMED]:
        was, now = shown(before, key), shown(after, key)
        if was == now:  # the words are rounder than the figures
            was, now = filed(before, key), filed(after, key)
        yield msg("{setting}不同:{was} → {now}", setting=setting_name(key), was=was, now=now)
    if len(keys) > NAMED:
        yield msg("另有 {count} 个参数不同", count=len(keys) - NAMED)


def _data(before: RunView, after: RunView) -> Iterator[str]:
    a, b = ({(i["role"], i["path"]): i["sha256"] for i in _part(run, "inputs")} for run in (before, after))
    if changed := [path for (role, path) in a if (role, path) in b and a[role, path] != b[role, path]]:
        yield msg("数据有改动:{named}", named=_named(changed))
    if more := [path for (role, path) in b if (role, path) not in a]:
        yield msg("只有后一次结果用到的数据:{named}", named=_named(more))
    if less := [path for (role, path) in a if (role, path) not in b]:
        yield msg("只有前一次结果用到的数据:{named}", named=_named(less))


def _program(before: RunView, after: RunView) -> Iterator[str]:
    was, now = (str(_part(run, "tool").get("version")) for run in (before, after))
    if was != now:
        yield msg("程序版本不同:{was} → {now}", was=was, now=now)
    old, new = _part(before, "method"), _part(after, "method")
    if old != new:
        yield msg("计算方法版本不同:{old} → {new}", old=old, new=new)


def _named(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    shown = joined("、", unique[:NAMED])
    return msg("{shown} 等 {count} 项", shown=shown, count=len(unique)) if len(unique) > NAMED else shown
