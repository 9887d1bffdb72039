"""A zip of what was written lists what is in it, and is whole or not there."""

import json
import zipfile

import pytest

from xc_gis.errors import Cancelled, OutputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.packing import check_archive, write_zip
from xc_gis.progress import Silent
from xc_gis.runs.export_folder import new_record

MANIFEST = {"study": {"name": "城", "date": None}, "standard": {"id": "s"}}


def test_an_export_is_packed_with_its_own_files_alone(finished_run, tmp_path):
    export_run(finished_run, tmp_path / "out", ExportRequest(atlas=True, only=("C1",)))
    export_run(finished_run, tmp_path / "out", ExportRequest(workbook=True, archive=tmp_path / "手册.zip"))
    with zipfile.ZipFile(tmp_path / "手册.zip") as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["export.json", "workbook.xlsx"]
        assert list(json.loads(packed.read("export.json"))["outputs"]) == ["workbook.xlsx"]
        assert packed.read("workbook.xlsx") == (tmp_path / "out" / "workbook.xlsx").read_bytes()


class Stops:
    """A listener who asks for a stop at the second file."""

    def step(self, _stage, done, _total):
        if done:
            raise Cancelled


def test_a_stopped_zip_leaves_what_was_there(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"before")
    with pytest.raises(Cancelled):
        write_zip(tmp_path / "a.zip", tmp_path, [], {"x.pdf": b"x"}, new_record(MANIFEST), Stops())
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == b"before"
    write_zip(tmp_path / "a.zip", tmp_path, [], {"x.pdf": b"x"}, new_record(MANIFEST), Silent())
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.namelist() == ["export.json", "x.pdf"]


def test_what_no_export_packed_is_never_replaced(tmp_path):
    other = tmp_path / "a.zip"
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("mine.txt", "work")
    for content in (other.read_bytes(), b"important", b""):
        other.write_bytes(content)
        with pytest.raises(OutputError, match="不是导出打的包"):
            check_archive(other)
        assert other.read_bytes() == content
    other.unlink()
    write_zip(other, tmp_path, [], {"x.pdf": b"x"}, new_record(MANIFEST), Silent())
    check_archive(other)
    with zipfile.ZipFile(other, "a") as made:
        made.writestr("mine.txt", "work")
    with pytest.raises(OutputError):
        check_archive(other)


def test_a_place_where_no_zip_can_stand_is_told_before_any_work(finished_run, tmp_path):
    for place in (tmp_path, tmp_path / "none" / "a.zip"):
        with pytest.raises(OutputError):
            check_archive(place)
    with pytest.raises(OutputError):
        export_run(finished_run, tmp_path / "out", ExportRequest(workbook=True, archive=tmp_path))
    assert not (tmp_path / "out").exists()


def test_what_a_killed_export_left_of_the_zip_goes_and_that_of_others_stays(tmp_path):
    left, other = tmp_path / ".a.zip.4242-0.part", tmp_path / ".b.zip.4242-0.part"
    for path in (left, other, tmp_path / ".a.zip.lock"):
        path.write_bytes(b"half")
    write_zip(tmp_path / "a.zip", tmp_path, [], {"x.pdf": b"x"}, new_record(MANIFEST), Silent())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.zip.4242-0.part", "a.zip"]


def test_two_exports_do_not_write_one_zip(tmp_path):
    class Meets:
        def step(self, _stage, done, total):
            if done == total:  # written, and nobody is kept away any more
                return
            with pytest.raises(OutputError, match="正被另一次导出写"):
                write_zip(tmp_path / "a.zip", tmp_path, [], {"x.pdf": b"y"}, new_record(MANIFEST), Silent())

    write_zip(tmp_path / "a.zip", tmp_path, [], {"x.pdf": b"x"}, new_record(MANIFEST), Meets())
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.read("x.pdf") == b"x"
