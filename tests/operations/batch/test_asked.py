"""Names of studies are names of folders, one each; a variant with another one besides says both."""

from datetime import date
from pathlib import Path

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.batch.asked import AS_IT_STANDS, AskedStudy, Variant, refuse_name, refuse_names, study_name


def test_a_study_is_called_by_its_file_and_by_its_folder_where_that_says_nothing(tmp_path):
    assert study_name(tmp_path / "西城.toml") == "西城"
    assert study_name(tmp_path / "东城" / "study.toml") == "东城"


def test_what_a_variant_says_besides_wins():
    one = Variant(("a",), None, (("walk.speed.adult", 1.0), ("gates", "open")))
    both = one.joined(Variant((), date(2026, 1, 1), (("walk.speed.adult", 1.2),)))
    assert both == Variant(("a",), date(2026, 1, 1), (("walk.speed.adult", 1.2), ("gates", "open")))
    assert bool(both)
    assert not AS_IT_STANDS


def test_two_studies_of_one_name_are_refused_with_both_files():
    studies = [AskedStudy("A", Path("x/a.toml")), AskedStudy("a", Path("y/a.toml"))]
    with pytest.raises(InputError, match=r"x/a\.toml 和 y/a\.toml"):
        refuse_names(studies)


@pytest.mark.parametrize("name", ["", "a/b", "..", "con", "x" * 61, "a b"])
def test_what_no_folder_can_be_called_is_refused_with_the_row(name):
    with pytest.raises(InputError, match="第 3 行"):
        refuse_name(name, "t.csv 第 3 行")
