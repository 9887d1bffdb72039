"""What crosses from the analysis to the report is held against its declaration, also what only some studies have."""

import pandas as pd
import pytest

from xc_gis.analysis.governance.survey import SurveyTables
from xc_gis.frames import FrameError
from xc_gis.model import SURVEY_AREA_COLUMNS, SURVEY_COLUMNS, SURVEY_ITEM_COLUMNS, SURVEY_MATRIX_COLUMNS
from xc_gis.report.study_result import check_governance_frames

STATISTICS, ITEMS = pd.DataFrame(columns=list(SURVEY_COLUMNS)), pd.DataFrame(columns=list(SURVEY_ITEM_COLUMNS))
AREAS = pd.DataFrame(columns=list(SURVEY_AREA_COLUMNS))
MATRIX = pd.DataFrame(columns=list(SURVEY_MATRIX_COLUMNS))


def test_what_a_study_has_not_is_not_looked_at():
    check_governance_frames(None, None, None)


def test_tables_of_the_survey_are_held_against_their_declaration():
    check_governance_frames(SurveyTables(STATISTICS, ITEMS, AREAS, MATRIX, {}), None, None)
    with pytest.raises(FrameError, match="items of the survey"):
        check_governance_frames(SurveyTables(STATISTICS, ITEMS[["code"]], AREAS, MATRIX, {}), None, None)
