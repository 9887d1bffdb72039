"""Costs of changes: what is stated, what is not, and every fault of a file in one message."""

import pytest

from xc_gis.errors import InputError
from xc_gis.model.costs import SURVEY
from xc_gis.sources.scenarios.costs import read_costs

KINDS = ("CHS", "CVS")


def written(tmp_path, text):
    path = tmp_path / "costs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_stated_counts_one_or_the_default(tmp_path):
    costs = read_costs(written(tmp_path, "[costs]\nCHS = 3_000_000\ncomplete_survey = 0.5\n"), KINDS)
    assert (costs.of("CHS"), costs.of(SURVEY), costs.of("CVS")) == (3e6, 0.5, 1.0)
    assert read_costs(written(tmp_path, "[costs]\ndefault = 7\n"), KINDS).of("CVS") == 7.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[costs]\nCHS = -1\n", "CHS:费用应为不小于 0 的数"),
        ('[costs]\nCHS = "3"\n', "CHS:费用应为不小于 0 的数"),
        ("[costs]\nCHS = true\n", "CHS:费用应为不小于 0 的数"),
        ("[costs]\nCHS = inf\n", "CHS:费用应为不小于 0 的数"),
        ("[costs]\nCHSS = 3\n", "CHSS:没有这个设施类型或改动.*CHS"),
        ("[costs]\n", "没有 \\[costs\\] 的内容"),
        ("", "没有 \\[costs\\] 的内容"),
        ("[costs\n", "costs.toml"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read_costs(written(tmp_path, text), KINDS)


def test_all_faults_are_in_one_message_and_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError) as fault:
        read_costs(written(tmp_path, "[costs]\nCHS = -1\nCVZ = 2\n"), KINDS)
    assert "CHS" in fault.value.message
    assert "CVZ" in fault.value.message
    with pytest.raises(InputError, match=r"gone\.toml"):
        read_costs(tmp_path / "gone.toml", KINDS)
