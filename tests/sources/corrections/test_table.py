"""The table of corrections: what is written is read again, what says too little or two things is refused with its row."""

from dataclasses import replace

import pytest

from tests.fixtures.small_study import degrees, edit
from xc_gis.errors import InputError
from xc_gis.sources.corrections.table import (
    Correction,
    Target,
    add_correction,
    add_corrections,
    checked,
    read_corrections,
    remove_correction,
)

LON, LAT = (float(v) for v in degrees([(1500.0, 205.0)])[0])
CLINIC = Target("F1", "facilities.csv", "西站", "")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "study.corrections.csv"


def test_what_is_added_is_read_again_and_can_be_undone(path):
    moved = Correction("move", CLINIC, lon=LON, lat=LAT, note="=HYPERLINK 实地核对")
    same = Correction("same", CLINIC, other=Target("F2", name="东便利店"))
    add_correction(path, moved)
    add_correction(path, same)
    assert [(c.id, c.row) for c in read_corrections(path)] == [(moved.id, 2), (same.id, 3)]
    assert read_corrections(path)[0].note == "=HYPERLINK 实地核对"
    assert "'=HYPERLINK" in path.read_text(encoding="utf-8-sig")
    gone = remove_correction(path, moved.id)
    assert gone == read_corrections_of(gone, path)
    assert [c.action for c in read_corrections(path)] == ["same"]


def read_corrections_of(gone, path):
    add_correction(path, gone)
    found = next(c for c in read_corrections(path) if c.id == gone.id)
    remove_correction(path, gone.id)
    return found


def test_a_second_thought_takes_the_place_of_the_first(path):
    add_correction(path, Correction("move", CLINIC, lon=LON, lat=LAT))
    add_correction(path, Correction("move", CLINIC, lon=LON + 0.001, lat=LAT))
    add_correction(path, Correction("distinct", CLINIC, other=Target("F2")))
    add_correction(path, Correction("same", Target("F2"), other=CLINIC))
    assert [(c.action, c.lon) for c in read_corrections(path)] == [("move", pytest.approx(LON + 0.001)), ("same", None)]


def test_undoing_what_is_not_there_is_refused(path):
    with pytest.raises(InputError, match="没有更正"):
        remove_correction(path, "0123456789")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("不合幷,F1,,,,,,,,,,,", "是否指 “不合并”"),
        ("移动,F1,,,,,,,,,,,", "需要经度和纬度"),
        ("移动,F1,,,,,116.3,99,,,,,", "不是有效的度数"),
        ("类型,F1,,,,,,,,,,,", "需要取值"),
        ("状态,F1,,,,好像关了,,,,,,,", "无法识别"),
        ("合并,F1,,,,,,,,,,,", "另一处设施"),
        ("忽略,,facilities.csv,,,,,,,,,,", "没有说明是哪处设施"),
        ("合并,F1,,,,,,,,某表.csv,,,", "另一处设施"),
        ("开放道路,F1,,,,,,,,,,,", "OSM 编号"),
    ],
)
def test_a_correction_that_says_too_little_is_refused_with_its_row(path, line, words):
    add_correction(path, Correction("ignore", CLINIC))
    edit(path, lambda t: t + line + "\n")
    with pytest.raises(InputError) as caught:
        read_corrections(path)
    assert "第 3 行" in str(caught.value)
    assert words in str(caught.value)


def test_two_rows_that_contradict_each_other_are_refused(path):
    add_correction(path, Correction("move", CLINIC, lon=LON, lat=LAT))
    edit(path, lambda t: t + "移动,F1,,,,,116.1,39.9,,,,,\n")
    with pytest.raises(InputError, match="互相矛盾"):
        read_corrections(path)


def test_table_saved_by_excel_in_gb18030_is_read(path):
    add_correction(path, Correction("ignore", CLINIC, note="已经核对过的一行说明"))
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    assert read_corrections(path)[0].target == CLINIC


def test_no_file_is_no_correction_and_nothing_to_write_makes_none(path):
    assert read_corrections(path) == ()
    add_corrections(path, [])
    assert not path.exists()


def test_the_name_of_a_correction_is_what_it_says_and_not_where_it_stands_or_why():
    one = Correction("move", CLINIC, lon=116.3, lat=39.9)
    assert one.id == replace(one, row=7, note="实地核对").id
    assert one.id == replace(one, lon=116.30000001).id  # seven digits are a centimetre
    others = [
        replace(one, lon=116.3000001),
        replace(one, action="place"),
        replace(one, target=Target("F2")),
        replace(one, value="x"),
    ]
    assert one.id not in {other.id for other in others}
    assert one.id == replace(one, target=Target("F1", "b.csv", "另一个名称")).id  # its own id says which it is


