"""A scenario that is edited: steps back and forth, a drag as one step, what differs from the file."""

import hypothesis.strategies as st
from hypothesis import given

from xc_gis.model.changes import AddFacility, CloseFacility, Scenario
from xc_gis.ui.presenters.planning.draft import ScenarioDraft

NEW = AddFacility(type="CHS", at=(116.3, 39.9))


def at(lon):
    return AddFacility(type="CHS", at=(lon, 39.9))


def changes(draft):
    return [one.change for one in draft.changes]


def test_every_step_is_taken_back_and_done_again():
    draft = ScenarioDraft(Scenario("甲", ()))
    key = draft.add(NEW)
    draft.add(CloseFacility(facility="F1"))
    draft.remove(key)
    draft.rename("乙", "看看")
    assert (draft.name, changes(draft)) == ("乙", [CloseFacility(facility="F1")])
    draft.undo()
    draft.undo()
    assert (draft.name, len(draft.changes)) == ("甲", 2)
    draft.redo()
    draft.redo()
    assert (draft.name, draft.note, draft.can_redo) == ("乙", "看看", False)
    for _ in range(9):
        draft.undo()
    assert (changes(draft), draft.can_undo) == ([], False)


def test_a_drag_is_one_step_however_many_places_it_has():
    draft = ScenarioDraft(Scenario("甲", ()))
    key = draft.add(NEW)
    for lon in (116.31, 116.32, 116.33):
        draft.drag(key, at(lon))
    draft.drop()
    draft.drag(key, at(116.4))
    draft.drop()
    draft.undo()
    assert changes(draft) == [at(116.33)]
    draft.undo()
    assert changes(draft) == [NEW]


def test_a_new_step_forgets_what_was_taken_back():
    draft = ScenarioDraft(Scenario("甲", ()))
    draft.add(NEW)
    draft.undo()
    draft.add(at(1.0))
    assert not draft.can_redo


def test_what_changes_nothing_is_no_step():
    draft = ScenarioDraft(Scenario("甲", ()))
    draft.remove("9")
    draft.rename("甲", "")
    assert not draft.can_undo


def test_it_is_edited_until_it_lies_on_disk_as_it_is(tmp_path):
    draft = ScenarioDraft(Scenario("甲", ()))
    assert not draft.is_edited
    draft.add(NEW)
    assert draft.is_edited
    draft.saved(tmp_path / "a.toml")
    assert not draft.is_edited
    draft.undo()
    assert draft.is_edited
    draft.redo()
    assert not draft.is_edited


@given(st.lists(st.sampled_from(["add", "remove", "drag", "drop", "undo", "redo"]), max_size=40))
def test_undoing_everything_gives_the_scenario_that_was_opened_and_redoing_what_was_there(deeds):
    draft = ScenarioDraft(Scenario("甲", (NEW,)))
    for number, deed in enumerate(deeds):
        first = draft.changes[0].key if draft.changes else ""
        {
            "add": lambda n=number: draft.add(at(float(n))), "remove": lambda k=first: draft.remove(k),
            "drag": lambda k=first, n=number: draft.drag(k, at(n + 0.5)), "drop": draft.drop, "undo": draft.undo, "redo": draft.redo,
        }[deed]()  # fmt: skip
    there = draft.changes
    back = 0
    while draft.can_undo:
        draft.undo()
        back += 1
    assert changes(draft) == [NEW]
    for _ in range(back):
        draft.redo()
    assert draft.changes == there
