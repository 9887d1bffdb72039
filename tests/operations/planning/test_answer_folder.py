"""The folder of an answer: its record names what it was made from and what it holds; where the work fails, nothing is changed."""

import hashlib
import json

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import Cancelled, OutputError
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.study import read_study, study_sha256

RECORD = "answer.json"


def answered(path, out, word):
    with answer_folder(out, RECORD) as folder:
        study = read_study(path, folder.progress)
        (folder.path / "b.csv").write_text(word, encoding="utf-8")
        (folder.path / "a.csv").write_text("a", encoding="utf-8")
        return folder.close(study, study_sha256(study), {"word": word}, ["b.csv", "a.csv"])


def test_the_record_tells_what_it_was_made_from_what_it_holds_and_what_it_took(tmp_path):
    path = write_small_study(tmp_path / "study")
    record = answered(path, tmp_path / "out", "甲")
    assert json.loads((tmp_path / "out" / RECORD).read_text(encoding="utf-8")) == record
    assert list(record) == ["tool", "method", "study", "standard", "inputs", "word", "outputs", "timing"]
    assert record["study"] == {
        "file": "study.toml", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "name": "小项目", "date": "2026-06-30",
        "synthetic": False,
    }  # fmt: skip
    assert {one["path"]: one["sha256"] for one in record["inputs"]}["facilities.csv"] == (
        hashlib.sha256((path.parent / "facilities.csv").read_bytes()).hexdigest()
    )
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in (("a.csv", "a"), ("b.csv", "甲"))}
    assert list(record["outputs"].items()) == list(sums.items()), "in the order of their names"
    assert set(record["timing"]) == {"start", "seconds", "stages"}
    assert "读取项目文件" in record["timing"]["stages"]


def test_the_same_answer_is_the_same_record_but_for_its_times_and_takes_the_place_of_the_earlier(tmp_path):
    path = write_small_study(tmp_path / "study")
    first, second = (answered(path, tmp_path / "out", "甲") for _ in range(2))
    assert first.pop("timing") != second.pop("timing")
    assert first == second
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out", "study"]


def test_where_the_work_fails_the_earlier_answer_stands(tmp_path):
    path = write_small_study(tmp_path / "study")
    answered(path, tmp_path / "out", "甲")

    def fail():
        with answer_folder(tmp_path / "out", RECORD) as folder:
            (folder.path / "a.csv").write_text("乙", encoding="utf-8")
            raise Cancelled

    with pytest.raises(Cancelled):
        fail()
    assert (tmp_path / "out" / "a.csv").read_text(encoding="utf-8") == "a"


def test_a_folder_with_files_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match=r"mine\.txt"), answer_folder(tmp_path / "out", RECORD):
        pass
