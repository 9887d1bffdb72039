"""One facility in several lists becomes one; neighbours with like names stay two; every merge is said and can be undone."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.study import read_study
from xc_gis.settings import Settings
from xc_gis.sources.corrections.table import Correction, Target, add_correction
from xc_gis.sources.facilities.duplicates import merged
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())
COLUMNS = ["facility_id", "type", "name", "x", "_layer", "address"]


def rows_of(records):
    """Rows on one street: (id, type, name, metres along it, list, address)."""
    frame = pd.DataFrame(records, columns=COLUMNS).assign(status="open", serves="", id_given=True)
    frame["_file"] = "list" + frame["_layer"].astype(str)
    frame[ROW] = range(2, len(frame) + 2)
    frame["_osm"] = frame["_layer"] == 9
    return gpd.GeoDataFrame(frame, geometry=shapely.points(frame["x"].astype(float), 0.0), crs=ANALYSIS_CRS)


def groups(rows, pairs=(), **changes):
    named = {key.replace("__", "."): value for key, value in changes.items()}
    values = Settings().override(named, origin="study", where="test")
    problems = ProblemList()
    kept, findings = merged(rows, pairs, STANDARD, values, problems, prefixes={"新街口街道", "新街口"})
    ids = rows["facility_id"].to_dict()
    return sorted([ids[label] for label in members] for members in kept["_members"]), findings, problems


def together(one, other, *, metres=40, kinds=("CVS", "CVS"), layers=(0, 1), addresses=("", "")):
    rows = rows_of([("A", kinds[0], one, 0, layers[0], addresses[0]), ("B", kinds[1], other, metres, layers[1], addresses[1])])
    return groups(rows)[0] == [["A", "B"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("物美超市(西直门店)", "物美超市(西直门店)"),
        ("物美超市(西直门店)", "物美超市西直门店"),
        ("物美超市(西直门店)", "物美超市"),
        ("物美超市西直门店", "物美超市"),
        ("北京市西城区惠民便利店", "惠民便利店"),
        ("北京惠民便利店有限公司", "惠民便利店"),
        ("新街口街道惠民便利店", "惠民便利店"),
        ("红莲第一便利店", "红莲第1便利店"),
        ("ABC便利店", "abc 便利店"),
        ("金融街惠民生活便利店", "金融街惠民生括便利店"),
    ],
)
def test_names_of_one_facility(one, other):
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("物美超市(西直门店)", "物美超市(百万庄店)"),
        ("西便门东里便利店", "西便门西里便利店"),
        ("广安门内社区便利店", "广安门外社区便利店"),
        ("红莲第一便利店", "红莲第二便利店"),
        ("红莲便利店", "红莲第一便利店"),
        ("幸福便利店", "和平便利店"),
        ("便利店", "便利店"),  # says only the type
        ("惠民便利店", "便利店"),
    ],
)
def test_names_of_two_facilities(one, other):
    assert not together(one, other)


def test_name_between_two_branches_belongs_to_neither_and_is_said():
    rows = rows_of(
        [
            ("A", "SUP", "物美超市(西直门店)", 0, 0, ""),
            ("B", "SUP", "物美超市", 40, 1, ""),
            ("C", "SUP", "物美超市(百万庄店)", 80, 2, ""),
        ]
    )
    found, findings, problems = groups(rows)
    assert found == [["A"], ["B"], ["C"]]
    assert findings[0].evidence["pairs"] == 2
    assert sum("分店不明" in reason for _, _, reason, _ in problems.rows) == 2


def test_official_list_stands_before_osm_and_earlier_list_before_later():
    rows = rows_of(
        [
            ("O", "CVS", "惠民便利店", 0, 9, "乙街3号"),
            ("A", "CVS", "惠民便利店", 30, 1, ""),
            ("B", "CVS", "惠民便利店", 50, 0, ""),
        ]
    )
    rows.loc[2, "status"] = "closed"
    rows["serves"] = ["C3", "C1;C2", "C2"]
    rows["capacity"] = [60.0, 40.0, np.nan]
    found, findings, problems = groups(rows)
    assert found == [["B", "A", "O"]]
    kept, _ = merged(rows, (), STANDARD, Settings(), ProblemList())
    assert kept[["status", "address", "serves"]].to_numpy().tolist() == [["closed", "乙街3号", "C1;C2;C3"]]
    assert kept["capacity"].tolist() == [40.0]  # of the next that says one, and never the sum
    assert findings[0].evidence["rows"] == 2
    assert any("状态不同(open,按 closed)" in reason and "相距 20 米" in reason for _, _, reason, _ in problems.rows)


def test_hands_join_and_part_what_the_rule_does_not():
    rows = rows_of(
        [("A", "CVS", "惠民便利店", 0, 0, ""), ("B", "CVS", "惠民便利店", 40, 1, ""), ("C", "PHA", "利群", 900, 2, "")]
    )
    assert groups(rows, [(0, 1, False)])[0] == [["A"], ["B"], ["C"]]
    assert groups(rows, [(0, 2, True)])[0] == [["A", "B", "C"]]
    assert groups(rows, [(0, 2, True), (1, 2, False)])[0] == [["A", "C"], ["B"]]
    with pytest.raises(InputError, match="互相矛盾"):
        groups(rows, [(0, 1, True), (1, 2, True), (0, 2, False)])


def test_setting_reports_or_leaves_alone():
    rows = rows_of([("A", "CVS", "惠民便利店", 0, 0, ""), ("B", "CVS", "惠民便利店", 40, 1, "")])
    found, findings, problems = groups(rows, duplicates="report")
    assert (found, len(problems.rows), findings[0].level) == ([["A"], ["B"]], 0, "warning")
    assert groups(rows, duplicates="off")[:2] == ([["A"], ["B"]], [])
    assert groups(rows, duplicates="off", pairs=[(0, 1, True)])[0] == [["A", "B"]]
    assert groups(rows, duplicates__distance_m=39.0)[0] == [["A"], ["B"]]


NAMES = st.sampled_from(
    [
        "物美超市",
        "物美超市(西直门店)",
        "物美超市西直门店",
        "物美超市(百万庄店)",
        "惠民一店",
        "惠民二店",
        "惠民超市",
        "惠民超市店",
        "超市",
    ]
)
RECORDS = st.lists(
    st.tuples(st.sampled_from(["SUP", "CVS"]), NAMES, st.integers(0, 20).map(lambda n: n * 15), st.sampled_from([0, 1, 2, 9]),
              st.sampled_from(["", "甲街1号"])),
    min_size=1, max_size=14,
)  # fmt: skip


@hypothesis_settings(max_examples=30, deadline=None)
@given(records=RECORDS, order=st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing_and_merging_twice_neither(records, order):
    rows = rows_of([(f"F{n:02d}", *record) for n, record in enumerate(records)])
    found, _, _ = groups(rows)
    shuffled = list(range(len(rows)))
    order.shuffle(shuffled)
    assert groups(rows.iloc[shuffled].reset_index(drop=True))[0] == found
    kept, _ = merged(rows, (), STANDARD, Settings(), ProblemList())
    assert sorted(label for members in kept["_members"] for label in members) == list(rows.index)
    again, _ = merged(rows.loc[kept.index], (), STANDARD, Settings(), ProblemList())
    assert len(again) == len(kept)


@hypothesis_settings(max_examples=20, deadline=None)
@given(records=RECORDS)
def test_no_service_is_lost_by_merging(records):
    rows = rows_of([(f"F{n:02d}", *record) for n, record in enumerate(records)])
    kept, _ = merged(rows, (), STANDARD, Settings(), ProblemList())
    types = STANDARD.facility_types
    for at, members in zip(kept.index, kept["_members"], strict=True):
        offered = set(types[kept["type"][at]].services)
        assert all(offered >= set(types[rows["type"][label]].services) for label in members)
        assert all(abs(rows["x"][label] - kept["x"][at]) <= 200 for label in members)


@pytest.fixture
def study(tmp_path):
    folder = write_small_study(tmp_path / "study")
    lon, lat = degrees([(2030.0, 405.0)])[0]
    text = f"名称,经度,纬度\n甲区东便利店(街角),{lon:.8f},{lat:.8f}\n另一家便利店,{lon:.8f},{lat:.8f}\n"
    folder.with_name("高德.csv").write_text(text, encoding="utf-8")
    edit(
        folder,
        lambda t: (
            t
            + '\n[[facilities]]\npath = "高德.csv"\ntype = "CVS"\ncrs = "EPSG:4326"\ncolumns = { name = "名称", lon = "经度", lat = "纬度" }\n'
        ),
    )
    return folder


def test_study_keeps_one_facility_with_all_its_sources(study):
    edit(study.with_name("高德.csv"), lambda t: t.replace("甲区东便利店(街角)", "西城区东便利店"))
    data = read_study(study).data
    found = data.facilities.set_index("facility_id")
    assert "高德:2" not in found.index
    assert "高德:3" in found.index
    sources = json.loads(found["sources"]["F2"])
    assert [(s["file"], s["row"]) for s in sources] == [("facilities.csv", 3), ("高德.csv", 2)]
    row = data.problems.query("file == '高德.csv'").iloc[0]
    assert (row["row"], "“东便利店” 合并为 F2" in row["reason"]) == (2, True)
    add_correction(
        study.with_name("study.corrections.csv"),
        Correction("distinct", Target("F2"), other=Target(file="高德.csv", name="西城区东便利店")),
    )
    assert "高德:2" in set(read_study(study).data.facilities["facility_id"])


def test_check_tells_many_merges_together(study):
    lon, lat = degrees([(2030.0, 405.0)])[0]
    rows = [f"甲区第{n}便利店,{lon:.8f},{lat:.8f}" for n in range(11, 31)]
    study.with_name("高德.csv").write_text("名称,经度,纬度\n" + "\n".join(rows) + "\n", encoding="utf-8")
    study.with_name("百度.csv").write_text(study.with_name("高德.csv").read_text(encoding="utf-8"), encoding="utf-8")
    text = study.read_text(encoding="utf-8")
    study.write_text(text + text[text.rindex("[[facilities]]") :].replace("高德", "百度"), encoding="utf-8")
    layer = check_study(study).layers[-1]
    assert [(g.count, g.reason) for g in layer.changed] == [(20, "同一处设施(逐行说明见 problems.csv)")]
