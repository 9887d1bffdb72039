"""
Five pages look as they did, and are what archives ask for.

The pictures beside are those of the small study (drawn by hand, invented) at few dots an inch. Where a page is meant to look otherwise:

    XC_GIS_REMAKE_GOLDEN=1 python -m pytest tests/golden

writes them anew; look at each before it is committed. Pages are compared by squares: smoothed edges differ from one release of a library to the next,
a layer, a name or a colour that is not there differs more.
"""

import os
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from PyQt5.QtGui import QImage

from tests.fixtures.finished_run import fonts, letters, source_of
from tests.golden.pdf_a import faults
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.report.documents.atlas.document import atlas_pdf
from xc_gis.report.documents.atlas.drawn_page import draw_page
from xc_gis.report.documents.atlas.pages import pages_of
from xc_gis.report.documents.fonts.glyphs import Glyphs

HERE = Path(__file__).parent
FAMILY = "Noto Sans CJK SC"
"""Of the font of the pictures; with another one letters look otherwise."""

STEP = 8
"""Red, green and blue are kept in steps of so much: smaller files."""

A3, A4 = 34, 48
"""Dots an inch."""

SQUARE, LEAST = 6, 10.0
"""A page differs where the mean of a square of so many dots differs so much in red, green or blue (of 255)."""

THEME = "coverage:MED"
PAGES = {
    "district": ("atlas-coverage-MED.pdf", 0, A3), "subdistrict": ("atlas-coverage-MED.pdf", 1, A3), "community": ("atlas-coverage-MED.pdf", 2, A4),
    "checkup": ("checkup.pdf", 0, A4), "poster": ("poster/C1.pdf", 0, A3),
}  # fmt: skip

needs_the_font = pytest.mark.skipif("fonts().sans.family != FAMILY", reason=f"no {FAMILY} on this machine")


@pytest.fixture(scope="module", autouse=True)
def _one_run_id():
    """Of the run: it changes with every setting of the program, and the pictures need not."""
    with pytest.MonkeyPatch.context() as patch:
        for module in [found for name, found in sys.modules.items() if name.startswith("xc_gis") and hasattr(found, "run_id")]:
            if callable(module.run_id):
                patch.setattr(module, "run_id", lambda _manifest: "0123456789ab")
        yield


@pytest.fixture(scope="module")
def source(finished_run):
    return source_of.__wrapped__(finished_run, THEME)


@pytest.fixture(scope="module")
def handed_in(finished_run, tmp_path_factory):
    out = tmp_path_factory.mktemp("golden")
    export_run(finished_run, out, ExportRequest(atlas=True, checkup=True, public=True, themes=(THEME,)))
    return out


