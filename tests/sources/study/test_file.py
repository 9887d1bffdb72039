"""A study file is read whole or refused with line, key, what was read and what is allowed."""

from pathlib import Path

import pytest

from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.errors import StudyError
from xc_gis.sources.study.file import MOST_LISTED, missing_files, read_study_file
from xc_gis.sources.study.named_files import folders_copied


def message(folder, text, **more):
    path = write_small_study(folder, study=text)
    with pytest.raises(StudyError) as caught:
        read_study_file(path, **more)
    return str(caught.value.message)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "小项目"', "name = 5", "第 3 行 study.name:应为文字(加引号)(读到 5)"), ("date = 2026-06-30", 'date = "2026-06-30"', "第 4 行 study.date:应为日期,如 2026-06-30(读到 '2026-06-30')"), ('name = "小项目"', 'nmae = "x"', "第 3 行 study.nmae:没有这个键。是否指 “name”?"),
        ("[network]", "[netwrok]", "network:缺少这个键,需要表 [network]"), ('osm = "streets.osm"', 'osn = "streets.osm"', "network.osm:缺少这个键(在 [network] 中)"), ('type_column = "类型"', "", "需要 type(一种设施的代码"), ('status = "complete"', 'status = "done"', "只能是 'complete' or 'partial'"),
        ('path = "residents.csv"', 'path = "residents.csv"\neach = 0', "residents.each:应大于 0.0(读到 0)"), ('path = "residents.csv"', 'path = "residents.csv"\nheader_row = -1', "不得小于 0"), ('path = "residents.csv"', 'path = "residents.csv"\nheader_rows = 4', "不得大于 3"),
        ('path = "residents.csv"', 'path = "residents.csv"\ntotal = inf', "应为有限的数"), ('name = "小项目"', 'name = "小项目"\nsynthetic = 1', "应为 true 或 false"),
        ('standard = "xicheng-ykz-default"', 'standard = ["xicheng-ykz-default", 3]', "第 5 行 study.standard:列表中的第 2 个应为文字(加引号)(读到 3)"),
        ('standard = "xicheng-ykz-default"', "standard = []", "第 5 行 study.standard:列表是空的；请写上一个标准，或删去这个键"),
        ('standard = "xicheng-ykz-default"', "standard = 3", "第 5 行 study.standard:应为标准的编号或文件名"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_line_key_and_what_is_allowed(tmp_path, old, new, words):
    assert old in STUDY
    assert words in message(tmp_path, STUDY.replace(old, new, 1))


def test_the_line_is_that_of_the_table_which_is_meant(tmp_path):
    second = STUDY + '\n[[inventory]]\ncategory = "MED"\nareas = "all"\nstatus = "none"\n'
    line = second.splitlines().index('status = "none"') + 1
    assert f"第 {line} 行 inventory.3.status" in message(tmp_path, second)


def test_of_many_slips_the_first_are_listed_and_all_counted(tmp_path):
    many = STUDY.replace('osm = "streets.osm"', 'osm = "streets.osm"\n' + "\n".join(f"k{n} = 1" for n in range(MOST_LISTED + 3)))
    found = message(tmp_path, many)
    assert found.count("没有这个键") == MOST_LISTED
    assert found.endswith("另有 3 处")


def test_settings_are_checked_with_the_file(tmp_path):
    assert "study.toml [settings]:没有名为 “legs.maxx” 的设置" in message(tmp_path, STUDY + '\n[settings]\n"legs.maxx" = 5\n')


def test_files_that_are_not_there_are_told_together_with_what_may_be_meant(tmp_path):
    text = STUDY.replace("residents.csv", "resident.csv").replace("streets.osm", "nichts/x.osm")
    found = message(tmp_path, text)
    assert "[residents] path:找不到文件 resident.csv。是否指 “residents.csv”?" in found
    assert "[network] osm:找不到文件 nichts/x.osm。" in found
    file = read_study_file(tmp_path / "study.toml", files_needed=False)
    assert set(missing_files(file)) == {"residents", "network"}


def test_a_folder_is_no_file_and_a_geodatabase_is_to_be_exported(tmp_path):
    for name in ("lists", "city.gdb"):
        (tmp_path / name).mkdir(parents=True)
    assert "lists 是文件夹，不是文件" in message(tmp_path, STUDY.replace("facilities.csv", "lists"))
    assert "Esri 文件地理数据库" in message(tmp_path, STUDY.replace("facilities.csv", "city.gdb"))


def test_every_file_that_a_study_may_name_is_looked_for(tmp_path):
    more = '[subdistricts]\npath = "s.gpkg"\n[supply]\nvalues = "v.csv"\n[feedback]\nvalues = "f.csv"\n[corrections]\npath = "c.csv"\n[inventory_table]\npath = "i.csv"\n[[entrances]]\npath = "e.csv"\n'
    path = write_small_study(tmp_path, study=STUDY + more)
    assert set(missing_files(read_study_file(path, files_needed=False))) == {
        "subdistricts",
        "supply",
        "feedback",
        "corrections",
        "inventory_table",
        "entrances.0",
    }


def test_no_file_is_told():
    with pytest.raises(StudyError, match=r"找不到项目文件 no\.toml"):
        read_study_file(Path("/nowhere/no.toml"))


def test_a_url_is_for_a_batch_and_so_is_a_folder_that_is_one(tmp_path):
    with pytest.raises(StudyError, match=r"找不到项目文件 study\.toml.*xc-gis batch"):
        read_study_file(Path("s3://bucket/study.toml"))
    path = write_small_study(tmp_path, study=STUDY.replace("[study]", '[study]\nfolder = "s3://bucket/west"'))
    with pytest.raises(StudyError, match=r"找不到文件夹 s3://bucket/west.*存储里"):
        read_study_file(path)
    with folders_copied({"s3://bucket/west": tmp_path}):
        assert read_study_file(path).folder == tmp_path
