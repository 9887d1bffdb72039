"""People and age shares by community or subdistrict: every area once, none forgotten, no share outside 0 to 1."""

import geopandas as gpd
import numpy as np
import pytest

from tests.fixtures.dwellings import BY_ID, SPREAD, load, people, texts, write_study
from xc_gis.errors import InputError
from xc_gis.model.columns import AGE_COLUMNS
from xc_gis.sources.people.area_totals import read_age_shares, read_totals
from xc_gis.sources.study.area import StudyArea
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable


def test_totals_by_names_and_a_row_of_sums(tmp_path):
    table = "街道,社区名称,人口\n甲街道,西社区居委会,10\n甲,东,20\n合计,,30\n"
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": table}))
    assert people(data) == pytest.approx({"C1": 10, "C2": 20})
    assert "合计" in next(found.text for found in data.findings if found.table == "residents.totals" and found.topic == "rows")


def test_shares_fill_ages_that_nobody_counted(tmp_path):
    ages = "街道,share_0_3,share_60plus,share_80plus\n甲街道,2.5%,0.25,\n"
    path = write_study(tmp_path, SPREAD + 'ages = "年龄.csv"\n', {"人口.csv": BY_ID, "年龄.csv": ages})
    data = load(path)
    assert people(data, column="residents_60plus") == pytest.approx({"C1": 200, "C2": 7})  # counted, so not touched
    assert people(data, column="residents_0_3") == pytest.approx({"C1": 25, "C2": 77 / 40})
    assert data.demand["residents_80plus"].isna().all()
    assert "年龄结构按 年龄.csv 的街道比例推算" in texts(data)


def test_counts_of_an_age_table_become_shares(tmp_path):
    ages = "community_id,residents,residents_80plus\nC1,10,1\n"
    data = load(write_study(tmp_path, SPREAD + 'ages = "年龄.csv"\n', {"人口.csv": BY_ID, "年龄.csv": ages}))
    assert people(data, column="residents_80plus")["C1"] == pytest.approx(100)
    assert data.demand.set_index("demand_id")["residents_80plus"].isna()["B3"]


@pytest.mark.parametrize(
    ("residents", "files", "words"),
    [
        (SPREAD, {"人口.csv": BY_ID + "C9,5,1\n"}, ("人口.csv 第 4 行", "C9", "没有社区编号")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "-77,7")}, ("人口.csv 第 3 行", "是负数")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "很多,7")}, ("人口.csv 第 3 行", "不是数字")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", ",7")}, ("人口.csv 第 3 行没有 residents",)),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "77,78")}, ("第 3 行的 residents_60plus 大于 residents",)),
        (SPREAD, {"人口.csv": BY_ID + "C1,5,1\n"}, ("“C1” 重复(第 2、4 行)",)),
        (SPREAD, {"人口.csv": "community_id,residents\nC1,5\n"}, ("缺少 1 个社区的人口(如 东社区)", "没有居民请填 0")),
        (SPREAD, {"人口.csv": "街道,人口\n乙街道,5\n"}, ("人口.csv 第 2 行", "没有街道 “乙街道”")),
        (SPREAD, {"人口.csv": "区划,人口\n乙街道,5\n"}, ("没有说明是哪个社区或街道", "区划")),
        (SPREAD, {"人口.csv": "community_id,数\nC1,5\n"}, ("缺少列 人口（residents）", "数")),
        (SPREAD + "total = 5\n", {"人口.csv": BY_ID}, ("只能写一个",)),
        (SPREAD.replace("人口.csv", "没有.csv"), {}, ("[residents] totals", "找不到文件 没有.csv")),
        (SPREAD + 'ages = "年.csv"\n', {"人口.csv": BY_ID, "年.csv": "街道,share_60plus\n甲街道,25\n"}, ("年.csv 第 2 行的 share_60plus", "0 到 1", "%")),
        (SPREAD + 'ages = "年.csv"\n', {"人口.csv": BY_ID, "年.csv": "街道,老\n甲街道,25\n"}, ("没有任何年龄组的列", "share_60plus")),
        ('[residents]\npath = "residents.csv"\ncrs = "EPSG:4326"\nweights = "equal"\n', {}, ("weights 只在写了 totals",)),
    ],
)  # fmt: skip
def test_a_wrong_table_of_totals_says_what_and_where(tmp_path, residents, files, words):
    with pytest.raises(InputError) as caught:
        load(write_study(tmp_path, residents, files))
    for word in words:
        assert word in str(caught.value)


GROUND = StudyArea(
    "EPSG:4548",
    gpd.GeoDataFrame({"community_id": ["C1", "C2", "C3"], "name": ["东里社区", "西里社区", "西里社区"], "subdistrict": ["甲街道", "甲街道", "乙街道"], "location": "none",
                      **{name: [1.0, np.nan, 3.0] if name == "residents" else np.nan for name in AGE_COLUMNS.values()}}),
    None, None, 1500.0, "社区.csv",
)  # fmt: skip


def totals(folder, text, read=read_totals, **more):
    (folder / "t.csv").write_text(text, encoding="utf-8")
    found = read(StudyFiles(folder, "study.toml"), AreaTable(path="t.csv", **more), GROUND)
    return found.by, found.frame.set_index("area"), found


