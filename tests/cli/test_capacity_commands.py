"""``xc-gis capacity``: what people and programs are told."""

import json

import pytest

from tests.operations.planning.test_capacity import study_with
from xc_gis.cli import main


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_command_says_it_in_both_languages(tmp_path, capsys, lang):
    path = study_with(tmp_path / "study", {"F1": "1", "F4": "5000"})
    with pytest.raises(SystemExit) as ended:
        main(["capacity", str(path), "--out", str(tmp_path / "out"), "--lang", lang])
    assert ended.value.code == 0
    told = capsys.readouterr()
    assert ("full" in told.err) is (lang == "en")
    assert ("都已满" in told.err) is (lang == "zh")
    assert told.out.strip().endswith("capacity.csv")


def test_command_gives_one_object_to_programs(tmp_path, capsys):
    path = study_with(tmp_path / "study", {"F1": "1", "F4": "5000"})
    with pytest.raises(SystemExit) as ended:
        main(["capacity", str(path), "--out", str(tmp_path / "out"), "--json"])
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert told["categories"]["MED"]["full"] > 0
    assert told["categories"]["ELD"]["full"] is None


def test_folder_with_something_else_in_it_is_refused(tmp_path, capsys):
    path = study_with(tmp_path / "study", {})
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["capacity", str(path), "--out", str(tmp_path / "out")])
    assert ended.value.code == 1
    assert "mine.txt" in capsys.readouterr().err
    assert (tmp_path / "out/mine.txt").read_text(encoding="utf-8") == "mine"
