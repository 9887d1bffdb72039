"""XML in whatever encoding, without entities; a fault is told with line and column."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.tables.xml_text import attribute, local_name, xml_root


def document(encoding, text="<a>名称</a>"):
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'


@pytest.mark.parametrize(
    ("encoding", "codec"), [("UTF-8", "utf-8"), ("GB2312", "gb18030"), ("gbk", "gb18030"), ("Big5", "big5"), ("UTF-16", "utf-16")]
)
def test_a_document_is_read_in_the_encoding_that_it_names(encoding, codec):
    assert xml_root(document(encoding, "<a>中文</a>").encode(codec), "a.kml", "KML").text == "中文"


def refused(raw):
    with pytest.raises(InputError) as caught:
        xml_root(raw, "a.kml", "KML")
    return caught.value.message


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"<a>\n<b></a>", "a.kml 不是完整的 KML：第 2 行第 6 列不符合 XML 的写法"), (b"", "a.kml 不是完整的 KML"), (b"<a", "第 1 行第"), (document("GBK").encode("gb18030")[:-4] + b"\n\xff\xff</a>", "a.kml 第 2 行不是 GBK 编码（文件开头所写）"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "含有文档类型或实体声明"), (document("x-own").encode(), "不是完整的 KML"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(raw, words):
    assert words in refused(raw)


def test_names_are_taken_without_their_namespace():
    root = xml_root(b'<k:a xmlns:k="u" k:Name="x" Other="y"/>', "a", "KML")
    assert (local_name(root), attribute(root, "Name"), attribute(root, "Other"), attribute(root, "None")) == ("a", "x", "y", "")
