"""What is asked before a window closes: once for each thing that would be lost, and only for those."""

from types import SimpleNamespace

import pytest

from xc_gis.ui.shell.closing import may_close


@pytest.mark.parametrize(
    ("busy", "standard", "scenario", "refused", "asked", "closes"),
    [
        (False, False, False, "", 0, True), (True, False, False, "", 1, True), (True, True, True, "", 3, True), (True, True, True, "运行", 1, False),
        (False, True, True, "评价标准", 1, False), (False, True, True, "方案", 2, False),
    ],
)  # fmt: skip
def test_each_loss_is_asked_about_until_somebody_wants_to_stay(busy, standard, scenario, refused, asked, closes):
    questions = []

    def confirm(question, _yes, _no):
        questions.append(question)
        return not (refused and refused in question)

    made = SimpleNamespace(engine=SimpleNamespace(is_busy=lambda: busy), display=SimpleNamespace(confirm=confirm))
    assert may_close(made, SimpleNamespace(has_unsaved_standard=standard, has_unsaved_scenario=scenario)) is closes
    assert len(questions) == asked
