"""
Keys that a standard once had and that nothing ever read: refused in one sentence, and taken out of a copy.

A figure that stands in a standard and changes nothing is a promise that is not kept (decision 89).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.standard.part import Keys

ANY = "*"

RETIRED: tuple[tuple[str, ...], ...] = (
    ("meta", "population_base"), ("meta", "evaluation_unit"), ("meta", "crs"), ("admin_levels",), ("circles",),
    ("measurement", "mode"), ("measurement", "use_building_entrance"), ("measurement", "gated_compound_rule"),
    ("measurement", "time_slice"), ("measurement", "allowed_facility_status"), ("measurement", "distance_decay"),
    ("walking_profiles", ANY, "steps"), ("walking_profiles", ANY, "kerb_without_ramp"), ("walking_profiles", ANY, "max_slope"),
    ("walking_profiles", ANY, "crossing_delay"),
    ("impedance_s", "signalised_crossing", "formula"), ("impedance_s", "signalised_crossing", "cycle_s"),
    ("impedance_s", "signalised_crossing", "ped_green_s"), ("impedance_s", "signalised_crossing", "max"),
    ("impedance_s", "unsignalised_crossing_minor"), ("impedance_s", "footbridge_or_underpass"),
    ("impedance_s", "building_exit_per_floor_without_lift"),
    ("facility_types", ANY, "geometry"), ("facility_types", ANY, "code"), ("categories", ANY, "strict_minutes"), ("categories", ANY, "distance_m"),
    ("coverage", "definition_zh"), ("coverage", "demand_point"), ("coverage", "inventory_status_values"), ("coverage", "point_states"),
    ("coverage", "outputs"),
    ("scoring", "components", ANY, "inputs"), ("scoring", "data_completeness"), ("scoring", "joint_coverage"), ("scoring", "rounding"),
    ("stars", "order"), ("stars", "levels", "0"), ("stars", "insufficient_data"), ("stars", "provisional"), ("stars", "range"),
    ("stars", "tie_break_rank"),
    ("indicators_14fyp",), ("qiyou_wuxing",), ("survey_180",), ("hotline_12345",), ("siting",),
)  # fmt: skip
"""Where they stood; ``*`` is any entry of a table or a list."""


FEW = 6
"""Of them that a message names."""


def retired_keys(content: Mapping[str, Any]) -> Iterator[Keys]:
    """Paths of the keys that were retired, as far as the content has them; entries of a list by their number."""
    for pattern in RETIRED:
        yield from _found(content, pattern, ())


def _found(value: Any, pattern: tuple[str, ...], path: Keys) -> Iterator[Keys]:
    if not pattern:
        yield path
        return
    entries: Iterable[tuple[Any, Any]] = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in entries:
        if pattern[0] == ANY or str(key) == pattern[0]:
            yield from _found(inner, pattern[1:], (*path, key))


def retired_words(found: Iterable[Keys], lines: Mapping[Keys, int]) -> str:
    """One sentence on all of them, a few with their lines; empty where there are none."""
    paths = list(found)
    if not paths:
        return ""
    keys = joined("、", [msg("第 {line} 行 {key}", line=lines[path], key=".".join(map(str, path))) for path in paths[:FEW]])
    if len(paths) <= FEW:
        return msg("有些键从来不参与计算，已不再接受，请删去：{keys}", keys=keys)
    return msg("有些键从来不参与计算，已不再接受，请删去：{keys} 等共 {count} 处", keys=keys, count=len(paths))
