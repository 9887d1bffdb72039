"""A page that is drawn: its map where the community has a place, a sentence where it has none; nothing in a name is read by Typst."""

import dataclasses
import pickle
import subprocess
import sys

import pypdf
import pytest

from tests.fixtures.finished_run import fonts, letters, source_of
from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import community, cover
from xc_gis.operations.export.checkup.content import checkup_texts, checkup_words
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.checkup.document import checkup_pdf, draw_checkup
from xc_gis.runs.view import read_run_view

NAMES = ["#eval(1)", "$x$ *b*", "<w:p>", "{{ title }}", "=1+1", "😀社区", "很长的名字" * 8, ""]


@pytest.fixture(scope="module")
def pages(finished_run):
    source = source_of(finished_run)
    named = [community(community_id=f"N{n}", name=name, reasons=()) for n, name in enumerate(NAMES)]
    crowded = community(*(cover() for _ in range(60)), community_id="?", name="没有位置")
    texts = checkup_texts(run_with(finished_run, *named, crowded), "zh")
    placed = [dataclasses.replace(text, community_id="C1") if text.community_id != "?" else text for text in texts]
    drawn = [draw_checkup(text, source, n, letters()) for n, text in enumerate(placed)]
    words = checkup_words(read_run_view(finished_run), source, PageSettings(), "zh")
    pdf = checkup_pdf(words, drawn, fonts())
    return drawn, words, pdf


def test_a_community_without_a_place_has_no_map(pages):
    drawn, _, _ = pages
    assert drawn[0].record["figure"]["width"] == 62.0
    assert list(drawn[0].drawings) == [drawn[0].record["figure"]["map"]]
    assert (drawn[-1].record["figure"], drawn[-1].drawings) == (None, {})


def test_names_come_out_as_text_and_every_page_is_one(pages, tmp_path):
    _, words, pdf = pages
    (tmp_path / "a.pdf").write_bytes(pdf)
    texts = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    assert len(texts) == len(NAMES) + 1
    for name, text in zip(NAMES, texts, strict=False):
        assert name.replace("😀", "□") in text.replace("\n", "")
    assert words.labels["no_map"] in texts[-1]
    assert texts[-1].count("医疗卫生") == 60 + 3  # its rows and three gaps


def test_many_words_are_set_denser_and_keep_to_one_page(pages, finished_run, tmp_path):
    drawn, words, _ = pages
    long = {"gaps": ["Largest gap of a community with a suggestion that goes on for more than a line of the page. " * 2] * 3,
            "next_star": ["What the next star asks for, in a language whose words take more room than Chinese. " * 2] * 3}  # fmt: skip
    full = dataclasses.replace(drawn[-1], record=drawn[-1].record | long | {"rows": drawn[-1].record["rows"][:25]})
    notes = dataclasses.replace(words, notes=("A sentence about sources that is wider than the page. " * 4, *words.notes))
    (tmp_path / "a.pdf").write_bytes(checkup_pdf(notes, [full], fonts()))
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").pages) == 1


def test_the_same_pages_give_the_same_bytes(pages):
    drawn, words, pdf = pages
    assert checkup_pdf(words, drawn, fonts()) == pdf
    assert checkup_pdf(dataclasses.replace(words, mark="x", origin="y"), drawn[:1], fonts()) != pdf


SET = """
import pickle, sys
from xc_gis.report.documents.checkup.document import checkup_pdf

words, pages, fonts = pickle.loads(open(sys.argv[1], "rb").read())
for some in (pages[:5], pages[5:]):
    checkup_pdf(words, some, fonts)
    print(*[line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")])
"""
"""What is kept while a document is set goes with its pages; the first few warm up."""

MOST_KB_A_PAGE = 9_000


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says how much a process took at most")
def test_a_page_takes_little_memory(pages, tmp_path):
    drawn, words, _ = pages
    figure, row = drawn[0].record["figure"], drawn[-1].record["rows"][0]
    legend = [dict(figure["rows"][0], words=f"这一级的社区 {n} 星") for n in range(10)]
    many = []
    for n in range(35):
        rows = [
            row | {"category": f"类别 {n} {m}", "nearest": f"{n}.{m} 分钟 一处设施 {n} {m}", "subdistrict": f"{n}.{m}%"}
            for m in range(33)
        ]
        shown = figure | {"rows": [dict(one, count=f"{n} 个") for one in legend]}
        many.append(
            dataclasses.replace(drawn[0], record=drawn[0].record | {"title": f"{n} 号社区体检表", "rows": rows, "figure": shown})
        )
    (tmp_path / "pages").write_bytes(pickle.dumps((words, many, fonts())))
    said = subprocess.run([sys.executable, "-c", SET, tmp_path / "pages"], capture_output=True, text=True, check=True).stdout
    few, all_of_them = map(int, said.split())
    assert (all_of_them - few) / 25 < MOST_KB_A_PAGE
