"""Text tables: encoding, delimiter and quotes are found out and told; what cannot be known is refused."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.csv_text import _delimiter, _unmarked_utf16, common_share, decoded, read_text_rows

TEXT = "名称,地址\n西城区人民医院,广安门内大街一号\n天和大药房,前门西大街二十号\n"


def rows(raw, **more):
    notes = Notes("a.csv", "facilities.0")
    found = read_text_rows(
        raw if isinstance(raw, bytes) else raw.encode(), notes, **{"encoding": None, "delimiter": None, **more}
    )
    return found, [
        (f.topic, f.level, dict(f.evidence).get("encoding") or dict(f.evidence).get("delimiter")) for f in notes.findings
    ]


def refused(raw, **more):
    with pytest.raises(InputError) as caught:
        rows(raw, **more)
    return caught.value.message


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_an_encoding_is_found_out_and_told_unless_it_is_the_usual_one(encoding, told):
    text = TEXT + "甲,1234567890\n" * 9 if encoding[-3:] in {"-le", "-be"} else TEXT  # only digits and marks tell it
    found, notes = rows(text.encode(encoding))
    assert found[1] == ["西城区人民医院", "广安门内大街一号"]
    assert [one for _, _, one in notes] == ([told] if told else [])


def test_traditional_characters_in_big5_are_told_from_gb18030():
    text = "名稱,地址\n" + "臺北市政府衛生局門診中心,忠孝東路一段三號\n" * 5
    found, notes = rows(text.encode("big5"))
    assert found[1][0] == "臺北市政府衛生局門診中心"
    assert notes[0][2] == "big5"


def test_a_named_encoding_is_taken_or_refused_with_the_line():
    assert rows(TEXT.encode("gb18030"), encoding="gb18030")[0][1][0] == "西城区人民医院"
    assert refused(TEXT, encoding="klingon") == "a.csv:没有名为 “klingon” 的编码"
    assert refused(b"a,b\n1,\xff\xff\n", encoding="utf-8") == "a.csv 第 2 行不是 utf-8 编码"


def test_a_broken_file_is_named_by_its_line():
    raw = TEXT.encode() * 6
    at = raw.rindex("二".encode())
    assert refused(raw[: at + 1] + b"\xff" + raw[at + 2 :]).startswith("a.csv 第 18 行有损坏的 UTF-8 字符")
    assert "标为 UTF-16 编码,但内容不是或不完整" in refused(b"\xff\xfe\x00\xd8")
    assert "含有空字符" in refused("a,b\n1,\0\n")


@pytest.mark.parametrize(("raw", "found"), [("名,1\n" * 20, "utf-16-le"), ("a,b\n" * 20, "utf-16-le")])
def test_a_zero_beside_each_letter_is_utf16(raw, found):
    assert _unmarked_utf16(raw.encode("utf-16-le")) == found
    assert _unmarked_utf16(raw.encode("utf-16-be")) == found.replace("le", "be")
    assert _unmarked_utf16(raw.encode()) is None
    assert _unmarked_utf16(b"ab\0\0\0cd" + b"x" * 100) is None  # stray ones


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，", "；"])
def test_the_mark_that_cuts_all_lines_alike_parts_the_columns(mark):
    text = mark.join(["名称", "地址", "电话"]) + "\n" + (mark.join(["甲", "甲街1号、2号", "12"]) + "\n") * 5
    found, notes = rows(text)
    assert found[1] == ["甲", "甲街1号、2号", "12"]
    assert [one for topic, _, one in notes if topic == "columns"] == ([] if mark == "," else [mark])


def test_a_comma_that_cuts_nearly_all_lines_stands_against_marks_in_words():
    text = "a,b\n" * 9 + "x;y;z,1\n"
    assert _delimiter(text, Notes("a.csv", "")) == ","
    assert _delimiter("甲\n乙\n", Notes("a.csv", "")) == ","


def test_a_named_mark_is_one_character():
    assert rows("a:b\n", delimiter=":")[0] == [["a", "b"]]
    assert "应为一个字符" in refused("a,b\n", delimiter=";;")


def test_a_line_break_within_quotes_is_part_of_the_cell_and_an_open_quote_is_refused():
    assert rows('a,b\n"甲\n乙",1\n')[0] == [["a", "b"], ["甲\n乙", "1"]]
    assert refused('a,b\n1,"甲\n2,乙\n3,丙\n') == "a.csv 第 2 行的引号没有成对,后面的行被并入同一格"


def test_common_characters_are_nearly_all_of_a_text_that_is_read_rightly():
    assert common_share(TEXT, "gb18030") == 1.0
    wrong = TEXT.encode("gb18030").decode("big5", errors="replace")
    assert common_share(wrong, "big5") < 0.9
    assert common_share("abc", "gb18030") == 0.0


def test_a_mark_at_the_beginning_is_no_letter():
    assert decoded("\ufeff甲".encode(), Notes("a", ""), "utf-8") == "甲"
