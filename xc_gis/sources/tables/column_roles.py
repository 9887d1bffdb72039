"""
What the columns of a table mean: guessed from their Chinese or English names, and believed only if the content agrees.

A guess is used and noted with the ``columns`` that would say it. Two columns that both may be the longitude are not
chosen between: the message names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.column_words import (
    DAY_OR_YEAR,
    DEGREE,
    GENERIC,
    MORE_SHARES,
    NAMES,
    NOT_THERE,
    OWN_NAMES,
    SHARE_NAMES,
    VAGUE_NAMES,
    YEARS_OF_AGE,
    speaks_of_place,
)
from xc_gis.sources.tables.coordinate_text import coordinate_numbers, looks_like_wkt, pairs
from xc_gis.sources.tables.header_row import JOINT
from xc_gis.sources.tables.marks import yes_no
from xc_gis.sources.tables.units import without_unit

PLACES = ("lon", "lat", "lonlat", "wkt")
"""Roles that give a row its place."""

DISTINCT = 0.6
"""Least part of the rows that differ in a column of names with a vague heading."""

IN_TABLE: Mapping[str, tuple[str, ...]] = {
    "facilities": ("facility_id", "name", "address", "status", "hours", "home_visit", "phone", "booking", "capacity", "floor_area", "since", "until", "serves", "subdistrict", "community"),
    "communities": ("community_id", "name", "subdistrict", *AGE_COLUMNS.values()),
    "residents": ("demand_id", *AGE_COLUMNS.values(), "community_id", "subdistrict", "use", "building", "levels", "floor_area"),
    "subdistricts": ("name",),
}  # fmt: skip
OWN_ID = {"facilities": "facility_id", "communities": "community_id", "residents": "demand_id"}
REPORTED_IF_DENIED = frozenset((*AGE_COLUMNS.values(), *SHARE_NAMES, "floor_area", "levels", "since", "until"))
"""Roles of which it is reported that a column has the name and not the content."""

AGREES = 0.8
"""Share of the filled cells that must look like the role."""

CELLS_TRIED = 2_000
"""Cells, evenly out of a column, that are looked at."""

_UNITS = re.compile(r"[(\[【].*?[)\]】]|\s|[*:]")


def guess_roles(frame: pd.DataFrame, notes: Notes, *, taken: Sequence[str], wanted: Sequence[str] | None) -> dict[str, str]:
    """
    Guess the roles of a table's columns.

    Parameters
    ----------
    frame
        Columns as the file names them.
    taken
        Columns and roles that the study speaks of already.
    wanted
        Roles to look for; None: all that this layer knows.

    Returns
    -------
    dict
        Column by role, without columns that bear the role's name anyway.

    Raises
    ------
    InputError
        Two columns that may be the same coordinate.
    """
    layer = notes.table.split(".")[0]
    roles = wanted if wanted is not None else (*PLACES, *IN_TABLE.get(layer, ("name", "address")))
    own = {ROW, *(["geometry"] if isinstance(frame, gpd.GeoDataFrame) else [])}  # in a table it is text: WKT or WKB
    free = [str(c) for c in frame.columns if c not in own and c not in taken and c not in NAMES]
    found: dict[str, str] = {}
    for role in roles:
        if role in frame.columns or role in taken:
            continue
        generic = GENERIC if role == OWN_ID.get(layer) else ()
        known = NAMES[role] if role in NAMES else (*SHARE_NAMES[role], *MORE_SHARES.get(role, ()))
        names = (*known[:1], *(OWN_NAMES.get(layer, ()) if role == "name" else ()), *known[1:], *generic)
        names = tuple(name for name in names if name not in NOT_THERE.get((layer, role), ()))
        left = [column for column in free if column not in found.values()]
        best = _best(frame, role, names, left, notes.layer)
        if best:
            found[role] = best
        elif role in REPORTED_IF_DENIED:
            _note_denied(frame, role, names, left, notes)
    if layer in {"communities", "residents"} and "." not in notes.table:
        _note_shares(free, notes)
    _place_once(found, frame)
    _turn_axes(found, frame)
    if found:
        pairs = joined("、", (f"{column} → {role}" for role, column in found.items()))
        notes.add(
            "columns",
            "info",
            msg("各列的含义按列名和内容推断:{pairs}", pairs=pairs),
            {"columns": dict(found)},
            {"columns": dict(found)},
        )
    return found


def _best(frame: pd.DataFrame, role: str, names: Sequence[str], columns: Sequence[str], shown: str) -> str | None:
    ranked = sorted(
        (rank, column)
        for column in columns
        if (rank := _rank(column, role, names)) is not None and _agrees(frame[column], role)
        and not (role == "name" and _normal(column) in VAGUE_NAMES and _repeats(frame[column]))
    )  # fmt: skip
    if not ranked:
        return None
    equal = [column for rank, column in ranked if rank == ranked[0][0]]
    if len(equal) > 1:
        if role in PLACES:
            raise InputError(
                msg(
                    "{shown} 有几列都可能是{value}:{equal}",
                    shown=shown,
                    value=msg("经度") if role == "lon" else msg("纬度") if role == "lat" else msg("坐标"),
                    equal=joined("、", equal),
                ),
                hint=msg('请在 columns 中指明,如 columns = {{ {role} = "{equal}" }}', role=role, equal=equal[0]),
            )
        return None
    return equal[0]


def _repeats(values: pd.Series) -> bool:
    words = texts(values)
    return bool(words[words != ""].nunique() < DISTINCT * len(words))


def _note_denied(frame: pd.DataFrame, role: str, names: Sequence[str], columns: Sequence[str], notes: Notes) -> None:
    for column in columns:
        values = frame[column]
        if _rank(column, role, names) is None or is_missing(values).all():
            continue
        strange = values[~is_missing(values) & ~_TESTS[role](values)]
        row, value = int(frame[ROW][strange.index[0]]), texts(strange).iloc[0]
        text = msg(
            "列 “{column}” 从列名看是 {role}，但内容不像（如第 {row} 行 “{value}” 不是数字或日期），没有使用",
            column=column,
            role=role,
            row=row,
            value=value,
        )
        notes.add("columns", "warning", text, {"denied": role, "column": column})


def _note_shares(columns: Sequence[str], notes: Notes) -> None:
    """Shares of ages stand in many layers; these count people."""
    for column in columns:
        if any(_rank(column, role, (*names, *MORE_SHARES.get(role, ()))) is not None for role, names in SHARE_NAMES.items()):
            text = msg("列 “{column}” 是比例，这一层只用人数，没有使用；需要时请写进 [residents] 的 ages 表", column=column)
            notes.add("columns", "info", text, {"column": column})


def denied(notes: Notes, role: str) -> str:
    """Why a column with the name of a role was not taken for it; empty where there was none."""
    return next((found.text for found in notes.findings if found.evidence.get("denied") == role), "")


def is_called(column: str, names: Sequence[str]) -> bool:
    """Whether a heading, its last row, or it without its unit is one of some names."""
    return any(_normal(word) in names for word in (column, column.rsplit(JOINT, 1)[-1], without_unit(column)))


def _rank(column: str, role: str, names: Sequence[str]) -> int | None:
    """How plainly a column's name says the role; None: not at all."""
    whole = _normal(column)
    for word in dict.fromkeys((whole, _normal(column.rsplit(JOINT, 1)[-1]), _normal(without_unit(column)))):
        if word in names:
            return names.index(word)
    return len(names) if speaks_of_place(whole, role) else None


