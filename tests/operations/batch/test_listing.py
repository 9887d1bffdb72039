"""Files, folders, patterns and tables name studies; a grid multiplies them."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.batch.grid import axes_of
from xc_gis.operations.batch.listing import asked_studies


@pytest.fixture
def place(tmp_path):
    for name in ("a/study.toml", "b/study.toml", "c.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("[study]\n", encoding="utf-8")
    (tmp_path / "a" / "plan.toml").write_text("[[change]]\n", encoding="utf-8")  # a scenario is no study
    return tmp_path


def names(studies):
    return [one.name for one in studies]


def test_a_folder_gives_its_studies_and_those_right_below(place):
    assert names(asked_studies([place])) == ["a", "b", "c"]
    assert names(asked_studies([place / "c.toml", f"{place}/*/study.toml"])) == ["c", "a", "b"]


def test_a_table_and_files_go_together(place):
    (place / "t.csv").write_text("study,name\na/study.toml,x\n", encoding="utf-8")
    assert names(asked_studies([place / "t.csv", place / "c.toml"])) == ["x", "c"]


def test_every_study_is_computed_by_every_combination(place):
    found = asked_studies([f"{place}/*/study.toml"], axes_of(["walk.speed.adult=1.0,1.2"], ["xicheng-ykz-default"]))
    assert names(found) == [f"{one}~adult={pace}~xicheng-ykz-default" for one in "ab" for pace in ("1", "1.2")]


@pytest.mark.parametrize(
    ("given", "said"), [("d.toml", "c.toml"), ("*/x.toml", "没有项目文件"), ("a/../empty", "找不到"), ("leer", "没有项目文件")]
)
def test_what_is_not_there_is_said(place, given, said):
    (place / "leer").mkdir()
    with pytest.raises(InputError, match=said):
        asked_studies([place / given])


def test_a_study_that_is_given_twice_is_one(place):
    twice = [place / "c.toml", place / "a" / ".." / "c.toml", place]
    assert names(asked_studies(twice)) == ["c", "a", "b"]
    assert names(asked_studies(twice, axes_of(["legs=reach"]))) == [f"{one}~legs=reach" for one in "cab"]


def test_nothing_and_two_of_one_name_are_refused(place):
    with pytest.raises(InputError, match="没有项目"):
        asked_studies([])
    (place / "other").mkdir()
    (place / "other" / "c.toml").write_text("[study]\n", encoding="utf-8")
    with pytest.raises(InputError, match="两个项目都叫 c"):
        asked_studies([place / "c.toml", place / "other" / "c.toml"])


def test_a_file_that_is_neither_study_nor_table_is_refused_before_anything_is_computed(tmp_path):
    (tmp_path / "streets.osm.pbf").write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputError, match="既不是项目文件"):
        asked_studies([tmp_path / "streets.osm.pbf"])
    with pytest.raises(InputError, match="路径是空的"):
        asked_studies([""])


def test_a_name_that_no_folder_can_have_says_whose_it_is_and_the_way_out(tmp_path):
    study = write_small_study(tmp_path / "西城 区")
    with pytest.raises(InputError, match=r"西城 区.*有空格") as caught:
        asked_studies([study])
    assert str(study) in caught.value.message
    assert "name 列" in caught.value.hint
