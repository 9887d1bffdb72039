"""Results of scenarios without a study."""

import pandas as pd

from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.analysis.planning.people import People
from xc_gis.languages.message import Name
from xc_gis.model.changes import CloseFacility
from xc_gis.report.scenarios.result import ScenarioResult, WhatIf


def scenario(name, *, folder="", cost=None, remarks=()):
    coverage = pd.DataFrame(
        {"community_id": ["C1"], "category": ["MED"], "residents": [100.0], "covered_before": [50.0], "covered_after": [62.0],
         "newly_covered": [12.0], "newly_covered_60plus": [float("nan")]}
    )  # fmt: skip
    stars = pd.DataFrame({"community_id": ["C1", "C2"], "stars_before": pd.array([2, None]), "stars_after": pd.array([3, None])})
    some, nobody = People({"residents": 12.0, "residents_60plus": None}), People({"residents": 0.0, "residents_60plus": 0.0})
    effects = BeforeAfter(coverage, stars, {"MED": some}, {"MED": nobody}, some, nobody)
    return ScenarioResult(
        name, "", "WED 10:00", folder, (CloseFacility(facility="F1"),), cost, 0 if cost else 1, effects, remarks
    )


def result(*scenarios):
    return WhatIf("项目", {"MED": Name("医疗", "Health care")}, scenarios)
