"""The scripts that the window adds to the page, each by itself, in a real browser; the border to Qt is in ``test_map_view``."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest

import xc_gis.ui
from tests.fixtures.browser import needs_browser
from tests.fixtures.page_tests import run_page_tests
from xc_gis.report.map.page_head import PageHead, StandardWords
from xc_gis.report.map.page_scripts import NAMESPACE, script_texts
from xc_gis.report.map.web_map import _template
from xc_gis.ui.map.page_words import WINDOW_SCRIPTS

FOLDER = Path(str(resources.files("xc_gis.ui.map").joinpath("page")))
SCRIPTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in ("language.js", *WINDOW_SCRIPTS)}
TESTS = sorted((Path(__file__).parent / "page").glob("test_*.js"))
TESTS_IN = {test.name: len(re.findall(r"^test\(", test.read_text(encoding="utf-8"), re.MULTILINE)) for test in TESTS}
MOST_LINES = 150


def called_functions():
    """Functions of the page that the window calls by name."""
    sources = "".join(p.read_text(encoding="utf-8") for p in Path(xc_gis.ui.__file__).parent.rglob("*.py"))
    return sorted(set(re.findall(r'call\(\s*"(xc\w+\.\w+)"', sources)))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    parts = [text for name, text in SCRIPTS.items() if name not in {"language.js", "start.js"}]
    code = (
        f"{NAMESPACE}var xcWindowParts = {{}}, CALLED = {json.dumps(called_functions())};\n{''.join(script_texts()[:-1])}{''.join(parts)}"
        f"function language(WORDS) {{ {SCRIPTS['language.js']}\nreturn window.xcWindow; }}\nfunction START() {{ {SCRIPTS['start.js']} }}"
    )
    standard = StandardWords("", "", "", "", "")
    body = _template("web_map.html").render(head=PageHead("", "", "", standard), words="", data="{}")
    return run_page_tests(TESTS, code, body, tmp_path_factory.mktemp("page"))


@needs_browser
@pytest.mark.parametrize("name", [test.name for test in TESTS])
def test_what_the_script_says_holds(results, name):
    assert len(results[name]) == TESTS_IN[name]
    assert {one["name"]: one["fault"] for one in results[name] if one["fault"]} == {}


def test_every_script_has_its_test_and_is_read_by_the_window():
    files = {path.name for path in FOLDER.glob("*.js")}
    assert files == set(SCRIPTS)
    assert {f"test_{name}" for name in files} == {test.name for test in TESTS}


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_has_one_topic_and_says_it(name):
    assert SCRIPTS[name].startswith("// ")
    assert len(SCRIPTS[name].splitlines()) <= MOST_LINES


def test_functions_that_the_window_calls_are_found():
    assert {"xcMap.setTheme", "xcWindowMap.showPlace", "xcWindowTools.begin", "xcWindowFound.show"} <= set(called_functions())
