"""Everything a study names in one record: what is lost is counted, what belongs to nobody refused."""

import pytest

from tests.fixtures.dwellings import load
from tests.fixtures.small_study import STUDY, edit, write_small_study
from tests.fixtures.towns import settings
from xc_gis.errors import StudyError
from xc_gis.progress import Silent
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.load.load import STEPS, load_study_data
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS


class Heard(Silent):
    def __init__(self):
        self.steps = []

    def step(self, _stage, done, total):
        self.steps.append((done, total))


def read(path, *, collects=False, progress=None):
    reading = Reading(ANALYSIS_CRS, collects=collects)
    file = read_study_file(path)
    return load_study_data(file, load_standard(file.study.standard), settings(), progress or Silent(), None, reading), reading


def test_every_file_has_its_record_in_the_order_of_reading(tmp_path):
    heard = Heard()
    data, _ = read(write_small_study(tmp_path), progress=heard)
    assert [record.role for record in data.inputs] == ["communities", "residents", "facilities"]
    assert (len(data.communities), len(data.demand), len(data.facilities)) == (2, 72, 3)
    assert heard.steps[0] == (0, STEPS)
    assert heard.steps[-1] == (STEPS, STEPS)
    assert len(data.warnings) == 1
    assert "年龄不明" in data.warnings[0]  # residents.csv knows those of 60 and more alone


def test_facilities_without_a_usable_place_are_counted(tmp_path):
    path = write_small_study(tmp_path)
    edit(tmp_path / "facilities.csv", lambda text: text + "F8,无处,CVS,,\nF9,怪店,CVS,117.01,39.92\n")
    data = load(path)
    assert [w for w in data.warnings if "没有可用位置或状态不明" in w] == [
        "1 处设施没有可用位置或状态不明,未参与分析(见 problems.csv)"
    ]


FLAG = '\n[[red_flag]]\ncommunity = "{}"\ndocument = "{}"\nreason = "事故"\n'


def test_an_incident_names_a_community_and_a_document(tmp_path):
    data = load(write_small_study(tmp_path / "a", study=STUDY + FLAG.format("C1", " 京〔2026〕1号 ")))
    assert [(flag.community_id, flag.document) for flag in data.red_flags] == [("C1", "京〔2026〕1号")]
    with pytest.raises(StudyError, match=r"study\.toml \[\[red_flag\]\]:没有社区 “C11”") as caught:
        load(write_small_study(tmp_path / "b", study=STUDY + FLAG.format("C11", "1号")))
    assert "C1" in caught.value.hint
    with pytest.raises(StudyError, match="社区 C1 缺少文号"):
        load(write_small_study(tmp_path / "c", study=STUDY + FLAG.format("C1", "  ")))


def test_a_check_reads_what_does_not_need_the_faulty_communities(tmp_path):
    path = write_small_study(tmp_path, study=STUDY + FLAG.format("C1", "1号"))
    edit(tmp_path / "communities.geojson", lambda text: text.replace('"community_id": "C2"', '"community_id": "C1"'))
    data, reading = read(path, collects=True)
    assert "重复" in reading.faults["communities"].message
    assert (len(data.communities), len(data.demand), len(data.facilities), data.red_flags) == (0, 0, 3, ())


def test_values_of_communities_are_read_where_they_are_named(tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "v.csv").write_text("community_id,value\nC1,0.5\n", encoding="utf-8")
    data = load(write_small_study(tmp_path / "s", study=STUDY + '\n[supply]\nvalues = "v.csv"\n'))
    assert data.supply == {"C1": 0.5}
    assert data.feedback is None
