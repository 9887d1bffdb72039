"""Units beside the numbers are read and told, or refused by their name: in a heading, below it, in the title."""

import pandas as pd
import pytest

from tests.fixtures.dwellings import load, write_study
from xc_gis.errors import InputError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.sources.rows.cells import ROW, numbers
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.units import in_own_units, is_unit, stated_units, unit_in, unit_row, without_unit

SPREAD = '[residents]\npath = "buildings.gpkg"\ntotals = "人口.csv"\n'


def people(data, column="residents"):
    return data.demand.groupby("community_id")[column].sum().round(9).to_dict()


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("常住人口(万人)", "万人"), ("常住人口（ 万 人 ）", "万人"), ("常住人口【千人】", "千人"), ("常住人口(单位:百人)", "百人"), ("常住人口/万人", "万人"), ("常住人口_万人", "万人"),
        ("常住人口万人", "万人"), ("常住人口,单位：千人", "千人"), ("人口(2020年)(万人)", "万人"), ("人口(万人,2020年)", "万人"), ("人口(2020年)", ""), ("人口(七普)", ""), ("常住人口", ""),
        ("60岁以上人口", ""), ("建筑面积(㎡)", "m2"), ("建筑面积（万㎡）", "万m2"), ("建筑面积(公顷)", "公顷"), ("建筑面积/km²", "km2"), ("占地(亩)", "亩"), ("人口(户)", "户"), ("老年人(%)", "%"),
        ("人口(亿)", "亿"), ("area_ha", "ha"), ("population (thousand)", "thousand"), ("residents", ""), ("总人口(人)", "人"), ("人口密度(人/平方公里)", "人/平方公里"),
        ("population (10k persons)", "10kpersons"), ("常住人口(K)", "k"), ("人口(×10000)", "×10000"), ("人口数(10^4人)", "10^4人"), ("常住人口(000)", "000"), ("人口(w)", "w"),
        ("pop_2000", ""), ("population_1000", ""), ("常住人口2000", ""), ("常住人口_10000", ""), ("block", ""),
    ],
)  # fmt: skip
def test_the_unit_of_a_heading(heading, unit):
    assert unit_in(heading) == unit


@pytest.mark.parametrize(
    ("heading", "unit", "factor"),
    [
        ("常住人口(万人)", "", 1e4), ("常住人口(千人)", "", 1e3), ("人口（百人）", "", 1e2), ("总人口万人", "", 1e4), ("常住人口/千人", "", 1e3), ("人口(亿人)", "", 1e8), ("常住人口(K)", "", 1e3), ("population (10k persons)", "", 1e4), ("人口(10000人)", "", 1e4), ("人口(人)", "", 1),
        ("人口", "万人", 1e4), ("人口", "(千人)", 1e3), ("人口", "人", 1),
    ],
)  # fmt: skip
def test_totals_in_a_unit_are_converted_and_told(tmp_path, heading, unit, factor):
    below = f",{unit}\n" if unit else ""
    rows = f"社区名称,{heading}\n{below}西社区,0.3\n东社区,1.1034\n"
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": rows}))
    assert people(data) == pytest.approx({"C1": 0.3 * factor, "C2": 1.1034 * factor})
    reported = [f for f in data.findings if "乘以" in f.text]
    assert len(reported) == (factor != 1)
    assert all(f.level == "warning" and f.evidence["factor"] == factor and f"{factor:,.0f}" in f.text for f in reported)


@pytest.mark.parametrize(("people", "reported"), [("0.3", True), ("99.5", True), ("100.5", False), ("30", False), ("0", False)])
def test_a_few_people_and_a_fraction_are_told_with_their_row(tmp_path, people, reported):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": f"社区名称,常住人口\n东社区,5200\n西社区,{people}\n"}))
    found = [f for f in data.findings if "很小的小数" in f.text]
    assert [f.evidence["rows"] for f in found] == ([[3]] if reported else [])
    assert all(f.level == "warning" and not CHINESE.search(in_language(f.text, "en").replace("人口.csv", "")) for f in found)


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_unit_for_the_whole_table_holds_for_columns_without_one(tmp_path, place):
    table = "社区名称,常住人口,60岁以上人口(人)\n西社区,0.3,100\n东社区,0.52,200\n"
    rows = f"常住人口统计表,,\n单位：万人,,\n{table}" if place == "above" else f"{table}注：单位：万人,,\n"
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": rows}))
    assert people(data) == pytest.approx({"C1": 3000, "C2": 5200})
    assert people(data, "residents_60plus") == pytest.approx({"C1": 100, "C2": 200})
    assert any("表中写明单位为 万人" in text for text in data.warnings)


