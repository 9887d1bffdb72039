"""
The pages build as a site without a warning, everything on them is there, and nothing of it comes from elsewhere.

Built in a plain theme, which takes a third of the time: pages, links and search are the same (``make docs`` checks the site itself).
"""

import subprocess
import sys

import pytest

import xc_gis
from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.studies import ROOT
from tools.check_site import faults


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site").resolve()
    words = [
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        folder / "trees",
        "-D",
        "html_theme=basic",
        ROOT / "docs",
        folder / "html",
    ]
    done = subprocess.run([sys.executable, "-m", "sphinx", *words], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_page_and_place_is_there_and_nothing_comes_from_elsewhere(site):
    assert list(faults(site)) == []
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert {path.relative_to(site) for path in site.rglob("*.html")} >= pages


def test_the_reference_has_every_public_name_and_the_columns_their_units(site):
    reference = (site / "reference.html").read_text(encoding="utf-8")
    assert [name for name in xc_gis.__all__ if name != "__version__" and f'id="xc_gis.{name}"' not in reference] == []
    columns = (site / "columns.html").read_text(encoding="utf-8")
    assert "rating.csv" in columns
    assert "群众评价" in columns
    assert "share 0–1" in columns
    assert "COMMUNITY_COLUMNS" in columns
    assert "__new__" not in reference


@needs_browser
def test_chinese_is_found_by_its_words(site):
    page, console = browse(site / "search.html", "?q=缺口表")
    assert "manual/zh/03-worst-gap.html" in page
    assert "Error" not in console


def test_what_is_wrong_with_a_site_is_told(tmp_path):
    site = tmp_path.resolve()
    (site / "there.html").write_text('<p id="place"><img src="data:image/png;base64,AA">', encoding="utf-8")
    (site / "a.html").write_text(
        '<link rel="stylesheet" href="https://host.example/a.css"><link rel="next" href="gone.html"><script src="//host.example/a.js"></script>'
        '<style>p { background: url(http://host.example/a.png) }</style><a href="https://host.example/">people may</a>'
        '<a href="there.html#place">well</a><a href="there.html#other">no</a><img src="gone.png">',
        encoding="utf-8",
    )
    (site / "a.css").write_text("@font-face { src: url('https://host.example/font.woff') }", encoding="utf-8")
    assert list(faults(site)) == [
        "a.html: loads https://host.example/a.css",
        "a.html: loads //host.example/a.js",
        "a.html: loads http://host.example/a.png",
        "a.html: gone.png is not there",
        "a.html: there.html#other: the page has no such place",
        "a.css: loads https://host.example/font.woff",
    ]
    (site / "empty").mkdir()
    assert list(faults(site / "empty")) == [f"{site / 'empty'}: no pages"]
