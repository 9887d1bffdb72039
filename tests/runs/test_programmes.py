"""Further programmes of a run: read as a run is read, sums of their own, counts of lists with bounds, grades; damage is told."""

import shutil
from dataclasses import replace

import pytest

from xc_gis.errors import InputError
from xc_gis.runs.programmes import asked_lists, grade_of, has_grades, offered, read_programmes
from xc_gis.runs.view import read_run_view


@pytest.fixture(scope="module")
def programme(programme_run):
    (found,) = read_programmes(programme_run)
    return found


def test_a_programme_has_its_own_categories_levels_and_sums(programme, programme_run):
    assert programme.standard["id"] == programme.manifest["standard"]["id"] == "bianmin-circle-default"
    assert len(programme.categories) == 53
    assert set(programme.by_code) - set(programme_run.by_code)
    sums = programme.manifest["counts"]["categories"]["CIN"]
    rows = [c.of("CIN") for c in programme.communities]
    assert sums["covered"] == sum(row.covered for row in rows) > 0
    assert sums["gap"] == sum(row.gap for row in rows) > 0
    assert programme.whole["CIN"] == pytest.approx(sums["covered"] / (sums["covered"] + sums["gap"]))
    assert "TOB" not in programme.whole  # nobody has listed them: unknown
    assert programme_run.manifest["standard"]["id"] == "xicheng-ykz-default"


def test_what_is_stated_belongs_to_the_programme(programme):
    assert programme.by_id["C1"].stated == {"satisfaction": 92.0, "chain_rate": 21.5}
    assert programme.by_id["C2"].stated == {"satisfaction": 92.0}


def test_sums_of_the_first_standard_are_worked_out_alike(programme_run):
    from xc_gis.runs.programmes import _sums

    own = programme_run.manifest["counts"]["categories"]
    for code, sums in _sums(programme_run.communities).items():
        assert sums == pytest.approx({key: own[code][key] for key in sums}, abs=1e-3), code


def test_lists_count_what_is_there_for_certain_and_at_most(programme):
    basic, quality = asked_lists(programme)
    assert (str(basic.name), basic.least) == ("基本保障类业态", {3: 15, 4: 15, 5: 15})
    assert offered(programme.by_id["C1"], basic.categories, basic.covered_min) == (2, 23)
    assert (
        offered(programme.by_id["C2"], quality.categories, quality.covered_min)[1] == 29
    )  # cinemas are listed whole, and too far
    assert asked_lists(replace(programme, levels={})) == ()


def test_where_nobody_is_known_to_live_a_category_may_be_there_or_not(programme):
    c1 = programme.by_id["C1"]
    nobody = replace(c1, coverage=tuple(replace(row, low=None, share=None, high=None) for row in c1.coverage))
    assert offered(nobody, ("CIN", "EDS"), 0.5) == (0, 2)
    for_nobody = replace(c1, coverage=tuple(replace(row, notes=("not_applicable",)) for row in c1.coverage))
    assert offered(for_nobody, ("CIN", "EDS"), 0.5) == (0, 0)


def test_levels_have_grades_or_none(programme, programme_run):
    assert has_grades(programme)
    assert not has_grades(programme_run)
    assert [str(grade_of(programme, stars)) for stars in (5, 3, 1, None)] == ["品质型", "基础型", "", ""]
    assert grade_of(programme, 5).en == "quality circle"


def test_a_run_of_one_standard_has_none(followed_run):
    assert read_programmes(read_run_view(followed_run[1])) == ()


def test_a_run_without_their_views_has_none_and_a_damaged_one_is_told(programme_run, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(programme_run.folder, folder)
    view = read_run_view(folder)
    (folder / "view_bianmin-circle-default.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"):
        read_programmes(view)
    outputs = {name: sha for name, sha in view.manifest["outputs"].items() if not name.startswith("view_")}
    older = replace(view, manifest={**view.manifest, "outputs": outputs})
    assert read_programmes(older) == ()
