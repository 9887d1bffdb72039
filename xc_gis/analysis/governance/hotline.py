"""
What the hotline comes to: tickets per 10,000 residents, how they were answered, how they change, and how they press on each community.

The period is the twelve months up to the last full month of the study (or of its newest ticket). Small counts are hidden (``suppression``); pressure and all that
rests on it, the rating included, follow from the shown figures alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.governance.hotline_months import month_table
from xc_gis.analysis.governance.suppression import NO_AREA, Division, estimates, hidden_cells, with_sums
from xc_gis.model import ALL, ANSWERS, HOTLINE_AREA_COLUMNS, OTHER, HotlineCounts

PERIOD_MONTHS = 12
TEN_THOUSAND = 10_000.0
SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Period:
    """
    Which months are counted.

    Attributes
    ----------
    months
        Twelve months, the last one first counted by ``last``.
    last, before, year_before
        The last month, the one before it, the same of the year before; None where the table has no ticket of it at all: nobody delivered that month.
    missing
        Months of the period without any ticket in the table.
    """

    months: tuple[str, ...]
    last: str
    before: str | None
    year_before: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """Tickets by subdistrict and service: counts with the sum of each row, which are not shown, residents (NaN where not known of all), shares and changes."""

    table: Ints
    hidden: Bools
    residents: Floats
    rates: Mapping[str, Floats]
    changes: Mapping[str, Floats]


@dataclass(frozen=True)
class Hotline:
    """
    Tickets by community and service.

    Attributes
    ----------
    communities, categories
        Of the rows and columns: ids; codes of the services that tickets may speak of, in the order of the standard, ``OTHER`` last where there are such tickets.
    table, hidden
        Tickets of the period with their sums (last row and column), and which of them are not shown.
    streets
        Names of the subdistricts, sorted.
    residents
        By community; NaN where not known.
    rates, changes
        By name, shaped as ``table``: shares answered; changes of the last month. NaN where hidden or resting on too few.
    areas
        The same for the subdistricts, rows as ``streets``.
    estimate
        Communities × categories: tickets, hidden ones as anybody could put them.
    pressure
        Communities × categories: 0-1, NaN where residents are not known.
    period
        What was counted.
    months
        ``HOTLINE_MONTH_COLUMNS``.
    """

    communities: tuple[str, ...]
    categories: tuple[str, ...]
    table: Ints
    hidden: Bools
    residents: Floats
    rates: Mapping[str, Floats]
    changes: Mapping[str, Floats]
    estimate: Floats
    pressure: Floats
    period: Period
    streets: tuple[str, ...]
    areas: Areas
    months: pd.DataFrame

    def per_10k(self) -> Floats:
        """Tickets per 10,000 residents, shaped as ``table``; NaN where hidden or residents are not known."""
        people = np.append(self.residents, self.residents.sum())
        return np.where(self.hidden, np.nan, _shares(self.table.astype(float), people[:, None]) * TEN_THOUSAND)


def period_of(months: Sequence[str], study_date: dt.date | None) -> Period:
    """The period of a table with tickets in ``months`` (``2026-06``), which are sorted and not empty."""
    newest = pd.Period(months[-1], freq="M")
    if study_date is not None:
        whole = study_date.day == calendar.monthrange(study_date.year, study_date.month)[1]
        newest = min(newest, pd.Period(study_date, freq="M") - int(not whole))
    all_ = tuple(str(newest - n) for n in range(PERIOD_MONTHS - 1, -1, -1))
    there = set(months)
    before, year_before = str(newest - 1), str(newest - PERIOD_MONTHS)
    return Period(
        all_, str(newest), before if before in there else None, year_before if year_before in there else None,
        tuple(month for month in all_ if month not in there),
    )  # fmt: skip


def hotline_of(
    hotline: HotlineCounts,
    residents: pd.Series,
    subdistricts: pd.Series,
    codes: Sequence[str],
    *,
    min_cell: int,
    percentile: float,
    study_date: dt.date | None,
) -> Hotline:
    """
    Work out the hotline.

    Parameters
    ----------
    residents
        By community id, all communities of the study in their order; NaN where not known.
    subdistricts
        Name of each community's, in the same order; empty where it has none.
    codes
        Categories of the standard in their order.
    min_cell
        Least count that is shown, and least number that a rate or change may rest on.
    percentile
        Tickets per 10,000 of the community at this place of the district press fully (0-1).
    """
    period = period_of(hotline.months, study_date)
    counts = hotline.counts
    mine = counts[counts["month"].isin(period.months)]
    named = set(mine["category"]) | hotline.services
    categories = tuple(code for code in (*codes, OTHER) if code in named)
    communities = tuple(residents.index)
    streets, area = _numbered(subdistricts)

    def summed(column: str, months: Sequence[str]) -> Ints:
        part = counts[counts["month"].isin(months)]
        rows = pd.Index(communities).get_indexer(part["community_id"])
        columns = pd.Index(categories, dtype=object).get_indexer(part["category"])
        made = np.zeros((len(communities), len(categories)), dtype=np.int64)
        within = (rows >= 0) & (columns >= 0)
        np.add.at(made, (rows[within], columns[within]), part[column].to_numpy(dtype=np.int64)[within])
        return with_sums(made, area)

    table, last, n_inner = summed("tickets", period.months), summed("tickets", [period.last]), len(communities)
    earlier = {
        name: summed("tickets", [month] if month else [])
        for name, month in (("month_on_month", period.before), ("year_on_year", period.year_before))
    }
    answers = {name: (summed(f"{name}_yes", period.months), summed(f"{name}_known", period.months)) for name in ANSWERS}
    hidden = hidden_cells(table, min_cell, area, _divisions(table, answers, last, earlier, min_cell, n_inner))
    rates = {
        name: np.where(hidden | (known < min_cell), np.nan, _shares(yes.astype(float), known.astype(float)))
        for name, (yes, known) in answers.items()
    }
    by_month = month_table(counts, period.months, (period.last, period.before, period.year_before), min_cell)
    tells = bool(
        (by_month["month"].isin(period.months) & (by_month["note"] == "")).any()
    )  # else changes would tell what no month may
    changes = {
        name: _change(last, months, hidden if tells else np.ones_like(hidden), min_cell) for name, months in earlier.items()
    }
    people = residents.to_numpy(dtype=float)
    whole, within = [*range(n_inner), len(table) - 1], slice(n_inner, len(table) - 1)  # communities and all; subdistricts
    estimate = estimates(table[whole], hidden[whole])
    pressure = _pressure(_shares(estimate, people[:, None]), percentile)
    of_areas = Areas(
        table[within], hidden[within], np.array([people[area == n].sum() for n in range(len(streets))]),
        {name: rate[within] for name, rate in rates.items()}, {name: change[within] for name, change in changes.items()},
    )  # fmt: skip
    return Hotline(
        communities, categories, table[whole], hidden[whole], people, {name: rate[whole] for name, rate in rates.items()},
        {name: change[whole] for name, change in changes.items()}, estimate, pressure, period, streets, of_areas, by_month,
    )  # fmt: skip


def _numbered(subdistricts: pd.Series) -> tuple[tuple[str, ...], Ints]:
    """Names of the subdistricts, sorted, and the number of each community's; ``NO_AREA`` without one."""
    words = subdistricts.fillna("").astype(str)
    names = tuple(sorted(set(words) - {""}))
    numbers = {name: n for n, name in enumerate(names)}
    return names, np.array([numbers.get(word, NO_AREA) for word in words], dtype=np.int64)


