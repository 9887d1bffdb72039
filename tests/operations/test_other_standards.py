"""A study with two standards: the first rates as if it were alone, the second as if it were the only one."""

import csv
import json
from importlib import resources

import pytest

from tests.fixtures.small_study import STUDY, degrees, edit, write_small_study
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.times.travel_times import walking_times
from xc_gis.errors import StandardError
from xc_gis.model import InventoryStatement
from xc_gis.operations import other_standards
from xc_gis.operations.check.check import check_study
from xc_gis.operations.other_standards import by_type, rated_by
from xc_gis.operations.run import run_into
from xc_gis.operations.study import analyse, read_study, settings_under
from xc_gis.standard import load_standard

BOTH = STUDY.replace('standard = "xicheng-ykz-default"', 'standard = ["xicheng-ykz-default", "bianmin-circle-default"]').replace(
    'category = "MED"', 'type = "CHS"'
)
MORE = '\n[[facilities]]\npath = "shops.csv"\ntype_column = "类型"\ncrs = "EPSG:4326"\n'


def write(folder, text):
    path = write_small_study(folder, study=text + MORE)
    ((lon, lat),) = degrees([(600.0, 605.0)])
    rows = [f"S{n},{kind},店{n},{lon:.8f},{lat:.8f}" for n, kind in enumerate(("CIN", "PET", "EDS", "LAU"))]
    (folder / "shops.csv").write_text("编号,类型,名称,经度,纬度\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Runs with both standards, and the tables of each alone."""
    folder = tmp_path_factory.mktemp("standards")
    run_into(write(folder / "both", BOTH), folder / "of_both", tables_only=True)
    alone = BOTH.replace('["xicheng-ykz-default", "bianmin-circle-default"]', '["bianmin-circle-default", "xicheng-ykz-default"]')
    run_into(write(folder / "turned", alone), folder / "of_turned", tables_only=True)
    return folder


def table(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_each_standard_has_its_tables_whichever_is_first(runs):
    one, other = runs / "of_both", runs / "of_turned"
    assert table(one / "coverage.csv") == table(other / "coverage_xicheng-ykz-default.csv")
    assert table(one / "rating.csv") == table(other / "rating_xicheng-ykz-default.csv")
    second = table(one / "coverage_bianmin-circle-default.csv")
    assert len(second) == 2 * 53
    assert second == table(other / "coverage.csv")
    assert any(float(row["gap"]) > 0 for row in second if row["category"] == "CHS"), "its list is complete"
    listed = json.loads((one / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {"rating_bianmin-circle-default.csv", "coverage_bianmin-circle-default.csv"} <= set(listed)


def test_the_second_programme_says_what_is_lacking_and_has_grades(runs):
    rows = table(runs / "of_both" / "rating_bianmin-circle-default.csv")
    assert "grade" in rows[0]
    assert "grade" not in table(runs / "of_both" / "rating.csv")[0]
    covered = {row["category"]: float(row["covered"]) for row in table(runs / "of_both" / "coverage_bianmin-circle-default.csv")}
    assert covered["CIN"] > 0
    assert covered["BOK"] == 0


def test_the_manifest_names_all_standards(runs):
    manifest = json.loads((runs / "of_both" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["standard"]["id"] == "xicheng-ykz-default"
    assert [one["id"] for one in manifest["more_standards"]] == ["bianmin-circle-default"]


def test_the_check_reads_kinds_of_both(tmp_path):
    report = check_study(write(tmp_path, BOTH))
    assert report.fault is None
    assert not [layer for layer in report.layers if layer.fault]


def test_standards_that_walk_differently_are_refused(tmp_path):
    path = write(tmp_path, BOTH.replace("bianmin-circle-default", "mine.yaml"))
    text = resources.files("xc_gis.standard.shipped").joinpath("bianmin-circle-default.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("max_leg_m: 150", "max_leg_m: 100"), encoding="utf-8")
    with pytest.raises(StandardError, match="步行设置不同"):
        read_study(path)
    assert "步行设置不同" in check_study(path).fault.message
    edit(path, lambda study: study + '\n[settings]\n"legs.max_m" = 150\n')
    assert [one.id for one in read_study(path).others] == ["bianmin-circle-default"]


def test_inventories_of_categories_speak_of_the_types_that_serve_them():
    stated = [
        InventoryStatement("VEG", None, ("all",), "complete", None),
        InventoryStatement(None, "PHA", ("all",), "partial", None),
    ]
    found = list(by_type(stated, load_standard("xicheng-ykz-default")))
    assert [(one.category, one.type, one.status) for one in found] == [
        (None, "VEG", "complete"), (None, "SUP", "complete"), (None, "PHA", "partial"),
    ]  # fmt: skip


def test_what_the_first_standard_has_asked_is_not_searched_for_again(tmp_path, monkeypatch):
    asked = {}

    def walking(network, barriers, ends, services, questions, *more):
        asked.update({question.key: question for question in questions})
        return walking_times(network, barriers, ends, services, questions, *more)

    monkeypatch.setattr(other_standards, "walking_times", walking)
    study = read_study(write(tmp_path, BOTH))
    first, other = study.standard, study.others[0]
    known = {(one.question.types, one.question.profile): one.question for one in questions_of_standard(first)}
    found = analyse(study)
    for speed in (study.settings.number("walk.speed.adult"), 1.0):
        asked.clear()
        settings = settings_under(study, other).override({"walk.speed.adult": speed}, origin="study", where="test")
        rated_by(found, (first, study.settings), other, settings, None)
        same = speed == study.settings.number("walk.speed.adult")
        for one in questions_of_standard(other):
            answer = known.get((one.question.types, one.question.profile)) if same else None
            assert (one.question.key in asked) == (answer is None or answer.bound_s < one.question.bound_s), one.question.key
    assert "PCL" in asked
