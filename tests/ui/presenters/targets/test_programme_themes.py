"""A further programme on the map: a range, a count that depends on unknown kinds and a figure that nobody stated are hatched, never a class."""

from dataclasses import replace

import pytest

from xc_gis.runs.programmes import asked_lists, asked_values, read_programmes
from xc_gis.ui.presenters.targets.programme_themes import coverage_record, list_record, stars_record, value_record


@pytest.fixture(scope="module")
def programme(programme_run):
    return read_programmes(programme_run)[0]


def shown(record, community):
    row = record["of"][community]["row"]
    return None if row is None else record["rows"][row]["words"]


def test_stars_with_their_grades(programme):
    c1, c2 = programme.communities
    run = replace(programme, communities=(replace(c1, stars_low=4, stars_high=4), replace(c2, stars_low=3, stars_high=4)))
    record = stars_record(run)
    assert "提升型" in shown(record, "C1")
    assert shown(record, "C2") is None
    assert "3–4" in record["of"]["C2"]["words"]
    none = replace(programme, communities=(replace(c1, stars_low=0, stars_high=0), c2))
    assert shown(stars_record(none), "C1") == "没有达到最低一级"


def test_a_list_against_what_is_asked(programme):
    basic, _ = asked_lists(programme)
    record = list_record(programme, basic)
    assert shown(record, "C1") is None  # 2 to 23 of 15
    assert record["of"]["C1"]["words"] == "2–23 种"
    easy = replace(basic, least={3: 2})
    assert shown(list_record(programme, easy), "C1") == "2 种及以上"
    hard = replace(basic, categories=("CHS", "EDS"), least={3: 9})
    assert shown(list_record(programme, hard), "C1") == "差多于 3 种"
    near = replace(hard, least={3: 4})
    assert shown(list_record(programme, near), "C1") == "差 3 种以内"


def test_a_stated_figure_is_met_or_not_or_not_known(programme):
    _, chains, _ = asked_values(programme)
    record = value_record(programme, chains)
    assert (shown(record, "C1"), shown(record, "C2")) == ("没有达到", None)
    assert record["unknown"] == "没有填报"


def test_coverage_of_a_category(programme):
    record = coverage_record(programme, "CIN")
    assert (shown(record, "C1"), shown(record, "C2")) == ("100%", "50% 以下")
    assert shown(coverage_record(programme, "TOB"), "C1") is None
