"""What every part of a standard has in common: text that is text, names on one line, no unknown keys, no infinite figures."""

import pytest
from pydantic import ValidationError

from xc_gis.standard.load import load_standard, shipped_standards
from xc_gis.standard.part import LONGEST_NAME, NameText, Part, SchemaFault, SchemaFaults, Share, Text


class Sign(Part):
    text: Text = ""
    name: NameText = ""
    share: Share = 0.0


def test_what_yaml_reads_as_true_is_no_text():
    with pytest.raises(ValidationError, match="请加引号"):
        Sign(text=True)
    with pytest.raises(ValidationError):
        Sign(text=3)


def test_a_name_has_no_blanks_around_it_and_stands_on_one_line():
    assert Sign(name="  Health centre ").name == "Health centre"
    assert Sign(name="").name == ""
    for name in ("a\nb", "a\x07b", "a\u2028b", "a\ud800b"):
        with pytest.raises(ValidationError):
            Sign(name=name)


def test_a_name_is_at_most_as_long_as_a_column_bears():
    assert Sign(name="字" * LONGEST_NAME).name
    with pytest.raises(ValidationError, match="不得长于 60 个字符，现有 61 个"):
        Sign(name="字" * (LONGEST_NAME + 1))


@pytest.mark.parametrize("share", [-0.001, 1.001, float("nan"), float("inf")])
def test_a_share_lies_between_0_and_1(share):
    assert (Sign(share=0).share, Sign(share=1).share) == (0, 1)
    with pytest.raises(ValidationError):
        Sign(share=share)


def test_unknown_keys_and_later_changes_are_refused():
    with pytest.raises(ValidationError):
        Sign(colour="red")
    with pytest.raises(ValidationError):
        Sign().text = "x"


def test_faults_of_parts_that_do_not_hang_together_are_told_line_by_line():
    faults = SchemaFaults([SchemaFault(("a",), "one"), SchemaFault(("b", 1), "two")])
    assert str(faults) == "one\ntwo"
    assert [fault.path for fault in faults.faults] == [("a",), ("b", 1)]


def test_a_copy_works_out_anew_what_the_first_one_remembers():
    standard = load_standard(shipped_standards()[0])
    assert standard.levels[5].min_score != 12
    levels = {n: dict(level, min_score=12) for n, level in standard.stars.levels.items()}
    copied = standard.model_copy(update={"stars": standard.stars.model_copy(update={"levels": levels})})
    assert copied.levels[5].min_score == 12
    assert standard.levels[5].min_score != 12
