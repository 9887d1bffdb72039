"""Every file is opened once; its rows or its fault serve all who ask, until it changes or the reading ends."""

import os

import pytest

from xc_gis.errors import InputError, ResourceError
from xc_gis.sources.study.opened import OpenedFiles


class Reader:
    def __init__(self, fault=None):
        self.count, self.fault = 0, fault

    def __call__(self):
        self.count += 1
        if self.fault:
            raise self.fault
        return [self.count]


@pytest.fixture
def path(tmp_path):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    return tmp_path / "a.csv"


def test_what_was_asked_once_is_not_read_again(path):
    opened, read = OpenedFiles(), Reader()
    assert opened.once("rows", path, read) is opened.once("rows", path, read)
    opened.once("other", path, read)
    assert read.count == 2


@pytest.mark.parametrize("fault", [InputError("空文件"), OSError("gone")])
def test_a_fault_is_raised_for_everyone_who_asks(path, fault):
    opened, read = OpenedFiles(), Reader(fault)
    for _ in range(2):
        with pytest.raises(type(fault)) as caught:
            opened.once("rows", path, read)
        assert caught.value is fault
    assert read.count == 1


def test_what_is_no_fault_of_the_file_is_tried_again(path):
    opened, read = OpenedFiles(), Reader(ResourceError("磁盘空间不足"))
    for _ in range(2):
        with pytest.raises(ResourceError):
            opened.once("rows", path, read)
    assert read.count == 2


def test_a_file_that_changed_or_went_is_opened_again(path):
    opened, read = OpenedFiles(), Reader()
    opened.once("rows", path, read)
    path.write_text("xy", encoding="utf-8")
    opened.once("rows", path, read)
    os.utime(path, ns=(1, 1))
    opened.once("rows", path, read)
    path.unlink()
    opened.once("rows", path, read)
    assert read.count == 4
    assert opened.once("rows", path, read) == [4]


def test_rows_are_given_away_at_the_last_look(path):
    opened, read = OpenedFiles(), Reader()
    first = opened.rows("rows", path, read)
    opened.last_look()
    assert opened.rows("rows", path, read) is first
    assert opened.rows("rows", path, read) == [2]
    assert opened.rows("rows", path, read) == [3]


def test_nothing_is_kept_once_the_reading_has_ended(path):
    opened, read = OpenedFiles(), Reader()
    opened.last_look()
    opened.once("x", path, read)
    opened.forget()
    opened.once("x", path, read)
    assert read.count == 2
    assert opened.rows("rows", path, read) is opened.rows("rows", path, read)  # the last look is over, too
