"""Bad input gets one clear message: what, where, what to do. Each case spoils one file of a study that works."""

import bz2
import gzip
import json

import geopandas as gpd
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study, write_streets
from tests.fixtures.studies import SAMPLE
from xc_gis.errors import CrsError, InputError, NetworkError, StandardError, StudyError
from xc_gis.operations.study import analyse, read_study


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def refused(study, error=InputError):
    with pytest.raises(error) as caught:
        analyse(read_study(study))
    return str(caught.value)


def test_the_study_itself_works(study):
    found = analyse(read_study(study))
    assert found.coverage["residents"].sum() > 0
    assert len(found.data.problems) == 0


@pytest.mark.parametrize("name", ["streets.osm", "communities.geojson", "residents.csv", "facilities.csv"])
def test_missing_file_is_named_with_its_key(study, name):
    (study.parent / name).unlink()
    message = refused(study, StudyError)
    assert name in message
    assert "找不到文件" in message


@pytest.mark.parametrize("name", ["streets.osm", "communities.geojson", "residents.csv", "facilities.csv"])
def test_empty_file_is_named(study, name):
    (study.parent / name).write_bytes(b"")
    message = refused(study)
    assert name in message
    assert "空文件" in message


def test_file_that_is_no_osm_is_refused(study):
    (study.parent / "streets.osm").write_text("this is a letter", encoding="utf-8")
    assert "不是 OSM 数据" in refused(study, NetworkError)


