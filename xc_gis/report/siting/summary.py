"""The answer in one record: ``summary.json`` (contract: keys in ``docs/planning.md``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from xc_gis.analysis.planning.siting.plan import Relocation
from xc_gis.report.siting.result import SitingResult
from xc_gis.report.tables.manifest import METHOD
from xc_gis.version import __version__

DECIMALS = 6


def summary(result: SitingResult) -> dict[str, Any]:
    """
    Describe a siting question and its answer.

    ``existing_only, objective, bound`` are in the measure of the model; a number that does not exist is None. What was timed stands
    under ``seconds`` and ``search``.
    """
    plan = result.plan
    ids = result.candidates["site_id"].to_numpy()
    return {
        "tool": {"name": "xc-gis", "version": __version__},
        "method": METHOD,
        "question": dict(result.question),
        "model": plan.model,
        "category": "+".join(result.categories),
        "builds": dict(result.types),
        "count": result.count,
        "candidates": len(result.candidates),
        "existing_only": number(plan.measure.today),
        "objective": number(plan.objective),
        "bound": number(plan.bound),
        "gap": number(plan.gap),
        "status": plan.answer.status,
        "reason": "; ".join(plan.reasons),
        "ties_settled": plan.answer.ties_settled,
        "residents": number(plan.people),
        "covered_before": number(plan.covered_today),
        "covered_after": number(plan.covered_then),
        "sites": [str(ids[site]) for site in plan.sites],
        "alternatives": [
            {"sites": [str(ids[site]) for site in other.sites], "objective": number(plan.measure.of(other.worth)),
             "newly_covered": number(other.newly_covered), "common": other.common}
            for other in plan.others
        ],
        "relocation": {code: relocation(found) for code, found in result.relocation.items()},
        "stars": star_changes(result),
        "notes": list(result.notes),
        "inputs": dict(result.inputs),
        "seconds": round(plan.answer.seconds, 2),
        "search": [[round(step.seconds, 2), number(plan.measure.of(step.value)), number(plan.measure.of(step.bound))]
                   for step in plan.answer.trace if math.isfinite(step.value) and math.isfinite(step.bound)],
    }  # fmt: skip


def relocation(found: Relocation) -> dict[str, Any]:
    """What moving facilities could do, in plain numbers."""
    return {
        "facilities": found.count, "uncovered_today": number(found.uncovered_today), "uncovered_best": number(found.uncovered_best),
        "uncovered_least": number(found.uncovered_least), "distribution": number(found.distribution),
    }  # fmt: skip


def star_changes(result: SitingResult) -> dict[str, int] | None:
    """Communities that rise, and stars in all before and after (of communities rated both times); None where not worked out."""
    if result.stars is None:
        return None
    before, after = (result.stars[name].astype("Float64") for name in ("stars_before", "stars_after"))
    both = before.notna() & after.notna()
    return {
        "rise": int((after[both] > before[both]).sum()), "fall": int((after[both] < before[both]).sum()),
        "before": int(before[both].sum()), "after": int(after[both].sum()),
    }  # fmt: skip


def number(value: float) -> float | int | None:
    """A plain number; None for what does not exist."""
    if value is None or not np.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
