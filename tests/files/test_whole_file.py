"""A file is written whole or not at all, by one rule."""

import contextlib
import errno
import multiprocessing
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

import xc_gis
from xc_gis.errors import OutputError, ResourceError
from xc_gis.files.whole_file import remove_drafts, whole_file, write_whole
from xc_gis.files.write_faults import PART

HINT = "请换一个位置"
ROOT = Path(xc_gis.__file__).parent


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_written_takes_the_place_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "a.csv"
    write_whole(path, b"one", hint=HINT)
    write_whole(path, b"two", hint=HINT)
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    "fault", [ValueError("half"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full"), OSError(errno.EACCES, "no")]
)
def test_a_fault_half_way_leaves_what_was_there(tmp_path, fault):
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    expected = {errno.ENOSPC: ResourceError, errno.EACCES: OutputError}.get(getattr(fault, "errno", None), type(fault))

    def write():
        with whole_file(path, hint=HINT) as draft:
            draft.write_bytes(b"hal")
            raise fault

    with pytest.raises(expected):
        write()
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["a.csv"]


def test_without_a_hint_faults_of_the_system_come_as_they_are(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "a.csv", b"", hint=None)
    with pytest.raises(OutputError, match=r"无法写入 a\.csv（路径不存在）") as caught:
        write_whole(tmp_path / "none" / "a.csv", b"", hint=HINT)
    assert caught.value.hint == HINT
    write_whole(tmp_path / "none" / "a.csv", b"x", hint=HINT, folder=True)
    assert names(tmp_path / "none") == ["a.csv"]


def test_a_folder_in_its_place_is_told(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match="这是一个文件夹"):
        write_whole(tmp_path / "a.csv", b"x", hint=HINT)
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_stay_and_new_files_have_the_usual_ones(tmp_path):
    path = tmp_path / "a.csv"
    before = os.umask(0o027)
    try:
        write_whole(path, b"one", hint=HINT)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        write_whole(path, b"two", hint=HINT)
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real.csv").write_bytes(b"before")
    (tmp_path / "a.csv").symlink_to(Path("far") / "real.csv")
    write_whole(tmp_path / "a.csv", b"after", hint=HINT)
    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "far" / "real.csv").read_bytes() == b"after"
    assert names(tmp_path / "far") == ["real.csv"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_is_not_overwritten_where_that_is_not_requested(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links on this disk")))
    path = tmp_path / "a.yaml"
    write_whole(path, b"one", hint=None, over=False)
    with pytest.raises(FileExistsError):
        write_whole(path, b"two", hint=None, over=False)
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["a.yaml"]


def test_bytes_are_on_the_disk_before_they_take_the_place_where_that_is_asked(tmp_path, monkeypatch):
    path, seen = tmp_path / "study.toml", []
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_bytes()))
    write_whole(path, b"after", hint=HINT, durable=True)
    assert seen == [b"before"]
    write_whole(path, b"later", hint=HINT)
    assert len(seen) == 1


@pytest.mark.parametrize("name", ["a.gpkg", "长" * 80 + ".csv", ".hidden", "x" * 250, "a b!;.zip.csv"])
def test_any_name_can_be_written_and_is_found_again_in_the_hidden_one(tmp_path, name):
    with whole_file(tmp_path / name, hint=HINT, suffix=".gpkg") as draft:
        draft.write_bytes(b"x")
        assert draft.parent == tmp_path
        assert draft.suffix == ".gpkg"
        shown = PART.sub(r"\1", draft.name)
        assert shown == name or (len(name.encode()) > 200 and name.startswith(shown))
    assert names(tmp_path) == [name]


def _write_often(path, content):
    for _ in range(200):
        write_whole(path, content, hint=HINT)


def test_two_writers_never_mix(tmp_path):
    path = tmp_path / "a.csv"
    contents = [letter * 200_000 for letter in (b"a", b"b")]
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_often, args=(path, content)) for content in contents]
    write_whole(path, contents[0], hint=HINT)
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_bytes() in contents
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert names(tmp_path) == ["a.csv"]


BY_HAND = re.compile(r"\bos\.(?:replace|rename)\(|\bmkstemp\(|\bNamedTemporaryFile\(|\.part\"")
ALLOWED = {"whole_file.py", "kinds.py", "draft.py", "array_files.py"}
"""The rule itself; endings of unfinished downloads; a text that is only read as a study; drafts whose names differ between machines, too."""


def test_nobody_writes_whole_by_hand():
    found = {path.name for path in ROOT.rglob("*.py") if BY_HAND.search(path.read_text(encoding="utf-8"))}
    assert found <= ALLOWED


def test_drafts_of_killed_writers_go_and_nothing_else(tmp_path):
    long = "长" * 80 + ".pdf"
    (tmp_path / "b").mkdir()
    for name in ("a.pdf", "b/c.gpkg", long):
        place = tmp_path / name
        with (
            contextlib.suppress(KeyboardInterrupt),
            whole_file(place, hint="", suffix=".gpkg" if name.endswith("gpkg") else "") as draft,
        ):
            draft.write_bytes(b"half")
            shutil.copy(draft, tmp_path / "copy")
            raise KeyboardInterrupt
        shutil.move(tmp_path / "copy", draft)
    others = [tmp_path / ".d.pdf.1-0.part", tmp_path / "a.pdf", tmp_path / ".a.pdf.part"]
    for path in others:
        path.write_bytes(b"x")
    assert len(list(tmp_path.rglob("*.part*"))) == 5
    remove_drafts(tmp_path, ["a.pdf", "b/c.gpkg", long])
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(others)
