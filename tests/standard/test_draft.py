"""A standard is edited in a copy: faults stand at their field, the file keeps its comments, what is saved is what was shown."""

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.draft import Draft
from xc_gis.standard.load import parse_standard

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")
CODES = [c.code for c in load_standard(NAME).categories]


@pytest.fixture
def draft():
    return Draft(TEXT, NAME)


def test_untouched_draft_is_its_base(draft):
    assert draft.standard() == draft.base
    assert draft.edited() == TEXT
    assert not draft.can_undo


def test_setting_a_value_back_leaves_no_change(draft):
    path = ("categories", "MED", "minutes")
    draft.set(path, 12.0)
    assert draft.value(path) == 12.0
    draft.set(path, 15.0)
    assert draft.changes == {}
    assert draft.edited() == TEXT


def test_undo_and_redo_walk_through_the_changes(draft):
    first, second = ("categories", "MED", "weight"), ("stars", "levels", 4, "min_score")
    draft.set(first, 10)
    draft.set(second, 80)
    draft.undo()
    assert (draft.value(first), draft.value(second)) == (10, 85)
    draft.undo()
    assert draft.changes == {}
    draft.redo()
    draft.redo()
    assert draft.value(second) == 80
    draft.reset()
    assert draft.changes == {}
    draft.undo()
    assert draft.value(first) == 10


def test_weights_that_do_not_sum_to_100_are_a_fault_of_the_categories(draft):
    draft.set(("categories", "MED", "weight"), 10)
    assert draft.weight_sum() == 98
    assert [(f.path, f.text) for f in draft.faults()] == [(("categories",), "权重之和是 98,应为 100")]
    draft.set(("categories", "SAF", "weight"), 10)
    assert draft.faults() == ()
    draft.set(("scoring", "components", "access", "weight"), 60)
    assert draft.component_sum() == 90
    assert [f.path for f in draft.faults()] == [("scoring", "components")]


FAULTS = [
    (("categories", "VEG", "minutes"), 0, ("categories", "VEG", "minutes"), "不得小于 1"),
    (("stars", "levels", 4, "min_score"), 60, ("stars", "levels", 4, "min_score"), "4 星的要求低于 3 星"),
    (("stars", "levels", 4, "min_score"), 101, ("stars", "levels", 4, "min_score"), "不得大于 100"),
    (("stars", "caps", "V3", "stars"), 6, ("stars", "caps", "V3", "stars"), "不得大于 5"),
    (("stars", "caps", "V2", "share"), 0, ("stars", "caps", "V2", "share"), "应大于 0"),
    (("stars", "caps", "V3", "count"), 3, ("stars", "caps", "V3", "count"), "只有 2 类，永远不会成立"),
    (("walking_profiles", "adult", "speed"), 9, ("walking_profiles", "adult", "speed"), "不得大于 3"),
]


@pytest.mark.parametrize(("path", "value", "at", "words"), FAULTS)
def test_fault_stands_at_its_field(draft, path, value, at, words):
    draft.set(path, value)
    faults = draft.faults()
    assert [fault.path for fault in faults] == [at]
    assert words in faults[0].text
    with pytest.raises(StandardError, match=words):
        draft.standard()


CHANGES = {
    ("categories", "VEG", "minutes"): 12,
    ("stars", "levels", 3, "joint_min"): 0.25,  # the key is not there yet
    ("categories", "CAN", "mandatory"): True,
    ("categories", "HAI", "profile"): "senior",
    ("stars", "levels", 4, "joint_min"): 0.5,
    ("stars", "levels", 4, "components_required"): ["supply"],
    ("stars", "levels", 5, "components_required"): [],
    ("stars", "caps", "V3", "stars"): 2,
    ("stars", "caps", "V2", "share"): 0.45,
    ("stars", "caps", "V2", "count"): 4.0,  # as a spin box tells it
    ("walking_profiles", "senior", "speed"): 0.85,
    ("coverage", "unknown_max"): 0.25,
    ("scoring", "category_target"): 0.95,
    ("measurement", "legs"): "nearest",
    ("meta", "disclaimer_zh"): "区里用:“试行”、{方括号}",
}


def test_text_keeps_comments_and_says_what_the_draft_says(draft):
    for path, value in CHANGES.items():
        draft.set(path, value)
    text = draft.edited()
    assert parse_standard(text.encode(), "x").model_dump(exclude={"sha256"}) == draft.standard().model_dump(exclude={"sha256"})
    assert text.count("#") == TEXT.count("#")
    before, after = TEXT.splitlines(), text.splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 13
    assert "  unknown_max: 0.25                    # A" in after


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.sampled_from(CODES), st.integers(1, 60), max_size=6), st.integers(0, 95))
def test_whatever_is_set_is_what_the_file_says(minutes, score):
    draft = Draft(TEXT, NAME)
    for code, value in minutes.items():
        draft.set(("categories", code, "minutes"), float(value))
    draft.set(("stars", "levels", 1, "min_score"), 0)
    draft.set(("stars", "levels", 2, "min_score"), min(score, 75) / 2)
    read = parse_standard(draft.edited().encode(), "x")
    assert {c.code: c.minutes for c in read.categories if c.code in minutes} == minutes
    assert read.levels[2].min_score == min(score, 75) / 2
