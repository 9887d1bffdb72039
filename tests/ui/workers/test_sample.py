"""The sample is copied once and again only when it has changed; what the user edited stays until then."""

import pytest

from xc_gis.errors import InputError, OutputError
from xc_gis.operations.sample import STUDY
from xc_gis.progress import Silent
from xc_gis.ui.workers.sample import SUMS, CopySample, sample_study
from xc_gis.ui.workers.worker import TaskMemory


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "program" / "data"
    (folder / "old.result").mkdir(parents=True)
    (folder / STUDY).write_text("study", encoding="utf-8")
    (folder / SUMS).write_text("1", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    return folder


def copy(source):
    return CopySample(source, sample_study()).run(TaskMemory(), Silent())


def test_copy_lies_in_the_users_folder_without_results_and_hidden_files(source, own_home):
    target = copy(source)
    assert own_home in target.parents
    assert sorted(path.name for path in target.parent.iterdir()) == sorted([STUDY, SUMS])


def test_what_the_user_edited_stays_until_the_sample_changes(source):
    target = copy(source)
    target.write_text("edited", encoding="utf-8")
    copy(source)
    assert target.read_text(encoding="utf-8") == "edited"
    (source / SUMS).write_text("2", encoding="utf-8")
    copy(source)
    assert target.read_text(encoding="utf-8") == "study"


def test_faults_are_told_as_what_they_are(source, own_home, tmp_path):
    with pytest.raises(InputError, match="示例数据不完整"):
        copy(tmp_path / "missing")
    own_home.write_text("a file, where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="无法把示例数据复制到"):
        copy(source)
