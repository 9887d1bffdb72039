"""A grid is every combination; names say what varies and are never the same."""

from datetime import date
from pathlib import Path

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.batch.asked import AskedStudy, Variant
from xc_gis.operations.batch.grid import axes_from, axes_of, variants_of
from xc_gis.standard.save import standard_text

STUDY = AskedStudy("西城", Path("西城.toml"))


def test_settings_days_and_standards_are_axes():
    axes = axes_of(["walk.speed.adult=1.0, 1.2", "date=2025-06-30"], ["xicheng-ykz-default,bianmin-circle-default"])
    found = list(variants_of(STUDY, axes))
    assert [one.name for one in found][::3] == [
        "西城~adult=1~2025-06-30~xicheng-ykz-default",
        "西城~adult=1.2~2025-06-30~bianmin-circle-default",
    ]
    assert found[0].variant == Variant(("xicheng-ykz-default",), date(2025, 6, 30), (("walk.speed.adult", 1.0),))
    assert len(found) == 4


def test_values_of_scripts_are_taken_as_they_are():
    (axis,) = axes_from({"catchments": [True, False]})
    assert [word for word, _ in axis.values] == ["catchments=true", "catchments=false"]


def test_keys_that_end_alike_are_told_apart():
    (one,) = variants_of(STUDY, axes_of(["walk.speed.adult=1", "legs=reach"]))
    assert one.name == "西城~adult=1~legs=reach"
    (two,) = variants_of(STUDY, axes_of(["legs.max_m=150", "duplicates.distance_m=100"]))
    assert two.name == "西城~max_m=150~distance_m=100"


def test_names_too_long_for_a_folder_count():
    long = AskedStudy("x" * 58, Path("x.toml"))
    found = list(variants_of(long, axes_of(["walk.speed.adult=1.0,1.2"])))
    assert [one.name[-5:] for one in found] == ["~0001", "~0002"]


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        (["walk.speed.adlt=1"], "walk.speed.adult"),
        (["walk.speed.adult"], "键=值"),
        (["walk.speed.adult="], "键=值"),
        (["walk.speed.adult=9"], "超出范围"),
        (["walk.speed.adult=1,1.0"], "两次"),
        (["walk.speed.adult=1", "walk.speed.adult=2"], "两次"),
        (["date=soon"], "soon"),
    ],
)
def test_what_cannot_be_varied_is_said(vary, said):
    with pytest.raises(InputError, match=said):
        axes_of(vary)


def test_standards_of_one_file_name_are_told_apart_by_id_else_by_number(tmp_path):
    text = standard_text("xicheng-ykz-default")
    for folder, name in (("a", "mild"), ("b", "strict"), ("c", "strict")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(text.replace("id: xicheng-ykz-default", f"id: {name}"), encoding="utf-8")
    a, b, c = (str(tmp_path / folder / "own.yaml") for folder in "abc")
    assert words(axes_of([], ["xicheng-ykz-default", a])) == ["xicheng-ykz-default", "own"]
    assert words(axes_of([], [f"{a},{b}"])) == ["mild", "strict"]
    assert words(axes_of([], [a, b, c])) == ["mild", "strict-2", "strict-3"]
    with pytest.raises(InputError, match="两次"):
        axes_of([], [a, b, a])


def words(axes):
    return [word for axis in axes for word, _ in axis.values]


def test_a_standard_that_is_not_there_is_said():
    with pytest.raises(InputError, match="none"):
        axes_of([], ["none"])


@pytest.mark.parametrize("given", [[], "1.0", 1.0, None])
def test_values_that_are_no_list_are_refused(given):
    with pytest.raises(InputError, match=r"walk\.speed\.adult 要有一列值"):
        axes_from({"walk.speed.adult": given})


def test_an_empty_standard_and_an_unknown_key_say_what_to_write():
    with pytest.raises(InputError, match="--standard 是空的"):
        axes_of([], [" "])
    with pytest.raises(InputError) as caught:
        axes_of(["zzz.qqq=1"])
    assert "docs/study-file.md" in caught.value.hint
