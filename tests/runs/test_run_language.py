"""A run speaks the language that it is asked to; whoever opens it is told in his own."""

import json
import re

import openpyxl
import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.small_study import write_small_study
from xc_gis.languages import CHINESE
from xc_gis.languages.message import Message, in_language
from xc_gis.languages.punctuation import wide
from xc_gis.operations.run import run_into
from xc_gis.report.map.page_words import numbered
from xc_gis.report.tables.summary import summary_table
from xc_gis.runs.compare.changes import compare_runs
from xc_gis.runs.compare.sheets import write_comparison
from xc_gis.runs.compare.words import comparison_sentences
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.sheet_words import sheet_text
from xc_gis.wording import window

DATA = re.compile(r'<script type="application/json" id="xc-data">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The small study run in Chinese and in English."""
    folder = tmp_path_factory.mktemp("languages")
    study = write_small_study(folder / "study")
    return {lang: (folder / lang, run_into(study, folder / lang, outlines=False, lang=lang)[0]) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def names(runs):
    """Chinese words out of the data and of the standard."""
    folder = runs["zh"][0].with_name("study")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.suffix in {".toml", ".csv", ".geojson"}]
    return " ".join(texts)


def chinese_in(texts, names):
    """Texts with Chinese that no name holds."""
    return {text for text in texts if any(word not in names for word in re.findall(r"[\u3400-\u9fff]+", text))}


def test_tables_layers_and_view_are_the_same_in_each_language(runs):
    for name in ("coverage.csv", "rating.csv", "problems.csv", "demand_points.parquet", "view.json", "study.gpkg"):
        assert (runs["zh"][0] / name).read_bytes() == (runs["en"][0] / name).read_bytes(), name
    reported = [json.loads((runs[lang][0] / "manifest.json").read_text(encoding="utf-8")) for lang in ("zh", "en")]
    for content in reported:
        content.pop("timing")
        content.pop("outputs")
    assert reported[0] == reported[1]


def test_the_workbook_is_in_the_language(runs, names):
    book = openpyxl.load_workbook(runs["en"][0] / "report.xlsx", read_only=True)
    assert book.sheetnames == ["Notes", "Rating", "Coverage", "In gap", "Subdistricts in sum", "Rows with problems"]
    heads = [[cell.value for cell in next(sheet.iter_rows(max_row=1))] for sheet in book]
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert not chinese_in({str(head) for row in heads for head in row}, names)
    result = runs["en"][1]
    only_chinese = {text for text in (*result.warnings, *(f.text for f in result.data.findings)) if not isinstance(text, Message)}
    assert not chinese_in(cells - only_chinese, names)
    assert any(cell.startswith("MED Health") for cell in cells)
    chinese = openpyxl.load_workbook(runs["zh"][0] / "report.xlsx", read_only=True)
    assert chinese.sheetnames == ["说明", "评级", "覆盖率", "缺口", "街道汇总", "问题行"]


def test_the_map_is_in_the_language_and_its_data_are_the_same(runs):
    pages = {lang: (runs[lang][0] / "map.html").read_text(encoding="utf-8") for lang in ("zh", "en")}
    assert DATA.search(pages["zh"])[1] == DATA.search(pages["en"])[1]
    own, words = (json.loads(re.search(r'id="xc-words">(.*?)</script>', pages[lang])[1]) for lang in ("zh", "en"))
    assert own == {text: numbered(wide(text)) for text in own}  # the page's own sentences, with full-width marks
    assert words["专题"] == "Theme"


@needs_browser
def test_nothing_but_names_is_chinese_on_an_english_map(runs, names, tmp_path):
    community = read_run_view(runs["en"][0]).communities[0].community_id
    page = (runs["en"][0] / "map.html").read_text(encoding="utf-8")
    opened = tmp_path / "map.html"
    opened.write_text(page.replace("<body>", f'<body data-start="theme=MED&amp;community={community}">', 1), encoding="utf-8")
    shown = re.sub(r"<(script|style).*?</\1>", "", browse(opened)[0], flags=re.DOTALL)
    texts = {*re.findall(r">([^<]+)<", shown), *re.findall(r'(?:placeholder|aria-label|title|label)="([^"]+)"', shown)}
    assert any(text.startswith("asked for: 15 min (adults)") for text in texts)
    assert not chinese_in(texts, names)


def test_every_sentence_of_a_community_is_there_in_english(runs, names):
    data = json.loads(DATA.search((runs["zh"][0] / "map.html").read_text(encoding="utf-8"))[1])
    reported = [reason for community in data["communities"] for reason in community["reasons"]]
    assert reported
    assert not chinese_in({one["en"] for one in reported}, names)
    assert all(CHINESE.search(one["zh"]) for one in reported)


def test_the_table_at_the_end_of_a_run_is_in_the_language(runs, names):
    table = summary_table(runs["zh"][1], lang="en")
    texts = [str(table.title), str(table.caption), *(str(column.header) for column in table.columns), *table.columns[1].cells]
    assert not chinese_in(texts, names)


def test_names_of_a_run_are_said_in_the_language_of_who_opens_it(runs):
    view = read_run_view(runs["zh"][0])
    assert in_language(view.standard["name"], "en") != view.standard["name"]
    assert not CHINESE.search(in_language(view.by_code["MED"].name, "en"))
    assert view.by_code["MED"].types
    assert not [kind for category in view.categories for kind in category.types if CHINESE.search(in_language(kind, "en"))]


def test_a_comparison_is_in_the_language(runs, names, tmp_path):
    found = compare_runs(*(read_run_view(runs[lang][0]) for lang in ("zh", "en")))
    book = openpyxl.load_workbook(write_comparison(found, tmp_path / "all.xlsx", lang="en"), read_only=True)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert not chinese_in({*cells, *book.sheetnames}, names)
    assert not chinese_in({in_language(line, "en") for line in comparison_sentences(found)}, names)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fact_sheet_is_in_the_language_of_the_window_whatever_that_of_the_run(runs, names, lang):
    window.use(lang)
    try:
        sheets = [
            [sheet_text(community, study="s", standard="d") for community in read_run_view(runs[made][0]).communities]
            for made in ("zh", "en")
        ]
    finally:
        window.use("zh")
    assert sheets[0] == sheets[1]
    assert bool(chinese_in({line for sheet in sheets[0] for line in sheet.splitlines()}, names)) == (lang == "zh")
