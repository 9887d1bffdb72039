"""Tables of services and voices as files: shares with six decimals, nothing where nothing is known, names that are no formulas."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.survey import survey_tables
from xc_gis.model import CATALOGUE_COLUMNS, SURVEY_ANSWER_COLUMNS, SURVEY_COLUMNS, ServiceSurvey
from xc_gis.report.tables.governance import write_governance

NOTHING = dict.fromkeys(
    (
        "indicators",
        "survey",
        "hotline",
        "satisfaction",
        "satisfaction_areas",
        "survey_reach",
        "census",
        "directory",
        "hierarchy",
        "grids",
        "roles",
        "emergency",
        "needs",
        "typed",
    )
) | {"data": SimpleNamespace(services=None)}


def test_shares_are_filed_and_empty_where_nothing_is_known(tmp_path):
    catalogue = pd.DataFrame([("1", "=A1", "a", "x")], columns=list(CATALOGUE_COLUMNS))
    answers = pd.DataFrame([("C1", "1", "yes", np.nan)], columns=list(SURVEY_ANSWER_COLUMNS))
    found = survey_tables(
        ServiceSurvey("subitem", catalogue, answers), pd.Series("=街道", index=["C1", "C2", "C3"]), satisfied=0.9, unknown_max=0.2
    )
    assert write_governance(SimpleNamespace(**{**NOTHING, "survey": found}), tmp_path) == [
        "survey.csv",
        "survey_items.csv",
        "survey_areas.csv",
        "survey_matrix.csv",
    ]
    lines = (tmp_path / "survey.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ",".join(SURVEY_COLUMNS)
    assert lines[3] == "item_full_coverage,subitem,0.000000,,1.000000"
    areas = (tmp_path / "survey_areas.csv").read_text(encoding="utf-8-sig").splitlines()
    assert areas[3] == "ALL,3,item_full_coverage,subitem,0.000000,,1.000000"
    assert areas[11] == "'=街道,3,item_full_coverage,subitem,0.000000,,1.000000"
    items = (tmp_path / "survey_items.csv").read_text(encoding="utf-8-sig").splitlines()
    assert items[1] == "subitem,1,'=A1,a,x,1,0,2,0.333333,,1.000000,0.000000,,1.000000"


def test_a_study_without_them_has_none(tmp_path):
    assert write_governance(SimpleNamespace(**NOTHING), tmp_path) == []
