"""What the system says when something cannot be written, in a planner's words."""

import errno
import os

import pytest

from xc_gis.errors import OutputError, ResourceError
from xc_gis.files import write_faults
from xc_gis.files.write_faults import PART, REASONS, reason_of, refuse_without_room, refused_by_disk, unwritable
from xc_gis.languages.message import in_language, msg


@pytest.mark.parametrize(
    ("number", "words", "english"),
    [
        (errno.ENOSPC, "磁盘空间不足", "disk is full"),
        (errno.EROFS, "磁盘只读", "read-only"),
        (errno.EPERM, "没有权限", "permission"),
        (errno.ENAMETOOLONG, "名称过长", "too long"),
    ],
)
def test_a_number_of_the_system_is_said_in_words_of_both_languages(number, words, english):
    said = reason_of(OSError(number, os.strerror(number)))
    assert said == words
    assert english in in_language(said, "en")


def test_every_reason_has_english():
    assert [number for number, said in REASONS.items() if in_language(said, "en") == said] == []


def test_a_fault_without_a_number_says_its_own_words():
    assert reason_of(OSError("odd")) == "odd"
    assert reason_of(OSError(9999, "Odd error")) == "Odd error"
    ours = msg("没有回应")
    assert reason_of(OSError(ours)) is ours


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_what_ran_out_is_nobodys_input(number):
    fault = unwritable("覆盖.csv", OSError(number, "x"), "换一处")
    assert isinstance(fault, ResourceError)
    assert fault.message.startswith("写入 覆盖.csv 失败：")
    assert fault.hint != "换一处"


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.EISDIR, errno.EROFS])
def test_a_place_that_cannot_be_written_keeps_the_hint_of_who_asked(number):
    fault = unwritable("覆盖.csv", OSError(number, "x"), "换一处")
    assert isinstance(fault, OutputError)
    assert (fault.message, fault.hint) == (f"无法写入 覆盖.csv（{REASONS[number]}）", "换一处")


def test_room_is_asked_for_and_not_kept(tmp_path, monkeypatch):
    refuse_without_room(tmp_path, 1_000_000)
    refuse_without_room(tmp_path, 0)
    assert list(tmp_path.iterdir()) == []
    asked = []

    def full(_file, begin, size):
        asked.append((begin, size))
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(ResourceError, match="所在的磁盘写不下：磁盘空间不足"):
        refuse_without_room(tmp_path, 5_000)
    assert asked == [(0, 5_000)]
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_cannot_be_asked_refuses_nothing(tmp_path):
    refuse_without_room(tmp_path / "none", 10)  # the library that writes will say it


def test_without_the_call_of_posix_the_free_space_decides(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "posix_fallocate")
    free = write_faults.shutil.disk_usage(tmp_path).free
    refuse_without_room(tmp_path, free // 2)
    with pytest.raises(ResourceError):
        refuse_without_room(tmp_path, 2 * free)


@pytest.mark.parametrize(
    "report", ["sqlite3: database or DISK IS FULL", "No space left on device", "File too large", "Disk quota exceeded"]
)
def test_a_library_that_says_the_disk_is_full_is_believed(tmp_path, report):
    fault = refused_by_disk(tmp_path / "study.gpkg", report)
    assert fault.message == "写入 study.gpkg 失败：磁盘空间不足"
    assert "原有结果未改动" in fault.hint


def test_a_library_that_says_nothing_useful_is_tried_again_by_the_system(tmp_path, monkeypatch):
    path = tmp_path / ".study.gpkg.12-34.part.gpkg"
    path.write_bytes(b"half")
    assert refused_by_disk(path, "failed").message == "写入 study.gpkg 失败：磁盘空间不足，或设备读写出错"
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.EIO, "bad sector")))
    assert refused_by_disk(path, "failed").message == "写入 study.gpkg 失败：设备读写出错"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (".a.csv.12-345.part", "a.csv"),
        (".a.csv.part.gpkg", "a.csv"),
        (".hidden", ".hidden"),
        ("a.part", "a.part"),
        ("..x.1-2.part", ".x"),
    ],
)
def test_the_hidden_name_of_an_unfinished_file_is_shown_as_the_name_of_the_file(name, shown):
    assert PART.sub(r"\1", name) == shown
