"""What ``nextstar --five`` leaves: tables, a scenario that a whole run confirms, and clear words for what cannot be."""

import json

import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.planning.five_stars import FiveStarsRequest, five_stars_into


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("five") / "study")


def test_where_it_cannot_be_reached_the_gates_are_counted(study, tmp_path):
    result, content = five_stars_into(study, FiveStarsRequest(2, every_m=400.0), tmp_path / "out")
    table = pd.read_csv(tmp_path / "out" / "five.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert list(table.columns) == ["community_id", "stars", "stars_after", "alone", "lacking"]
    assert table["community_id"].tolist() == ["C1", "C2"]
    if result.status == "none":
        assert content["failing"]
        assert max(content["failing"].values()) <= 2
        assert all(table["lacking"] != "")
    assert json.loads((tmp_path / "out" / "next_star.json").read_text(encoding="utf-8"))["status"] == result.status


@pytest.mark.parametrize(
    ("request_", "words"),
    [(FiveStarsRequest(0), "--five"), (FiveStarsRequest(3), "--five 3"), (FiveStarsRequest(1, time_limit_s=-1), "--time-limit")],
)
def test_wrong_questions(study, tmp_path, request_, words):
    with pytest.raises(InputError, match=words):
        five_stars_into(study, request_, tmp_path / "out")
    assert not (tmp_path / "out").exists()
