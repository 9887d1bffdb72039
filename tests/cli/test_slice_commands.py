"""The command of slices: sentences for people, one JSON object for scripts."""

import json

from tests.fixtures.commands import command
from tests.operations.planning.test_slices import write


def test_people_read_how_much_is_known_and_what_became_of_the_slices(tmp_path, capsys):
    study = write(tmp_path / "study")
    code, out, err = command(capsys, "slices", study, "--out", tmp_path / "out", "--profile", "senior")
    assert code == 0
    assert "slices.csv" in out
    assert "3 处开放的设施中，3 处写了开放时间，2 处读得懂" in err
    assert "小需求不出社区" in err
    code, _, err = command(capsys, "slices", study, "--out", tmp_path / "out", "--at", "WED 20:00", "--lang", "en")
    assert code == 0
    assert "WED 20:00" in err
    assert "2 are understood" in err


def test_scripts_get_one_object(tmp_path, capsys):
    study = write(tmp_path / "study")
    code, out, _ = command(capsys, "--json", "slices", study, "--out", tmp_path / "out", "--profile", "senior")
    found = json.loads(out)
    assert code == 0
    assert [one["code"] for one in found["slices"]] == ["weekday", "evening", "weekend", "holiday"]
    assert found["slices"][1]["facilities"] == {"open": 1, "closed": 1, "unknown": 1}
    assert set(found["needs"]) == {"small", "large", "urgent"}


def test_a_moment_that_cannot_be_had_is_one_clear_message(tmp_path, capsys):
    study = write(tmp_path / "study")
    code, _, err = command(capsys, "slices", study, "--out", tmp_path / "out", "--at", "晚上")
    assert code == 1
    assert "WED 20:00" in err
    assert not (tmp_path / "out").exists()
