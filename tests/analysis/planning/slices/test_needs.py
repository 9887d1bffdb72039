"""The three sentences, on a town small enough to be worked out on paper: two communities of 12 by 12 streets, one facility or two."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.slices.needs import ALL, NeedBase
from xc_gis.analysis.planning.slices.slice_base import SliceBase
from xc_gis.operations.study import analyse, read_study
from xc_gis.standard import Need

SURVEYED = "".join(
    f'\n[[inventory]]\ncategory = "{code}"\nareas = {areas}\nstatus = "complete"\n'
    for code in ("CVS", "PHA")
    for areas in ('"all"', '"outside"')
)
SHOP, PHARMACY = (100.0, 205.0), (1300.0, 605.0)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    facilities = {"S1": ("CVS", "店", SHOP), "P1": ("PHA", "药店", PHARMACY)}
    return read_study(write_small_study(tmp_path_factory.mktemp("needs"), study=STUDY + SURVEYED, facilities=facilities))


def answer(study, *needs, at="", **facility):
    facilities = study.data.facilities.assign(**facility)  # P1, S1: in the order of ids
    changed = replace(
        study, data=replace(study.data, facilities=facilities), standard=study.standard.model_copy(update={"needs": needs})
    )
    base = SliceBase.of(analyse(changed), changed.standard, changed.settings, changed.file.study.date)
    return base, NeedBase(base).at(at)


def seconds(base, code):
    return base.found.times[code]


def test_a_small_need_is_met_within_its_minutes(study):
    base, found = answer(study, Need(kind="small", zh="小", categories=("CVS",), minutes=5))
    near = seconds(base, "CVS") <= 300
    assert 0 < near.sum() < len(near)
    assert np.array_equal(found.states["small"]["CVS"], np.where(near, COVERED, GAP))


def test_a_small_need_is_met_in_ones_own_community_too(study):
    base, found = answer(study, Need(kind="small", zh="小", categories=("PHA",), minutes=5, own_community=True))
    home = base.found.data.demand["community_id"].to_numpy()
    within_limit = seconds(base, "PHA") <= 600  # the pharmacy lies in C2, and its category has ten minutes
    kept = (seconds(base, "PHA") <= 300) | ((home == "C2") & within_limit)
    assert np.array_equal(found.states["small"]["PHA"], np.where(kept, COVERED, GAP))
    assert ((home == "C2") & within_limit & (seconds(base, "PHA") > 300)).any()
    assert ((home == "C1") & within_limit & (seconds(base, "PHA") > 300)).any()


def test_an_urgent_need_is_met_by_a_visit_and_unknown_where_nobody_says_so(study):
    need = Need(kind="urgent", zh="急", categories=("PHA",), minutes=15, home_visit=True)
    states = {said: answer(study, need, home_visit=said)[1].states["urgent"]["PHA"] for said in ("yes", "no", "")}
    assert set(states["yes"]) == {COVERED, GAP}
    assert set(states["no"]) == {GAP}
    assert np.array_equal(states[""], np.where(states["yes"] == COVERED, UNKNOWN, GAP))


def test_a_sentence_at_a_moment_asks_who_is_open(study):
    need = Need(kind="large", zh="大", categories=("CVS", "PHA"), minutes=15)
    hours = ["8:00-22:00", "8:00-18:00"]  # P1, S1
    states = answer(study, need, at="WED 20:00", hours=hours)[1].states["large"]
    assert set(states["CVS"]) == {GAP}
    assert COVERED in states["PHA"]


def test_all_categories_together_are_covered_in_all_or_a_gap_in_one(study):
    _, found = answer(study, Need(kind="large", zh="大", categories=("CVS", "PHA"), minutes=15))
    states = found.states["large"]
    both = (states["CVS"] == COVERED) & (states["PHA"] == COVERED)
    assert np.array_equal(states[ALL] == COVERED, both)
    assert np.array_equal(states[ALL] == GAP, (states["CVS"] == GAP) | (states["PHA"] == GAP))


def test_the_table_counts_residents_and_the_shares_are_theirs(study):
    base, found = answer(
        study,
        Need(kind="small", zh="小", categories=("CVS",), minutes=5),
        Need(kind="large", zh="大", categories=("CVS", "MED"), minutes=15),
    )
    table = found.table
    assert list(table.columns) == ["community_id", "need", "category", "residents", "covered", "gap", "unknown"]
    assert list(zip(table["need"], table["category"], strict=True))[:5] == [
        ("small", "CVS"),
        ("small", "ALL"),
        ("large", "MED"),
        ("large", "CVS"),
        ("large", "ALL"),
    ]
    assert np.allclose(table[["covered", "gap", "unknown"]].sum(axis=1), table["residents"])
    demand = base.found.data.demand
    mine = demand["community_id"].to_numpy() == "C1"
    kept = demand["residents"].to_numpy()[mine & (seconds(base, "CVS") <= 300)].sum()
    row = table[(table["community_id"] == "C1") & (table["need"] == "small") & (table["category"] == "ALL")].iloc[0]
    assert row["covered"] == kept
    assert found.shares["small"].iloc[0] == pytest.approx(kept / demand["residents"].to_numpy()[mine].sum())


def test_a_standard_without_sentences_has_an_empty_table(study):
    _, found = answer(study)
    assert len(found.table) == 0
    assert list(found.shares.columns) == ["community_id"]
