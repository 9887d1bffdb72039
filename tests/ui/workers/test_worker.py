"""A working process from inside: answers in order, faults as messages, what is not wanted ends at its next report."""

import pytest

from tests.fixtures.tasks import Fail
from xc_gis.errors import InputError
from xc_gis.ui.workers import worker
from xc_gis.ui.workers.worker import ANSWER, FAILED, PARTIAL, PROGRESS, serve


class Reporting:
    lane = "run"
    is_light = True

    def run(self, memory, progress):
        progress.step("读取", 1, 2)
        progress.partial("so far")
        memory.kept["n"] = memory.kept.get("n", 0) + 1
        return memory.kept["n"]


class Leaving:
    lane = "run"

    def run(self, _memory, _progress):
        raise SystemExit(5)


@pytest.fixture
def served(monkeypatch):
    """Give tasks, get all messages; the process is this one."""
    monkeypatch.setattr(worker, "_stand_alone", lambda: None)
    given = []
    monkeypatch.setattr(worker, "give_back_memory", lambda: given.append(1))

    def serve_all(*tasks, halted=(0, 0)):
        mine = Reads(tasks)
        serve(mine, halted)
        return mine.sent

    serve_all.given = given
    return serve_all


class Reads:
    """A pipe that has tasks and then ends."""

    def __init__(self, tasks):
        self.tasks, self.sent = list(enumerate(tasks, 1)), []

    def recv(self):
        if not self.tasks:
            raise EOFError
        return self.tasks.pop(0)

    def send(self, message):
        self.sent.append(message)


def test_tasks_are_done_one_after_another_and_memory_is_kept(served):
    sent = served(Reporting(), Reporting())
    assert sent == [
        (PROGRESS, 1, "读取", 1, 2),
        (PARTIAL, 1, "so far"),
        (ANSWER, 1, 1),
        (PROGRESS, 2, "读取", 1, 2),
        (PARTIAL, 2, "so far"),
        (ANSWER, 2, 2),
    ]
    assert served.given == []  # light tasks leave nothing to give back
    served(Fail(InputError("x")))
    assert served.given == [1]


def test_a_task_that_is_not_wanted_any_more_ends_at_its_next_report(served):
    sent = served(Reporting(), Reporting(), halted=(1, 0))
    assert [(kind, number) for kind, number, *_ in sent] == [(FAILED, 1), (PROGRESS, 2), (PARTIAL, 2), (ANSWER, 2)]
    assert sent[0][2].exit_code == 3


def test_every_end_of_a_task_is_a_message_and_the_next_is_done(served):
    sent = served(Fail(InputError("错")), Leaving(), Reporting())
    assert [(message[0], message[1]) for message in sent] == [(FAILED, 1), (FAILED, 2), (PROGRESS, 3), (PARTIAL, 3), (ANSWER, 3)]
    assert sent[0][2].message == "错"
    assert sent[1][2].is_ours


def test_an_answer_that_cannot_be_sent_is_a_message(served):
    class Unsendable:
        lane, is_light = "run", True

        def run(self, _memory, _progress):
            return lambda: None

    class Picky(Reads):
        def send(self, message):
            if message[0] == ANSWER:
                raise TypeError("cannot pickle")
            super().send(message)

    mine = Picky([Unsendable()])
    serve(mine, (0, 0))
    ((kind, number, failure),) = mine.sent
    assert (kind, number, failure.is_ours) == (FAILED, 1, True)


def test_a_single_task_that_is_not_wanted_ends_and_those_before_it_go_on(served):
    sent = served(Reporting(), Reporting(), halted=(0, 2))
    assert [(kind, number) for kind, number, *_ in sent] == [(PROGRESS, 1), (PARTIAL, 1), (ANSWER, 1), (FAILED, 2)]


def test_a_window_that_has_gone_is_no_fault_of_a_task(served):
    class Gone(Reads):
        def send(self, _message):
            raise BrokenPipeError

    mine = Gone([Fail(InputError("x")), Fail(InputError("y"))])
    serve(mine, (0, 0))  # the next look into the pipe ends it
    assert mine.tasks == []
