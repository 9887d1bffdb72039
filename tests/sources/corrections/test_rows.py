"""Corrections by hand: a table that people read and the window writes; it survives a new delivery of the source."""

import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.corrections.table import Correction, Target, add_correction

LON, LAT = (float(v) for v in degrees([(1500.0, 205.0)])[0])
CLINIC = Target("F1", "facilities.csv", "西站", "")


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


@pytest.fixture
def path(study):
    return study.with_name("study.corrections.csv")


def facilities(study):
    return read_study(study).data.facilities.set_index("facility_id")


def reasons(study):
    return read_study(study).data.problems["reason"].tolist()


def test_corrections_change_the_study_and_are_said(study, path):
    add_correction(path, Correction("move", CLINIC, lon=LON, lat=LAT))
    add_correction(path, Correction("status", Target("F2"), "停业"))
    add_correction(path, Correction("type", Target("F3"), "社会工作服务站(社工站)"))
    found = facilities(study)
    assert found.geometry["F1"].x - 500_000 == pytest.approx(1500, abs=0.1)
    assert (found["status"]["F2"], found["type"]["F3"]) == ("closed", "SWS")
    assert "人工移动到" in found["sources"]["F1"]
    data = read_study(study).data
    assert sum(reason.startswith("人工更正:") for reason in data.problems["reason"]) == 3
    assert ("corrections", "study.corrections.csv", 3) in [(i.role, i.path, i.rows) for i in data.inputs]
    assert any(f.topic == "corrections" and f.evidence["applied"] == 3 for f in data.findings)


def test_ignored_row_is_left_out_aloud(study, path):
    add_correction(path, Correction("ignore", Target("F2"), note="重复录入"))
    assert "F2" not in facilities(study).index
    assert any("忽略(重复录入)" in reason for reason in reasons(study))


def test_status_word_that_nobody_knows_is_settled_by_hand(study, path):
    csv = study.with_name("facilities.csv")
    edit(csv, lambda t: t.replace("纬度\n", "纬度,状态\n").replace("西站,CHS", "西站,CHS").replace("\nF2", ",待定\nF2", 1))
    edit(study, lambda t: t.replace('lat = "纬度"', 'lat = "纬度", status = "状态"'))
    assert facilities(study).geometry["F1"] is None
    add_correction(path, Correction("status", CLINIC, "营业"))
    assert facilities(study).geometry["F1"] is not None


def without_ids(study):
    edit(study, lambda t: t.replace('facility_id = "编号", ', ""))


def test_correction_by_name_survives_a_new_delivery_with_other_rows(study, path):
    without_ids(study)
    csv = study.with_name("facilities.csv")
    add_correction(path, Correction("move", Target(file="facilities.csv", name="西 站"), lon=LON, lat=LAT))
    assert facilities(study).geometry["facilities:2"].x - 500_000 == pytest.approx(1500, abs=0.1)
    lines = csv.read_text(encoding="utf-8").splitlines()
    csv.write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    assert facilities(study).geometry["facilities:4"].x - 500_000 == pytest.approx(1500, abs=0.1)
    csv.rename(study.with_name("新一期.csv"))
    edit(study, lambda t: t.replace("facilities.csv", "新一期.csv"))
    assert facilities(study).geometry["新一期:4"].x - 500_000 == pytest.approx(1500, abs=0.1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.replace("F1,西站,", "F1,百花深处便民服务超市,"), "与更正所记不同"),
        (lambda t: t.replace("F1,西站,", "F9,另一个站,"), "没有名称和地址相符的设施"),
        (lambda t: t.replace("F1,西站,", "F7,西站,") + t.splitlines()[1].replace("F1", "F8") + "\n", "有 2 行同名同址"),
    ],
)
def test_correction_that_no_longer_fits_is_reported_not_dropped(study, path, change, words):
    add_correction(path, Correction("move", CLINIC, lon=LON, lat=LAT))
    edit(study.with_name("facilities.csv"), change)
    data = read_study(study).data
    assert any(words in r for r in data.problems["reason"])
    assert any("没有执行" in w for w in data.warnings)


def test_place_is_no_longer_needed_where_the_source_has_one(study, path):
    add_correction(path, Correction("place", CLINIC, lon=LON, lat=LAT))
    assert any("不再需要" in r for r in reasons(study))
    assert facilities(study).geometry["F1"].x - 500_000 == pytest.approx(100, abs=0.1)


def test_unknown_type_is_refused_with_the_row_of_the_correction(study, path):
    add_correction(path, Correction("type", CLINIC, "CHSS"))
    with pytest.raises(InputError, match=r"第 2 行:标准中没有设施类型 “CHSS”.*是否指"):
        read_study(study)


def test_study_without_corrections_is_read_as_before(study):
    data = read_study(study).data
    assert "corrections" not in {i.role for i in data.inputs}
    assert analyse(read_study(study)).coverage["residents"].sum() > 0


def test_named_file_that_is_missing_is_an_error(study):
    edit(study, lambda t: t + '\n[corrections]\npath = "更正.csv"\n')
    with pytest.raises(InputError, match=r"更正\.csv"):
        read_study(study)


def test_nameless_row_is_named_by_its_address(study, path):
    without_ids(study)
    edit(study, lambda t: t.replace('name = "名称", ', 'address = "名称", '))
    add_correction(path, Correction("ignore", Target(file="facilities.csv", address="西站"), note="无名"))
    data = read_study(study).data
    assert len(data.facilities) == 2
    assert any("忽略(无名)" in reason for reason in data.problems["reason"])
