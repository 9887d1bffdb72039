"""Options that may stand before or after every command: the later one counts, unknown ones are refused."""

import pytest
import typer

from xc_gis.cli.options import given_path, options, say


def test_options_after_the_command_count_and_silence_keeps_what_was_said():
    say("en", False)
    assert (options.lang, options.json) == ("en", False)
    say("", True)
    assert (options.lang, options.json) == ("en", True)
    say("zh", False)
    assert (options.lang, options.json) == ("zh", True)  # once asked for stays asked for


@pytest.mark.parametrize("lang", ["fr", "EN", " "])
def test_a_language_that_there_is_not_is_refused(lang):
    with pytest.raises(typer.BadParameter, match="--lang"):
        say(lang, False)
    assert options.lang == "zh"


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_an_empty_path_is_refused_and_never_the_folder_one_is_in(text):
    with pytest.raises(typer.BadParameter, match="路径是空的"):
        given_path(text)
    assert given_path("a b.toml").name == "a b.toml"