def test_truncated_pbf_is_refused(study):
    raw = (SAMPLE.parent / "osm" / "sample.osm.pbf").read_bytes()
    (study.parent / "streets.osm.pbf").write_bytes(raw[: len(raw) // 2])
    edit(study, lambda t: t.replace("streets.osm", "streets.osm.pbf"))
    assert "文件不完整" in refused(study, NetworkError)


def test_truncated_bz2_is_refused(study):
    packed = bz2.compress((study.parent / "streets.osm").read_bytes())
    (study.parent / "streets.osm.bz2").write_bytes(packed[: len(packed) // 2])
    edit(study, lambda t: t.replace("streets.osm", "streets.osm.bz2"))
    assert "streets.osm.bz2" in refused(study, NetworkError)


BOMB = (
    '<?xml version="1.0"{}?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<osm version="0.6"><node id="1" version="1" lat="39.9" lon="116.3"/>&b;</osm>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("streets.osm", BOMB.format("").encode()),
        ("streets.osm", BOMB.format(' encoding="UTF-16"').encode("utf-16")),
        ("streets.osm.bz2", bz2.compress(BOMB.format("").encode())),
        ("streets.osm.gz", gzip.compress(BOMB.format("").encode())),
        ("streets.graphml", BOMB.format("").replace("osm", "graphml").encode()),
    ],
)
def test_entities_in_a_street_file_are_refused(study, name, content):
    (study.parent / name).write_bytes(content)
    edit(study, lambda t: t.replace("streets.osm", name))
    reported = refused(study, NetworkError)
    assert name in reported
    assert "ENTITY" in reported


@pytest.mark.parametrize(("name", "packer"), [("streets.osm.bz2", bz2.BZ2File), ("streets.osm.gz", gzip.GzipFile)])
def test_a_packed_street_file_that_grows_without_end_is_refused(study, name, packer):
    with packer(study.parent / name, "wb") as packed:
        packed.write(b'<osm version="0.6">')
        for _ in range(60):
            packed.write(b" " * 1_000_000)
    assert (study.parent / name).stat().st_size < 100_000
    edit(study, lambda t: t.replace("streets.osm", name))
    assert "100 倍" in refused(study, NetworkError)


def test_osm_without_a_walkable_way_is_refused(study):
    write_streets(study.parent / "streets.osm", walkable=False)
    assert "没有可步行的道路" in refused(study, NetworkError)


def test_osm_without_any_street_is_refused(study):
    (study.parent / "streets.osm").write_text('<osm version="0.6"><node id="1" version="1" lat="39.9" lon="116.3"/></osm>')
    assert "没有任何道路" in refused(study, NetworkError)


def test_layer_without_features_is_refused(study):
    (study.parent / "communities.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    assert "没有任何数据行" in refused(study)


def test_table_of_a_heading_alone_is_refused(study):
    edit(study.parent / "residents.csv", lambda t: t.splitlines()[0])
    assert "residents.csv 没有任何数据行" in refused(study)


def test_vector_layer_without_geometry_is_refused(study):
    frame = gpd.read_file(study.parent / "communities.geojson").drop(columns="geometry")
    frame.to_csv(study.parent / "communities.csv", index=False)
    edit(study, lambda t: t.replace("communities.geojson", "communities.csv"))
    edit(study.parent / "residents.csv", lambda t: t)
    found = analyse(read_study(study))
    # names alone are allowed for communities: they keep their rows, without any number
    assert (found.data.communities["location"] == "none").all()
    assert found.coverage["coverage_low"].isna().all()


def spoil_communities(study, change):
    path = study.parent / "communities.geojson"
    frame = gpd.read_file(path)
    change(frame).to_file(path)


def test_invalid_outline_is_repaired_aloud(study):
    lon, lat = degrees([(0, 0), (1200, 1200), (1200, 0), (0, 1200)]).T

    def bow_tie(frame):
        frame.loc[0, "geometry"] = shapely.Polygon(list(zip(lon, lat, strict=True)))
        return frame

    spoil_communities(study, bow_tie)
    problems = read_study(study).data.problems
    assert problems["reason"].str.contains("图形无效(边界自相交)", regex=False).any()
    assert problems["action"].str.contains("修复").any()


def test_three_dimensions_are_read_as_two(study):
    spoil_communities(study, lambda f: f.set_geometry(shapely.force_3d(f.geometry.to_numpy(), 50.0)))
    assert not shapely.has_z(read_study(study).data.communities.geometry.to_numpy()).any()


def test_null_geometry_of_a_community_keeps_its_row(study):
    spoil_communities(study, lambda f: f.assign(geometry=[None, f.geometry.iloc[1]]))
    data = read_study(study).data
    assert data.communities["location"].tolist() == ["none", "area"]
    assert "没有几何" in data.problems["reason"].tolist()


@pytest.mark.parametrize(("ids", "words"), [(["C1", "C1"], "重复"), (["C1", ""], "没有社区编号")])
def test_blank_or_repeated_community_ids_stop_the_run(study, ids, words):
    spoil_communities(study, lambda f: f.assign(community_id=ids))
    message = refused(study)
    assert words in message
    assert "communities.geojson" in message


def test_repeated_demand_ids_stop_the_run_and_name_the_rows(study):
    edit(study.parent / "residents.csv", lambda t: t.replace("D007,", "D003,"))
    assert "“D003” 重复(第 5、9 行)" in refused(study)


@pytest.mark.parametrize(("value", "words"), [("-5", "负数"), ("很多", "不是数字"), ("", "没有 residents")])
def test_residents_that_are_no_number_stop_the_run(study, value, words):
    edit(study.parent / "residents.csv", lambda t: t.replace(",103,", f",{value},"))
    message = refused(study)
    assert words in message
    assert "第 5 行" in message


def test_undeclared_crs_of_a_table_is_refused(study):
    edit(study, lambda t: t.replace('path = "residents.csv"\ncrs = "EPSG:4326"', 'path = "residents.csv"'))
    message = refused(study, CrsError)
    assert "residents.csv 没有声明坐标系" in message
    assert "GCJ-02" in message


@pytest.mark.parametrize("word", ["EPSG:999999", "WGS48", "detect"])
def test_unknown_crs_is_refused(study, word):
    edit(study, lambda t: t.replace('path = "residents.csv"\ncrs = "EPSG:4326"', f'path = "residents.csv"\ncrs = "{word}"'))
    assert "residents.csv" in refused(study, CrsError)


def test_metres_in_a_degree_column_are_recognised(study):
    rows = ["demand_id,lon,lat,residents"] + [f"D{n},{500000 + n * 100},{4420000},10" for n in range(5)]
    (study.parent / "residents.csv").write_text("\n".join(rows), encoding="utf-8")
    assert "像是以米为单位" in refused(study, CrsError)


def swapped(text):
    head, *rows = text.splitlines()
    fields = [row.split(",") for row in rows]
    return "\n".join([head, *(",".join([f[0], f[1], f[2], f[4], f[3], *f[5:]]) for f in fields)])


def test_swapped_axes_of_a_whole_layer_are_recognised(study):
    edit(study.parent / "facilities.csv", swapped)
    assert "填反" in refused(study)


def test_layer_of_another_city_is_refused_with_evidence(study):
    edit(study.parent / "facilities.csv", lambda t: t.replace(",117.0", ",121.4").replace(",39.9", ",31.2"))
    message = refused(study)
    assert "全部在研究范围" in message


def test_one_row_of_another_city_loses_the_row_aloud(study):
    edit(study.parent / "facilities.csv", lambda t: t + "F9,外地店,CVS,121.47,31.23\n")
    data = read_study(study).data
    assert data.problems[["file", "row"]].to_numpy().tolist() == [["facilities.csv", 5]]
    assert data.facilities.geometry.isna().sum() == 1
    assert len(data.facilities) == 4


def test_missing_coordinate_and_repeated_id_lose_the_row_aloud(study):
    edit(study.parent / "facilities.csv", lambda t: t + "F8,待定,CVS,,\nF1,重复,CHS,117.001,39.91\n")
    reasons = read_study(study).data.problems["reason"].tolist()
    assert reasons == ["没有坐标", "设施编号 “F1” 重复"]


def test_full_width_digits_are_read(study):
    wide = str.maketrans("0123456789.", "0123456789.")
    edit(
        study.parent / "facilities.csv",
        lambda t: "\n".join(
            [
                t.splitlines()[0],
                *(",".join([*r.split(",")[:3], *(c.translate(wide) for c in r.split(",")[3:])]) for r in t.splitlines()[1:]),
            ]
        ),
    )
    assert read_study(study).data.facilities.geometry.notna().all()


def test_unknown_type_code_stops_the_run_with_a_near_one(study):
    edit(study.parent / "facilities.csv", lambda t: t.replace(",CHS,", ",CHCC,"))
    message = refused(study)
    assert "第 2 行" in message
    assert "是否指 “CHC”" in message


def test_mapped_column_that_does_not_exist_names_those_that_do(study):
    edit(study, lambda t: t.replace('name = "名称"', 'name = "名字"'))
    message = refused(study)
    assert "没有列 “名字”" in message
    assert "名称" in message


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('osm = "streets.osm"', 'osn = "streets.osm"', ["第 8 行 network.osn", "是否指 “osm”", "network.osm"]),
        ('type_column = "类型"', "", ["type_column"]),
        ('name = "小项目"', "name = 5", ["第 3 行 study.name", "读到 5"]),
        ('status = "complete"', 'status = "done"', ["status", "'complete' or 'partial'"]),
        ('[communities]\npath = "communities.geojson"', "", ["communities"]),
        ("date = 2026-06-30", 'date = "昨天"', ["study.date", "应为日期"]),
    ],
)
def test_slip_in_the_study_file_is_shown_with_line_and_key(study, before, after, words):
    edit(study, lambda t: t.replace(before, after, 1))
    message = refused(study, StudyError)
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"walk.sped.adult" = 1.2', "walk.speed.adult"),
        ('"walk.speed.adult" = 50', "超出范围"),
        ('legs = "far"', "reach、nearest"),
        ("catchments = 1", "true 或 false"),
    ],
)
def test_wrong_setting_is_refused_with_what_is_allowed(study, line, words):
    edit(study, lambda t: f"{t}\n[settings]\n{line}\n")
    assert words in refused(study, StudyError)


