"""What the working processes do for the study page: one layer, the whole study, streets read once for all looks."""

import shutil

import pytest

from xc_gis.errors import StudyError
from xc_gis.operations.preview import preview
from xc_gis.progress import Silent
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.ui.workers.study_tasks import CHECK, CheckStudy, OpenDraft, ReadLayer
from xc_gis.ui.workers.worker import TaskMemory


def test_a_study_is_opened_complete_or_not(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("[study]\nname = '半个'\n", encoding="utf-8")
    assert OpenDraft(path).run(TaskMemory(), Silent()).keys("study")["name"] == "半个"
    with pytest.raises(StudyError):
        OpenDraft(tmp_path / "none.toml").run(TaskMemory(), Silent())


def test_streets_are_read_once_for_all_looks_and_again_when_they_change(small_study, tmp_path, monkeypatch):
    folder = shutil.copytree(small_study.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("*.result"))
    content = StudyDraft.open(folder / small_study.name).content()
    read = []
    real = preview.streets_of
    monkeypatch.setattr(preview, "streets_of", lambda *args: read.append(args) or real(*args))
    memory = TaskMemory()
    counts = {
        table: ReadLayer(folder, content, table).run(memory, Silent()).count
        for table in ("communities", "residents", "facilities.0")
    }
    assert counts == {"communities": 2, "residents": 72, "facilities.0": 3}
    assert len(read) == 1
    (folder / "streets.osm").touch()
    ReadLayer(folder, content, "communities").run(memory, Silent())
    assert len(read) == 2


def test_a_fault_of_a_layer_is_part_of_the_answer(small_study):
    content = {**StudyDraft.open(small_study).content(), "residents": {"path": "none.csv"}}
    assert ReadLayer(small_study.parent, content, "residents").run(TaskMemory(), Silent()).fault is not None


def test_a_check_is_a_lane_of_its_own(small_study):
    assert CheckStudy.lane == CHECK != ReadLayer.lane
    assert not CheckStudy(small_study).run(TaskMemory(), Silent()).stops
