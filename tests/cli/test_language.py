"""The command line speaks English where it is asked to: its help, what it prints, and the pages and tables that it writes."""

import re

import pytest

from tests.fixtures.commands import command
from tests.fixtures.small_study import write_small_study
from xc_gis.cli import COMMANDS, STANDARD_COMMANDS
from xc_gis.languages import CHINESE
from xc_gis.languages.message import Message
from xc_gis.operations.check.check import check_study
from xc_gis.report.check.page import check_page


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A study with a row that waits for a place."""
    path = write_small_study(tmp_path_factory.mktemp("cli") / "study")
    table = path.with_name("facilities.csv")
    table.write_text(table.read_text(encoding="utf-8") + "F9,没有坐标的卫生站,CHS,,\n", encoding="utf-8")
    return path


def said(capfd, *words):
    ended = command(capfd, *words)
    assert ended.code == 0
    return ended


@pytest.mark.parametrize(
    "words", [(), *((command.__name__,) for command in COMMANDS), *(("standard", name) for name in STANDARD_COMMANDS)]
)
def test_help_is_in_the_language_wherever_it_is_asked_for(capfd, words):
    assert CHINESE.search(said(capfd, *words, "--help").out)
    for asked in ((*words, "--help", "--lang", "en"), ("--lang=en", *words, "--help")):
        assert not CHINESE.search(said(capfd, *asked).out.replace("北京市西城区", ""))


def test_commands_say_their_results_in_english(capfd, study, tmp_path):
    names = study.with_name("facilities.csv").read_text(encoding="utf-8")
    for words in (
        ("isochrone", study, "--out", tmp_path / "i.gpkg", "--facility", "F1"),
        ("place", study, "--out", tmp_path / "q.csv"),
        ("network", study, "--out", tmp_path / "n.gpkg"),
        ("standard", "check", "xicheng-ykz-default"),
    ):
        reported = said(capfd, "--lang", "en", *words)
        found = re.findall(r"[\u3400-\u9fff]+", reported.out + reported.err)
        assert all(word in names for word in found), found


def texts_in(page):
    """Words of a page, without its style sheet."""
    return {text.strip() for text in re.findall(r">([^<]+)<", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))}


def test_page_of_the_check_is_in_the_language(study):
    report = check_study(study)
    english, chinese = (check_page(report, lang=lang) for lang in ("en", "zh"))
    assert '<html lang="en">' in english
    assert '<html lang="zh-CN">' in chinese
    assert {"What to do", "Layers", "Walkable streets", "Row numbers (the heading is row 1)"} <= texts_in(english)
    assert {"要处理的事", "各图层", "可步行道路", "行号（表头为第 1 行）"} <= texts_in(chinese)
    data = " ".join(
        file.read_text(encoding="utf-8") for file in study.parent.iterdir() if file.suffix in {".toml", ".csv", ".geojson"}
    )
    rows = [
        word for layer in report.layers for group in (*layer.left_out, *layer.changed) for word in (group.reason, group.action)
    ]
    reported = [finding.text for finding in (*report.findings, *(f for layer in report.layers for f in layer.findings))]
    other = [
        *report.method,
        *(row.reason for row in report.queue),
        *rows,
        *reported,
        *(item.title for item in report.streets),
        *(item.text for item in report.streets),
    ]
    only_chinese = " ".join([data, *(text for text in other if not isinstance(text, Message))])
    left = {text for text in texts_in(english) if any(word not in only_chinese for word in re.findall(r"[\u3400-\u9fff]+", text))}
    assert not left
