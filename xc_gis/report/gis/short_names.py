"""Names of fields for shapefiles, which have room for ten letters."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 10

SHORTER = {
    "community_id": "comm_id", "community": "comm", "subdistrict": "subdist", "residents": "resid", "residents_0_3": "res_0_3",
    "residents_3_6": "res_3_6", "residents_6_12": "res_6_12", "residents_60plus": "res_60plus", "residents_80plus": "res_80plus",
    "provisional": "provis", "completeness": "complete", "facility_id": "fac_id", "off_network": "off_net", "limit_minutes": "limit_min",
    "over_minutes": "over_min", "direction": "direct", "time_s_adult": "ts_adult", "time_s_senior": "ts_senior", "time_s_frail": "ts_frail",
    "time_s_child": "ts_child", "time_s_wheelchair": "ts_wheel", "time_s_planning": "ts_plan",
}  # fmt: skip
"""Where cutting would leave what nobody reads."""

STEMS = {"unknown_": "unk_", "minutes_": "min_", "state_": "st_"}
"""Beginnings of names of a category: its code must stay whole."""


def short_names(columns: Sequence[str]) -> dict[str, str]:
    """
    By column a name of ten ASCII letters at most; no two are alike, whatever their case.

    >>> short_names(["community_id", "unknown_MED", "share_MED", "a_very_long_name", "a_very_long_other"])
    {'community_id': 'comm_id', 'unknown_MED': 'unk_MED', 'share_MED': 'share_MED', 'a_very_long_name': 'a_very_lon', 'a_very_long_other': 'a_very_l_1'}
    """
    taken: set[str] = set()
    made = {}
    for column in columns:
        wanted = SHORTER.get(column, column)
        stem = next((one for one in STEMS if column.startswith(one) and len(column) > LONGEST), "")
        wanted = STEMS[stem] + column.removeprefix(stem) if stem else wanted
        name, n = wanted[:LONGEST], 0
        while name.lower() in taken:
            n += 1
            name = f"{wanted[: LONGEST - len(str(n)) - 1]}_{n}"
        taken.add(name.lower())
        made[column] = name
    return made
