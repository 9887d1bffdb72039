"""What one world has answered is not asked again by the next, and is not taken where anything bears on it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.operations.years.pairs import asked_again, closed, gone, moved, opened, slower, write_few
from xc_gis.analysis.assessment import questions as module_questions
from xc_gis.analysis.causes import remembering_search as module
from xc_gis.analysis.causes import worlds as worlds_module
from xc_gis.analysis.causes.worlds import World, Worlds
from xc_gis.analysis.coverage.inventory import surroundings
from xc_gis.operations.study import analyse, read_study

RANDOM = np.random.default_rng(3)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_few(tmp_path_factory.mktemp("worlds")))


def world(study, people="p", ground="g"):
    return World(people, ground, study.data, study.streets, study.standard, study.settings, study.file.study.date)


@pytest.fixture
def asked(monkeypatch):
    """Keys of the questions that are searched for, in their order."""
    keys = []

    def search(network, barriers, ends, services, questions, *more):
        keys.extend(question.key for question in questions)
        return walking_times(network, barriers, ends, services, questions, *more)

    walking_times = module.walking_times
    monkeypatch.setattr(module, "walking_times", search)
    return keys


def test_only_categories_whose_facilities_differ_are_searched_again(study, asked):
    together = Worlds()
    together.figures(world(study))
    assert len(asked) > 3
    asked.clear()
    together.figures(world(study))
    assert asked == []
    frame = study.data.facilities.copy()
    frame.loc[frame.index[frame["type"] == "NUR"][0], "status"] = "closed"
    together.figures(world(replace(study, data=replace(study.data, facilities=frame))))
    assert asked == ["CHI"]


def test_another_pace_other_people_and_other_streets_are_asked_anew(study, asked):
    together = Worlds()
    together.figures(world(study))
    every, questions = list(asked), {one.key: one.profile for one in module_questions(study.standard)}
    asked.clear()
    together.figures(world(slower(study, RANDOM)))  # adults are, seniors are not
    assert asked == [key for key in every if questions[key] == "adult"] != every
    for other in (world(study, people="q"), world(study, ground="h")):
        asked.clear()
        together.figures(other)
        assert asked == every


def of_run(study):
    """What a run of a study finds, and who is off the network."""
    found = analyse(study)
    return found, found.scene.demand.off_network & ~np.isnan(found.scene.demand.xy[:, 0])


def same(figures, found):
    assert figures.rating.equals(found.rating.drop(columns=set(found.rating) - set(figures.rating)))
    assert figures.coverage.drop(columns="median_minutes").equals(found.coverage.drop(columns="median_minutes"))


def test_times_that_a_run_found_are_taken_as_far_as_they_were_looked_for(study, asked):
    found, off = of_run(study)
    together, own = Worlds(), world(study)
    together.know(own, {name: seconds for name, seconds in found.times.items() if name != "CVS"}, off)
    figures = together.figures(own)
    assert asked == ["CVS"]
    assert figures.rating["stars"].tolist() == found.rating["stars"].tolist()
    assert figures.coverage.drop(columns="median_minutes").equals(found.coverage.drop(columns="median_minutes"))
    asked.clear()
    for minutes, searched in ((3, []), (30, ["CVS"])):
        categories = [
            one.model_copy(update={"minutes": minutes}) if one.code == "CVS" else one for one in study.standard.categories
        ]
        other = replace(study, standard=study.standard.model_copy(update={"categories": tuple(categories)}))
        again = together.figures(world(other)).coverage
        assert asked == searched
        assert again.drop(columns="median_minutes").equals(analyse(other).coverage.drop(columns="median_minutes"))


def test_a_limit_up_to_which_a_run_looked_for_gaps_is_known(study, asked):
    found, off = of_run(study)
    together = Worlds()
    together.know(world(study), found.times, off)
    limit = next(one.minutes for one in study.standard.categories if one.code == "CVS")
    for minutes, searched in ((2 * limit, []), (2 * limit + 1, ["CVS"])):
        categories = [
            one.model_copy(update={"minutes": minutes}) if one.code == "CVS" else one for one in study.standard.categories
        ]
        other = replace(study, standard=study.standard.model_copy(update={"categories": tuple(categories)}))
        same(together.figures(world(other)), analyse(other))
        assert asked == searched


@pytest.mark.parametrize("seed", range(6))
def test_worlds_after_a_run_are_those_that_would_be_run(study, seed, monkeypatch):
    """Facilities came, went, moved, closed, one after the other and together; nothing but a run of each world is what they are held against."""
    random = np.random.default_rng(100 + seed)
    whole = []
    monkeypatch.setattr(module._Asked, "all", lambda *_: whole.append(1))
    monkeypatch.setattr("xc_gis.analysis.causes.known_times.FEW", 1.0)
    found, off = of_run(study)
    together, last = Worlds(), study
    together.know(world(study), found.times, off)
    for change in random.permutation([opened, gone, moved, closed, opened, gone]):
        last = change(last, random, None, 2) if change is opened else change(last, random, 2)
        same(together.figures(world(last)), analyse(last))
    assert whole == []


def test_communities_around_people_are_found_once_and_again_where_lists_are_complete_elsewhere(study, monkeypatch):
    looked = []
    monkeypatch.setattr(worlds_module, "surroundings", lambda *more: looked.append(1) or surroundings(*more))
    together = Worlds()
    together.figures(world(study))
    together.figures(world(moved(study, RANDOM)))
    assert len(looked) == 1
    other = asked_again(study, np.random.default_rng(8))
    same(together.figures(world(other)), analyse(other))
    before = len(looked)
    together.figures(world(study, people="q"))
    assert len(looked) == before + 1
