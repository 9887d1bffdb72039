"""The command that says where to build: what is asked reaches the question, the answer is a folder and a JSON object."""

import json

import pytest

from tests.fixtures.commands import command
from tests.fixtures.small_study import write_small_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("siting") / "study")


def test_one_site_more_covers_people_and_the_options_stand_in_the_question(study, tmp_path, capsys):
    code, out, _ = command(
        capsys,
        "site",
        study,
        "--out",
        tmp_path / "s",
        "--category",
        "MED",
        "--count",
        1,
        "--every",
        400,
        "--time-limit",
        600,
        "--json",
    )
    found = json.loads(out)
    assert code == 0
    assert (found["model"], found["count"], len(found["sites"])) == ("mclp", 1, 1)
    assert found["covered_after"] > found["covered_before"]
    assert (tmp_path / "s" / "sites.csv").is_file()
    assert found["status"] == "optimal"


def test_a_question_that_nobody_can_answer_is_refused_and_leaves_nothing(study, tmp_path, capsys):
    for words in (
        ["--category", "XXX", "--count", 1],
        ["--category", "MED", "--model", "magic", "--count", 1],
        ["--category", "MED"],
    ):
        code, out, err = command(capsys, "site", study, "--out", tmp_path / "no", *words)
        assert (code, out) == (1, "")
        assert err.startswith("错误")
        assert not (tmp_path / "no").exists()
