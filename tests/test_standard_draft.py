"""A standard is edited in a copy: faults stand at their field, the file keeps its comments, what is saved is what was shown."""

import math
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xc_gis.cli import main
from xc_gis.errors import StandardError
from xc_gis.standard import diff_standards, load_standard, schema
from xc_gis.standard.draft import Draft
from xc_gis.standard.fields import FIELDS, KEPT, fields_of
from xc_gis.standard.load import parse_standard
from xc_gis.standard.save import check_name, next_version, save_standard, standard_text
from xc_gis.standard.text_edit import edited_text

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standards").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")
CODES = [c.code for c in load_standard(NAME).categories]

CONTAINERS = {schema.Standard, schema.Components, schema.Stars, schema.FacilityType}
"""Parts that hold other parts, and the facility types, which are not edited in the form."""


@pytest.fixture
def draft():
    return Draft(TEXT, NAME)


def all_parts():
    return [kind for kind in vars(schema).values() if isinstance(kind, type) and issubclass(kind, schema.Part)]


def test_every_field_of_the_schema_is_in_the_form_or_kept_for_a_reason():
    parts = set(all_parts()) - {schema.Part} - CONTAINERS
    assert parts == set(FIELDS) == set(KEPT)
    for part in parts:
        assert set(FIELDS[part]) | set(KEPT[part]) == set(part.model_fields), part
        assert not set(FIELDS[part]) & set(KEPT[part]), part
        assert all(KEPT[part].values())


@pytest.mark.parametrize("part", FIELDS, ids=lambda part: part.__name__)
def test_form_fields_take_their_bounds_from_the_schema(part):
    for field in fields_of(part):
        assert field.zh
        assert field.minimum < field.maximum
        if field.kind in {"number", "share"}:
            assert math.isfinite(field.maximum), field
        if field.kind in {"choice", "words"}:
            assert all(zh for _, zh in field.choices)
    minutes = next(f for f in fields_of(schema.Category) if f.name == "minutes")
    assert (minutes.minimum, minutes.maximum, minutes.optional) == (1, 60, False)
    weight = next(f for f in fields_of(schema.Category) if f.name == "weight")
    assert (weight.minimum, weight.maximum) == (0.1, 100)
    assert [f.kind for f in fields_of(schema.Level)] == ["number", "share", "share", "share", "share", "words"]


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
    (("categories", "VEG", "minutes"), 7, ("categories", "VEG", "strict_minutes"), "大于规定分钟"),
    (("categories", "VEG", "minutes"), 0, ("categories", "VEG", "minutes"), "不得小于 1"),
    (("stars", "levels", 4, "min_score"), 60, ("stars", "levels", 4, "min_score"), "4 星的要求低于 3 星"),
    (("stars", "levels", 4, "min_score"), 101, ("stars", "levels", 4, "min_score"), "不得大于 100"),
    (("stars", "caps", "V3", "cap"), 6, ("stars", "caps", "V3", "cap"), "不得大于 5"),
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
    ("categories", "VEG", "strict_minutes"): None,
    ("categories", "EMP", "strict_minutes"): 10.5,  # the key is not there yet
    ("categories", "CAN", "mandatory"): True,
    ("categories", "HAI", "profile"): "senior",
    ("stars", "levels", 4, "joint_min"): 0.5,
    ("stars", "levels", 4, "components_required"): ["supply"],
    ("stars", "levels", 5, "components_required"): [],
    ("stars", "caps", "V3", "cap"): 2,
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
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 12
    assert "  unknown_max: 0.25                    # A" in after


def test_new_key_in_a_block_of_lines_gets_the_same_indent():
    text = edited_text("a:\n  b: 1   # one\n  c:\n    - x\n    - y   # two\n# end\nd: {e: 1}\n", {("a", "f"): 2, ("d", "g"): "u"})
    assert text == 'a:\n  b: 1   # one\n  c:\n    - x\n    - y   # two\n  f: 2\n# end\nd: {e: 1, g: "u"}\n'


def test_path_that_leads_nowhere_is_refused():
    with pytest.raises(StandardError, match=r"categories\.XXX\.weight"):
        edited_text(TEXT, {("categories", "XXX", "weight"): 1})


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.sampled_from(CODES), st.integers(1, 60), max_size=6), st.integers(0, 95))
def test_whatever_is_set_is_what_the_file_says(minutes, score):
    draft = Draft(TEXT, NAME)
    for code, value in minutes.items():
        draft.set(("categories", code, "strict_minutes"), None)
        draft.set(("categories", code, "minutes"), float(value))
    draft.set(("stars", "levels", 1, "min_score"), 0)
    draft.set(("stars", "levels", 2, "min_score"), min(score, 75) / 2)
    read = parse_standard(draft.edited().encode(), "x")
    assert {c.code: c.minutes for c in read.categories if c.code in minutes} == minutes
    assert read.levels[2].min_score == min(score, 75) / 2


def test_saved_version_reads_as_edited_and_names_its_base(tmp_path, draft):
    draft.set(("categories", "MED", "minutes"), 12)
    path = tmp_path / "xicheng-2026-0.2.0.yaml"
    save_standard(draft, path, standard_id="xicheng-2026", version="0.2.0")
    saved = load_standard(str(path))
    assert (saved.id, saved.version) == ("xicheng-2026", "0.2.0")
    assert path.read_text(encoding="utf-8").startswith(f"# 由 {NAME} 0.1.0 另存\n")
    assert {c.key for c in diff_standards(draft.base, saved)} == {"meta.id", "meta.version", "categories.MED.minutes"}
    assert standard_text(str(path)) == path.read_text(encoding="utf-8")


def test_nothing_is_overwritten(tmp_path, draft):
    path = tmp_path / "own.yaml"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(StandardError, match="已存在"):
        save_standard(draft, path, standard_id="own", version="1")
    assert path.read_text(encoding="utf-8") == "x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("standard_id", "version", "words"),
    [
        (NAME, "9.9.9", "内置标准"),
        ("a/b", "1", "不可用"),
        ("own", "", "版本号"),
        ("own", "1/2", "版本号"),
        ("base", "1", "已有版本 1"),
    ],
)
def test_id_or_version_that_is_taken_is_refused(standard_id, version, words):
    with pytest.raises(StandardError, match=words):
        check_name(standard_id, version, "base", "1")


def test_wrong_draft_is_not_saved(tmp_path, draft):
    draft.set(("categories", "MED", "weight"), 10)
    with pytest.raises(StandardError, match="权重之和是 98"):
        save_standard(draft, tmp_path / "own.yaml", standard_id="own", version="1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after"), [("0.1.0", "0.2.0"), ("1.9.3", "1.10.0"), ("3", "4"), ("试行", "试行.1"), ("试行.1", "试行.2")]
)
def test_next_version_grows(before, after):
    assert next_version(before) == after


def test_command_line_makes_a_copy_to_edit(tmp_path, capsys):
    out = tmp_path / "own.yaml"
    with pytest.raises(SystemExit) as ended:
        main(["standard", "new", "own", "--from", NAME, "--out", str(out)])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert (load_standard(str(out)).id, load_standard(str(out)).version) == ("own", "0.2.0")
    with pytest.raises(SystemExit) as ended:
        main(["standard", "new", "own", "--from", str(out), "--out", str(out)])
    assert ended.value.code == 1
    assert "已存在" in capsys.readouterr().err
