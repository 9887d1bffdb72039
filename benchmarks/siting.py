"""
How quickly sites are found and proven, with all residents of the sample: ``python benchmarks/siting.py [--study FILE] [--quick]``.

Candidates are drawn from the places on the streets (seeded); nothing stands anywhere, so that everybody is to be won: the hardest case.
Seconds of the processor, of this process and of the proof's alike, because other work on the machine does not change them; the proof is run
here and not beside. The textbook model (a variable for every demand point, HiGHS of scipy) runs in the same run for comparison.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.candidates import street_places
from xc_gis.analysis.planning.siting.greedy import greedy, improved
from xc_gis.analysis.planning.siting.proof import Proof
from xc_gis.analysis.planning.siting.reach import coverage_benefit
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.served import value
from xc_gis.analysis.planning.siting.study_reach import StudyReach, WantedCategory, places_with_homes
from xc_gis.operations.study import analyse, read_study

CASES = ((400, 20, "VEG"), (2000, 5, "VEG"), (2000, 20, "VEG"), (2000, 20, "MED"))
"""Candidates, sites, category (its minutes and pace)."""

SECONDS = 120.0


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", type=Path, default=Path("data/sample-study.toml"))
    parser.add_argument("--quick", action="store_true", help="without the textbook model")
    asked = parser.parse_args()
    study = read_study(asked.study)
    found = analyse(study)
    places = street_places(found.scene.network, found.data.communities.geometry.dropna().to_numpy(), 100.0)
    print(
        "| candidates | p | category | pairs | pair times s | greedy + exchange s | of the best | gap ≤ 1 % s | gap ≤ 0.1 % s | proven s | textbook |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for count, p, code in CASES:
        print(case(study, found, places, count, p, code, textbook=not asked.quick), flush=True)


def case(study: Any, found: Any, places: gpd.GeoDataFrame, count: int, p: int, code: str, *, textbook: bool) -> str:
    """One row of the table."""
    drawn = np.sort(np.random.default_rng(count).choice(len(places), min(count, len(places)), replace=False))
    frame = places.iloc[drawn].reset_index(drop=True)
    points = FacilityPoints(np.column_stack([frame.geometry.x, frame.geometry.y]), np.arange(len(frame)))
    attached = attach(found.scene.network, found.scene.barriers, points.xy, study.settings)
    made = places_with_homes(attached, points.facility, frame, found.data.communities)
    kind = study.standard.types_of(code)[0]
    asked = StudyReach(found, study.standard, study.settings, [WantedCategory(code, 1.0, kind)])
    (reach, pair_s) = timed(lambda: asked.of(made, existing=False))
    benefit = coverage_benefit(reach)
    rules = SitingRules(p, np.zeros(len(frame), dtype=bool), np.zeros(len(frame)))
    sites, greedy_s = timed(lambda: improved(benefit, rules, greedy(benefit, rules)))
    first = value(benefit, sites)
    steps: list[tuple[float, float]] = []
    began = time.process_time()
    proof = Proof(
        benefit, rules, sites, lambda _, worth, bound: steps.append((time.process_time() - began, bound / worth - 1)),
        time.monotonic() + SECONDS,
    )  # fmt: skip
    proof.search()
    proven = time.process_time() - began if proof.proven else None

    def within(share: float) -> str:
        return next((f"{seconds:.1f}" for seconds, gap in steps if gap <= share), "–")

    shown = f"{proven:.1f}" if proven is not None else f"gap {100 * (proof.bound / proof.worth - 1):.2f} %"
    book = textbook_words(benefit, p, proof.worth) if textbook else "not run"
    return (
        f"| {len(frame):,} | {p} | {code} | {len(reach.site):,} | {pair_s:.1f} | {greedy_s:.2f} | {100 * first / proof.worth:.1f} % "
        f"| {within(0.01)} | {within(0.001)} | {shown} | {book} |"
    )


def textbook_words(benefit: Benefit, p: int, best: float) -> str:
    """The model of the textbooks with a minute of time: how far its answer is from the best, and its own bound."""
    n, m = benefit.n_sites, benefit.n_demand
    cover = csr_array(coo_array((-np.ones(len(benefit.site)), (benefit.demand, benefit.site)), shape=(m, n)))
    rows = [
        LinearConstraint(hstack([cover, eye_array(m)]).tocsr(), -np.inf, 0.0),
        LinearConstraint(np.concatenate([np.ones(n), np.zeros(m)])[None, :], 0, p),
    ]
    cost = np.concatenate([np.zeros(n), -benefit.weight])
    began = time.process_time()
    found = milp(
        cost,
        constraints=rows,
        bounds=Bounds(0, 1),
        integrality=np.concatenate([np.ones(n), np.zeros(m)]),
        options={"time_limit": 60},
    )
    seconds = time.process_time() - began
    if found.x is None:
        return f"nothing in {seconds:.0f} s"
    return f"{100 * -found.fun / best:.1f} % of the best, bound {100 * (-found.mip_dual_bound / best - 1):.2f} % above, {seconds:.0f} s"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What some work gives, and its seconds of the processor."""
    began = time.process_time()
    made = work()
    return made, time.process_time() - began


if __name__ == "__main__":
    main()
