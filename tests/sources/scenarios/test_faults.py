"""What is wrong with one change whatever the study is."""

from datetime import date

import pytest

from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    MoveFacility,
    OpenGate,
)
from xc_gis.sources.scenarios.faults import faults_of

A, B, C, D = (116.0, 39.0), (116.1, 39.0), (116.1, 39.1), (116.0, 39.1)
SQUARE = (A, B, C, D)

SOUND = [
    AddFacility(type="CHS", at=A), AddFacility(type="CHS", place="F1", cost=0.0), MoveFacility(facility="F1", at=(-180.0, 90.0)), CloseFacility(facility="F1"), ChangeFacility(facility="F1", hours=""), ChangeFacility(facility="F1", status="open"),
    OpenGate(osm="node/1"), OpenGate(osm="way/-7"), OpenGate(at=A), ClosePath(osm="way/1"), ClosePath(osm="way/-7"), AddPath(line=(A, B)), AddPath(line=(A, B, A)), AddPath(line=(A, B), as_="crossing", signals=True),
    CloseArea(area=SQUARE), CloseArea(area=SQUARE, since=date(2026, 1, 1), until=date(2026, 1, 1)), ChangeResidents(factor=0.0), ChangeResidents(community="C1", residents=0.0), ChangeResidents(area=SQUARE, factor=2.0),
    AddResidents(residents=100.0, at=A, residents_60plus=100.0),
]  # fmt: skip

WRONG = [
    (CloseFacility(facility="F1", cost=-0.01), "cost:不得为负"), (CloseFacility(facility=" "), "facility:不能为空"), (AddFacility(type="", at=A), "type:不能为空"),
    (AddFacility(type="CHS", at=(39.9, 116.3)), "at:39.9, 116.3 的经度和纬度像是写反了;先写经度,再写纬度"), (AddFacility(type="CHS", at=(500.0, 39.9)), "at:500, 39.9 不是经纬度"), (AddPath(line=(A, (200.0, 95.0))), "line:200, 95 不是经纬度"),
    (AddFacility(type="CHS"), "需要 at = [经度, 纬度] 或 place(设施、居住点或 node/编号),二者选一"), (MoveFacility(facility="F1", at=A, place="F2"), "需要 at = [经度, 纬度] 或 place(设施、居住点或 node/编号),二者选一"),
    (OpenGate(), '需要 osm = "node/编号" 或 "way/编号",或 at = [经度, 纬度],二者选一'), (OpenGate(osm="way/1", at=A), '需要 osm = "node/编号" 或 "way/编号",或 at = [经度, 纬度],二者选一'), (OpenGate(osm="relation/1"), 'osm:应为 "node/编号" 或 "way/编号"(读到 relation/1)'),
    (OpenGate(osm="way/１"), 'osm:应为 "node/编号" 或 "way/编号"(读到 way/１)'), (ClosePath(osm="node/1"), 'osm:应为 "way/编号"(读到 node/1)'), (ClosePath(osm="way/1 "), 'osm:应为 "way/编号"(读到 way/1 )'),
    (AddPath(line=(A, A)), "line:一条线至少要有两个不同的点"), (AddPath(line=(A, B), signals=True), 'signals 只用于 as = "crossing"'), (CloseArea(area=(A, B, A)), "area:一个区域至少要有三个不同的点"),
    (CloseArea(area=(A, C, B, D)), "area:边线与自身相交(在 116.050000, 39.050000 附近);请按顺序写各个角点"), (CloseArea(area=SQUARE, since=date(2026, 1, 2), until=date(2026, 1, 1)), "since 晚于 until"),
    (ChangeFacility(facility="F1"), "需要 status 或 hours"), (ChangeResidents(), "需要 factor(倍数)或 residents(改为多少人),二者选一"), (ChangeResidents(factor=1.0, residents=5.0), "需要 factor(倍数)或 residents(改为多少人),二者选一"),
    (ChangeResidents(factor=-0.1), "factor:不得为负"), (ChangeResidents(residents=-1.0), "residents:不得为负"), (ChangeResidents(community="C1", subdistrict="甲", factor=1.0), "community、subdistrict 只能写一个"),
    (AddResidents(residents=0.0, at=A), "residents:应大于 0"), (AddResidents(residents=10.0, at=A, residents_60plus=10.1), "residents_60plus:应在 0 与 residents 之间"), (AddResidents(residents=10.0, at=A, residents_0_3=-1.0), "residents_0_3:应在 0 与 residents 之间"),
]  # fmt: skip


@pytest.mark.parametrize("change", SOUND)
def test_of_what_can_be_right_nothing_is_said(change):
    assert list(faults_of(change)) == []


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_each_fault_is_one_sentence(change, sentence):
    assert list(faults_of(change)) == [sentence]


def test_all_faults_of_a_change_are_said_together():
    change = AddFacility(type="", cost=-1.0)
    assert len(list(faults_of(change))) == 3


def test_corners_on_one_line_are_no_area():
    (said,) = faults_of(CloseArea(area=(A, B, (116.2, 39.0))))
    assert said.startswith("area:")
