"""Which language the words of a command ask for, wherever it stands; the help of a command in it."""

import pytest

from tests.languages.marks import HALF_MARK
from xc_gis.cli import app
from xc_gis.cli.help_words import command_in, language_in
from xc_gis.languages import CHINESE


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "zh"),
        (["run", "x.toml"], "zh"),
        (["--lang", "en", "run"], "en"),
        (["run", "--help", "--lang=en"], "en"),
        (["--lang", "zh", "run", "--lang", "en"], "en"),
        (["--lang", "fr"], "zh"),
        (["run", "--lang"], "zh"),
        (["en"], "zh"),
    ],
)
def test_language_is_that_of_the_option(words, language):
    assert language_in(words) == language


def every(command):
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from every(inner)


def test_help_of_every_command_and_option_is_said_in_english():
    for command in every(command_in(app, "en")):
        assert not CHINESE.search(command.help or ""), command.name
        for word in command.params:
            text = (getattr(word, "help", None) or "").replace("北京市西城区", "")
            assert not CHINESE.search(text), (command.name, word.name)


def test_help_in_chinese_has_full_width_marks():
    chinese = command_in(app, "zh")
    assert chinese.help == "一刻钟社区服务圈：覆盖、缺口与星级"
    texts = [
        text for command in every(chinese) for text in (command.help, *(getattr(word, "help", "") for word in command.params))
    ]
    assert len(texts) > 100
    assert not [text for text in texts if text and HALF_MARK.search(text)]


@pytest.mark.parametrize("words", [[], ["export"]])
def test_help_is_whole_in_a_narrow_terminal(monkeypatch, capsys, words):
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 80)
    command = command_in(app, "zh")
    command.main([*words, "--help"], standalone_mode=False)
    shown = "".join(line.strip("│ ") for line in capsys.readouterr().out.splitlines()).replace(" ", "")
    said = command.commands["export"].params if words else command.commands.values()
    assert len(said) > 10
    assert not [text.help for text in said if getattr(text, "help", None) and text.help.replace(" ", "") not in shown]
