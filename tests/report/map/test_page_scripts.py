"""The scripts of the map's page, each by itself, in a real browser; and what holds for all of them."""

import re
from importlib import resources
from pathlib import Path

import pytest

from tests.fixtures.browser import needs_browser
from tests.fixtures.page_tests import run_page_tests
from xc_gis.report.map.page_head import PageHead, StandardWords
from xc_gis.report.map.page_scripts import NAMESPACE, PAGE_SCRIPTS, page_script, script_texts
from xc_gis.report.map.web_map import _template

TESTS = sorted((Path(__file__).parent / "page").glob("test_*.js"))
SCRIPTS = dict(zip(PAGE_SCRIPTS, script_texts(), strict=True))
MOST_LINES = 150


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    parts = [text for name, text in SCRIPTS.items() if name != "start.js"]
    code = NAMESPACE + "".join(parts) + f"function START() {{ {SCRIPTS['start.js']} }}"
    standard = StandardWords("", "", "", "", "")
    body = _template("web_map.html").render(head=PageHead("", "示例", "", standard), words="", data="{}")
    return run_page_tests(TESTS, code, body, tmp_path_factory.mktemp("page"))


@needs_browser
@pytest.mark.parametrize("name", [test.name for test in TESTS])
def test_what_the_script_says_holds(results, name):
    assert len(results[name]) == TESTS_IN[name]
    assert {one["name"]: one["fault"] for one in results[name] if one["fault"]} == {}


TESTS_IN = {test.name: len(re.findall(r"^test\(", test.read_text(encoding="utf-8"), re.MULTILINE)) for test in TESTS}


def test_every_script_has_its_test_and_is_read_by_the_page():
    folder = resources.files("xc_gis.report.map").joinpath("page")
    files = {path.name for path in folder.iterdir() if path.name.endswith(".js")}
    assert files == set(PAGE_SCRIPTS)
    assert {f"test_{name}" for name in files} == {test.name for test in TESTS}


@pytest.mark.parametrize("name", PAGE_SCRIPTS)
def test_script_has_one_topic_and_says_it(name):
    text = SCRIPTS[name]
    assert text.startswith("// ")
    assert len(text.splitlines()) <= MOST_LINES
    assert '"use strict"' in text


def test_page_is_one_script_without_modules_and_templates():
    """A page opened from a folder loads no modules; the script is a constant text, so nothing of it may look like a template."""
    joined = page_script()
    assert not re.search(r"^\s*(?:import|export)\b", joined, re.MULTILINE)
    assert not re.search(r"\{\{|\{%", joined)
