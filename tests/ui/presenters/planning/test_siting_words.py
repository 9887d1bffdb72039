"""No option of the command line stands in a sentence of the siting tab, in either language, and what was filled in is left alone."""

import re
from pathlib import Path

import pytest

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.siting_words import FIELDS, siting_words
from xc_gis.wording import window

ROOT = Path(__file__).parents[4]


@pytest.fixture
def english():
    window.use("en")
    yield
    window.use("zh")


def test_options_are_called_by_the_labels_of_their_fields():
    said = siting_words(msg("请改用 --model mclp，或去掉候选地点的容量列"))
    assert said == "请改用“目标”选“覆盖居民最多”，或去掉候选地点的容量列"
    assert (
        siting_words(msg("请检查候选图层、--area 和 --no-go，或减小间距")) == "请检查候选图层、“选址范围”和“禁建区”，或减小间距"
    )


def test_a_text_that_is_filled_in_keeps_its_words():
    assert siting_words(msg("没有候选地点 “{id}”", id="--budget")) == "没有候选地点 “--budget”"
    assert siting_words("--budget") == "--budget"


def test_in_english_too(english):
    said = siting_words(msg("请给出大于 0 的预算，或不写 --budget"))
    assert "--" not in said
    assert "“" in said


def test_every_option_that_a_sentence_of_siting_names_has_a_label():
    rooms = ("operations/planning/site.py", "operations/planning/site_candidates.py", "operations/planning/site_request.py")
    files = [*(ROOT / "xc_gis" / room for room in rooms), *(ROOT / "xc_gis/analysis/planning/siting").glob("*.py")]
    named = {option for path in files for option in re.findall(r"--[a-z]+(?:-[a-z]+)*", path.read_text(encoding="utf-8"))}
    assert named
    assert named <= set(FIELDS)
