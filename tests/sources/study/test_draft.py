"""A study file under construction: incomplete is allowed, comments stay, sources are never touched, a study that reads is never lost."""

import re
import tomllib
from datetime import date

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import OutputError, StudyError
from xc_gis.languages.message import in_language
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.sources.study.file import read_study_file


@pytest.fixture
def small(tmp_path):
    return write_small_study(tmp_path / "small")


def test_new_study_is_a_folder_with_a_file_that_says_what_is_missing(tmp_path):
    draft = StudyDraft.create(tmp_path / "新项目", "西城", date(2026, 6, 30))
    assert draft.path == tmp_path / "新项目" / "study.toml"
    content = tomllib.loads(draft.path.read_text(encoding="utf-8"))
    assert content["study"] == {"name": "西城", "date": date(2026, 6, 30), "standard": "xicheng-ykz-default"}
    assert draft.missing() == ("路网", "社区", "居民")
    assert draft.fault() == "还缺:路网、社区、居民"
    with pytest.raises(StudyError, match="已有项目文件"):
        StudyDraft.create(tmp_path / "新项目", "又一个")


def test_study_made_layer_by_layer_reads_in_the_end(tmp_path, small):
    draft = StudyDraft.create(tmp_path / "new", "新")
    draft.set("network", {"osm": draft.reference(small.parent / "streets.osm")})
    draft.set("communities", {"path": draft.copy_in(small.parent / "communities.geojson")})
    assert draft.save() == ""
    assert draft.missing() == ("居民",)
    draft.set("residents", {"path": draft.reference(small.parent / "residents.csv"), "crs": "EPSG:4326"})
    table = draft.add_facilities(draft.copy_in(small.parent / "facilities.csv"))
    draft.set(table, {"type": None, "type_column": "类型", "crs": "EPSG:4326", "columns": {"lon": "经度", "lat": "纬度"}})
    assert draft.save() == ""
    assert draft.fault() == ""
    file = read_study_file(draft.path)
    assert file.network.osm == "../small/streets.osm"
    assert file.communities.path == "data/communities.geojson"
    assert file.facilities[0].columns == {"lon": "经度", "lat": "纬度"}


def test_comments_and_order_stay(small):
    small.write_text(
        "# 手写的\n" + small.read_text(encoding="utf-8").replace('crs = "EPSG:4326"', 'crs = "EPSG:4326"  # 已核对', 1), "utf-8"
    )
    before = small.read_text(encoding="utf-8")
    draft = StudyDraft.open(small)
    draft.set("residents", {"encoding": "utf-8"})
    draft.set("residents", {"encoding": None})
    draft.save()
    assert small.read_text(encoding="utf-8") == before


def test_a_study_that_reads_is_not_replaced_by_one_that_does_not(small):
    before = small.read_text(encoding="utf-8")
    draft = StudyDraft.open(small)
    draft.set("residents", {"path": "nowhere.csv"})
    assert "nowhere.csv" in draft.save()
    assert small.read_text(encoding="utf-8") == before
    assert [p.name for p in small.parent.iterdir() if p.name.startswith(".")] == []


def test_facility_list_is_taken_out_and_the_others_move_up(small):
    draft = StudyDraft.open(small)
    table = draft.add_facilities("facilities.csv")
    assert table == "facilities.1"
    assert draft.keys(table) == {"path": "facilities.csv", "type": "auto"}
    draft.remove("facilities.0")
    assert draft.layers() == ("network", "communities", "residents", "facilities.0")
    assert draft.keys("facilities.0")["type"] == "auto"
    draft.remove("facilities.0")
    assert draft.content().get("facilities") is None


