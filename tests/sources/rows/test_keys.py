"""Keys as people type them join across files; what lost its digits is refused by name."""

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.dwellings import load, write_study
from tests.fixtures.small_study import edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.study import read_study
from xc_gis.sources.rows.keys import Keys, id_text, id_texts, key_of
from xc_gis.sources.rows.notes import Notes

SPREAD = '[residents]\npath = "buildings.gpkg"\ntotals = "人口.csv"\n'


@pytest.mark.parametrize(
    "typed",
    [
        '="110102001"',
        "'110102001",
        "110102001.0",
        " 110102001 ",
        "１１０１０２００１",
        "110102001\u00a0",
        "110 102 001",
        "\u200b110102001",
        "\ufeff110102001",
        "１１０１０２００１．０",
        '="110102001 "',
    ],
)
def test_one_code_in_all_its_forms(typed):
    assert Keys(["110102001", "110102002"], "社区编号").find(typed) == "110102001"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("西社区（北）", "西社区(北)"),
        ("西社区(北)", "西社区（北）"),
        ("西社区【北】", "西社区(北)"),
        ("西 社 区", "西社区"),
        ("Ａ－1号院", "a-1号院"),
        ("西社区\u3000", "西社区"),
        ("XC–01", "xc-01"),
    ],
)
def test_one_name_in_all_its_forms(typed, known):
    assert Keys([known, "东社区"], "社区").find(typed) == known


def test_what_may_mean_two_is_not_guessed():
    keys = Keys(["A1", "a1", "007", "7"], "设施编号")
    assert keys.find("Ａ１") is None
    assert keys.find("A1") == "A1"
    assert keys.find("07") is None
    assert keys.find("7") == "7"
    assert keys.find("") is None
    assert keys.find("A2") is None


@given(st.text("甲乙AB12(-", min_size=1, max_size=6))
def test_a_key_that_exists_is_always_itself(word):
    assert Keys([word, word + "x"], "社区").find(word) == word
    assert key_of(key_of(word)) == key_of(word)


def test_lost_zeros_are_told_with_their_rows():
    keys, notes = Keys(["00101", "00102"], "社区编号"), Notes("a.csv", "supply")
    assert keys.found(["101", "00102", "1 02"], [2, 3, 4]) == ["00101", "00102", "00102"]
    keys.tell(notes)
    assert [(f.level, f.evidence["rows"]) for f in notes.findings] == [("warning", [2, 4])]
    assert not CHINESE.match(in_language(notes.findings[0].text, "en"))
    keys.tell(notes)
    assert len(notes.findings) == 1


@pytest.mark.parametrize("code", ["1.10102E+11", "1.1E+08", "1E+11", "１.10102Ｅ+11", "1.10102e+011"])
def test_a_code_in_scientific_notation_is_refused_with_its_row(code):
    with pytest.raises(InputError) as caught:
        id_texts(pd.Series(["C1", code], dtype=object), pd.Series([2, 3]), "a.csv", "社区编号")
    assert all(word in caught.value.message for word in ("a.csv 第 3 行", "社区编号", "科学计数法"))
    assert "文本" in caught.value.hint
    assert in_language(caught.value.message, "en") != caught.value.message


@pytest.mark.parametrize("word", ["3E2", "1E5", "B-1.5E", "E+11", "12.5"])
def test_ids_that_only_look_so_are_ids(word):
    assert id_text(word) == word
    assert id_texts(pd.Series([word], dtype=object), pd.Series([2]), "a.csv", "设施编号").tolist() == [word]


@pytest.mark.parametrize(
    "rows",
    [
        '社区编号,人口\n"=""C1""",100\n\'C2,50\n', "社区编号,人口\nＣ１,100\nc2,50\n", "社区编号,人口\n C1\u00a0,100\nC 2,50\n", "社区名称,人口\n西社区　,100\n东 社区,50\n",
        "社区名称,街道,人口\n西社区,甲 街道,100\n东社区,甲街道,50\n",
    ],
)  # fmt: skip
def test_totals_find_their_communities_however_these_are_typed(tmp_path, rows):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": rows}))
    assert data.demand.groupby("community_id")["residents"].sum().to_dict() == {"C1": 100, "C2": 50}


def coded(folder, code="00{n}"):
    """The small study with codes as ids of its communities."""
    study = write_small_study(folder)
    for n in (1, 2):
        edit(study.with_name("communities.geojson"), lambda text, n=n: text.replace(f'"C{n}"', f'"{code.format(n=n)}"'))
        edit(study, lambda text, n=n: text.replace(f'"C{n}"', f'"{code.format(n=n)}"'))
    return study


def test_values_of_a_workbook_join_numbers_with_texts(tmp_path):
    study = coded(tmp_path / "study", "01101020010{n}")
    book = openpyxl.Workbook()
    book.active.append(["community_id", "value"])
    book.active.append([11010200101, 0.5])
    book.active.append(["０１１０１０２００１０２", 0.25])
    book.save(study.with_name("supply.xlsx"))
    edit(study, lambda text: text + '\n[supply]\nvalues = "supply.xlsx"\n')
    data = read_study(study).data
    assert data.supply == {"011010200101": 0.5, "011010200102": 0.25}
    assert sum("缺少前面的 0" in text for text in data.warnings) == 1
    assert sum("写法不同" in text for text in data.warnings) == 1


def test_a_study_file_names_areas_as_people_type_them(tmp_path):
    study = write_small_study(tmp_path / "study")
    edit(
        study,
        lambda text: (
            text.replace('areas = ["C1", "C2"]', 'areas = ["Ｃ１", " C2"]')
            + '\n[[red_flag]]\ncommunity = "c1"\ndocument = "甲〔2026〕1号"\n'
        ),
    )
    data = read_study(study).data
    assert ("C1", "C2") in [statement.areas for statement in data.inventory]
    assert [flag.community_id for flag in data.red_flags] == ["C1"]


def test_ids_of_a_list_lose_what_excel_puts_around_them(tmp_path):
    study = write_small_study(tmp_path / "study")
    edit(study.with_name("facilities.csv"), lambda text: text.replace("\nF1,", '\n"=""F1""",').replace("\nF2,", "\n'F2,"))
    assert read_study(study).data.facilities["facility_id"].tolist() == ["F1", "F2", "F3"]
