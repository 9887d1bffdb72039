"""Which paths GDAL takes as names, and what it is given instead of the others."""

import os
import tempfile
from pathlib import Path

import pytest

from xc_gis.errors import OutputError
from xc_gis.files.plain_path import is_file, is_plain, link_or_copy, private_folder, writable


@pytest.mark.parametrize("name", ["study.gpkg", "社区 2026.shp", "50%20#.csv", "a,b (1).geojson", "zip", "a.zi p"])
def test_a_usual_name_is_plain(name):
    assert is_plain(Path("/数据") / name)


@pytest.mark.parametrize(
    "path", ["/a!b/x.shp", "/a;b.shp", "/a.ZIP/x.shp", "/a|layername=b", "/a?b", "/vsimem/x.tif", "/a\\b", "/a\nb.csv", "x.shp"]
)
def test_what_is_language_cannot_be_printed_or_is_relative_is_not_plain(path):
    assert not is_plain(Path(path))


def test_whether_a_file_is_there_is_never_a_fault(tmp_path):
    (tmp_path / "a").write_text("x")
    assert is_file(tmp_path / "a")
    assert not is_file(tmp_path)
    assert not is_file(tmp_path / ("长" * 400))
    assert not is_file(tmp_path / "nul\0nul")


def test_a_private_folder_is_plain_empty_and_gone_afterwards(tmp_path):
    with private_folder() as folder:
        assert is_plain(folder)
        assert list(folder.iterdir()) == []
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "x").write_text("x")
    assert not folder.exists()


def test_a_temporary_folder_of_an_odd_name_is_passed_over_and_told_where_there_is_no_other(tmp_path, monkeypatch):
    odd = tmp_path / "a;b"
    odd.mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(odd))
    with private_folder() as folder:
        assert odd not in folder.parents
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="a;b") as caught, private_folder():
        pass
    assert "TMPDIR" in caught.value.hint


def test_a_name_for_reading_is_a_link_or_a_copy(tmp_path, monkeypatch):
    source = tmp_path / "a!b.csv"
    source.write_text("甲")
    link_or_copy(source, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    monkeypatch.setattr(Path, "symlink_to", lambda *_, **__: (_ for _ in ()).throw(NotImplementedError()))
    link_or_copy(source, tmp_path / "copy.csv")
    assert not (tmp_path / "copy.csv").is_symlink()
    assert (tmp_path / "copy.csv").read_text() == "甲"


def test_a_plain_path_is_written_in_its_place(tmp_path):
    with writable(tmp_path / "a.gpkg") as place:
        assert place == tmp_path / "a.gpkg"


@pytest.mark.parametrize("name", ["c!d.txt", "plain.txt"])
@pytest.mark.parametrize("links", [True, False])
def test_a_fault_while_writing_leaves_nothing_beside(tmp_path, monkeypatch, name, links):
    if not links:
        monkeypatch.setattr(Path, "symlink_to", lambda *_, **__: (_ for _ in ()).throw(OSError()))
    folder = tmp_path / "x;y"
    folder.mkdir()
    (folder / name).write_text("before")
    with pytest.raises(ZeroDivisionError), writable(folder / name) as place:  # noqa: PT012 - it is the block that fails
        assert is_plain(place)
        assert place.read_text() == "before"  # a file that grows by a layer is there
        raise ZeroDivisionError
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_text() == "before"
