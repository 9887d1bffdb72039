"""Public pieces of a run: what they tell, what they leave away, and when they are refused."""

import shutil
import zipfile

import docx
import pypdf
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.public import public as module
from xc_gis.operations.export.public.public import poster_notes
from xc_gis.operations.run import run_into

HOSTILE = "<b>西站</b> #eval(1) =1+1 🙂"
SITES = {
    "F2": ("CVS", "东便利店", (2000.0, 405.0)),
    "F1": ("CHS", HOSTILE, (100.0, 205.0)),
    "F3": ("CSS", "西社区服务站", (600.0, 605.0)),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of the small study with a name full of markup; nobody writes into it."""
    folder = tmp_path_factory.mktemp("public")
    run_into(write_small_study(folder / "study", facilities=SITES), folder / "run", outlines=False)
    return folder / "run"


@pytest.fixture(scope="module")
def made(run, tmp_path_factory):
    return export_run(run, tmp_path_factory.mktemp("made"), ExportRequest(public=True))


def text_of(path):
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def words_of(path):
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_a_poster_for_each_community_and_a_handbook_for_each_subdistrict(made):
    assert made.files == ("poster/C1.pdf", "poster/C2.pdf", "handbook.docx", "handbook/甲街道.docx")
    assert set(made.files) <= set(made.record["outputs"])
    assert not (made.folder / ".export-parts").exists()


def test_a_poster_tells_minutes_and_no_stars_or_scores(made):
    text = text_of(made.folder / "poster/C1.pdf")
    assert "西社区便民服务示意图" in text
    assert "西社区服务站" in text
    assert "资料不全，不能确定" in text
    assert "<b>西站</b> #eval(1…" in text.replace("\n", "")
    assert "仅供内部工作使用" in text
    for word in ("得分", "完整度", "覆盖率", " 星", "居民 "):
        assert word not in text


def test_the_handbook_says_what_the_data_lack_and_invents_nothing(made):
    words = words_of(made.folder / "handbook.docx")
    assert HOSTILE in words
    assert any("3 处没有电话（留空待填）" in line and "3 处没有地址" in line and "3 处没有开放时间" in line for line in words)
    assert "项目数据中没有这类设施。" in words
    assert words_of(made.folder / "handbook/甲街道.docx")[0] == "甲街道便民服务手册"


def test_chinese_letters_have_a_font_and_the_file_no_clock(made, run, tmp_path):
    with zipfile.ZipFile(made.folder / "handbook.docx") as packed:
        assert b"w:eastAsia=" in packed.read("word/styles.xml")
    again = export_run(run, tmp_path, ExportRequest(public=True, jobs=1))
    assert again.record["outputs"] == made.record["outputs"]


def test_what_is_there_is_not_worked_out_again(made, run, monkeypatch):
    monkeypatch.setattr(module, "study_again", lambda *_: pytest.fail("read again"))
    assert export_run(run, made.folder, ExportRequest(public=True)).files == made.files


def test_a_study_that_is_gone_or_changed_is_one_message(run, tmp_path):
    copy = shutil.copytree(run.parent, tmp_path / "copy")
    with (copy / "study" / "study.toml").open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    with pytest.raises(InputError):
        export_run(copy / "run", tmp_path / "out", ExportRequest(public=True))
    assert not list((tmp_path / "out").glob("poster/*"))
    shutil.rmtree(copy / "study")
    with pytest.raises(InputError) as told:
        export_run(copy / "run", tmp_path / "other", ExportRequest(public=True))
    assert "--study" in str(told.value.hint)
    assert not (tmp_path / "other").exists()


def test_areas_that_do_not_exist_are_refused(run, tmp_path):
    with pytest.raises(InputError, match="没有社区或街道 “没有”"):
        export_run(run, tmp_path / "out", ExportRequest(public=True, only=("没有",)))


def test_what_was_written_is_told(made):
    notes = [str(note) for note in poster_notes(made.record, made.files)]
    assert notes == ["便民服务示意图 2 张（poster 文件夹），便民服务手册 2 本（handbook.docx 等）"]
    assert poster_notes(made.record, ("atlas.pdf",)) == []
    record = {"details": {"handbook.docx": {"without_poster": ["C9"]}}}
    assert "1 个社区没有示意图" in str(poster_notes(record, ("handbook.docx",))[1])
