"""A whole atlas as a document: bookmarks, numbers of pages, text that is found, bad names as text."""

import csv
from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from tests.fixtures.finished_run import fonts, letters, source_of
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.atlas.document import atlas_pdf, atlas_pictures
from xc_gis.report.documents.atlas.drawn_page import draw_page
from xc_gis.report.documents.atlas.pages import pages_of
from xc_gis.shares import percent

BAD = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    '#eval("1") $x^2$ *b* _i_ @ref',
    "\\ #set page(width: 1mm)",
    "😀👨‍👩‍👧 站",
    "长" * 40,
    "",
)


def rows(folder, name):
    with (folder / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_figures_on_pages_are_those_of_the_tables(finished_run):
    source = source_of(finished_run, "coverage:MED")
    texts = text_of(atlas_pdf(source, pages(source), fonts()))
    ratings = {row["community_id"]: row for row in rows(finished_run, "rating.csv")}
    coverage = {row["community_id"]: row for row in rows(finished_run, "coverage.csv") if row["category"] == "MED"}
    for text, name in zip(texts[2:], ("C1", "C2"), strict=True):
        shown = text.replace("\n", "")
        assert f"{float(ratings[name]['completeness']) * 100:.1f}%" in shown
        assert f"{float(coverage[name]['residents']):,.0f} 人" in shown
        assert percent(float(coverage[name]["coverage"])) in shown
        for page in (texts[1], text):
            assert percent(float(coverage[name]["coverage"])) in page


def test_long_titles_and_names_stay_on_one_page(finished_run):
    long = source_of(finished_run, settings=PageSettings(title="{area}{theme}" * 4))
    assert len(text_of(atlas_pdf(long, pages(long), fonts()))) == 4


def pages(source):
    return [draw_page(source, page, n, letters()) for n, page in enumerate(pages_of(source)[0])]


def text_of(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_text_is_found_page_by_page_and_pages_are_numbered(finished_run):
    source = source_of(finished_run)
    pdf = atlas_pdf(source, pages(source), fonts())
    texts = text_of(pdf)
    assert [f"第 {n} 页，共 4 页" in text for n, text in enumerate(texts, 1)] == [True] * 4
    assert all("居民" in text and "审图号" in text and "仅供内部工作使用，未经地图审核不得公开" in text for text in texts)
    outline = pypdf.PdfReader(BytesIO(pdf)).outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == ["全区星级评价图", "甲街道星级评价图"]
    assert [entry.title for entry in outline[-1]] == ["甲街道 西社区星级评价图", "甲街道 东社区星级评价图"]


@pytest.mark.parametrize("name", BAD)
def test_names_that_are_markup_elsewhere_are_text(finished_run, name):
    source = source_of(finished_run, "coverage:MED")
    ground = replace(source.ground, facility_names=source.ground.facility_names.copy())
    ground.facility_names[:] = name
    named = replace(source, ground=ground, study=name, communities=tuple(replace(c, name=name) for c in source.communities))
    drawn = draw_page(named, pages_of(named)[0][2], 0, letters())
    (text,) = text_of(atlas_pdf(named, [drawn], fonts()))
    assert letters().writable(name).replace(" ", "") in text.replace("\n", "").replace(" ", "")


def test_pictures_of_pages_are_as_fine_as_asked(finished_run):
    source = source_of(finished_run)
    (picture,) = atlas_pictures(source, pages(source)[2:3], fonts(), total=4, before=2, dots_per_inch=50)
    width, height = (int.from_bytes(picture[n : n + 4], "big") for n in (16, 20))
    assert (width, height) == (413, 585)


def test_notes_of_a_legend_take_the_lines_that_they_need(finished_run):
    source = source_of(finished_run)
    drawn = pages(source)[1]
    legend = drawn.record["legend"] | {"notes": ["说明" * 40 + "末", "其后"]}
    letters_at = boxes(atlas_pdf(source, [replace(drawn, record=drawn.record | {"legend": legend})], fonts()))
    (last,) = letters_at("末")
    (after,) = letters_at("其后")
    assert last[1] > after[3]
    assert after[1] > 0


@pytest.mark.parametrize(
    "words", ["仅供内部工作使用，未经地图审核不得公开", "For internal use; not to be published before map review"]
)
def test_a_watermark_is_as_long_as_its_map_is_wide_in_each_script(finished_run, words):
    source = source_of(finished_run)
    drawn = pages(source)[2]
    record = drawn.record | {"watermark": words}
    ((left, low, right, high),) = boxes(atlas_pdf(source, [replace(drawn, record=record)], fonts()))(words)
    length = ((right - left) ** 2 + (high - low) ** 2) ** 0.5 * 25.4 / 72
    assert length == pytest.approx(record["boxes"]["map"][2], rel=0.08)


def boxes(pdf):
    """Where words stand on the first page of a document: left, bottom, right, top in points, one for each time that they are found."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()

    def found(words):
        search, here = page.search(words, match_case=True), []
        while (hit := search.get_next()) is not None:
            chars = [page.get_charbox(n) for n in range(hit[0], hit[0] + hit[1])]
            here.append((min(c[0] for c in chars), min(c[1] for c in chars), max(c[2] for c in chars), max(c[3] for c in chars)))
        return here

    return found
