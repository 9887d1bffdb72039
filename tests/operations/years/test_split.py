"""Every change is split, adds up exactly, and names only causes that acted; the studies between are those of the engine."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.operations.years.pairs import OF_CAUSE, surveyed, write_few
from xc_gis.analysis.causes.shapley import AFTER, CAUSES, EVERY
from xc_gis.analysis.causes.worlds import Figures
from xc_gis.operations.study import analyse, read_study
from xc_gis.operations.years.hybrids import Hybrids
from xc_gis.operations.years.recorded import Recorded, values_of
from xc_gis.operations.years.split import split_runs
from xc_gis.progress import Silent

PAIRS = 40
CHECKED = 8
"""Of every so many pairs both ends are assessed afresh, too."""

OFTEN = 0.4
"""How often a cause acts in a pair."""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    read = read_study(write_few(tmp_path_factory.mktemp("years")))
    return surveyed(replace(read, data=replace(read.data, counted=date(2026, 1, 1))))


@pytest.fixture(scope="module")
def run(study):
    return record(study)


def record(study):
    """A run of a study in memory: what its tables say."""
    found = analyse(study)
    values = values_of(Figures(found.coverage, found.rating))
    rows = zip(*(found.rating[name] for name in ("community_id", "community", "subdistrict")), strict=True)
    return Recorded(
        values, {name: (word, quarter) for name, word, quarter in rows}, tuple(c.code for c in study.standard.categories)
    )


def later(study, random, causes):
    """The study a year on: one or two changes of each cause."""
    for cause in causes:
        for n in random.choice(len(OF_CAUSE[cause]), min(2, len(OF_CAUSE[cause])), replace=False):
            study = OF_CAUSE[cause][n](study, random)
    return study


def test_the_parts_of_forty_pairs_add_up(study, run):
    moved = 0
    for seed in range(PAIRS):
        random = np.random.default_rng(seed)
        after = later(study, random, [cause for cause in CAUSES if random.random() < OFTEN])
        hybrids, checked = Hybrids(study, after, Silent()), seed % CHECKED == 0
        end = record(after) if checked else replace(run, values=values_of(hybrids.figures(AFTER)))
        split = split_runs(run, end, hybrids, checked=checked)
        named = {cause for cause, changed in split.changed._asdict().items() if changed}
        for row in split.rows:
            if row.shares is None:
                assert row.note
                continue
            assert row.shares.total == row.ends.after - row.ends.before
            assert {cause for cause, share in row.shares._asdict().items() if share} <= named
            moved += 1
        told = {(row.community_id, row.what) for row in split.rows}
        assert told >= {key for key in {*run.values, *end.values} if run.values.get(key) != end.values.get(key)}
    assert moved > PAIRS  # the pairs do differ


@pytest.mark.parametrize("cause", CAUSES)
def test_where_one_cause_acts_it_alone_is_named_and_nothing_is_assessed(study, run, cause):
    for seed in range(4):
        random = np.random.default_rng(1000 + seed)
        after = later(study, random, [cause])
        split = split_runs(run, record(after), Hybrids(study, after, Silent()))
        assert split.changed._asdict() == {one: one == cause for one in CAUSES}
        assert split.assessed == 0
        for row in split.rows:
            shares = row.shares._asdict() if row.shares else {}
            assert all(not share for one, share in shares.items() if one != cause)


def test_the_studies_between_are_what_an_assessment_afresh_finds(study):
    random = np.random.default_rng(2000)
    hybrids = Hybrids(study, later(study, random, CAUSES), Silent())
    for acted in EVERY:
        world = hybrids.world(acted)
        fresh = analyse(replace(study, data=world.data, streets=world.streets, settings=world.settings, standard=world.standard))
        assert values_of(Figures(fresh.coverage, fresh.rating)) == values_of(hybrids.figures(acted)), acted
    assert hybrids.between.changed == AFTER


def test_two_runs_of_one_study_do_not_differ(study, run):
    split = split_runs(run, run, Hybrids(study, study, Silent()), checked=True)
    assert (split.rows, split.parts, any(split.changed)) == ((), (), False)