def _normal(column: str) -> str:
    text = unicodedata.normalize("NFKC", column).lower()
    return _UNITS.sub("", text).replace("—", "-").replace("–", "-").replace(*YEARS_OF_AGE)


def _agrees(values: pd.Series, role: str) -> bool:
    """Whether the content looks like the role; an empty column agrees with nothing."""
    if role in OWN_ID.values() and role != "community_id":  # an identifier that is none would lose rows
        words = texts(values)
        return bool(words.is_unique) and not bool((words == "").any())
    if len(values) > CELLS_TRIED:
        values = values.iloc[:: -(-len(values) // CELLS_TRIED)]
    here = values[~is_missing(values)]
    if len(here) == 0:
        return False
    test = _TESTS.get(role)
    return test is None or float(test(here).mean()) >= AGREES


def _is_date(values: pd.Series) -> pd.Series:
    return texts(values).str.match(DAY_OR_YEAR)


_TESTS: Mapping[str, Callable[[pd.Series], pd.Series]] = {
    "lon": lambda v: coordinate_numbers(v)[0].notna(),
    "lat": lambda v: coordinate_numbers(v)[0].notna(),
    "lonlat": lambda v: pairs(v)[0].notna() & coordinate_numbers(v)[0].isna(),
    "wkt": lambda v: v.map(lambda cell: looks_like_wkt(str(cell))),
    "name": lambda v: numbers(v).isna(),
    "address": lambda v: numbers(v).isna(),
    "subdistrict": lambda v: numbers(v).isna(),
    "community": lambda v: numbers(v).isna(),
    "status": lambda v: numbers(v).isna() & yes_no(v).isna(),  # ticks speak by their heading (facilities.yes_no)
    "capacity": lambda v: numbers(v).notna(),
    "floor_area": lambda v: numbers(v).notna(),
    "levels": lambda v: numbers(v).notna(),
    "since": _is_date,
    "until": _is_date,
    **{name: (lambda v: numbers(v).notna()) for name in AGE_COLUMNS.values()},
    **{name: (lambda v: numbers(v.map(lambda cell: str(cell).rstrip("%％‰ "))).notna()) for name in SHARE_NAMES},
}


def _place_once(found: dict[str, str], frame: pd.DataFrame) -> None:
    """One kind of place is enough: outlines before pairs of columns, these before two numbers in one cell."""
    if isinstance(frame, gpd.GeoDataFrame):
        for role in PLACES:
            found.pop(role, None)
    if "wkt" in found:
        for role in ("lon", "lat", "lonlat"):
            found.pop(role, None)
    have = set(found) | set(frame.columns)
    if {"lon", "lat"} <= have:
        found.pop("lonlat", None)
    else:
        found.pop("lon", None)
        found.pop("lat", None)


def _turn_axes(found: dict[str, str], frame: pd.DataFrame) -> None:
    """A column called X that holds latitudes or northings is the latitude: surveyors call the northing X."""
    if "lon" not in found or "lat" not in found or DEGREE in found["lon"]:
        return
    x, y = (coordinate_numbers(frame[found[role]])[0].median() for role in ("lon", "lat"))
    degrees = 15 < x < 55 and 72 < y < 136  # noqa: PLR2004 - China, latitude first
    metres = 1e6 < x < 1e7 and (1e5 < y < 9e5 or y > 1.3e7)  # noqa: PLR2004 - northing of seven digits first
    if degrees or metres:
        found["lon"], found["lat"] = found["lat"], found["lon"]
