"""Answers of servers are kept whole, given back while they are fresh, and asked for again where they are damaged."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from xc_gis.errors import OutputError
from xc_gis.sources.fetch.cache import AnswerCache, answered

ANSWER = answered("https://a", "什么?", b'{"elements": []}')


def kept(folder, answer=ANSWER, days=30.0):
    cache = AnswerCache(folder / "cache", days)
    cache.put(answer)
    return cache


def test_an_answer_is_given_back_to_its_question_alone(tmp_path):
    cache = kept(tmp_path)
    assert cache.get("https://a", "什么?") == ANSWER
    assert cache.get("https://b", "什么?") is None
    assert cache.get("https://a", "别的") is None
    assert AnswerCache(tmp_path / "none", 30).get("https://a", "什么?") is None


@pytest.mark.parametrize(("hours", "found"), [(-23.9, True), (-24.1, False)])
def test_an_answer_is_fresh_for_so_many_days(tmp_path, hours, found):
    time = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
    assert (kept(tmp_path, replace(ANSWER, time=time), days=1.0).get("https://a", "什么?") is not None) is found


def spoilt_packing(path):
    raw = bytearray(path.read_bytes())
    raw[12:-8] = bytes(255 - byte for byte in raw[12:-8])
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("part", "spoil"),
    [
        ("json.gz", spoilt_packing), ("json.gz", lambda path: path.write_bytes(path.read_bytes()[:-9])), ("json.gz", lambda path: path.write_bytes(b"no")), ("json.gz", lambda path: path.write_bytes(gzip.compress(b"other"))), ("json.gz", lambda path: path.unlink()),
        ("note.json", lambda path: path.unlink()), ("note.json", lambda path: path.write_text("[]")), ("note.json", lambda path: path.write_text("{}")), ("note.json", lambda path: path.write_text("{")),
        ("note.json", lambda path: path.write_text(json.dumps({**json.loads(path.read_text()), "time": "gestern"}))), ("note.json", lambda path: path.write_text(json.dumps({**json.loads(path.read_text()), "time": "2026-01-01"}))),
        ("note.json", lambda path: path.write_text(json.dumps({**json.loads(path.read_text()), "question": "x"}))),
    ],
)  # fmt: skip
def test_a_damaged_answer_is_none(tmp_path, part, spoil):
    cache = kept(tmp_path)
    (path,) = (tmp_path / "cache").glob(f"*.{part}")
    spoil(path)
    assert cache.get("https://a", "什么?") is None


def test_a_place_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "cache").write_text("x")
    with pytest.raises(OutputError, match="缓存位置 cache 不是文件夹") as caught:
        kept(tmp_path)
    assert "--cache" in caught.value.hint