def test_a_shapefile_is_copied_with_all_its_parts_and_names_do_not_collide(tmp_path):
    draft = StudyDraft.create(tmp_path / "new", "新")
    for folder, text in (("a", "1"), ("b", "2")):
        (tmp_path / folder).mkdir()
        for suffix in (".shp", ".dbf", ".shx", ".prj"):
            (tmp_path / folder / f"点{suffix}").write_text(text)
    assert draft.copy_in(tmp_path / "a" / "点.shp") == "data/点.shp"
    assert draft.copy_in(tmp_path / "a" / "点.shp") == "data/点.shp"  # the same file again
    assert draft.copy_in(tmp_path / "b" / "点.shp") == "data/点-2.shp"
    assert sorted(p.name for p in (draft.path.parent / "data").iterdir()) == sorted(
        f"点{n}{suffix}" for n in ("", "-2") for suffix in (".shp", ".dbf", ".shx", ".prj")
    )
    assert (tmp_path / "a" / "点.shp").read_text() == "1"


def test_far_sources_are_named_by_their_whole_path(tmp_path):
    draft = StudyDraft.create(tmp_path / "a" / "b" / "c" / "d" / "e", "新")
    source = tmp_path / "x.csv"
    source.write_text("1")
    assert draft.reference(source) == source.resolve().as_posix()


def test_inventory_entries_that_stay_keep_their_comments(small):
    text = small.read_text(encoding="utf-8").replace(
        '[[inventory]]\ncategory = "MED"', '# 卫健委核实\n[[inventory]]\ncategory = "MED" # 见函', 1
    )
    small.write_text(text, encoding="utf-8")
    draft = StudyDraft.open(small)
    entries = draft.content()["inventory"]
    draft.set_inventory([*entries, {"category": "CVS", "areas": "all", "status": "complete", "surveyed": date(2026, 5, 1)}])
    assert draft.save() == ""
    assert '"MED" # 见函' in small.read_text(encoding="utf-8")
    file = read_study_file(small)
    assert [(e.category, e.areas, e.surveyed) for e in file.inventory][-1] == ("CVS", "all", date(2026, 5, 1))
    draft.set_inventory([])
    draft.save()
    assert read_study_file(small).inventory == ()


def test_what_cannot_be_read_or_written_is_said(tmp_path, small):
    with pytest.raises(StudyError, match="无法读取"):
        StudyDraft.open(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[study\n", encoding="utf-8")
    with pytest.raises(StudyError, match="写法有误"):
        StudyDraft.open(tmp_path / "bad.toml")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="无法建立文件夹"):
        StudyDraft.create(tmp_path / "file" / "new", "新")
    draft = StudyDraft.open(small)
    with pytest.raises(StudyError, match=r"没有 facilities\.7"):
        draft.set("facilities.7", {"crs": "detect"})


def test_what_somebody_else_wrote_meanwhile_is_not_lost(small):
    draft = StudyDraft.open(small)
    other = small.read_text(encoding="utf-8").replace(
        'standard = "xicheng-ykz-default"', 'standard = "xicheng-ykz-default"  # 核对过'
    )
    small.write_text(other, encoding="utf-8")
    draft.set("residents", {"encoding": "utf-8"})
    assert draft.save() == ""
    assert "# 核对过" in small.read_text(encoding="utf-8")
    assert read_study_file(small).residents.encoding == "utf-8"


def test_line_ends_and_byte_order_mark_stay(small):
    small.write_bytes(b"\xef\xbb\xbf" + small.read_bytes().replace(b"\n", b"\r\n"))
    draft = StudyDraft.open(small)
    draft.set("residents", {"encoding": "utf-8"})
    assert draft.save() == ""
    written = small.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\n") == written.count(b"\r\n")
    assert b'encoding = "utf-8"' in written


def test_tables_of_values_are_layers_once_they_name_a_file(tmp_path):
    draft = StudyDraft.create(tmp_path, "试")
    assert draft.layers() == ()
    draft.set("feedback", {"values": "评价.csv"})
    draft.set("supply", {})
    assert draft.layers() == ("feedback",)
    draft.remove("feedback")
    assert draft.layers() == ()


def test_a_fault_with_its_hint_stays_a_message(small):
    small.write_text(small.read_text(encoding="utf-8") + "\n[settings]\nstudy_area_bufer_m = 1000.0\n", encoding="utf-8")
    fault = StudyDraft.open(small).fault()
    assert "study_area_buffer_m" in fault.partition(" → ")[2]
    english = in_language(fault, "en")
    assert english != fault
    assert not re.search(r"[\u4e00-\u9fff]", english)
