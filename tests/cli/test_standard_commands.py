"""Commands on standards: valid or not, another version of one's own, what differs."""

import json

from tests.fixtures.commands import command
from xc_gis.standard.save import standard_text

NAME = "xicheng-ykz-default"


def own(folder, **changes):
    text = standard_text(NAME)
    for before, after in changes.items():
        text = text.replace(before.replace("__", ": "), after)
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_check_says_what_the_standard_is(capsys):
    code, out, _ = command(capsys, "standard", "check", NAME, "--json")
    found = json.loads(out)
    assert (code, found["id"], found["categories"], found["facility_types"]) == (0, NAME, 25, 48)
    code, out, _ = command(capsys, "standard", "check", NAME, "--lang", "en")
    assert (code, "services: 25" in out, "Xicheng" in out) == (0, True, True)


def test_check_of_a_fault_names_line_and_key(capsys, tmp_path):
    code, out, err = command(capsys, "standard", "check", own(tmp_path, min_score__85="min_score: 850"))
    assert (code, out) == (1, "")
    assert "第 " in err
    assert "stars.levels.4.min_score" in err


def test_difference_names_key_before_and_after_and_sameness(capsys, tmp_path):
    changed = own(tmp_path, min_score__85="min_score: 80")
    assert command(capsys, "standard", "diff", NAME, changed)[:2] == (0, "stars.levels.4.min_score: 85 → 80\n")
    assert command(capsys, "standard", "diff", NAME, NAME)[1] == "两个标准相同\n"
    found = json.loads(command(capsys, "standard", "diff", NAME, changed, "--json")[1])
    assert found == [{"key": "stars.levels.4.min_score", "before": 85.0, "after": 80.0}]


def test_new_version_is_the_next_one_unless_it_is_named(capsys, tmp_path):
    code, out, _ = command(capsys, "standard", "new", "own", "--out", tmp_path / "a.yaml", "--json")
    assert (code, json.loads(out)["version"]) == (0, "0.2.0")
    code, out, _ = command(capsys, "standard", "new", "own", "--out", tmp_path / "b.yaml", "--version", "7", "--json")
    assert (code, json.loads(out)["version"]) == (0, "7")
    assert command(capsys, "standard", "new", NAME, "--out", tmp_path / "c.yaml")[0] == 1
    assert not (tmp_path / "c.yaml").exists()
