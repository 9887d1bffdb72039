"""What one world has answered is not asked again by the next, and is not taken where anything bears on it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.operations.years.pairs import moved, slower, write_few
from xc_gis.analysis.assessment import questions as module_questions
from xc_gis.analysis.causes import worlds as module
from xc_gis.analysis.causes.worlds import World, Worlds, lists_by_type
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


def test_times_that_a_run_found_are_taken_as_far_as_they_were_looked_for(study, asked):
    found = analyse(study)
    together, own = Worlds(), world(study)
    together.know(own, {name: seconds for name, seconds in found.times.items() if name != "CVS"})
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


def test_the_checksum_of_a_list_is_that_of_its_open_facilities(study):
    sums = lists_by_type(study.data.facilities)
    other = lists_by_type(moved(study, RANDOM, 1).data.facilities)
    assert sum(sums[kind] != other[kind] for kind in sums) == 1
    assert lists_by_type(study.data.facilities.assign(name="x")) == sums
