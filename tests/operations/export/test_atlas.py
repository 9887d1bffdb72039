"""The atlas is written whole, goes on where it was stopped, and is left alone where nothing changed."""

import json

import pypdf
import pytest

from tests.fixtures.finished_run import fonts, source_of
from xc_gis.errors import Cancelled, InputError, OutputError, ResourceError
from xc_gis.operations.export import atlas as module
from xc_gis.operations.export.atlas import AtlasOptions, export_atlas, file_name, picture_names
from xc_gis.progress import Silent
from xc_gis.report.documents.atlas.records import AtlasPage
from xc_gis.runs.export_folder import PARTS, export_folder
from xc_gis.runs.view import read_run_view


class StopsAt:
    """A listener that stops the work when so many pages are drawn."""

    def __init__(self, done):
        self._done = done

    def step(self, _stage, done, _total):
        if done >= self._done:
            raise Cancelled


def exported(run, out, theme="stars", progress=None, **options):
    with export_folder(out, read_run_view(run).manifest) as folder:
        name, *_ = export_atlas(folder, source_of(run, theme), fonts(), theme, AtlasOptions(**options), progress or Silent())
        return folder.path / name


@pytest.fixture(scope="module")
def whole(finished_run, tmp_path_factory):
    return exported(finished_run, tmp_path_factory.mktemp("whole"))


def test_the_atlas_has_a_page_for_each_area(whole):
    assert len(pypdf.PdfReader(whole).pages) == 4
    details = json.loads((whole.parent / "export.json").read_text(encoding="utf-8"))["details"]["atlas.pdf"]
    assert (details["pages"], details["theme"], details["unplaced"]) == (4, "stars", [])
    assert not (whole.parent / PARTS).exists()


def test_processes_make_the_same_bytes(whole, finished_run, tmp_path):
    assert exported(finished_run, tmp_path, jobs=2).read_bytes() == whole.read_bytes()


def test_a_stopped_export_goes_on_and_makes_the_same_bytes(whole, finished_run, tmp_path, monkeypatch):
    with pytest.raises(Cancelled):
        exported(finished_run, tmp_path, progress=StopsAt(2))
    assert not (tmp_path / "atlas.pdf").exists()
    kept = sorted((tmp_path / PARTS).rglob("*.page"))
    assert len(kept) == 2
    kept[0].write_bytes(b"half")  # as a power cut would leave it
    drawn = []
    own = module.draw_page
    monkeypatch.setattr(module, "draw_page", lambda source, page, n, glyphs: drawn.append(n) or own(source, page, n, glyphs))
    assert exported(finished_run, tmp_path).read_bytes() == whole.read_bytes()
    assert drawn == [0, 2, 3]
    assert not (tmp_path / PARTS).exists()


def test_what_is_there_is_left_alone_and_what_was_edited_is_not_replaced(whole, finished_run, tmp_path, monkeypatch):
    made = exported(finished_run, tmp_path)
    monkeypatch.setattr(module, "draw_page", lambda *_: pytest.fail("drawn again"))
    assert exported(finished_run, tmp_path) == made
    made.write_bytes(b"edited")
    with pytest.raises(OutputError, match=r"atlas\.pdf"):
        exported(finished_run, tmp_path)
    assert made.read_bytes() == b"edited"


def test_a_full_disk_is_told_and_what_was_there_stays(whole, finished_run, tmp_path, monkeypatch):
    made = exported(finished_run, tmp_path, only=("C1",))
    before = made.read_bytes()

    def full(*_, **__):
        raise ResourceError("磁盘空间不足")

    monkeypatch.setattr(module, "write_part", full)
    with pytest.raises(ResourceError):
        exported(finished_run, tmp_path)
    assert made.read_bytes() == before


def test_pages_that_there_are_not_are_refused(finished_run, tmp_path):
    with pytest.raises(InputError, match="没有可出的图幅"):
        exported(finished_run, tmp_path, only=("nowhere",))


def test_files_are_named_by_theme(finished_run):
    assert file_name(source_of(finished_run)) == "atlas.pdf"
    assert file_name(source_of(finished_run, "coverage:MED")) == "atlas-coverage-MED.pdf"


def test_pictures_are_made_on_demand_named_by_page_and_go_on_too(finished_run, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "atlas_pictures", lambda *_, before, **__: [b"picture %d" % before])
    exported(finished_run, tmp_path)
    with pytest.raises(Cancelled):
        exported(finished_run, tmp_path, pictures=True, progress=StopsAtPicture(2))
    assert len(list((tmp_path / PARTS).rglob("*.png"))) == 2
    monkeypatch.setattr(module, "atlas_pictures", lambda *_, before, **__: [b"later %d" % before])
    exported(finished_run, tmp_path, pictures=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "atlas").iterdir()}
    assert made == {
        "001-district.png": b"picture 0", "002-subdistrict.png": b"picture 1", "003-community-C1.png": b"later 2",
        "004-community-C2.png": b"later 3",
    }  # fmt: skip
    details = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))["details"]
    assert details["atlas/003-community-C1.png"]["page"] == "community:C1"
    assert not (tmp_path / PARTS).exists()


class StopsAtPicture:
    """A listener that stops the work when so many pictures are made."""

    def __init__(self, done):
        self._done = done

    def step(self, stage, done, _total):
        if stage == module.PICTURES and done >= self._done:
            raise Cancelled


def test_ids_that_are_no_names_of_files_are_left_out_of_them(finished_run):
    source = source_of(finished_run)
    assert picture_names(source, [AtlasPage("community", "../社 区/1*")]) == ["atlas/001-community-1.png"]
    assert len(picture_names(source, [AtlasPage("community", "9" * 300)])[0]) < 120