def _divisions(
    table: Ints, answers: Mapping[str, tuple[Ints, Ints]], last: Ints, earlier: Mapping[str, Ints], min_cell: int, n_inner: int
) -> list[Division]:
    """How the counts divide: by each answer, and by the months of the period that changes speak of."""
    loud = np.zeros(n_inner, dtype=bool)
    found = [Division(np.stack([yes, known - yes, table - known]), loud) for yes, known in answers.values()]
    before = earlier["month_on_month"]
    told = (last >= min_cell) & (np.maximum(before, earlier["year_on_year"]) >= min_cell)
    return [*found, Division(np.stack([last, before, table - last - before]), ~told[:n_inner, -1])]


def _change(last: Ints, earlier: Ints, hidden: Bools, min_cell: int) -> Floats:
    """Share by which the last month differs; NaN where either month is small or hidden."""
    few = hidden | (last < min_cell) | (earlier < min_cell)
    return np.where(few, np.nan, _shares((last - earlier).astype(float), earlier.astype(float)))


def _pressure(per_head: Floats, percentile: float) -> Floats:
    """Tickets per head against those of the community at the percentile, by category; at most 1."""
    known = ~np.isnan(per_head).all(axis=0)
    full = np.full(per_head.shape[1], np.nan)
    full[known] = np.nanquantile(per_head[:, known], percentile, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        pressure = np.where(full > 0, np.clip(per_head / full, 0, 1), (per_head > 0) * 1.0)
    return np.where(np.isnan(per_head), np.nan, pressure)


def community_pressure(hotline: Hotline, weights: Mapping[str, float]) -> dict[str, float]:
    """Pressure by community over the services, by their weights in the standard; without a community of which residents are not known."""
    columns = [n for n, code in enumerate(hotline.categories) if code in weights]
    weight = np.array([weights[hotline.categories[n]] for n in columns])
    if not columns:
        return {}
    mean = (hotline.pressure[:, columns] * weight).sum(axis=1) / weight.sum()
    return {community: float(value) for community, value in zip(hotline.communities, mean, strict=True) if not np.isnan(value)}


def long_table(hotline: Hotline) -> pd.DataFrame:
    """One row per community (then ``ALL``) and category (then ``ALL``): ids, tickets, per_10k, answers, changes, pressure, note."""
    shape = hotline.table.shape
    pressure = np.full(shape, np.nan)
    pressure[:-1, :-1] = hotline.pressure
    columns: dict[str, object] = {
        "community_id": np.repeat([*hotline.communities, ALL], shape[1]),
        "category": np.tile([*hotline.categories, ALL], shape[0]),
        "tickets": np.where(hotline.hidden, np.nan, hotline.table).ravel(),
        "per_10k": hotline.per_10k().ravel(),
        **{name: values.ravel() for name, values in {**hotline.rates, **hotline.changes}.items()},
        "pressure": pressure.ravel(),
        "note": np.where(hotline.hidden, SUPPRESSED, "").ravel().astype(object),
    }
    return pd.DataFrame(columns)


def area_table(hotline: Hotline) -> pd.DataFrame:
    """``HOTLINE_AREA_COLUMNS``: the district (``ALL``) and each subdistrict, by category (then ``ALL``)."""
    areas, last = hotline.areas, hotline.table[-1:]
    table, hidden = np.vstack([last, areas.table]), np.vstack([hotline.hidden[-1:], areas.hidden])
    people = np.append(hotline.residents.sum(), areas.residents)
    per_10k = np.where(hidden, np.nan, _shares(table.astype(float), people[:, None]) * TEN_THOUSAND)
    named = {**hotline.rates, **hotline.changes}
    mine = {**areas.rates, **areas.changes}
    columns: dict[str, object] = {
        "area": np.repeat([ALL, *hotline.streets], table.shape[1]).astype(object),
        "category": np.tile([*hotline.categories, ALL], len(table)).astype(object),
        "tickets": np.where(hidden, np.nan, table).ravel(), "per_10k": per_10k.ravel(),
        **{name: np.vstack([values[-1:], mine[name]]).ravel() for name, values in named.items()},
        "note": np.where(hidden, SUPPRESSED, "").ravel().astype(object),
    }  # fmt: skip
    return pd.DataFrame(columns)[list(HOTLINE_AREA_COLUMNS)]


def _shares(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, np.nan)
