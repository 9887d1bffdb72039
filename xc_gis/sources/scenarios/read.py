"""
Read a scenario file (decision 121): TOML, ``[scenario]``, perhaps ``[base]``, and a ``[[change]]`` for each change in their order.

All that is wrong with it is told in one message. Places are brought to WGS 84 here; whatever needs the study (ids, streets) is looked at by
``analysis.planning``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import shapely
from pydantic import BaseModel, ValidationError

from xc_gis.errors import InputError, nearest_spelling, shortened
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.model.changes import CHANGE_KINDS, AnyChange, LonLat, Scenario, ScenarioBase
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.scenarios.contradictions import refuse_contradictions
from xc_gis.sources.scenarios.faults import faults_of
from xc_gis.sources.scenarios.tables import BaseTable, ScenarioTable, change_of, change_table
from xc_gis.sources.study.toml_text import parsed_toml
from xc_gis.units import EXCHANGE_CRS

T = TypeVar("T", bound=BaseModel)

MOST_LISTED = 12
"""Faults of one file that are told one by one."""

SCENARIO_FILE = msg("方案文件")
EXAMPLE = msg("示例见 docs/planning.md")
TABLES = ("scenario", "base", "change")

_WANTED: Mapping[str, str] = {
    "string_type": msg("应为文字(加引号)"), "bool_type": msg("应为 true 或 false"), "float_type": msg("应为数字"),
    "finite_number": msg("应为有限的数"), "date_type": msg("应为日期,如 2026-06-30"), "string_too_short": msg("不能为空"),
    "tuple_type": msg("应为列表,如 [116.37, 39.91]"), "too_long": msg("应为两个数 [经度, 纬度]"), "dict_type": msg("应为表"),
}  # fmt: skip


def read_scenario(path: Path) -> Scenario:
    """
    Read and check a scenario file.

    Raises
    ------
    InputError
        No such file, no TOML, unknown keys, wrong types, places that are none, changes that contradict each other: with file, change, key,
        what was read and what is allowed.
    """
    if not is_file(path):
        raise InputError(msg("找不到方案文件 {path}", path=path.name), hint=EXAMPLE)
    raw = path.read_bytes()
    if not raw.strip():
        raise InputError(msg("方案文件 {path} 是空文件", path=path.name), hint=EXAMPLE)
    content = _tuples(parsed_toml(raw, path.name, SCENARIO_FILE))
    faults: list[str] = []
    head = _table(ScenarioTable, content.get("scenario"), "[scenario]", faults)
    base = _table(BaseTable, content["base"], "[base]", faults) if "base" in content else None
    faults += [
        msg("{where}:没有这个键。{nearest_spelling}", where=key, nearest_spelling=nearest_spelling(key, TABLES))
        for key in content
        if key not in TABLES
    ]
    changes = list(_changes(content.get("change"), head.crs if head else EXCHANGE_CRS, path.name, faults))
    if faults or head is None:
        raise InputError(joined("\n", [msg("方案文件 {path} 有误:", path=path.name), *_listed(faults)]), hint=EXAMPLE)
    scenario = Scenario(
        head.name, tuple(changes), head.note, head.moment, ScenarioBase(base.study, base.files) if base else None, path.name
    )
    refuse_contradictions([scenario])
    return scenario


def _table(kind: type[T], given: Any, where: str, faults: list[str]) -> T | None:
    if not isinstance(given, Mapping):
        faults.append(msg("需要表 {where}", where=where))
        return None
    try:
        return kind.model_validate(given)
    except ValidationError as fault:
        faults.extend(_sentence(error, where, kind) for error in fault.errors())
        return None


def _changes(given: Any, crs: str, shown: str, faults: list[str]) -> Iterator[AnyChange]:
    """Changes that can be right, in WGS 84; what is wrong with the others goes to ``faults``."""
    if not isinstance(given, tuple) or not given or not all(isinstance(one, Mapping) for one in given):
        faults.append(msg("没有任何改动:至少要有一个 [[change]]"))
        return
    for number, content in enumerate(given, 1):
        where = msg("第 {number} 个 [[change]]", number=number)
        kind = content.get("kind")
        if not isinstance(kind, str) or kind not in CHANGE_KINDS:
            faults.append(_no_kind(where, kind))
            continue
        try:
            change = change_of(kind, {key: value for key, value in content.items() if key != "kind"})
        except ValidationError as fault:
            faults.extend(_sentence(error, where, change_table(kind)) for error in fault.errors())
            continue
        try:
            change = _in_wgs84(change, crs, shown)
        except InputError as fault:
            faults.append(fault.message)
            continue
        wrong = [msg("{where} {what}", where=where, what=fault) for fault in faults_of(change)]
        faults.extend(wrong)
        if not wrong:
            yield change


def _no_kind(where: str, kind: object) -> str:
    asked = joined("、", CHANGE_KINDS)
    if kind is None:
        return msg("{where} 缺少 kind;可用:{asked}", where=where, asked=asked)
    near = nearest_spelling(str(kind), CHANGE_KINDS) or msg("可用:{asked}", asked=asked)
    return msg("{where} 没有 kind = {kind}。{near}", where=where, kind=shortened(kind), near=near)


def _sentence(error: Any, where: str, kind: type[BaseModel]) -> str:
    """What is wrong with one key."""
    place, read, found = error["loc"], error.get("input"), error["type"]
    key = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in place)
    if found == "extra_forbidden":
        near = nearest_spelling(str(place[-1]), kind.model_fields)
        return msg("{where} {key}:没有这个键。{nearest_spelling}", where=where, key=key, nearest_spelling=near)
    if found == "missing":
        return msg("{where} 缺少 {key}", where=where, key=key)
    if found == "literal_error":
        wanted: str = msg("只能是 {expected}", expected=error["ctx"]["expected"].replace(" or ", ", "))
    else:
        wanted = _WANTED.get(found, msg("这个值不可用"))
    value = read.isoformat() if isinstance(read, dt.date | dt.time) else shortened(read)
    shown = "" if isinstance(read, Mapping | tuple) else msg("(读到 {value})", value=value)
    return msg("{where} {key}:{wanted}{shown}", where=where, key=key, wanted=wanted, shown=shown)


def _in_wgs84(change: AnyChange, crs: str, shown: str) -> AnyChange:
    """The change with its places brought from the system of the file. Raises ``InputError`` for a system that is not understood."""
    system = declared_crs(crs, None, shown)
    if system == EXCHANGE_CRS:
        return change

    def moved(places: Sequence[LonLat]) -> tuple[LonLat, ...]:
        points = converted(gpd.GeoSeries(shapely.points(list(places))), system, EXCHANGE_CRS, shown)
        return tuple((float(point.x), float(point.y)) for point in points)

    made: dict[str, Any] = {key: moved(getattr(change, key)) for key in ("line", "area") if getattr(change, key, ())}
    at = getattr(change, "at", None)
    if at is not None:
        made["at"] = moved([at])[0]
    return replace(change, **made)


def _tuples(value: Any) -> Any:
    """Lists of TOML as the tuples of the records."""
    if isinstance(value, list):
        return tuple(_tuples(one) for one in value)
    return {key: _tuples(one) for key, one in value.items()} if isinstance(value, dict) else value


def _listed(faults: Sequence[str]) -> Iterator[str]:
    yield from (joined("", ["  ", fault]) for fault in faults[:MOST_LISTED])
    if len(faults) > MOST_LISTED:
        yield msg("  另有 {count} 处", count=len(faults) - MOST_LISTED)
