"""Indicators of a list: values stated and computed side by side, where each stands, where it goes, what holds it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.computed_indicators import MOST_NAMED, ComputedValue, IndicatorGround, computed_values
from xc_gis.analysis.governance.indicator_index import LEVELS, index_table
from xc_gis.analysis.governance.targets import LESS_IS_BETTER, forecast, outlook, status, status_of_years
from xc_gis.model import (
    BEHIND,
    COMPUTED,
    DISTRICT,
    INDICATOR_COLUMNS,
    INDICATOR_SHORTFALL_COLUMNS,
    INDICATOR_STATUS_COLUMNS,
    NO_DATA,
    TYPED,
)
from xc_gis.standard.indicator_list import Indicator, IndicatorList

LISTED = ";"
YEARS = ("year", "target_year")
FIGURES = ("value", "target", "low", "high", "forecast", "forecast_low", "forecast_high", "short_low", "short_high")


Held = dict[tuple[int, str], ComputedValue]


@dataclass(frozen=True)
class IndicatorTables:
    """
    What the lists of a study came to.

    ``values``: ``INDICATOR_COLUMNS``; ``status``: ``INDICATOR_STATUS_COLUMNS``; ``index``: ``DIMENSION_COLUMNS``; ``shortfalls``: ``INDICATOR_SHORTFALL_COLUMNS``; ``lists``:
    the lists themselves.
    """

    values: pd.DataFrame
    status: pd.DataFrame
    index: pd.DataFrame
    shortfalls: pd.DataFrame
    lists: tuple[IndicatorList, ...]


def indicator_tables(
    lists: Sequence[tuple[IndicatorList, pd.DataFrame]], ground: IndicatorGround, year: int | None
) -> IndicatorTables:
    """
    Work out all lists of a study.

    Parameters
    ----------
    lists
        Each list with the values that a table states (``INDICATOR_VALUE_COLUMNS``).
    ground
        What computed values rest on.
    year
        Year of computed values: that of the study; None where the study has no day, so that they stand without a year, behind all stated ones.
    """
    values, states, indices, shortfalls = [], [], [], []
    for asked, stated in lists:
        rows, held = _values(asked, stated, ground, year)
        of_list = _typed(pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS)))
        of_status = _typed(pd.DataFrame(list(_status_rows(asked, of_list, held)), columns=list(INDICATOR_STATUS_COLUMNS)))
        values.append(of_list)
        states.append(of_status)
        indices.append(index_table(asked, of_status))
        short = pd.DataFrame(list(_shortfalls(asked, of_status, held)), columns=list(INDICATOR_SHORTFALL_COLUMNS))
        shortfalls.append(short.astype({"number": "int64", "short": "float64"}))
    return IndicatorTables(
        _joined(values), _joined(states), _joined(indices), _joined(shortfalls), tuple(asked for asked, _ in lists)
    )


def _shortfalls(asked: IndicatorList, status: pd.DataFrame, held: Held) -> Iterator[tuple[object, ...]]:
    """Places that fall short of an indicator that is computed and behind, in the district or in any subdistrict."""
    behind = set(status.loc[(status["status"] == BEHIND) & (status["source"] == COMPUTED), "number"].astype(int))
    for one in asked.indicators:
        found = held.get((one.number, DISTRICT))
        if one.number not in behind or found is None:
            continue
        level = one.computed.per if one.computed else ""
        for place in found.places:
            yield asked.id, one.number, level, place.place, place.category, place.of, place.short


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Years may be missing, figures too; each column is of one kind however few rows it has."""
    kinds = {name: "Int64" if name in YEARS else "float64" for name in frame.columns if name in (*YEARS, *FIGURES)}
    return frame.astype(kinds)