@pytest.mark.parametrize(
    ("heading", "rows", "by"),
    [
        ("community_id,residents", ["C3,3", "C1,1", "C2,2"], "community"), ("社区编号,常住人口", ["C3,3", "C1,1", "C2,2"], "community"), ("name,subdistrict,residents", ["东里,甲街道,1", "西里社区,甲,2", "西里,乙街道,3"], "community"),
        ("街道,人口", ["甲,3", "乙街道,3"], "subdistrict"),
    ],
)  # fmt: skip
def test_rows_speak_of_communities_by_id_or_name_or_of_subdistricts(tmp_path, heading, rows, by):
    found_by, frame, found = totals(tmp_path, "\n".join([heading, *rows]))
    assert found_by == by
    assert frame["residents"].to_dict() == ({"C1": 1, "C2": 2, "C3": 3} if by == "community" else {"乙街道": 3, "甲街道": 3})
    assert (found.record.role, found.record.rows) == ("residents_totals", len(rows))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("community_id,residents\nC1,1\nC2,2\n", "缺少 1 个社区的人口(如 西里社区)"), ("community_id,residents\nC1,1\nC9,2\n", "第 3 行:没有社区编号 “C9”"), ("community_id,residents\nC1,1\nC1,2\nC2,1\nC3,1\n", "社区编号 “C1” 重复(第 2、3 行)"),
        ("name,residents\n东里,1\n西里,2\n", "第 3 行:有多个社区叫 “西里”"), ("街道,residents\n甲,1\n", "缺少 1 个街道的人口(如 乙街道)"), ("community_id,residents\nC1,-1\nC2,1\nC3,1\n", "是负数"),
        ("community_id,residents\nC1,\nC2,1\nC3,1\n", "第 2 行没有 residents"), ("x,residents\n1,2\n", "没有说明是哪个社区或街道"), ("community_id,x\nC1,2\n", "缺少列 人口（residents）"),
        ("community_id,residents,residents_60plus\nC1,1,2\nC2,1,1\nC3,1,1\n", "第 2 行的 residents_60plus 大于 residents"),
    ],
)  # fmt: skip
def test_a_table_that_forgets_repeats_or_invents_an_area_is_refused(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        totals(tmp_path, text)
    assert words in caught.value.message
    assert caught.value.hint


def test_the_communities_own_layer_must_know_all_its_people():
    with pytest.raises(InputError, match=r"社区\.csv:1 个社区没有人口 residents\(如 西里社区\)"):
        read_totals(None, AreaTable(path="communities"), GROUND)


def test_shares_beside_totals_are_people(tmp_path):
    frame = totals(tmp_path, "community_id,residents,share_60plus\nC1,200,0.25\nC2,50,20%\nC3,10,1e-1\n")[1]
    assert frame["residents_60plus"].tolist() == [50.0, 10.0, 1.0]


@pytest.mark.parametrize(
    ("word", "share"),
    [("0.25", 0.25), ("25%", 0.25), ("25％", 0.25), ("２５％", 0.25), (" 25 % ", 0.25), ("100%", 1.0), ("0", 0.0), ("1", 1.0)],
)
def test_a_share_is_read_with_either_sign_of_per_cent(tmp_path, word, share):
    assert totals(tmp_path, f"community_id,share_60plus\nC1,{word}\n", read_age_shares)[1]["residents_60plus"].tolist() == [share]


@pytest.mark.parametrize("word", ["25", "1.01", "-0.1", "101%", "很多"])
def test_a_share_outside_0_to_1_is_told_with_its_row(tmp_path, word):
    with pytest.raises(InputError, match=r"t\.csv 第 3 行的 share_60plus = .* 不是 0 到 1 的比例") as caught:
        totals(tmp_path, f"community_id,share_60plus\nC1,0.5\nC2,{word}\n", read_age_shares)
    assert "%" in caught.value.hint


def test_counts_need_their_whole_and_of_nobody_there_is_no_share(tmp_path):
    frame = totals(tmp_path, "community_id,residents,residents_60plus\nC1,200,50\nC2,0,0\n", read_age_shares)[1]
    assert frame["residents_60plus"].tolist()[0] == 0.25
    assert np.isnan(frame["residents_60plus"].tolist()[1])
    with pytest.raises(InputError, match="但没有总人数 residents,算不出比例"):
        totals(tmp_path, "community_id,residents_60plus\nC1,50\n", read_age_shares)
    with pytest.raises(InputError, match="没有任何年龄组的列"):
        totals(tmp_path, "community_id,residents\nC1,50\n", read_age_shares)


@pytest.mark.parametrize(("value", "warned"), [("12.5", True), ("99.5", True), ("100.5", False), ("12", False)])
def test_a_few_people_and_a_fraction_are_warned_of(tmp_path, value, warned):
    found = totals(tmp_path, f"community_id,residents\nC1,{value}\nC2,2000\nC3,3000\n")[2]
    assert any("很小的小数" in f.text for f in found.findings) is warned
