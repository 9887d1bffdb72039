"""What a scenario does to coverage by slices of time: asked where it changes opening hours."""

from __future__ import annotations

import pandas as pd

from xc_gis.analysis.planning.slices.slice_base import SliceBase
from xc_gis.model.changes import AddFacility, ChangeFacility
from xc_gis.operations.planning.scenarios import ScenarioTrials, Tried

STATES = ("residents", "covered", "gap", "unknown")
SLICE_CHANGES = ("community_id", "category", "slice", *(f"{state}_{when}" for state in STATES for when in ("before", "after")))
"""``slices_before_after.csv``: one row per community, category and slice."""


def changes_hours(tried: Tried) -> bool:
    """Whether a scenario says anything of opening hours."""
    stated = (one.change for one in tried.changed.changes)
    return any(isinstance(change, AddFacility | ChangeFacility) and bool(change.hours) for change in stated)


def slices_before_after(trials: ScenarioTrials, tried: Tried) -> pd.DataFrame | None:
    """
    Residents by state in each slice of the standard, before and after.

    Returns
    -------
    DataFrame or None
        ``SLICE_CHANGES``; None where the scenario changes no hours. Where it changes nothing else, no time is looked for again.
    """
    if not changes_hours(tried):
        return None
    study, facilities = trials.study, tried.changed.data.facilities
    before = SliceBase.of(tried.before, study.standard, tried.settings, study.file.study.date)
    if all(isinstance(one.change, ChangeFacility) and one.change.status is None for one in tried.changed.changes):
        after = before.with_facilities(facilities)
    else:
        found = tried.after or trials.assessed(tried.changed, tried.settings)
        after = SliceBase.of(found, study.standard, tried.settings, study.file.study.date)
    parts = []
    for one in before.slices:
        was, now = before.at(one.at).table(one.code), after.at(one.at).table(one.code)
        values = {f"{state}_{when}": table[state] for state in STATES for when, table in (("before", was), ("after", now))}
        parts.append(was[["community_id", "category", "slice"]].assign(**values))
    return pd.concat(parts, ignore_index=True)[list(SLICE_CHANGES)]
