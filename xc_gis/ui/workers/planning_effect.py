"""The effect of changed facilities as the planning page shows it, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats, to_plane
from xc_gis.analysis.coverage.coverage import GAP, UNKNOWN, median_minutes
from xc_gis.analysis.planning.effect import Effect
from xc_gis.analysis.planning.facility_changes import OPEN, FacilityChanges, MovedFacility, NewFacility
from xc_gis.analysis.planning.people import PeopleCount
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility, Scenario
from xc_gis.report.map.map_data import JOINT
from xc_gis.report.map.scenario_figures import coverage_columns, gap_columns, rating_rows
from xc_gis.ui.workers.planning_records import CategoryEffect, ScenarioEffect, Stars, StarsEffect, is_quick

NEW = "NEW-{}"
STARS = ("stars_low", "stars", "stars_high")


def quick_changes(scenario: Scenario, crs: str, status: Mapping[str, str]) -> FacilityChanges | None:
    """
    The changes of a scenario as the quick path takes them; None where they take a whole assessment (``is_quick``).

    Parameters
    ----------
    crs
        Of the analysis.
    status
        Of the facilities that there are, by id. Who gets the status that he has is not changed; an unknown id is left to the quick path to refuse.
    """
    if not is_quick(scenario):
        return None
    added: list[NewFacility] = []
    moved: list[MovedFacility] = []
    closed: list[str] = []
    opened: list[str] = []
    for change in scenario.changes:
        if isinstance(change, AddFacility) and change.at is not None:
            name = change.id or _free(status, [one.facility_id for one in added])
            added.append(NewFacility(name, change.type, *_metres(change.at, crs)))
        elif isinstance(change, MoveFacility) and change.at is not None:
            moved.append(MovedFacility(change.facility, *_metres(change.at, crs)))
        elif isinstance(change, CloseFacility | ChangeFacility):
            opens = isinstance(change, ChangeFacility) and change.status == OPEN
            if status.get(change.facility, OPEN if not opens else "") != OPEN:
                opened += [change.facility] if opens else []
            elif not opens:
                closed.append(change.facility)
    return FacilityChanges(tuple(added), tuple(moved), tuple(closed), tuple(opened))


def _free(known: Collection[str], taken: Collection[str]) -> str:
    number = 1
    while NEW.format(number) in known or NEW.format(number) in taken:
        number += 1
    return NEW.format(number)


def _metres(at: tuple[float, float], crs: str) -> tuple[float, float]:
    x, y = to_plane(np.array([at[0]]), np.array([at[1]]), crs)
    return float(x[0]), float(y[0])


def quick_effect(effect: Effect, steps: np.ndarray, gaps_of: str | None) -> ScenarioEffect:
    """
    What changed facilities do.

    Parameters
    ----------
    steps
        Places of the demand points as the map has them, shape (n, 2), whole steps.
    gaps_of
        Category whose residents in gap the map draws, empty for none; None: all that change.
    """
    counter, rows = effect.counter, effect.after.rows
    codes = [c.code for c in counter.standard.categories]
    touched = list(dict.fromkeys(one.asked.category.code for one in effect.questions))
    counts, stars = counter.base.counts.copy(), effect.stars()
    counts[:, rows] = effect.after.counts
    won = {one.category: one for one in effect.people}
    categories = []
    for code in touched:
        at, moved = codes.index(code), won.get(code)
        categories.append(
            CategoryEffect(
                code, moved.people_won["group"] if moved else 0.0, known(moved.people_won["residents_60plus"]) if moved else 0.0,
                moved.people_lost["group"] if moved else 0.0, float(counter.base.counts[UNKNOWN][:, at].sum()), float(counts[UNKNOWN][:, at].sum()),
            )
        )  # fmt: skip
    figures = {
        "ratings": ratings_of(stars, {name: getattr(effect.after.shares, name) for name in JOINT}),
        "coverage": {code: _coverage(effect, counts, codes.index(code), code) for code in touched},
        "gaps": {code: _gaps(effect, steps, code) for code in touched if gaps_of is None or code == gaps_of},
    }
    return ScenarioEffect(_any(effect, "won"), _any(effect, "lost"), tuple(categories), stars_of(stars), figures)


def _coverage(effect: Effect, counts: np.ndarray, at: int, code: str) -> dict[str, Any]:
    counter, rows = effect.counter, effect.after.rows
    columns: dict[str, Floats] = {}
    for name, field in (("low", "low"), ("share", "point"), ("high", "high")):
        columns[name] = getattr(counter.base.shares, field)[:, at].copy()
        columns[name][rows] = getattr(effect.after.shares, field)[:, at]
    n = counts.shape[1]
    columns |= {"gap": counts[GAP][:, at], "unknown": counts[UNKNOWN][:, at]}
    columns["median_minutes"] = median_minutes(
        counter.home, effect.found.scene.demand.off_network, counter.group_of(code), effect.times[code], n
    )
    notes = effect.found.coverage["note"].to_numpy(dtype=object).reshape(n, -1)[:, at]
    return coverage_columns(columns, notes)


def _gaps(effect: Effect, steps: np.ndarray, code: str) -> dict[str, Any]:
    counter = effect.counter
    group = counter.group_of(code)
    rows = np.flatnonzero((effect.states[code] == GAP) & (group > 0) & (counter.home >= 0))
    limit_s = next(one.asked.limit_s for one in effect.questions if one.key == code)
    return gap_columns(steps[rows], group[rows], effect.times[code][rows] - limit_s)


def _any(effect: Effect, what: str) -> dict[str, float | None]:
    """People who win, or lose, any category that is for them, each once, by column of ages; as a whole assessment counts them."""
    counter = effect.counter
    rows = {one.category: getattr(one, what) for one in effect.people}
    people = PeopleCount(counter.standard, {code: counter.group_of(code) for code in rows}, counter.ages)
    return dict(people.of_any(rows).groups)


def ratings_of(stars: pd.DataFrame, joint: Mapping[str, Floats]) -> list[dict[str, Any]]:
    """Stars after, and joint shares, as the map takes them; ``stars``: as ``Effect.stars``."""
    columns = {name: [_whole(value) for value in stars[f"{name}_after"]] for name in STARS}
    return rating_rows([str(one) for one in stars["community_id"]], columns, joint)


def stars_of(table: pd.DataFrame) -> tuple[StarsEffect, ...]:
    """Communities whose stars or their range differ."""
    changed = []
    for row in table.to_dict("records"):
        before, after = (tuple(_whole(row[f"{name}_{when}"]) for name in STARS) for when in ("before", "after"))
        if before != after:
            changed.append(StarsEffect(str(row["community_id"]), _three(before), _three(after)))
    return tuple(changed)


def _three(values: tuple[int | None, ...]) -> Stars:
    low, point, high = values
    return low, point, high


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def known(value: float) -> float | None:
    """None for NaN: nobody knows."""
    return None if np.isnan(value) else value
