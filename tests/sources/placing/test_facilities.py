"""Lists with addresses and no coordinates: placed where the evidence is enough, else waiting with what is known."""

import json

import pytest

from tests.fixtures.small_study import degrees, edit
from xc_gis.cli import main
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.placing.addresses import parse_address
from xc_gis.sources.placing.table import placing_queue


def metres(study):
    found = read_study(study).data.facilities
    own = found[found["facility_id"].str.startswith("养老驿站:")].set_index("facility_id")
    return {i: None if g is None else round(g.x - 500_000) for i, g in own.geometry.items()}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("北京市西城区新街口北大街甲12号楼3单元", "新街口北大街甲12号"),
        ("西城区德胜街道裕中西里社区裕中西里23号楼", "裕中西里23号"),
        ("新街口南大街十二号", "新街口南大街12号"),
        ("西四北三条11号", "西四北三条11号"),
        ("马连道路6号院3号楼底商", "马连道路6号-3楼"),
        ("百万庄大街22-1号", "百万庄大街22-1号"),
        ("三里河一区3号院", "三里河一区3号"),
        ("羊房胡同", ""),
        ("地铁口旁", ""),
        ("", ""),
    ],
)
def test_address_is_taken_apart(text, key):
    assert parse_address(text).key == key


def test_rows_are_placed_by_evidence_and_the_rest_waits(study):
    data = read_study(study).data
    assert metres(study) == {
        "养老驿站:2": 200, "养老驿站:3": 600, "养老驿站:4": 1000, "养老驿站:5": None, "养老驿站:6": None, "养老驿站:7": None,
        "养老驿站:8": None,
    }  # fmt: skip
    reported = data.problems[data.problems["file"] == "养老驿站.csv"].set_index("row")
    assert "名称和门牌都相符" in reported["reason"][2]
    assert "得分 100" in reported["reason"][2]
    assert "名称相符" in reported["reason"][3]
    assert "门牌相符:高德.csv 第 6 行 丙街8号" in reported["reason"][4]
    assert reported["reason"][7] == "没有坐标;只知道在 西社区,不用于计算分钟"
    finding = next(f for f in data.findings if f.topic == "places")
    assert (finding.evidence["placed"], finding.evidence["waiting"], finding.evidence["only_community"]) == (3, 4, 1)
    assert "门牌相符" in data.facilities.set_index("facility_id")["sources"]["养老驿站:4"]


def test_what_waits_tells_what_is_known_of_it(study):
    queue = placing_queue(read_study(study).data.waiting).set_index("row")
    assert queue.index.tolist() == [5, 6, 7, 8]
    assert [round(c["score"]) for c in queue["candidates"][5]] == [90, 90]
    assert "门牌不同" in queue["candidates"][6][0]["evidence"]
    assert (queue["community"][7], queue["subdistrict"][7], queue["candidates"][7]) == ("C1", "乙街道", [])
    assert (queue["subdistrict"][8], queue["candidates"][8]) == ("乙街道", [])


def test_waiting_rows_serve_nobody(study):
    found = analyse(read_study(study))
    used = found.data.facilities.iloc[sorted(set(found.services["facility"]))]
    assert used.geometry.notna().all()


def test_threshold_is_a_setting(study):
    edit(study, lambda t: t + '\n[settings]\n"placing.score" = 101\n')
    assert set(metres(study).values()) == {None}
    edit(study, lambda t: t.replace("101", "95"))
    assert [i for i, x in metres(study).items() if x] == ["养老驿站:2"]


def test_order_of_lists_and_rows_changes_no_place(study):
    csv = study.with_name("高德.csv")
    before = metres(study)
    lines = csv.read_text(encoding="utf-8").splitlines()
    csv.write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    assert metres(study) == before


def test_house_numbers_of_the_map_place_rows(study):
    osm = study.with_name("streets.osm")
    lon, lat = degrees([(800, 805)])[0]
    tags = '<tag k="addr:street" v="戊街"/><tag k="addr:housenumber" v="3"/>'
    edit(
        osm,
        lambda t: t.replace("<way id", f'<node id="9001" version="1" lat="{lat:.9f}" lon="{lon:.9f}">{tags}</node>\n<way id', 1),
    )
    queue = placing_queue(read_study(study).data.waiting).set_index("row")
    assert queue["candidates"][7][0]["score"] == 80  # the number, not the building in it
    edit(study.with_name("养老驿站.csv"), lambda t: t.replace("3号院2号楼", "三号"))
    assert metres(study)["养老驿站:7"] == 800
    edit(
        osm,
        lambda t: t.replace(
            '<tag k="highway" v="residential"/>', '<tag k="highway" v="residential"/><tag k="name" v="己街"/>', 1
        ),
    )
    edit(study.with_name("养老驿站.csv"), lambda t: t.replace("戊街三号", "己街4号"))
    queue = placing_queue(read_study(study).data.waiting).set_index("row")
    assert queue["candidates"][7][0] == {"lon": None, "lat": None, "score": 30.0, "evidence": "只知道在 己街,没有门牌位置"}


def test_list_with_coordinates_is_never_placed_by_its_words(study):
    edit(study.with_name("facilities.csv"), lambda t: t + "F9,和平养老驿站,EDS,,\n")
    data = read_study(study).data
    assert data.facilities.set_index("facility_id").geometry["F9"] is None
    assert data.waiting[0].facility_id == "F9"
    assert data.waiting[0].candidates[0].score == 90


def test_complete_list_with_unplaced_rows_is_warned_of(study):
    edit(study, lambda t: t + '\n[[inventory]]\ncategory = "ELD"\nstatus = "complete"\n')
    assert any("社区养老服务驿站 4 处" in w and "误算为缺口" in w for w in read_study(study).data.warnings)


def test_command_writes_the_queue_and_reads_it_back(study, tmp_path, capsys):
    table = tmp_path / "placing.csv"
    with pytest.raises(SystemExit) as left:
        main(["place", str(study), "--out", str(table), "--json"])
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 4, "out": str(table)}
    edit(table, lambda t: t.replace("没有坐标,,,,", "没有坐标,,,1,", 1))
    with pytest.raises(SystemExit) as left:
        main(["place", str(study), "--read", str(table)])
    assert left.value.code == 0
    assert len(read_study(study).data.waiting) == 3
    with pytest.raises(SystemExit) as left:
        main(["place", str(study)])
    assert left.value.code == 2
