"""Folders of what is handed in: whole files, their checksums, nothing of others replaced."""

import hashlib
import json

import pytest

from xc_gis.errors import OutputError
from xc_gis.runs.export_folder import PARTS, RECORD, export_folder

MANIFEST = {"study": {"name": "小项目"}, "standard": {"id": "s"}, "method": "1", "outputs": {}}


def record(folder):
    return json.loads((folder / RECORD).read_text(encoding="utf-8"))


def test_files_are_recorded_with_checksum_and_run(tmp_path):
    with export_folder(tmp_path / "out", MANIFEST) as folder:
        folder.put("b.pdf", b"two", inputs="i", pages=3)
        folder.put("a/1.png", b"one", inputs="j")
    stored = record(tmp_path / "out")
    assert stored["outputs"] == {"a/1.png": hashlib.sha256(b"one").hexdigest(), "b.pdf": hashlib.sha256(b"two").hexdigest()}
    assert stored["details"]["b.pdf"] == {"run": stored["run"]["id"], "inputs": "i", "pages": 3}
    assert (tmp_path / "out/a/1.png").read_bytes() == b"one"


def test_what_is_there_from_the_same_inputs_is_known(tmp_path):
    with export_folder(tmp_path, MANIFEST) as folder:
        folder.put("a.pdf", b"one", inputs="i")
    with export_folder(tmp_path, MANIFEST) as folder:
        assert folder.is_there("a.pdf", "i")
        assert not folder.is_there("a.pdf", "other")
        assert not folder.is_there("b.pdf", "i")
    with export_folder(tmp_path, {**MANIFEST, "method": "2"}) as folder:
        assert not folder.is_there("a.pdf", "i")
        assert record(tmp_path)["outputs"].keys() == {"a.pdf"}


def test_a_file_of_somebody_else_or_edited_since_is_not_replaced(tmp_path):
    with export_folder(tmp_path, MANIFEST) as folder:
        folder.put("ours.pdf", b"one", inputs="i")
    (tmp_path / "theirs.pdf").write_bytes(b"mine")
    with export_folder(tmp_path, MANIFEST) as folder:
        folder.refuse_changed(["ours.pdf", "new.pdf"])
        with pytest.raises(OutputError, match=r"theirs\.pdf"):
            folder.refuse_changed(["theirs.pdf"])
        (tmp_path / "ours.pdf").write_bytes(b"edited")
        assert not folder.is_there("ours.pdf", "i")
        with pytest.raises(OutputError, match=r"ours\.pdf"):
            folder.refuse_changed(["ours.pdf"])


def test_a_file_whose_writer_was_killed_before_the_record_is_ours(tmp_path):
    with export_folder(tmp_path, MANIFEST) as folder:
        folder.put("a.pdf", b"old", inputs="i")
    stored = record(tmp_path)
    stored["details"]["a.pdf"]["pending"] = hashlib.sha256(b"new").hexdigest()
    (tmp_path / RECORD).write_text(json.dumps(stored), encoding="utf-8")
    for content in (b"old", b"new"):
        (tmp_path / "a.pdf").write_bytes(content)
        with export_folder(tmp_path, MANIFEST) as folder:
            folder.refuse_changed(["a.pdf"])


def test_drafts_of_a_killed_export_go_with_the_next(tmp_path):
    with export_folder(tmp_path, MANIFEST) as folder:
        folder.put("b/a.pdf", b"old", inputs="i")
    left = [tmp_path / ".export.json.77-3.part", tmp_path / "b" / ".a.pdf.77-4.part"]
    for path in (*left, tmp_path / ".mine.pdf.77-5.part"):
        path.write_bytes(b"half")
    with export_folder(tmp_path, MANIFEST):
        assert not [path for path in left if path.exists()]
    assert (tmp_path / ".mine.pdf.77-5.part").exists()


def test_two_exports_do_not_write_into_one_folder(tmp_path):
    with export_folder(tmp_path, MANIFEST), pytest.raises(OutputError, match="正被"), export_folder(tmp_path, MANIFEST):
        pass
    with export_folder(tmp_path, MANIFEST):
        pass


def test_parts_of_other_inputs_go_and_a_file_is_no_folder(tmp_path):
    with export_folder(tmp_path / "out", MANIFEST) as folder:
        (folder.parts("old") / "1").write_bytes(b"")
        kept = folder.parts("new")
        assert [path.name for path in (folder.path / PARTS).iterdir()] == ["new"]
        assert kept.is_dir()
        folder.remove_parts()
        assert not (folder.path / PARTS).exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError), export_folder(tmp_path / "file", MANIFEST):
        pass