def test_study_that_is_no_toml_names_the_line(study):
    study.write_text("[study\nname = 1", encoding="utf-8")
    assert "第 1 行" in refused(study, StudyError)


def test_inventory_of_an_unknown_place_is_refused(study):
    edit(study, lambda t: t.replace('areas = "outside"', 'areas = ["C9"]'))
    assert "“C9”" in refused(study, StudyError)


def test_red_flag_without_document_is_refused(study):
    edit(study, lambda t: t + '\n[[red_flag]]\ncommunity = "C1"\ndocument = ""\n')
    assert "document" in refused(study, StudyError)


@pytest.mark.parametrize(("row", "words"), [("C7,0.5", "“C7”"), ("C1,90", "不是 0 到 1"), ("C1,好", "不是 0 到 1")])
def test_wrong_supply_value_names_the_row(study, row, words):
    (study.parent / "supply.csv").write_text(f"community_id,value\n{row}\n", encoding="utf-8")
    edit(study, lambda t: t + '\n[supply]\nvalues = "supply.csv"\n')
    message = refused(study)
    assert words in message
    assert "第 2 行" in message


def test_missing_standard_is_named(study):
    edit(study, lambda t: t.replace("xicheng-ykz-default", "xicheng-ykz-defalt"))
    assert "是否指 “xicheng-ykz-default”" in refused(study, StandardError)


