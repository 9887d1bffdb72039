"""The command for the next star: its options, its words in both languages, its exit codes; its JSON alone on standard output."""

import json

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis import cli


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"))


def left_with(words):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    return left.value.code


def test_the_command_line(study, tmp_path, capfd):
    words = ["nextstar", str(study), "--every", "400", "--community", "C2", "--out", str(tmp_path / "out")]
    assert left_with([*words, "--json"]) == 0
    content = json.loads(capfd.readouterr().out)
    assert [one["community_id"] for one in content["communities"]] == ["C2"]
    assert left_with([*words, "--lang", "en"]) == 0
    said = capfd.readouterr()
    assert "changes.csv" in said.out
    assert "1 communities: 1 with a cheapest next star" in said.err
    (tmp_path / "costs.toml").write_text("[costs]\nCHS = -3\n", encoding="utf-8")
    for wrong, code in (
        (["--community", "C9"], 1),
        (["--every", "1"], 1),
        (["--costs", str(tmp_path / "costs.toml")], 1),
        (["--every"], 2),
    ):
        assert left_with(["nextstar", str(study), "--out", str(tmp_path / "no"), *wrong]) == code
        assert not (tmp_path / "no").exists()


def test_how_sure_and_what_was_checked(study, tmp_path, capfd):
    (tmp_path / "ranges.toml").write_text("[ranges]\ndraws = 10\npaths = false\n", encoding="utf-8")
    words = ["robust", str(study), "--ranges", str(tmp_path / "ranges.toml"), "--out", str(tmp_path / "sure")]
    assert left_with([*words, "--json"]) == 0
    content = json.loads(capfd.readouterr().out)
    assert content["communities"] == 2
    assert content["ranges"]["draws"] == 10
    checks = tmp_path / "filled.csv"
    checks.write_text("what,community_id,found\nway/3,C1,不通\nsurvey:MED,C1,完整\n", encoding="utf-8")
    assert left_with(["checked", str(study), str(checks), "--lang", "en"]) == 0
    said = capfd.readouterr()
    assert "[[inventory]]" in said.out
    assert "1 ways noted as closed" in said.err or "1 way noted as closed" in said.err
    (tmp_path / "bad.toml").write_text("[ranges]\nspeed = 3\n", encoding="utf-8")
    assert left_with(["robust", str(study), "--ranges", str(tmp_path / "bad.toml"), "--out", str(tmp_path / "no")]) == 1
    assert not (tmp_path / "no").exists()
