"""Capacity of a study on disk: what is written, explained, unknown and refused."""

import hashlib
import json

import pandas as pd
import pytest

import xc_gis
from tests.fixtures.small_study import STUDY, edit, write_small_study
from xc_gis.errors import StudyError
from xc_gis.operations.planning.capacity import capacity_into, norms_of_study
from xc_gis.operations.study import read_study
from xc_gis.report.capacity.words import sentences

NORM = '\n[[capacity]]\ncategory = "MED"\nmeasure = "places"\nper_1000 = {per_1000}\nsource = "区方案"\n'
FACILITIES = {
    "F1": ("CHS", "西站", (100.0, 205.0)),
    "F4": ("CHS", "东站", (2300.0, 205.0)),
    "F2": ("CVS", "东便利店", (2000.0, 405.0)),
}


def study_with(folder, beds, *, per_1000=20.0):
    """The small study with beds (text) by facility, and a norm for health care."""
    text = STUDY.replace('lat = "纬度" }', 'lat = "纬度", capacity = "床位" }') + NORM.format(per_1000=per_1000)
    path = write_small_study(folder, study=text, facilities=FACILITIES)

    def with_beds(lines):
        head, *rows = lines.splitlines()
        return "\n".join([f"{head},床位", *(f"{row},{beds.get(row.split(',')[0], '')}" for row in rows)]) + "\n"

    edit(path.with_name("facilities.csv"), with_beds)
    return path


def test_tables_say_who_reaches_only_full_ones_and_facilities_say_why(tmp_path):
    path = study_with(tmp_path / "study", {"F1": "1", "F4": "5000"})
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    result = xc_gis.capacity(path, tmp_path / "out")
    table = pd.read_csv(tmp_path / "out/capacity.csv", dtype={"full": float}).query("category == 'MED'").set_index("community_id")
    facilities = pd.read_csv(tmp_path / "out/facilities.csv").query("category == 'MED'").set_index("facility_id")
    assert facilities["full"].tolist() == [True, False]
    assert facilities["needed"].tolist() == pytest.approx((facilities["users"] * 0.02).tolist(), abs=1e-5)
    assert table.loc["C1", "full"] > 0
    assert table.loc["C2", "full"] < table.loc["C2", "covered"]
    assert result.categories["MED"].given_out == pytest.approx(5001)
    assert result.categories["MED"].supply == 5001
    assert any("都已满" in line and "医疗卫生" in line for line in sentences(result))
    content = json.loads((tmp_path / "out/capacity.json").read_text(encoding="utf-8"))
    assert content["categories"]["MED"]["source"] == "区方案"
    assert content["outputs"]["capacity.csv"] == hashlib.sha256((tmp_path / "out/capacity.csv").read_bytes()).hexdigest()
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_same_bytes_again_and_the_folder_is_replaced(tmp_path):
    path = study_with(tmp_path / "study", {"F1": "30"})
    made = []
    for _ in range(2):
        content = capacity_into(path, tmp_path / "out")[1]
        assert content.pop("timing")
        tables = {file.name: file.read_bytes() for file in (tmp_path / "out").glob("*.csv")}
        made.append((content, tables))
    assert made[0] == made[1]
    assert set(made[0][1]) == {"capacity.csv", "facilities.csv"}


def test_lists_without_capacity_work_and_say_that_nothing_is_known(tmp_path):
    path = write_small_study(tmp_path / "study")
    result, _ = capacity_into(path, tmp_path / "out")
    assert result.table["full"].isna().all()
    assert list(sentences(result)) == [
        "所有清单都没有写床位、席位或面积，全部未知；请在清单中加一列“床位”或“建筑面积”，再运行一次"
    ]
    assert result.categories["MED"].capacity_unknown == result.categories["MED"].residents > 0


def test_what_is_no_number_is_unknown_counted_and_listed(tmp_path):
    path = study_with(tmp_path / "study", {"F1": "若干", "F4": "40"})
    study = read_study(path)
    assert [(row.row, "若干" in row.reason) for row in study.data.problems.itertuples()] == [(2, True)]
    result, _ = capacity_into(path, tmp_path / "out")
    one = result.categories["MED"]
    assert (one.facilities, one.with_capacity) == (2, 1)
    assert any("1 处没有写容量" in line for line in sentences(result))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (NORM.format(per_1000=20).replace("MED", "MEX"), "标准中没有类别 “MEX”"),
        (NORM.format(per_1000=30), "类别 MED 写了两次"),
    ],
)
def test_a_norm_for_no_category_or_said_twice_is_refused(tmp_path, more, words):
    path = study_with(tmp_path / "study", {})
    edit(path, lambda text: text + more)
    with pytest.raises(StudyError) as caught:
        norms_of_study(read_study(path))
    assert words in caught.value.message


@pytest.mark.parametrize(("figure", "words"), [("-3", "应大于 0"), ('"many"', "应为数字"), ("0", "应大于 0")])
def test_a_norm_that_is_no_amount_is_refused_with_its_line(tmp_path, figure, words):
    path = study_with(tmp_path / "study", {}, per_1000=figure)
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert "per_1000" in caught.value.message
    assert words in caught.value.message
