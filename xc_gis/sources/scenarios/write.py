"""Write a scenario as a file that a person can read and edit: places in WGS 84, the study that it speaks of in ``[base]``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomlkit

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.model import InputRecord
from xc_gis.model.changes import Scenario, ScenarioBase
from xc_gis.sources.scenarios.tables import keys_of

LAYOUT = {"line", "area"}
"""Keys whose places stand in lines of their own."""


def scenario_text(scenario: Scenario) -> str:
    """The text of a scenario file: read again, it gives the same scenario."""
    document = tomlkit.document()
    head = tomlkit.table()
    given = {"name": scenario.name, "note": scenario.note, "moment": scenario.moment}
    head.update({key: value for key, value in given.items() if value or key == "name"})
    document["scenario"] = head
    if scenario.base is not None:
        base, files = tomlkit.table(), tomlkit.table()
        base["study"] = scenario.base.study
        files.update(dict(sorted(scenario.base.files.items())))
        base["files"] = files
        document["base"] = base
    changes = tomlkit.aot()
    for change in scenario.changes:
        table = tomlkit.table()
        table.update({key: _value(key, value) for key, value in keys_of(change).items()})
        changes.append(table)
    document["change"] = changes
    return tomlkit.dumps(document)


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file, whole or not at all. Raises ``OutputError`` where it cannot be written."""
    write_whole(path, scenario_text(scenario).encode(), hint=msg("请检查写权限与剩余空间"), durable=True)


def base_of(study_sha256: str, inputs: Iterable[InputRecord]) -> ScenarioBase:
    """The study as it is now: checksums of its file (``study_sha256``) and of all that it reads."""
    return ScenarioBase(study_sha256, {one.path: one.sha256 for one in inputs})


def since_words(scenario: Scenario, now: ScenarioBase, study_name: str) -> str:
    """That the study has changed since a scenario was written, and what of it; empty where it has not, or where the scenario does not say."""
    names = changed_since(scenario.base, now, study_name)
    if not names:
        return ""
    return msg(
        "自方案 {shown} 写成以来,项目已有改动({names});以下按现在的项目计算", shown=scenario.shown, names=joined("、", names[:3])
    )


def changed_since(base: ScenarioBase | None, now: ScenarioBase, study_name: str) -> list[str]:
    """Files of the study that are no longer those for which a scenario was written, new and lost ones too; none where it does not say."""
    if base is None:
        return []
    names = {*base.files, *now.files}
    changed = sorted(name for name in names if base.files.get(name) != now.files.get(name))
    return [study_name, *changed] if base.study != now.study else changed


def _value(key: str, value: Any) -> Any:
    if key in LAYOUT:
        listed = tomlkit.array()
        listed.extend([list(place) for place in value])
        return listed.multiline(multiline=True)
    return list(value) if isinstance(value, tuple) else value
