"""What is told of Word files is counted; nothing is told where there are none."""

from xc_gis.languages.message import in_language
from xc_gis.operations.export.checkup.telling import word_file_notes


def test_kept_files_are_told_by_reason_with_some_names():
    details = {f"checkup/{n}.docx": {"kept": "changed"} for n in range(7)} | {
        "checkup/x.docx": {"kept": "stranger"},
        "checkup/y.docx": {},
    }
    notes = [in_language(note, "en") for note in word_file_notes({"details": details}, ["checkup.pdf", "checkup/y.docx"])]
    assert notes[0] == "checkup/: 1 Word file"
    assert notes[1].startswith("7 files stay as they are")
    assert "checkup/4.docx;" in notes[1]
    assert "checkup/5.docx" not in notes[1]
    assert notes[2].startswith("1 file stays as it is")


def test_other_outputs_are_not_spoken_of():
    assert word_file_notes({"details": {"atlas.pdf": {"pages": 1}}}, ["atlas.pdf"]) == []


def test_files_that_stay_are_not_said_to_be_written_anew():
    details = {
        "checkup/a.docx": {"own": 1, "stays": True},
        "checkup/b.docx": {"own": 2},
        "checkup/c.docx": {"own": 0, "stays": True},
    }
    notes = [str(note) for note in word_file_notes({"details": details}, list(details))]
    assert notes[1:] == [
        "1 份中有自己填写、增写的内容，与本次结果相符，原样保留",
        "1 份中有自己填写、增写的内容，已带入新文件；改写前的文件在 checkup/earlier/",
    ]