def test_declared_encoding_that_does_not_fit_is_refused(study):
    raw = (study.parent / "facilities.csv").read_text(encoding="utf-8")
    (study.parent / "facilities.csv").write_bytes(raw.encode("gb18030"))
    edit(study, lambda t: t.replace('type_column = "类型"', 'type_column = "类型"\nencoding = "utf-8"'))
    assert "不是 utf-8 编码" in refused(study)


def test_undeclared_gb18030_is_recognised(study):
    raw = (study.parent / "facilities.csv").read_text(encoding="utf-8")
    (study.parent / "facilities.csv").write_bytes(raw.encode("gb18030"))
    assert read_study(study).data.facilities["name"].tolist() == ["西站", "东便利店", "西社区服务站"]


def test_residents_of_another_city_keep_their_row_without_a_number(study):
    edit(study.parent / "residents.csv", lambda t: t + "D900,121.47,31.23,50,10\n")
    found = analyse(read_study(study))
    row = found.demand.set_index("demand_id").loc["D900"]
    assert row["residents"] == 50
    assert row[[c for c in found.demand.columns if c.startswith("t_")]].isna().all()
    assert found.coverage.loc[found.coverage["category"] == "MED", "residents"].sum() == found.demand["residents"].sum() - 50


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('osm = "streets.osm"', 'osm = "D:\\data\\streets.osm"', ("行第", "反斜杠", "单引号")),
        ("date = 2026-06-30", "date = 2026-06-30\ndate = 2026-06-30", ("写了两次", "删去其中一处")),
        ("date = 2026-06-30", "date = 2026-06-30T10:00:00Z", ("应为日期", "2026-06-30T10:00:00+00:00")),
        ("date = 2026-06-30", "date = 10:00:00", ("应为日期", "10:00:00")),
        ("date = 2026-06-30", 'date = "2026-06-30', ("行第", "文字请加引号")),
    ],
)
def test_a_slip_in_the_study_file_is_told_with_its_cure(study, before, after, words):
    edit(study, lambda t: t.replace(before, after))
    with pytest.raises(StudyError) as caught:
        read_study(study)
    reported = f"{caught.value.message} {caught.value.hint}"
    assert all(word in reported for word in words), reported
    assert "datetime" not in reported


def test_a_flag_without_a_number_is_counted_as_people_count(study):
    edit(study, lambda t: t + '\n[[red_flag]]\ncommunity = "C1"\n')
    assert "red_flag.1.document:缺少这个键(在 [red_flag.1] 中)" in refused(study, StudyError)
