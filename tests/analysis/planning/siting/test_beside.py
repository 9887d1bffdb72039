"""Work in a process of its own: what it tells is heard, what goes wrong is raised here, and a stop ends it."""

import time

import pytest

from xc_gis.analysis.planning.siting.beside import work_beside
from xc_gis.errors import Cancelled, ResourceError
from xc_gis.progress import Progress, Silent


def counts(tell, upto, _until):
    for number in range(upto):
        tell(number)
    return "done"


def fails(*_):
    raise ValueError("wrong")


def dies(*_):
    import os

    os._exit(9)


def sleeps(*_):
    time.sleep(600)


class Stopping(Progress):
    def step(self, *_words):
        raise Cancelled


def heard(work, *arguments, seconds=60.0, progress=None):
    return list(work_beside(work, arguments, time.monotonic() + seconds, progress or Silent(), "work"))


def test_what_it_tells_is_heard_in_order():
    assert heard(counts, 3) == [("news", 0), ("news", 1), ("news", 2), ("answer", "done")]


def test_what_goes_wrong_there_is_raised_here():
    with pytest.raises(ValueError, match="wrong"):
        heard(fails)


def test_an_end_from_outside_is_told():
    with pytest.raises(ResourceError):
        heard(dies)


def test_a_stop_and_the_end_of_time_end_it():
    with pytest.raises(Cancelled):
        heard(sleeps, progress=Stopping())
    assert heard(sleeps, seconds=0.5) == []
