"""The survey beside the map, by hand: what contradicts it is told, what is not known contradicts nothing."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.survey_reach import survey_reach
from xc_gis.model import CATALOGUE_COLUMNS, SERVICE_LINK_COLUMNS, SURVEY_ANSWER_COLUMNS, ServiceSurvey

CATALOGUE = pd.DataFrame([("1", "a", "b", "c"), ("2", "a", "b", "d"), ("3", "a", "b", "e")], columns=CATALOGUE_COLUMNS)
LINKS = pd.DataFrame(
    [(2, "2", "MED", "", ""), (3, "1", "MED", "", ""), (4, "", "VEG", "F1", "VEG")], columns=SERVICE_LINK_COLUMNS
)
COVERAGE = pd.DataFrame(
    [("A", "MED", 100.0, 10.0, 0.0, ""), ("B", "MED", 100.0, 9.0, 0.0, ""), ("C", "MED", 100.0, 0.0, 50.0, ""), ("D", "MED", 0.0, 0.0, 0.0, ""), ("A", "VEG", 100.0, 0.0, 0.0, "")],
    columns=["community_id", "category", "residents", "gap", "unknown", "note"],
)  # fmt: skip


def verdicts(*answers):
    frame = pd.DataFrame([(c, code, said, np.nan) for c, code, said in answers], columns=SURVEY_ANSWER_COLUMNS)
    found = survey_reach(ServiceSurvey("subitem", CATALOGUE, frame), LINKS, COVERAGE, gap_share=0.1)
    return {(row.community_id, row.code): row.verdict for row in found.itertuples()}, found


@pytest.mark.parametrize(
    ("community", "said", "verdict"),
    [("A", "yes", "provided_gap"), ("A", "no", "agree"), ("B", "yes", "agree"), ("B", "no", "reached_not_provided"), ("C", "yes", "unknown"), ("C", "no", "unknown"),
     ("A", "unknown", "unknown")],
)  # fmt: skip
def test_by_hand(community, said, verdict):
    assert verdicts((community, "1", said))[0][community, "1"] == verdict


def test_every_linked_item_stands_in_the_order_of_the_catalogue_and_no_answer_is_no_no():
    told, found = verdicts(("A", "1", "yes"))
    assert list(told) == [("A", "1"), ("A", "2"), ("B", "1"), ("B", "2"), ("C", "1"), ("C", "2")]
    assert told["B", "1"] == "unknown"
    assert found["gap_share"].tolist()[:3] == [0.1, 0.1, 0.09]
