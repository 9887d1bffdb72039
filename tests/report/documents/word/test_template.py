"""A template is the only thing that is compiled: values are text, faults are told in one sentence."""

import re
import zipfile
import zlib
from datetime import date
from io import BytesIO

import pytest

from tests.report.documents.word.documents import opened, texts_of, with_texts
from xc_gis.errors import InputError
from xc_gis.report.documents.typesetting import with_resolution
from xc_gis.report.documents.word.template import Picture, WordTemplate

MEAN = [
    "{{ title }}", "{% for x in y %}", "{# #}", "{_{ title }_}", "{_% if %_}", "<w:p>", "</w:t></w:r><b>社区</b>", "&amp;", '"=1+1"', "@SUM(A1)",
    "😀社区", "很长的名字" * 12, "a\tb", 'HYPERLINK "https://x.cn"', "‘’“”",
]  # fmt: skip


def filled(content, values, **more):
    return WordTemplate(content, "模板.docx").filled(values, title="标题", day=date(2026, 6, 30), **more).content


@pytest.mark.parametrize("value", MEAN)
def test_values_come_out_as_they_are(value):
    made = filled(
        with_texts("{{ name }}", "{%p for row in rows %}", "{{ row.name }}", "{%p endfor %}"),
        {"name": value, "rows": [{"name": value}]},
    )
    shown = re.sub(r"\s", " ", value)
    assert [re.sub(r"\s", " ", text) for text in texts_of(made)] == [shown, shown]


@pytest.mark.parametrize("value", ["", None, "\x00\x07\ud800", "\n"])
def test_nothing_and_signs_that_no_file_may_hold_break_nothing(value):
    assert "".join(texts_of(filled(with_texts("[{{ name }}]"), {"name": value}))).replace(" ", "") == "[]"


def test_a_picture_stands_in_its_width_with_words_for_it():
    raw = zlib.compress(b"\x00\xff\xff\xff")
    chunk = lambda kind, data: len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)  # noqa: E731
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0") + chunk(b"IDAT", raw) + chunk(b"IEND", b"")
    document = opened(filled(with_texts("{{ map }}"), {"map": Picture(with_resolution(png, 96), 20.0, "地图 <1>")}))
    (shape,) = document.inline_shapes
    assert round(shape.width.mm) == 20
    assert shape._inline.docPr.get("descr") == "地图 <1>"


def test_the_same_values_give_the_same_bytes_with_the_day_of_the_study():
    content = with_texts("{{ name }}")
    one, other = (filled(content, {"name": "a"}) for _ in range(2))
    assert one == other
    properties = opened(one).core_properties
    assert (properties.title, properties.created.date(), properties.author) == ("标题", date(2026, 6, 30), "XC-GIS")
    assert {entry.date_time[0] for entry in zipfile.ZipFile(BytesIO(one)).infolist()} == {2000}


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("{{ titel }}", "titel"), ("{{ row.nothing }}", "nothing"), ("{% if %}", "标记写错"), ("{{ name.upper( }}", "标记写错"),
        ("{{ ''.__class__.__mro__ }}", "模板.docx"), ("{{ 1/0 }}", "不能填写"),
    ],
)  # fmt: skip
def test_a_fault_of_the_template_is_told_with_its_name(mark, said):
    with pytest.raises(InputError, match=said) as told:
        filled(with_texts(mark), {"name": "a", "row": {"x": 1}})
    assert "模板.docx" in told.value.message
    assert told.value.hint


def test_what_is_no_word_file_is_told():
    for content in (b"", b"text", b"PK\x05\x06" + bytes(18)):
        with pytest.raises(InputError, match="不是可用的 Word"):
            WordTemplate(content, "x.docx")
