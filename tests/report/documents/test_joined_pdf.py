"""Parts joined: pages, tags, bookmarks and names of cells of all of them, conforming as each part does, and the same bytes of the same parts."""

from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.golden.pdf_a import faults
from xc_gis.report.documents import typesetting
from xc_gis.report.documents.fonts.chinese_fonts import find_chinese_fonts
from xc_gis.report.documents.joined_pdf import joined_pdf, pages_in

TEMPLATE = b"""
#let data = json("data.json")
#set document(title: data.title)
#set text(font: data.font, lang: "zh")
#for words in data.pages { pagebreak(weak: true); heading(words); table(columns: 2, table.header([a], [b]), words, [2]) }
"""


@pytest.fixture(scope="module")
def parts():
    fonts = find_chinese_fonts(None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            typesetting, "_files", lambda _name, data, _: {"main": TEMPLATE, "data.json": typesetting.json.dumps(data).encode()}
        )
        made = [
            typesetting.pdf_of(
                "", {"title": "体检表", "font": fonts.families["sans"], "pages": pages}, {}, fonts, day=date(2026, 6, 30)
            )
            for pages in (["甲", "乙"], ["丙"], ["丁", "戊", "己"])
        ]
    typesetting.forget_pages()
    return made


@pytest.fixture(scope="module")
def whole(parts):
    return joined_pdf(parts)


def test_pages_and_bookmarks_of_all_parts_are_in_order(whole):
    reader = pypdf.PdfReader(BytesIO(whole))
    assert pages_in(whole) == 6
    assert [page.extract_text().split()[0] for page in reader.pages] == list("甲乙丙丁戊己")
    assert [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline] == [
        (name, n) for n, name in enumerate("甲乙丙丁戊己")
    ]
    assert reader.trailer["/Root"]["/Outlines"]["/Count"] == 6


def test_tags_of_a_page_are_found_by_its_number(whole):
    reader = pypdf.PdfReader(BytesIO(whole))
    tags = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = tags["/ParentTree"]["/Nums"]
    places = {numbers[n]: numbers[n + 1].get_object() for n in range(0, len(numbers), 2)}
    assert len({page["/StructParents"] for page in reader.pages}) == 6
    for page in reader.pages:
        for tag in places[page["/StructParents"]]:
            assert tag.get_object()["/Pg"].get_object() == page
    document = tags["/K"][0].get_object()
    kinds = [tag.get_object()["/S"] for tag in document["/K"]]
    assert (kinds.count("/H1"), kinds.count("/Table")) == (6, 6)
    assert all(tag.get_object()["/P"].get_object() == document for tag in document["/K"])


def test_headings_of_cells_are_those_of_their_own_table(whole):
    reader = pypdf.PdfReader(BytesIO(whole))
    tags = reader.trailer["/Root"]["/StructTreeRoot"]
    names = tags["/IDTree"]["/Names"]
    named = {bytes(names[n].original_bytes): names[n + 1].get_object() for n in range(0, len(names), 2)}
    assert len(named) == len(names) // 2 == 12
    assert sorted(named) == list(named)
    assert all(bytes(tag["/ID"].original_bytes) == name for name, tag in named.items())
    cells = [cell for cell in tags_below(tags) if cell.get("/S") == "/TD"]
    assert len(cells) == 12
    for cell in cells:
        headers = [bytes(one.original_bytes) for kind in attributes_of(cell) for one in kind.get("/Headers", ())]
        assert headers
        for header in headers:  # a screen reader says the heading of this table, not of one of another part
            assert table_of(named[header]) == table_of(cell)


def tags_below(tag):
    """Every tag below one."""
    below = tag.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from tags_below(found)


def attributes_of(tag):
    """What a tag has of attributes."""
    found = tag.get("/A", [])
    return [one.get_object() for one in (found if isinstance(found, list) else [found])]


def table_of(tag):
    """The table around a cell, by its reference."""
    while tag["/S"] != "/Table":
        reference = tag.raw_get("/P")
        tag = reference.get_object()
    return reference


def test_the_whole_conforms_and_says_its_pages(parts, whole):
    assert faults(whole) == []
    said = pypdf.PdfReader(BytesIO(whole)).trailer["/Root"]["/Metadata"].get_data()
    assert b"<xmpTPg:NPages>6<" in said


def test_the_same_parts_give_the_same_bytes_and_one_part_is_itself(parts, whole):
    assert joined_pdf(parts) == whole
    assert joined_pdf(parts[:1]) == parts[0]
    assert joined_pdf(parts[::-1]) != whole
