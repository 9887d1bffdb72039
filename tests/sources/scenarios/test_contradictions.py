"""Two changes that cannot both be meant are refused with both; those that can stand beside each other."""

import pytest

from xc_gis.errors import InputError
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseFacility,
    ClosePath,
    MoveFacility,
    OpenGate,
    Scenario,
)
from xc_gis.sources.scenarios.contradictions import refuse_contradictions

HERE = (116.3, 39.9)
MOVE, CLOSE, STATUS, OTHER = (
    MoveFacility(facility="F1", at=HERE),
    CloseFacility(facility="F1"),
    ChangeFacility(facility="F1", status="planned"),
    CloseFacility(facility="F2"),
)
CLASHES = [
    (MOVE, MOVE, "设施 F1"), (MOVE, CLOSE, "设施 F1"), (CLOSE, STATUS, "设施 F1"), (STATUS, STATUS, "设施 F1"), (AddFacility(type="CHS", at=HERE, id="N"), AddFacility(type="CVS", at=HERE, id="N"), "编号 N"),
    (OpenGate(osm="way/1"), ClosePath(osm="way/1"), "道路 way/1"), (ChangeResidents(factor=2), ChangeResidents(residents=5), "全部居民"), (ChangeResidents(community="C1", factor=2), ChangeResidents(community="C1", factor=3), "社区 C1"),
    (ChangeResidents(subdistrict="甲", factor=2), ChangeResidents(subdistrict="甲", factor=2), "街道 甲"),
]  # fmt: skip
PEACE = [
    (MOVE, STATUS), (CLOSE, OTHER), (AddFacility(type="CHS", at=HERE), AddFacility(type="CHS", at=HERE)), (AddFacility(type="CHS", at=HERE, id="N"), AddResidents(residents=5, at=HERE, id="N")), (OpenGate(at=HERE), OpenGate(at=HERE)),
    (ClosePath(osm="way/1"), ClosePath(osm="way/2")), (ChangeResidents(community="C1", factor=2), ChangeResidents(community="C2", factor=2)), (ChangeResidents(factor=2), ChangeResidents(community="C1", factor=2)),
    (AddPath(line=(HERE, (116.4, 39.9))), AddPath(line=(HERE, (116.4, 39.9)))),
]  # fmt: skip


def scenario(shown, *changes):
    return Scenario("甲", changes, file_name=shown)


@pytest.mark.parametrize(("first", "second", "what"), CLASHES)
def test_two_that_decide_the_same_are_refused_with_both_numbers(first, second, what):
    with pytest.raises(InputError) as caught:
        refuse_contradictions([scenario("a.toml", OTHER, first, second)])
    assert caught.value.message == f"a.toml 第 2 项({first.ZH})与 a.toml 第 3 项({second.ZH})都改动{what},互相矛盾"
    with pytest.raises(InputError, match=r"a\.toml 第 1 项.*b\.toml 第 1 项"):
        refuse_contradictions([scenario("a.toml", first), scenario("b.toml", second)])


@pytest.mark.parametrize(("first", "second"), PEACE)
def test_those_that_do_not_stand_beside_each_other(first, second):
    refuse_contradictions([scenario("a.toml", first, second)])
    refuse_contradictions([scenario("a.toml", first), scenario("b.toml", second)])