def _values(
    asked: IndicatorList, stated: pd.DataFrame, ground: IndicatorGround, year: int | None
) -> tuple[list[tuple[object, ...]], Held]:  # fmt: skip
    """Rows of ``INDICATOR_COLUMNS``, and the computed values by number and area."""
    rows: list[tuple[object, ...]] = []
    held: Held = {}
    by_number = dict(list(stated.groupby("number")))
    for one in asked.indicators:
        mine = by_number.get(one.number)
        known: list[tuple[object, ...]] = []
        for found in mine.itertuples(index=False) if mine is not None else ():
            value = float(found.value)
            known.append(
                _row(
                    asked,
                    one,
                    found.part,
                    (found.level, found.area),
                    found.year,
                    (value, value, value),
                    TYPED,
                    found.origin,
                    found.stated,
                )
            )
        for computed in computed_values(one, ground):
            if not np.isnan([computed.low, computed.high]).all():
                known.append(
                    _row(
                        asked,
                        one,
                        "",
                        (computed.level, computed.area),
                        year,
                        (computed.low, computed.value, computed.high),
                        COMPUTED,
                    )
                )
                held[one.number, computed.area] = computed
        known.sort(key=_order)
        lacking = [part for part, _ in one.targets() if not any(row[11] == part and row[2] == DISTRICT for row in known)]
        rows += [*known, *(_row(asked, one, part, ("district", DISTRICT), None, (np.nan,) * 3, "") for part in lacking)]
    return rows, held


def _order(row: tuple[object, ...]) -> tuple[object, ...]:
    at = dict(zip(INDICATOR_COLUMNS, row, strict=True))
    return at["part"], LEVELS.index(str(at["level"])), at["area"], at["year"] is None, at["year"] or 0, at["source"]


def _row(
    asked: IndicatorList, one: Indicator, part: str, area: tuple[str, str], year: int | None, found: tuple[float, float, float], source: str,
    origin: str = "", stated: str = "",
) -> tuple[object, ...]:  # fmt: skip
    low, value, high = found
    target = dict(one.targets())[part]
    of_target = NO_DATA if not source else status(low, high, one.comparison, target)
    return (
        one.number, one.zh, area[1], year, value, np.nan if target is None else target, one.comparison, one.kind, of_target, source, asked.id, part,
        area[0], one.unit, low, high, origin, stated,
    )  # fmt: skip


def _status_rows(asked: IndicatorList, values: pd.DataFrame, held: Held) -> Iterator[tuple[object, ...]]:
    for (number, part, level, area), mine in values.groupby(["number", "part", "level", "area"], sort=False):
        one = asked.by_number[int(number)]
        series = _one_a_year(mine)
        last = series.iloc[-1]
        year = None if pd.isna(last["year"]) else int(last["year"])
        target = dict(one.targets())[str(part)]
        now = status_of_years(series["status"].tolist(), one.comparison)
        by_year = {int(at): float(value) for at, value in zip(series["year"], series["value"], strict=True) if pd.notna(at)}
        target_year = asked.year_of(one)
        found = forecast(by_year, target_year, one.unit) if target_year else None
        computed = held.get((int(number), str(area))) if now == BEHIND and last["source"] == COMPUTED else None
        short = computed.short if computed else None
        is_told = now == BEHIND and last["source"] == TYPED and area == DISTRICT
        back = computed.held_back_by if computed else _short(one, values, str(part), year) if is_told else ()
        yield (
            asked.id, int(number), one.zh, part, level, area, one.kind, one.unit, one.comparison, np.nan if target is None else target, target_year, year,
            last["value"], last["low"], last["high"], last["source"], now, *((found.value, found.low, found.high) if found else (np.nan,) * 3),
            outlook(found, now, year, target_year, one.comparison, target), found.years if found else 0, LISTED.join(back),
            *((short.of, short.low, short.high) if short else ("", np.nan, np.nan)),
        )  # fmt: skip


def _one_a_year(mine: pd.DataFrame) -> pd.DataFrame:
    """The stated value of a year before the computed one, the newest year last; without a year: behind all others."""
    ranked = mine.assign(typed=mine["source"] == TYPED, late=mine["year"].isna())
    ranked = ranked.sort_values(["late", "year", "typed"], kind="stable")
    return ranked.drop_duplicates("year", keep="last")


def _short(one: Indicator, values: pd.DataFrame, part: str, year: int | None) -> tuple[str, ...]:
    """Areas below the district whose stated value of the year falls short, the worst first."""
    rows = values[
        (values["number"] == one.number) & (values["part"] == part) & (values["area"] != DISTRICT) & (values["status"] == BEHIND)
        & ((values["year"] == year) if year is not None else values["year"].isna())
    ]  # fmt: skip
    worst = rows.sort_values("value", ascending=one.comparison not in LESS_IS_BETTER, kind="stable")
    return tuple(dict.fromkeys(worst["area"].astype(str)))[:MOST_NAMED]
