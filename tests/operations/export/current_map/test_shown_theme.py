"""The theme of the window on a page: the same classes and words, its layers as they are switched."""

from dataclasses import replace

import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import InputError
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.operations.export.current_map.shown_theme import shown_theme
from xc_gis.operations.export.spoken import saying

VALUES = {
    "name": "满员", "rows": [{"fill": "#000000", "shown": "#112233", "words": "多"}], "unknown": "不知道", "absent": "没有人",
    "of": {"C1": {"row": 0, "words": "12 人"}, "C2": {"row": None, "words": "不知道"}},
}  # fmt: skip


def theme(run, lang="zh", **changes):
    return shown_theme(inputs_of(run), replace(ShownMap(run, "MED", (116.0, 39.0, 117.0, 40.0)), **changes), saying(lang))


@pytest.mark.parametrize(
    ("key", "code"), [("stars", "stars"), ("joint", "joint"), ("MED", "coverage:MED"), ("gaps:MED", "gaps:MED")]
)
def test_a_theme_of_the_window_is_one_of_the_atlas(finished_run, key, code):
    assert theme(finished_run, theme=key).code == code


def test_a_theme_that_the_run_has_not_is_refused(finished_run):
    with pytest.raises(InputError, match="XYZ"):
        theme(finished_run, theme="XYZ")


def test_its_name_says_of_which_scenario_it_is(finished_run):
    assert theme(finished_run, named="方案：<b>东站</b>").name == "医疗卫生覆盖率图（方案：<b>东站</b>）"
    assert theme(finished_run, "en", named="Scenario").name.endswith(" (Scenario)")


def test_values_of_the_window_keep_their_classes_and_unknown_is_hatched(finished_run):
    shown = theme(finished_run, values=VALUES, named="x")
    assert (shown.name, [row.colour for row in shown.rows]) == ("满员", ["#112233"])
    assert (shown.looks["C1"].row, shown.looks["C2"].is_unknown) == (0, True)
    assert shown.nothing == ""


def test_layers_are_shown_as_they_are_switched(finished_run):
    plain = theme(finished_run, theme="gaps:MED")
    assert plain.gaps == "MED"
    assert plain.facility_types
    bare = theme(finished_run, theme="gaps:MED", hidden=("gaps", "sites"))
    assert (bare.gaps, bare.facility_types, bare.facilities) == ("", frozenset(), "")
    chosen = theme(finished_run, theme="stars", site_types=("CVS",))
    assert (chosen.facility_types, chosen.facilities) == (frozenset({"CVS"}), "所选类型的设施")
