"""All lists of a study: each read once, its rows or its fault; a faulty one leaves the others standing where faults are collected."""

import pytest

from tests.fixtures.small_study import edit, write_small_study
from tests.fixtures.towns import settings
from xc_gis.errors import InputError, StudyError
from xc_gis.progress import Silent
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

SECOND = '[[facilities]]\npath = "second.csv"\ntype_column = "类型"\ncrs = "EPSG:4326"\ncolumns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }\n\n[[inventory]]'


@pytest.fixture
def study(tmp_path):
    """The small study with a second list of one shop."""
    path = write_small_study(tmp_path / "study")
    edit(path, lambda text: text.replace("[[inventory]]", SECOND, 1))
    rows = (path.parent / "facilities.csv").read_text(encoding="utf-8").splitlines()
    (path.parent / "second.csv").write_text(
        "\n".join([rows[0], rows[2].replace("F2", "G1").replace("东便利店", "南小卖部")]), encoding="utf-8"
    )
    return path


def load(path, *, collects=False):
    reading = Reading(ANALYSIS_CRS, collects=collects)
    file = read_study_file(path)
    return load_study_data(file, load_standard(file.study.standard), settings(), Silent(), None, reading), reading


def ids(path, **more):
    return sorted(load(path, **more)[0].facilities["facility_id"])


def test_all_lists_are_one_frame_and_each_has_its_record(study):
    data, _ = load(study)
    assert sorted(data.facilities["facility_id"]) == ["F1", "F2", "F3", "G1"]
    assert [(r.path, r.rows, r.used) for r in data.inputs if r.role == "facilities"] == [
        ("facilities.csv", 3, 3),
        ("second.csv", 1, 1),
    ]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text.replace("CVS", "XXX"), "没有设施类型 “XXX”"),
        (lambda text: text.splitlines()[0], "没有任何数据行"),
        (lambda text: text.replace("117.0", "121.0"), "全部在研究范围 1.5 公里以外"),
    ],
)
def test_a_run_stops_at_a_faulty_list_and_a_check_goes_on_without_it(study, spoil, words):
    edit(study.parent / "second.csv", spoil)
    with pytest.raises(InputError, match=words):
        load(study)
    data, reading = load(study, collects=True)
    assert list(reading.faults) == ["facilities.1"]
    assert words in reading.faults["facilities.1"].message
    assert sorted(data.facilities["facility_id"]) == ["F1", "F2", "F3"]


def test_faulty_corrections_are_told_and_the_lists_read_as_they_are(study):
    (study.parent / "study.corrections.csv").write_text("操作\n飞走\n", encoding="utf-8")
    with pytest.raises(InputError, match="不认识操作"):
        load(study)
    assert ids(study, collects=True) == ["F1", "F2", "F3", "G1"]


def test_a_word_mapped_to_a_type_that_the_standard_lacks_is_told(study):
    edit(
        study,
        lambda text: text.replace(
            'path = "second.csv"\ntype_column = "类型"',
            'path = "second.csv"\ntype = "auto"\ntype_column = "类型"\ntype_map = { "店" = "CVX" }',
        ),
    )
    with pytest.raises(StudyError, match=r"second\.csv 的 type_map:标准中没有设施类型 “CVX”\(“店”\)") as caught:
        load(study)
    assert caught.value.hint
