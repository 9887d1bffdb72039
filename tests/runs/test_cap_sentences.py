"""A cap that was edited says its own figures wherever its sentence stands: fact sheet, workbook, map."""

import re
from importlib import resources

import openpyxl
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.run import run_into
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.sheet_words import sheet_text
from xc_gis.wording import window

SHIPPED = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")
BEFORE, AFTER = "count: 1, share: 0.50, stars: 3", "count: 1, share: 0.65, stars: 2"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Half of the seniors of C1 have no clinic; levels ask for no completeness, so that stars are told."""
    study = write_small_study(tmp_path_factory.mktemp("caps") / "study")
    assert BEFORE in SHIPPED
    own = re.sub(
        r"min_completeness: 0\.\d+",
        "min_completeness: 0.0",
        SHIPPED.replace(BEFORE, AFTER).replace("id: xicheng-ykz-default", "id: own"),
    )
    (study.parent / "own.yaml").write_text(own, encoding="utf-8")
    text = study.read_text(encoding="utf-8")
    named = (
        re.sub(r'standard = "[^"]*"', 'standard = "own.yaml"', text)
        if "standard =" in text
        else text.replace("[study]\n", '[study]\nstandard = "own.yaml"\n', 1)
    )
    study.write_text(named, encoding="utf-8")
    result = study.with_name("result")
    run_into(study, result, outlines=False)
    return result


SENTENCE = "老年人医疗卫生覆盖率不足 65%（至多 2 星）"


def test_workbook_and_map_say_the_stars_of_the_standard(out):
    cells = [str(row[14].value) for row in openpyxl.load_workbook(out / "report.xlsx")["评级"].iter_rows()]
    assert any(SENTENCE in cell for cell in cells)
    page = (out / "map.html").read_text(encoding="utf-8")
    assert SENTENCE in page
    assert "至多 3 星" not in page + "".join(cells)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "老年人医疗卫生覆盖率不足 65%（至多 2 星）"),
        ("en", "Health care: coverage of older people below 65% (at most 2 of 5 stars)"),
    ],
)
def test_fact_sheet_says_them_in_both_languages(out, language, expected):
    window.use(language)
    try:
        community = read_run_view(out).by_id["C1"]
        assert community.stars == 2
        assert expected in sheet_text(community, study="s", standard="t")
    finally:
        window.use("zh")
