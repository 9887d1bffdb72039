"""How long each stage took: from its report to the next, stages that come again added up, reports handed on."""

import pytest

from xc_gis.progress import Silent, Stopwatch


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("xc_gis.progress.time.monotonic", lambda: now[0])
    return now


class Heard(list):
    def step(self, *words):
        self.append(words)


def test_time_belongs_to_the_stage_that_was_under_way(clock):
    heard = Heard()
    watch = Stopwatch(heard)
    clock[0] += 50  # before the first stage: nobody's
    for stage, passes in (("read", 2.0), ("read", 1.0), ("walk", 4.0), ("read", 0.5)):
        watch.step(stage, 0, 1)
        clock[0] += passes
    assert watch.seconds() == {"read": 3.5, "walk": 4.0}
    assert heard == [("read", 0, 1), ("read", 0, 1), ("walk", 0, 1), ("read", 0, 1)]
    clock[0] += 1.2345
    assert watch.seconds() == {"read": 4.734, "walk": 4.0}  # still under way; to a millisecond


def test_a_stop_of_the_listener_passes_through(clock):
    class Stops:
        def step(self, *_):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Stopwatch(Stops()).step("read", 0, 1)
    assert Silent().step("read", 0, 1) is None
