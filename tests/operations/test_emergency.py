"""Emergency plans and shelters of a study: who reaches them, by area; and who answers for an area."""

import csv

import pytest

from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from tests.operations.test_hierarchy import layer
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into
from xc_gis.operations.study import read_study
from xc_gis.standard import load_standard

SHELTERS = {**FACILITIES, "E1": ("ESH", "西广场", (300.0, 605.0)), "E2": ("ESH", "东操场", (2300.0, 605.0))}
ASKED = (
    STUDY
    + """
[hierarchy]
compounds = "compounds.geojson"
roles = "roles.csv"

[emergency]
plans = "plans.csv"
"""
)
PLANS = "层级,区域,有无预案,编制日期,责任岗位,避难场所\n街道,甲街道,有,2025年3月,街道应急办,E1;E2\n社区,C1,有,,,e2\n社区,东社区,无,,,\n小区,小区一,,,,E1\n"
ROLES = "层级,区域,责任岗位\n区,全区,区应急局\n街道,甲街道,街道办主任\n社区,西社区,社区书记\n"


def write(folder, study=ASKED, plans=PLANS, roles=ROLES):
    path = write_small_study(folder, study=study, facilities=SHELTERS)
    layer(folder / "compounds.geojson", 小区一=(0, 0, 600, 600))
    (folder / "plans.csv").write_text(plans, encoding="utf-8")
    (folder / "roles.csv").write_text(roles, encoding="utf-8")
    return path


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("emergency")
    run_into(write(folder / "s"), folder / "r", tables_only=True)
    return folder / "r"


def test_plans_are_held_against_the_shelters_they_name(run):
    found = {(row["level"], row["area"]): row for row in rows(run / "emergency.csv")}
    street, west, east, compound = (
        found[key] for key in (("subdistrict", "甲街道"), ("community", "C1"), ("community", "C2"), ("compound", "小区一"))
    )
    assert (street["plan"], street["dated"], street["role"], street["shelters"]) == ("yes", "2025-03-01", "街道应急办", "E1;E2")
    # nobody said where lists of shelters are complete: who reaches none may still have one near
    assert float(street["gap"]) == 0 < float(street["unknown"])
    # the nearest of any, and one of all that there are, are found by two searches
    assert street["in_reach"] == street["covered"] != "0"
    assert float(street["in_reach"]) + float(street["beyond"]) + float(street["off_network"]) == float(street["residents"])
    assert (west["shelters"], west["in_reach"]) == ("E2", "0")  # its plan names the far one, though another is near
    assert float(west["covered"]) > 0
    assert (east["plan"], east["shelters"], east["in_reach"]) == ("no", "", "")
    assert (compound["plan"], compound["in_reach"]) == ("unknown", compound["residents"])
    assert found["district", "ALL"]["plan"] == "unknown"


def test_a_shelter_is_asked_for_as_a_category_is(tmp_path):
    kinds = load_standard("xicheng-ykz-default").types_of("CVS")
    lists = "".join(f'\n[[inventory]]\ntype = "{kind}"\nareas = ["C1", "C2", "outside"]\nstatus = "complete"\n' for kind in kinds)
    asked = f"\n[emergency]\nshelters = {list(kinds)}\nminutes = 5\n{lists}"
    run_into(write(tmp_path / "s", study=STUDY + asked), tmp_path / "r", tables_only=True)
    coverage = {row["community_id"]: row for row in rows(tmp_path / "r" / "coverage.csv") if row["category"] == "CVS"}
    found = {row["area"]: row for row in rows(tmp_path / "r" / "emergency.csv") if row["level"] == "community"}
    assert {area: [row[name] for name in ("residents", "covered", "gap", "unknown")] for area, row in found.items()} == {
        area: [row[name] for name in ("residents", "covered", "gap", "unknown")] for area, row in coverage.items()
    }
    assert {float(row["gap"]) > 0 for row in found.values()} == {True}
    assert not (tmp_path / "r" / "responsible.csv").exists()


def test_every_area_says_who_answers_for_it_or_that_nobody_is_stated(run):
    assert [(row["level"], row["area"], row["role"]) for row in rows(run / "responsible.csv")] == [
        ("district", "ALL", "区应急局"), ("subdistrict", "甲街道", "街道办主任"), ("community", "C1", "社区书记"), ("community", "C2", ""),
        ("compound", "小区一", ""),
    ]  # fmt: skip


def test_a_type_of_shelters_that_is_none_is_told(tmp_path):
    with pytest.raises(InputError, match="没有设施类型 “ESX”"):
        run_into(write(tmp_path / "s", study=STUDY + '\n[emergency]\nshelters = ["ESX"]\n'), tmp_path / "r", tables_only=True)


def test_a_table_that_is_not_there_is_told_with_its_key(tmp_path):
    (path := write(tmp_path / "s")).with_name("plans.csv").unlink()
    with pytest.raises(InputError, match=r"\[emergency\] plans:找不到文件"):
        read_study(path)
