"""Of several columns of people the one that is asked for counts; none is ever taken for another."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.population_base import base_of, with_base

ALL = ("社区", "户籍人口", "常住人口(人)", "实有人口数")


def settle(columns, base=None, stated=(), table="residents"):
    notes = Notes("a.csv", table)
    frame, heading = with_base(pd.DataFrame(columns=list(columns)), dict(stated), base, notes)
    return list(frame.columns), heading, notes.findings


@pytest.mark.parametrize(
    ("base", "heading"), [("resident", "常住人口(人)"), ("registered", "户籍人口"), ("actual", "实有人口数")]
)
def test_the_base_that_is_asked_for_counts(base, heading):
    columns, found, findings = settle(ALL, base)
    assert found == heading
    assert sorted(columns) == ["residents", "社区"]
    assert [(one.level, one.evidence["base"]) for one in findings] == [("info", base)]


def test_several_and_none_asked_for_is_said_with_the_key():
    _, heading, (finding,) = settle(ALL)
    assert heading == "常住人口(人)"
    assert (finding.level, finding.repair) == ("warning", {"base": "resident"})
    assert '没有写明用哪一种，按常住人口（列 “常住人口(人)”）计算；请写 [residents] base = "resident"' in finding.text
    assert settle(("户籍人口", "实有人口"))[1] == "实有人口"
    assert settle(ALL, table="communities")[2][0].repair is None  # the key stands in [residents]


def test_one_column_says_its_base_itself():
    _, heading, (finding,) = settle(("社区", "户籍人口"))
    assert heading == "户籍人口"
    assert (finding.level, finding.text) == ("info", "列 “户籍人口” 是户籍人口")


def test_a_column_without_a_base_stays_what_it_is():
    assert settle(("社区", "人口")) == (["社区", "人口"], None, [])
    assert settle(("社区", "人口"), "registered") == (["社区", "人口"], None, [])
    assert settle(("residents", "户籍人口"))[1] is None
    columns, heading, (finding,) = settle(("总人口", "户籍人口"))
    assert (columns, heading) == (["总人口"], None)
    assert (finding.level, finding.evidence["base"]) == ("warning", "given")
    assert settle(("总人口", "户籍人口"), "registered")[1] == "户籍人口"
    assert settle(("总人口", "户籍人口"), "actual")[0] == ["总人口"]  # the study says what it is


def test_no_column_stands_in_for_another():
    with pytest.raises(InputError, match="没有实有人口的列，只有 常住人口、户籍人口"):
        settle(("户籍人口", "常住人口"), "actual")
    with pytest.raises(InputError, match="有几列都是户籍人口：户籍人口、户籍人口数"):
        settle(("户籍人口", "户籍人口数"), "registered")


def test_a_column_that_the_study_states_says_its_base_and_must_not_contradict_it():
    stated = {"residents": "户籍人口"}
    _, heading, (finding,) = settle(("residents", "实有人口"), None, stated)
    assert heading is None
    assert finding.evidence["base"] == "registered"
    with pytest.raises(InputError, match="“户籍人口” 是户籍人口，项目写的口径是实有人口"):
        settle(("residents",), "actual", stated)
    assert settle(("residents",), "actual", {"residents": "rk"})[2] == []


def test_headings_with_units_and_several_rows():
    assert [base_of(word) for word in ("常住人口（万人）", "2025年/户籍人口", "人口", "实有")] == [
        "resident",
        "registered",
        "",
        "actual",
    ]
