"""What the command leaves: a table, a scenario for each community that gives the promised star, and clear words for wrong questions."""

import json

import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.planning.next_star import next_star_into
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.planning.whatif import whatif_into


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("star")
    study = write_small_study(folder / "study")
    result, content = next_star_into(study, NextStarRequest(every_m=400.0), folder / "out")
    return study, folder / "out", result, content


def test_a_scenario_that_it_writes_gives_the_promised_stars(answered, tmp_path):
    study, out, _, _ = answered
    table = pd.read_csv(out / "changes.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert list(table.columns[:6]) == ["community_id", "stars", "target", "cost", "changes", "stars_after"]
    assert table["community_id"].tolist() == ["C1", "C2"]
    for row in table.itertuples():
        assert row.status == "found"
        whatif_into(study, [out / "scenarios" / f"{row.community_id}.toml"], tmp_path / row.community_id, tables_only=True)
        stars = pd.read_csv(tmp_path / row.community_id / "stars.csv", encoding="utf-8-sig", dtype=str).set_index("community_id")
        assert stars.loc[row.community_id, "stars_after"] == row.stars_after
        assert len(json.loads(row.changes)) == float(row.cost)


def test_only_stated_costs_are_money_in_a_scenario(answered, tmp_path):
    study, out, _, _ = answered
    assert "cost" not in (out / "scenarios" / "C2.toml").read_text(encoding="utf-8")
    stated = NextStarRequest(("C2",), ChangeCosts({}, 50_000.0), every_m=800.0)
    next_star_into(study, stated, tmp_path / "priced")
    assert "cost = 50000.0" in (tmp_path / "priced" / "scenarios" / "C2.toml").read_text(encoding="utf-8")


def test_the_same_question_gets_the_same_bytes(answered, tmp_path):
    study, out, _, content = answered
    again = next_star_into(study, NextStarRequest(every_m=400.0), tmp_path / "again")[1]
    assert again["outputs"] == content["outputs"]
    assert (out / "next_star.json").is_file()


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (NextStarRequest(communities=("C9",)), "C9"),
        (NextStarRequest(every_m=1.0), "--every"),
    ],
)
def test_wrong_questions(answered, tmp_path, request_, words):
    with pytest.raises(InputError, match=words):
        next_star_into(answered[0], request_, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_one_community_and_costs_of_a_file(answered, tmp_path):
    study = answered[0]
    (tmp_path / "costs.toml").write_text("[costs]\ncomplete_survey = 10\ndefault = 1\n", encoding="utf-8")
    request = NextStarRequest(communities=("C2",), costs=tmp_path / "costs.toml", every_m=800.0)
    result = next_star_into(study, request, tmp_path / "out")[0]
    assert [plan.community_id for plan in result.plans] == ["C2"]
    assert result.costs == ChangeCosts({"complete_survey": 10.0}, 1.0)
