"""Siting in the process that keeps the study: what the command finds, steps on the way, an area that was drawn."""

import math

import pytest

from tests.fixtures.small_study import degrees
from xc_gis.errors import Cancelled, InputError
from xc_gis.operations.planning.site import site_study
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.progress import Silent
from xc_gis.ui.workers.siting_tasks import FindSites
from xc_gis.ui.workers.tasks import Explore
from xc_gis.ui.workers.worker import TaskMemory

ASKED = {"categories": ("MED",), "count": 2, "every_m": 200.0, "time_limit_s": 5.0, "relocate": False}


@pytest.fixture(scope="module")
def memory(small_study, small_run):
    made = TaskMemory()
    Explore(small_study, small_run).run(made, Silent())
    return made


class Heard:
    """Keeps what it is told on the way."""

    def __init__(self):
        self.steps = []

    def step(self, _stage, _done, _total):
        pass

    def partial(self, content):
        self.steps.append(content)


def test_sites_are_those_of_the_command_and_every_step_is_told(memory, small_study):
    heard = Heard()
    found = FindSites(ASKED).run(memory, heard)
    whole = site_study(small_study, SitingRequest(**ASKED))
    ids = whole.candidates["site_id"].to_numpy()
    assert [site.site_id for site in found.sites] == [ids[step.site] for step in whole.plan.steps]
    assert [site.cumulative for site in found.sites] == [step.cumulative for step in whole.plan.steps]
    assert found.types == tuple(whole.types.values())
    assert heard.steps
    assert heard.steps[-1].count == 2
    assert all(step.gap >= 0 or math.isinf(step.gap) for step in heard.steps)
    assert all(one.cost is None for one in found.sites)


def test_within_an_area_that_was_drawn_no_site_lies_outside(memory):
    ring = tuple(tuple(map(float, corner)) for corner in degrees([(1300, 100), (2300, 100), (2300, 500), (1300, 500)]))
    found = FindSites({**ASKED, "count": 1}, ring).run(memory, Silent())
    west, east = ring[0][0], ring[1][0]
    assert all(west <= site.lon <= east for site in found.sites)


def test_what_cannot_be_is_said_in_words(memory):
    with pytest.raises(InputError, match="MEDX"):
        FindSites({**ASKED, "categories": ("MEDX",)}).run(memory, Silent())
    with pytest.raises(InputError, match="预算"):
        FindSites({**ASKED, "budget": -1.0}).run(memory, Silent())
    with pytest.raises(InputError, match="暂时不能计算"):
        FindSites(ASKED).run(TaskMemory(), Silent())


def test_who_stops_ends_the_search(memory):
    class Stops(Heard):
        def step(self, _stage, _done, _total):
            raise Cancelled

    with pytest.raises(Cancelled):
        FindSites(ASKED).run(memory, Stops())