def test_a_cell_with_its_own_unit_keeps_it(tmp_path):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": "社区名称,常住人口(万人)\n西社区,0.3\n东社区,0.52万\n"}))
    assert people(data) == pytest.approx({"C1": 3000, "C2": 5200})
    assert any("1 格自带单位" in text for text in data.warnings)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("社区名称,常住人口(户)\n西社区,300\n东社区,520\n", ("常住人口(户)", "单位是 户", "人")),
        ("社区名称,人口(%)\n西社区,30\n东社区,52\n", ("人口(%)", "是比例", "ages")),
        ("社区名称,人口\n,户\n西社区,300\n东社区,520\n", ("“人口” 的单位是 户",)),
        ("社区名称,人口(万元)\n西社区,30\n东社区,52\n", ("单位是 万元",)),
        ("社区名称,人口\n西社区,30%\n东社区,52%\n", ("第 2 行", "30%", "不是数字")),
        ("社区名称,人口\n西社区,1 23\n东社区,52\n", ("第 2 行", "1 23", "不是数字")),
        ('社区名称,人口\n西社区,"12,34"\n东社区,52\n', ("第 2 行", "12,34", "不是数字")),
    ],
)  # fmt: skip
def test_a_unit_that_does_not_fit_is_refused_by_its_name(tmp_path, rows, words):
    with pytest.raises(InputError) as caught:
        load(write_study(tmp_path, SPREAD, {"人口.csv": rows}))
    reported = f"{caught.value.message} {caught.value.hint}"
    assert all(word in reported for word in words), reported
    assert in_language(caught.value.message, "en") != caught.value.message


@pytest.mark.parametrize(
    "heading", ["60岁以上占比", "老年人口比例", "老龄化率", "60岁及以上人口占比(%)", "share_60plus", "60岁以上占总人口比重（%）"]
)
@pytest.mark.parametrize("cells", [("25%", "12.5%"), ("0.25", "0.125"), ("25", "12.5")])
def test_shares_of_ages_are_read_with_their_sign_or_refused(tmp_path, heading, cells):
    plain_percent = cells == ("25", "12.5") and "%" not in heading
    study = write_study(tmp_path, SPREAD + 'ages = "年.csv"\n', {
        "人口.csv": "社区名称,人口\n西社区,1000\n东社区,800\n", "年.csv": f"社区名称,{heading}\n西社区,{cells[0]}\n东社区,{cells[1]}\n",
    })  # fmt: skip
    if plain_percent:
        with pytest.raises(InputError, match="不是 0 到 1 的比例"):
            load(study)
    elif cells == ("0.25", "0.125") and "%" in heading:
        assert people(load(study), "residents_60plus") == pytest.approx({"C1": 2.5, "C2": 1.0})  # as the heading says
    else:
        assert people(load(study), "residents_60plus") == pytest.approx({"C1": 250, "C2": 100})


def test_shares_beside_totals_become_people(tmp_path):
    data = load(
        write_study(tmp_path, SPREAD, {"人口.csv": "社区名称,常住人口(万人),60岁以上占比\n西社区,0.1,25%\n东社区,0.08,12.5%\n"})
    )
    assert people(data, "residents_60plus") == pytest.approx({"C1": 250, "C2": 100})


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("建筑面积(万㎡)", 1e4),
        ("建筑面积(公顷)", 1e4),
        ("建筑面积/km²", 1e6),
        ("建筑面积(亩)", 10_000 / 15),
        ("建筑面积(平方米)", 1),
    ],
)
def test_floor_area_in_a_unit_becomes_square_metres(heading, factor):
    frame = pd.DataFrame({"floor_area": ["0.5", "1,200", "不详"], ROW: [2, 3, 4]}, dtype=object)
    notes = Notes("楼.csv", "residents")
    read = in_own_units(frame, {"floor_area": heading}, {}, (), notes)["floor_area"]
    assert numbers(read).tolist()[:2] == pytest.approx([0.5 * factor, 1200 * factor])
    assert read.iloc[2] == "不详"
    assert all(not CHINESE.match(in_language(f.text, "en")) for f in notes.findings)


def test_a_strange_unit_of_a_list_is_told_and_its_column_not_used():
    frame = pd.DataFrame({"capacity": ["100"], ROW: [2]}, dtype=object)
    notes = Notes("园.csv", "facilities.0")
    assert "capacity" not in in_own_units(frame, {"capacity": "规模(平方米)"}, {}, (), notes).columns
    assert "没有使用" in notes.findings[0].text


def test_rows_of_units_and_statements():
    assert unit_row(["社区", "万人"]) is None
    assert unit_row(["", "(万人)", "㎡"]) == ("", "万人", "m2")
    assert unit_row(["单位", "人", "-"]) == ("", "人", "")
    assert unit_row(["西社区", "人"]) is None
    assert unit_row(["", ""]) is None
    assert stated_units([["统计表"], ["单位:万人、公顷"], ["(单位：元)"]]) == ("万人", "公顷", "元")
    assert without_unit("常住人口万人") == "常住人口"
    assert not is_unit("西社区")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", 1234),
        ("1 234", 1234),
        ("１，２３４", 1234),
        ("1\u00a0234", 1234),
        ("1 234 567.5", 1234567.5),
        ("3千", 3000),
        ("1.2亿", 1.2e8),
        ("1,234万", 12_340_000),
        ("5百人", 500),
    ],
)
def test_thousands_and_multiples_in_a_cell(cell, number):
    assert numbers(pd.Series([cell], dtype=object)).iloc[0] == number
