"""Questions and who waits for their answers: each answer goes to its own, others pass by."""

from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure


class Runner:
    def __init__(self):
        self.tasks = []

    def ask(self, task):
        self.tasks.append(task)
        return len(self.tasks)


def asked():
    questions, heard = Questions(Runner()), []
    number = questions.ask(
        "task", lambda a: heard.append(("then", a)), lambda f: heard.append(("failed", f)), lambda p: heard.append(("partly", p))
    )
    return questions, number, heard


def test_an_answer_is_heard_once_and_a_part_of_it_before():
    questions, number, heard = asked()
    questions.partly(number, 1)
    questions.answer(number, 2)
    questions.answer(number, 3)
    questions.partly(number, 4)
    assert heard == [("partly", 1), ("then", 2)]


def test_a_failure_is_heard_instead():
    questions, number, heard = asked()
    failure = Failure("x")
    questions.fail(number, failure)
    questions.answer(number, 2)
    assert heard == [("failed", failure)]


def test_what_nobody_waits_for_passes_by():
    questions, number, heard = asked()
    questions.answer(number + 1, 2)
    questions.fail(number + 1, Failure("x"))
    assert questions.drop(number)
    assert not questions.drop(number)
    questions.answer(number, 2)
    questions.partly(number, 2)
    assert heard == []


def test_it_is_known_whether_anybody_waits_for_something_else():
    questions, number, _ = asked()
    assert not questions.others_than(number)
    other = questions.ask("task", print, print)
    assert questions.others_than(number)
    questions.drop(other)
    assert not questions.others_than(number)
    questions.forget()
    assert not questions.others_than(-1)