def pixels_of(pdf, page, dots_per_inch=A4):
    """Shape (height, width, 3)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dots_per_inch / 72, rev_byteorder=True).to_numpy()[..., :3].astype(float)


def picture_of(path):
    image = QImage(str(path)).convertToFormat(QImage.Format_RGB888)
    memory = image.constBits()
    memory.setsize(image.sizeInBytes())
    rows = np.frombuffer(memory, dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(float)


def squares(pixels):
    """Means of squares, shape (rows, columns, 3)."""
    height, width = (size // SQUARE * SQUARE for size in pixels.shape[:2])
    return pixels[:height, :width].reshape(height // SQUARE, SQUARE, width // SQUARE, SQUARE, 3).mean(axis=(1, 3))


def differing(seen, golden):
    """How many squares differ."""
    assert seen.shape == golden.shape
    return int((np.abs(squares(seen) - squares(golden)).max(axis=2) > LEAST).sum())


def remade(name, pixels):
    height, width = pixels.shape[:2]
    plain = np.ascontiguousarray(np.minimum(np.rint(pixels / STEP) * STEP, 255).astype(np.uint8))
    assert QImage(plain.data, width, height, width * 3, QImage.Format_RGB888).save(str(HERE / f"{name}.png"), "PNG", 0)


@needs_the_font
@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_did(handed_in, name):
    file, page, dots_per_inch = PAGES[name]
    seen = pixels_of(handed_in / file, page, dots_per_inch)
    if os.environ.get("XC_GIS_REMAKE_GOLDEN"):
        remade(name, seen)
    assert differing(seen, picture_of(HERE / f"{name}.png")) == 0
    assert (HERE / f"{name}.png").stat().st_size < 60_000


def test_smoothed_edges_pass():
    """A page that is moved by an eighth of a dot is the same page."""
    golden = picture_of(HERE / "community.png")
    moved = golden * 0.875 + np.roll(golden, 1, axis=1) * 0.125
    assert differing(moved, golden) == 0


def unchanged(source):
    return source


def without_facilities(source):
    return replace(source, theme=replace(source.theme, facility_types=frozenset()))


def without_people_in_gap(source):
    return replace(source, theme=replace(source.theme, gaps=""))


def without_streets(source):
    return replace(source, ground=replace(source.ground, streets=()))


def other_colours(source):
    return replace(source, theme=replace(source.theme, rows=source.theme.rows[::-1]))


def other_figures(source):
    return replace(source, communities=tuple(replace(c, facts=c.facts[1:]) for c in source.communities))


def another_name(source):
    return replace(source, communities=tuple(replace(c, name="东") for c in source.communities))


def without_watermark(source):
    return replace(source, page_words=replace(source.page_words, watermark=""))


@needs_the_font
@pytest.mark.parametrize(
    "change",
    [
        unchanged,
        without_facilities,
        without_people_in_gap,
        without_streets,
        other_colours,
        other_figures,
        another_name,
        without_watermark,
    ],
)
def test_what_is_missing_or_wrong_is_seen(source, change):
    changed = change(source)
    seen = set_again(changed, draw_page(changed, pages_of(changed)[0][2], 0, letters()))
    assert (differing(seen, picture_of(HERE / "community.png")) > 0) == (change is not unchanged)


def set_again(source, page):
    """The third of four pages."""
    return pixels_of(BytesIO(atlas_pdf(source, [page] * 4, fonts())), 2)


@needs_the_font
def test_names_that_are_missing_are_seen(source, monkeypatch):
    monkeypatch.setattr(Glyphs, "outline", lambda *_: "")
    page = draw_page(source, pages_of(source)[0][2], 0, letters())
    page.record["names"] = []
    assert differing(set_again(source, page), picture_of(HERE / "community.png")) > 0


# -- archives --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted({file for file, *_ in PAGES.values()}))
def test_documents_are_what_archives_ask_for(handed_in, file):
    assert faults((handed_in / file).read_bytes()) == []


def lacking(key):
    return lambda writer: writer.root_object.pop(key)


def with_a_script(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = action


def no_letters_to_copy(writer):
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop("/ToUnicode", None)


def not_embedded(writer):
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        for key in ("/FontFile2", "/FontFile3"):
            descriptor.pop(key, None)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lacking("/OutputIntents"), "output intent"), (lacking("/Metadata"), "no metadata"), (lacking("/MarkInfo"), "not marked as tagged"),
        (lacking("/StructTreeRoot"), "no structure"), (lacking("/Lang"), "no language"), (no_letters_to_copy, "font without letters to copy"),
        (not_embedded, "font that is not embedded"), (with_a_script, "forbidden action"),
        (lambda writer: writer.add_attachment("a.txt", b"x"), "forbidden /EmbeddedFiles"),
    ],
)  # fmt: skip
def test_what_archives_refuse_is_found(handed_in, spoil, found):
    writer = pypdf.PdfWriter(clone_from=handed_in / "poster/C1.pdf")
    spoil(writer)
    written = BytesIO()
    writer.write(written)
    assert found in faults(written.getvalue())
