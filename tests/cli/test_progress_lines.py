"""Progress for a program that listens: one object a line, no more than a hundred a stage, and a listener that has gone ends nothing."""

import io
import json
import sys

import pytest
import typer

from xc_gis.cli.options import options
from xc_gis.cli.progress_lines import ProgressLines, say_progress
from xc_gis.cli.terminal import Bar, note
from xc_gis.languages.message import msg


def test_steps_are_lines_in_the_language_and_small_ones_are_left_out():
    stream = io.StringIO()
    lines = ProgressLines(stream)
    for done in range(1001):
        lines.step(msg("读取路网"), done, 1000)
    options.lang = "en"
    lines.step(msg("读取图层"), 0, 0)
    said = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(said) == 102
    assert said[0] == {"stage": "读取路网", "done": 0, "total": 1000}
    assert said[100] == {"stage": "读取路网", "done": 1000, "total": 1000}
    assert said[101]["stage"].isascii()
    assert stream.getvalue().isascii()


def test_a_listener_that_has_gone_ends_no_work():
    stream = io.StringIO()
    lines = ProgressLines(stream)
    stream.close()
    lines.step(msg("读取路网"), 0, 1)
    lines.step(msg("读取路网"), 1, 1)
    ProgressLines(None).step(msg("读取路网"), 0, 1)


def test_with_lines_there_is_no_bar_and_notes_are_utf_8_whatever_the_system_writes(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    say_progress("lines")
    with Bar() as bar:
        bar.step(msg("读取路网"), 1, 2)
        note("西城")
    first, second = raw.getvalue().decode().splitlines()
    assert json.loads(first) == {"stage": "读取路网", "done": 1, "total": 2}
    assert second == "西城"


def test_another_word_is_refused():
    with pytest.raises(typer.BadParameter, match="bar 或 lines"):
        say_progress("dots")
