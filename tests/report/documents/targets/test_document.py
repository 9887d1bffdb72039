"""Pages of targets that are behind as a PDF: names are text, a row and its sentences are not torn apart, equal content gives equal bytes."""

import io
from datetime import date

import pypdf
import pytest

from tests.fixtures.finished_run import fonts
from xc_gis.report.documents.targets.document import targets_pdf
from xc_gis.report.documents.targets.records import BehindItem, BehindList, BehindPages

NAMES = ["#eval(1)", "$x$ *b*", "=1+1", "😀", "很长的名字" * 20]
LABELS = dict.fromkeys(("number", "name", "value", "target", "outlook"), "列")


def pages(items):
    made = tuple(
        BehindItem(str(n), name, ("1 %", "2025"), ("≥ 2",), ("—",), (f"甲{n}乙", name)) for n, name in enumerate(items, 1)
    )
    return BehindPages("题目", "来源", date(2026, 6, 30), "zh", (BehindList("#清单", "共", made, ("*注*",)),), ("末",), LABELS)


def texts(content):
    return [
        page.extract_text().replace("\n", "").replace(" ", "")
        for page in pypdf.PdfReader(io.BytesIO(targets_pdf(content, fonts()))).pages
    ]


@pytest.mark.parametrize("items", [[], NAMES], ids=["none", "some"])
def test_names_are_text(items):
    (text,) = texts(pages(items))
    for word in ("题目", "#清单", "*注*", "末", *items):
        assert word.replace("😀", "□").replace(" ", "") in text


def test_a_row_and_its_sentences_stand_on_one_page_and_headings_come_again():
    found = texts(pages(["名"] * 60))
    assert len(found) > 1
    assert all("列列列" in text for text in found[:-1])
    for n in range(1, 61):
        (at,) = [k for k, text in enumerate(found) if f"甲{n}乙" in text]
        assert found[at].count("1%2025") == found[at].count("乙名")


def test_the_same_content_gives_the_same_bytes():
    assert targets_pdf(pages(NAMES), fonts()) == targets_pdf(pages(NAMES), fonts())
