"""Drawn pages are kept whole, and a damaged one is drawn again."""

from xc_gis.operations.export.page_work import (
    FEW_PAGES,
    done_by_processes,
    likely_done,
    part_path,
    read_part,
    set_beside,
    write_part,
)
from xc_gis.report.documents.atlas.drawn_page import DrawnPage

PAGE = DrawnPage({"title": "马甸社区\ud800", "n": 1.5, "table": None}, {"map-0.svg": b"<svg/>"}, ("C2",))


class Listener:
    def __init__(self):
        self.heard = []

    def step(self, stage, done, total):
        self.heard.append((stage, done, total))


def test_a_page_is_read_as_it_was_kept(tmp_path):
    path = part_path(tmp_path, 3)
    write_part(path, PAGE)
    assert read_part(path) == PAGE
    assert path.name == "00003.page"


def test_half_a_page_or_none_is_no_page(tmp_path):
    path = part_path(tmp_path, 0)
    assert read_part(path) is None
    write_part(path, PAGE)
    path.write_bytes(path.read_bytes()[:-3])
    assert read_part(path) is None


def test_processes_do_the_shares_and_progress_is_reported():
    listener = Listener()
    assert done_by_processes(abs, [-1, -2], listener, "work", lambda: 5, 2) == [1, 2]
    assert set(listener.heard) == {("work", 2, 2)}


def test_typesetting_is_reported_by_the_clock_and_never_done_before_it_is():
    seconds = iter([0.0, 0.0, 5.0, 10.0, 20.0, 1e9])
    done = likely_done(100, 0.1, lambda: next(seconds))
    assert [done() for _ in range(5)] == [0, 40, 80, 90, 99]


def test_a_short_document_is_set_at_once_and_a_long_one_beside():
    listener = Listener()
    assert set_beside(abs, -1, listener, "set", FEW_PAGES - 1) == 1
    assert listener.heard == [("set", 0, FEW_PAGES - 1), ("set", FEW_PAGES - 1, FEW_PAGES - 1)]
    assert set_beside(abs, -2, listener, "set", FEW_PAGES) == 2
    assert listener.heard[-1] == ("set", FEW_PAGES, FEW_PAGES)
