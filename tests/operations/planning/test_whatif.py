"""What the command leaves: tables that add up, a scenario that can be run again, whole or not at all."""

import json

import pandas as pd
import pytest

import xc_gis
from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError, OutputError
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility, Scenario
from xc_gis.operations.planning.scenarios import ScenarioTrials
from xc_gis.operations.planning.whatif import whatif_into
from xc_gis.operations.study import read_study
from xc_gis.progress import Silent


def at(x, y):
    lon, lat = degrees([(x, y)])[0]
    return float(lon), float(lat)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"))


NEW = Scenario("东站", (AddFacility(type="CHS", at=at(2000, 605), cost=3e6),), note="=1+1")
GONE = Scenario("西站关闭", (CloseFacility(facility="F1"),))


def test_scenarios_stand_side_by_side_and_each_can_be_run_again(study, tmp_path):
    before = {path.name: path.read_bytes() for path in study.parent.iterdir()}
    result, content = whatif_into(study, [NEW, GONE], tmp_path / "out", tables_only=True)
    assert {path.name: path.read_bytes() for path in study.parent.iterdir()} == before, "a study is never changed"
    table = pd.read_csv(tmp_path / "out/scenarios.csv")
    assert table["name"].tolist() == ["东站", "西站关闭"]
    assert table["note"].tolist()[0] == "'=1+1"
    assert table["cost"].tolist()[0] == 3e6
    assert pd.isna(table["cost"][1]), "nobody said what it costs"
    assert table["newly_covered"][0] > 0
    assert table["lost_cover"][1] > 0
    for row, one in zip(table.itertuples(), result.scenarios, strict=True):
        frame = pd.read_csv(tmp_path / "out" / row.folder / "before_after.csv")
        assert frame["newly_covered"].sum() == sum(row._asdict()[f"newly_{code}"] for code in result.categories)
        assert (frame[["covered_after", "gap_after", "unknown_after"]].sum(axis=1) == frame["residents"]).all()
        again, _ = whatif_into(study, [tmp_path / "out" / row.folder / "scenario.toml"], tmp_path / "again", tables_only=True)
        assert not again.scenarios[0].remarks, "the study has not changed since"
        assert again.scenarios[0].effects.coverage.equals(one.effects.coverage)
    assert content["outputs"].keys() == {
        "scenarios.csv", "01-东站/scenario.toml", "01-东站/before_after.csv", "01-东站/stars.csv", "02-西站关闭/scenario.toml",
        "02-西站关闭/before_after.csv", "02-西站关闭/stars.csv",
    }  # fmt: skip


def test_together_they_are_one(study, tmp_path):
    result, _ = whatif_into(study, [NEW, GONE], tmp_path / "out", together=True, tables_only=True)
    assert result.scenarios[0].name == "东站 + 西站关闭"
    assert not (tmp_path / "out/scenarios.csv").exists()
    assert result.scenarios[0].effects.gained_any.groups["residents"] > 0
    assert result.scenarios[0].effects.lost_any.groups["residents"] > 0


def test_the_same_bytes_come_out_again(study, tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        whatif_into(study, [NEW, GONE], folder)
    files = [sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()) for folder in folders]
    assert files[0] == files[1]
    for name in files[0]:
        if name.name != "whatif.json":
            assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    contents = [json.loads((folder / "whatif.json").read_text(encoding="utf-8")) for folder in folders]
    assert all(content.pop("timing") for content in contents)
    assert contents[0] == contents[1]


def test_quick_figures_are_those_of_a_whole_assessment(study):
    trials = ScenarioTrials(read_study(study), "sha", Silent())
    for changes in (
        NEW.changes,
        GONE.changes,
        (MoveFacility(facility="F1", at=at(1500, 610)), ChangeFacility(facility="F2", status="planned")),
        (AddFacility(type="EDS", at=at(700, 600)), AddFacility(type="CVS", at=at(300, 610)), CloseFacility(facility="F3")),
        (AddFacility(type="CHS", at=at(700, 600), status="planned"),),
    ):
        whole, quick = (trials.try_out([Scenario("一", tuple(changes))], quick=way) for way in (False, True))
        assert quick.after is None
        pd.testing.assert_frame_equal(quick.effects.coverage, whole.effects.coverage, check_exact=True)
        pd.testing.assert_frame_equal(quick.effects.stars, whole.effects.stars)
        assert quick.effects.gained == whole.effects.gained
        assert quick.effects.lost == whole.effects.lost
        assert (quick.effects.gained_any, quick.effects.lost_any) == (whole.effects.gained_any, whole.effects.lost_any)


def test_a_fault_leaves_what_was_there(study, tmp_path):
    whatif_into(study, [NEW], tmp_path / "out", tables_only=True)
    before = (tmp_path / "out/before_after.csv").read_bytes()
    with pytest.raises(InputError, match="F9"):
        whatif_into(study, [NEW, Scenario("x", (CloseFacility(facility="F9"),))], tmp_path / "out", tables_only=True)
    assert (tmp_path / "out/before_after.csv").read_bytes() == before
    (tmp_path / "own").mkdir()
    (tmp_path / "own/letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        whatif_into(study, [NEW], tmp_path / "own", tables_only=True)


def test_a_study_that_changed_since_is_told(tmp_path):
    study = write_small_study(tmp_path / "study")
    whatif_into(study, [NEW], tmp_path / "out", tables_only=True)
    edit(study.parent / "residents.csv", lambda text: text.replace(",100,", ",101,"))
    result, _ = whatif_into(study, [tmp_path / "out/scenario.toml"], tmp_path / "again", tables_only=True)
    assert ["residents.csv" in remark for remark in result.scenarios[0].remarks] == [True]


def test_public_interface_takes_files_and_records(study, tmp_path):
    found = xc_gis.whatif(study, [NEW, str(_written(tmp_path))], tmp_path / "out", tables_only=True)
    assert found.table["name"].tolist() == ["东站", "两处"]


def _written(folder):
    path = folder / "two.toml"
    path.write_text('[scenario]\nname = "两处"\n[[change]]\nkind = "close_facility"\nfacility = "F3"\n', encoding="utf-8")
    return path
