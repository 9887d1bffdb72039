"""A directory holds texts as texts, repeats its headings, and is the same file each time."""

import io

import docx
from docx.oxml.ns import qn

from xc_gis.report.documents.word.directory import DirectoryPart, directory_file

PARTS = (
    DirectoryPart(1, "公共服务"),
    DirectoryPart(2, "医疗 & <卫生>", "2 处", ("名称", "地址"), (("<w:p/>站\x07", "{{ x }}"), ("长" * 40, "🙂"))),
)  # fmt: skip


def made():
    return directory_file("手册", ["说明"], PARTS, (60.0, 60.0), day=None, lang="zh")


def test_texts_are_texts_and_the_bytes_are_the_same():
    assert made() == made()
    document = docx.Document(io.BytesIO(made()))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "地址"],
        ["<w:p/>站", "{{ x }}"],
        ["长" * 40, "🙂"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [p.text for p in document.paragraphs] == ["手册", "说明", "公共服务", "医疗 & <卫生>", "2 处"]
