"""How a command speaks: text is never obeyed, letters that a stream lacks are escapes, a stream that has gone ends no work."""

import io
import json
import sys

import pytest
from rich.table import Table

from xc_gis.cli import stop_request
from xc_gis.cli.options import options
from xc_gis.cli.terminal import TABLE_WIDTH, Bar, note, note_table, show, show_json
from xc_gis.errors import Cancelled, ResourceError
from xc_gis.languages.message import msg


def test_results_and_notes_go_to_their_own_streams(capsys):
    show("结果\x1b[31m")
    note("说明 [red]x[/red]")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("结果\\x1b[31m\n", "说明 [red]x[/red]\n")


def test_messages_are_said_in_the_language_and_texts_stay(capsys):
    options.lang = "en"
    show(msg("路径是空的"))
    show("路径是空的")
    english, text = capsys.readouterr().out.splitlines()
    assert text == "路径是空的"
    assert english.isascii()


class Narrow(io.StringIO):
    encoding = "ascii"


def test_letters_that_the_stream_lacks_are_escapes(monkeypatch):
    stream = Narrow()
    monkeypatch.setattr(sys, "stdout", stream)
    show("西城")
    assert stream.getvalue() == "\\u897f\\u57ce\n"


class Gone(io.StringIO):
    def __init__(self, fault):
        super().__init__()
        self.fault = fault

    def write(self, _text):
        raise self.fault

    def fileno(self):
        raise OSError("none")


def test_a_reader_that_has_gone_ends_no_work_and_a_full_disk_is_told(monkeypatch):
    for fault in (BrokenPipeError(), ValueError("closed")):
        monkeypatch.setattr(sys, "stdout", Gone(fault))
        show("x")
    monkeypatch.setattr(sys, "stdout", Gone(OSError(28, "No space left")))
    with pytest.raises(ResourceError, match="标准输出无法写入") as caught:
        show("x")
    assert "已经做完" in caught.value.hint
    monkeypatch.setattr(sys, "stdout", None)
    show("x")


def test_notes_that_cannot_be_written_are_left_away(monkeypatch):
    for stream in (Gone(OSError(28, "full")), Gone(ValueError("closed")), None):
        monkeypatch.setattr(sys, "stderr", stream)
        note("x")


def test_json_is_ascii_with_messages_said_and_no_infinite_number(capsys):
    options.lang = "en"
    show_json({"甲": [msg("路径是空的")], "text": "西城"})
    out = capsys.readouterr().out
    assert out.isascii()
    found = json.loads(out)
    assert found["text"] == "西城"
    assert found["甲"][0].isascii()
    with pytest.raises(ValueError, match="JSON"):
        show_json({"x": float("nan")})


def test_a_table_has_its_width_where_no_terminal_says_one(capsys):
    table = Table("[b]名称[/b]")
    table.add_row("x" * 300)
    note_table(table)
    err = capsys.readouterr().err
    assert "[b]名称[/b]" in err
    assert max(map(len, err.splitlines())) <= TABLE_WIDTH


def test_progress_is_silent_where_nobody_looks_and_stops_where_somebody_asked(capsys):
    with Bar() as bar:
        bar.step(msg("读取路网"), 0, 2)
        bar.step(msg("读取路网"), 2, 2)
        stop_request._asked.append(15)
        try:
            with pytest.raises(Cancelled):
                bar.step(msg("读取路网"), 2, 2)
        finally:
            stop_request.forget()
    assert capsys.readouterr().err == ""