def test_without_an_id_a_facility_is_its_file_name_and_address_however_they_are_written():
    assert Target("", "a.csv", "西 站（东门）", "甲街 1 号").key == Target("", "a.csv", "西站(东门)", "甲街1号").key
    assert Target("", "a.csv", "西站").key != Target("", "b.csv", "西站").key


def test_a_pair_is_one_whoever_is_named_first_and_a_place_one_however_it_is_given():
    one, other = Target("F1"), Target("F2")
    assert Correction("same", one, other=other).subject == Correction("distinct", other, other=one).subject
    assert Correction("move", one).subject == Correction("place", one).subject
    assert Correction("open_gate", Target("way/1")).subject == Correction("close_gate", Target("way/1")).subject
    assert len({Correction(action, one).subject for action in ("type", "status", "ignore", "serves", "move")}) == 5


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Correction("move", CLINIC, lon=116.3, lat=39.9), "移动到 116.300000, 39.900000"),
        (Correction("place_community", Target("C1"), lon=1.0, lat=2.0, note="居委会"), "定位到 1.000000, 2.000000(居委会)"),
        (Correction("same", CLINIC, other=Target("F2", name="东店")), "与 “东店”(F2) 是同一处"),
        (Correction("distinct", CLINIC, other=Target(address="甲街1号")), "与 “甲街1号” 不是同一处"),
        (Correction("type", CLINIC, "CHS"), "类型改为 CHS"),
        (Correction("serves", CLINIC, "C1;C2"), "服务社区改为 C1;C2"),
        (Correction("ignore", CLINIC), "忽略"),
    ],
)
def test_a_correction_is_said_in_a_sentence(made, words):
    assert made.sentence == words


@pytest.mark.parametrize(
    ("lon", "lat", "good"),
    [
        ("180", "90", True),
        ("-180", "-90", True),
        ("180.1", "0", False),
        ("0", "90.1", False),
        ("nan", "0", False),
        ("东经", "0", False),
    ],
)
def test_degrees_are_degrees(path, lon, lat, good):
    add_correction(path, Correction("ignore", CLINIC))
    edit(path, lambda t: t + f"移动,F2,,,,,{lon},{lat},,,,,\n")
    if good:
        assert read_corrections(path)[1].lon == float(lon)
    else:
        with pytest.raises(InputError, match=r"第 3 行:[经纬]度 “.*” 不是有效的度数"):
            read_corrections(path)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Correction("fly", CLINIC), "不认识操作 “fly”"),
        (Correction("place_community", Target(name="甲社区"), lon=1.0, lat=2.0), "需要社区编号"),
        (Correction("same", CLINIC, other=replace(CLINIC, name="别名")), "是同一处"),
        (Correction("place", CLINIC, lon=1.0), "需要经度和纬度"),
        (Correction("serves", CLINIC), "服务社区需要取值"),
        *(
            (Correction("open_gate", Target(name)), "OSM 编号")
            for name in ("relation/1", "way/", "way/１", "way/1.5", "1", "way/--1")
        ),
    ],
)
def test_what_is_impossible_is_never_written(path, made, words):
    with pytest.raises(InputError, match="更正:") as caught:
        add_corrections(path, [made])
    assert words in caught.value.message
    assert not path.exists()


@pytest.mark.parametrize(("word", "good"), [("停业", True), ("OPEN", True), ("planned", True), ("好像关了", False)])
def test_a_state_is_one_of_the_words_of_states(word, good):
    if good:
        checked(Correction("status", CLINIC, word), "此处")
    else:
        with pytest.raises(InputError, match="此处:状态 “好像关了” 无法识别"):
            checked(Correction("status", CLINIC, word), "此处")


@pytest.mark.parametrize("name", ["node/123", "way/456", "way/-7"])
def test_a_gate_is_a_node_or_way_of_the_map_also_one_that_is_new(name):
    checked(Correction("close_gate", Target(name)), "此处")


def test_headings_are_read_in_both_languages_and_a_stranger_is_told(path):
    path.write_text("action,设施编号\nignore,F1\n", encoding="utf-8")
    assert read_corrections(path) == (Correction("ignore", Target("F1")),)
    path.write_text("操做,设施编号\n忽略,F1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"表\.csv 有不认识的列 “操做”") as caught:
        read_corrections(path, "表.csv")
    assert "操作" in caught.value.hint
    path.write_text("设施编号,说明\nF1,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="缺少列 “操作”"):
        read_corrections(path)


def test_several_at_once_leave_one_for_each_subject_and_the_same_twice_is_no_contradiction(path):
    add_corrections(
        path, [Correction("type", CLINIC, "CHS"), Correction("type", CLINIC, "PHA"), Correction("ignore", Target("F2"))]
    )
    assert [(c.action, c.value) for c in read_corrections(path)] == [("type", "PHA"), ("ignore", "")]
    edit(path, lambda t: t + t.splitlines()[-1] + "\n")
    assert len(read_corrections(path)) == 3
