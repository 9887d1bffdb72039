"""Word files in a folder: what somebody wrote into them survives, what was changed stays, and both are told."""

import hashlib
import io
from pathlib import Path

import pytest
from docx import Document

from xc_gis.operations.export.checkup.telling import word_file_notes
from xc_gis.operations.export.checkup.word_files import EARLIER, put_word_files, wanted_files, word_names
from xc_gis.report.documents.word.blocks import prints_of
from xc_gis.report.documents.word.repack import packed
from xc_gis.report.documents.word.template import Filled
from xc_gis.runs.export_folder import export_folder

MANIFEST = {"study": {"name": "小项目"}, "standard": {"id": "s"}, "method": "1", "outputs": {}}
NAME = "checkup/C1.docx"


def page(*texts):
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return Filled(packed(document), prints_of(document))


def export(out, filled, inputs):
    with export_folder(out, MANIFEST) as folder:
        wanted = [NAME] if wanted_files(folder, [NAME], inputs) else []
        put_word_files(folder, dict.fromkeys(wanted, filled), {NAME: "C1"}, inputs)
        return folder.record


def edit(path: Path, change):
    document = Document(path)
    change(document)
    document.save(path)


def texts_in(path: Path):
    return [paragraph.text for paragraph in Document(path).paragraphs]


def test_own_paragraphs_survive_every_later_export_and_the_edited_file_is_kept(tmp_path):
    export(tmp_path, page("一", "旧的数字", "六"), "i")
    edit(tmp_path / NAME, lambda document: document.paragraphs[1].insert_paragraph_before("我们的说明"))
    edited = (tmp_path / NAME).read_bytes()
    record = export(tmp_path, page("一", "新的数字", "六"), "j")
    assert texts_in(tmp_path / NAME) == ["一", "我们的说明", "新的数字", "六"]
    assert [path.read_bytes() for path in (tmp_path / EARLIER).iterdir()] == [edited]
    assert record["details"][NAME]["own"] == 1
    assert "已带入新文件" in "".join(word_file_notes(record, [NAME]))
    export(tmp_path, page("一", "更新的数字", "六"), "k")  # nobody edited it in between
    assert texts_in(tmp_path / NAME) == ["一", "我们的说明", "更新的数字", "六"]
    assert len(list((tmp_path / EARLIER).iterdir())) == 1


def test_a_file_that_shows_the_same_run_is_left_with_all_that_was_added(tmp_path):
    export(tmp_path, page("一"), "i")
    edit(tmp_path / NAME, lambda document: document.add_paragraph("说明"))
    edited = (tmp_path / NAME).read_bytes()
    record = export(tmp_path, page("一"), "i")
    assert (tmp_path / NAME).read_bytes() == edited
    assert record["outputs"][NAME] == hashlib.sha256(edited).hexdigest()
    assert record["details"][NAME]["own"] == 1
    assert not (tmp_path / EARLIER).exists()


def test_changed_words_are_told_though_the_same_run_is_exported_again(tmp_path):
    export(tmp_path, page("一", "旧的数字"), "i")
    edit(tmp_path / NAME, lambda document: setattr(document.paragraphs[1], "text", "9999 人"))
    record = export(tmp_path, page("一", "旧的数字"), "i")
    assert "导出写的内容被改动过" in "".join(word_file_notes(record, []))


def test_changed_words_of_the_export_keep_the_file_and_are_told_until_it_is_moved(tmp_path):
    export(tmp_path, page("一", "旧的数字"), "i")
    edit(tmp_path / NAME, lambda document: setattr(document.paragraphs[1], "text", "改过的数字"))
    edited = (tmp_path / NAME).read_bytes()
    record = export(tmp_path, page("一", "新的数字"), "j")
    assert (tmp_path / NAME).read_bytes() == edited
    (note,) = word_file_notes(record, [])
    assert "导出写的内容被改动过" in note
    assert NAME in note
    (tmp_path / NAME).rename(tmp_path / "mine.docx")
    record = export(tmp_path, page("一", "新的数字"), "j")
    assert texts_in(tmp_path / NAME) == ["一", "新的数字"]
    assert word_file_notes(record, []) == []


@pytest.mark.parametrize(("content", "kept"), [(b"own", "unreadable"), (b"", "unreadable")])
def test_what_cannot_be_opened_stays(tmp_path, content, kept):
    export(tmp_path, page("一"), "i")
    (tmp_path / NAME).write_bytes(content)
    assert export(tmp_path, page("二"), "j")["details"][NAME]["kept"] == kept
    assert (tmp_path / NAME).read_bytes() == content


def test_a_file_that_no_export_wrote_stays(tmp_path):
    (tmp_path / "checkup").mkdir()
    own = page("自己的").content
    (tmp_path / NAME).write_bytes(own)
    record = export(tmp_path, page("一"), "i")
    assert record["details"][NAME] == {"kept": "stranger"}
    assert (tmp_path / NAME).read_bytes() == own
    assert NAME not in record["outputs"]


def test_files_are_named_by_id_and_never_alike():
    names = word_names(["110102", "a/b", "A/B", "ab", "AB", "..", "", "9" * 300])
    assert names[0] == "checkup/110102.docx"
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name.count("/") == 1 and ".." not in name and len(name) < 120 for name in names)


def test_a_whole_file_is_packed_alike_each_time():
    assert page("一").content == page("一").content
    assert Document(io.BytesIO(page("一").content)).paragraphs[0].text == "一"
