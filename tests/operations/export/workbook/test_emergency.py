"""The sheets of emergency plans and responsible roles."""

from types import SimpleNamespace

from xc_gis.operations.export.workbook.emergency import emergency_sheets
from xc_gis.report.documents.workbook.records import Unknown
from xc_gis.runs.emergency import EmergencyView, PlanView, RoleView

RUN = SimpleNamespace(by_id={"C1": SimpleNamespace(subdistrict="甲街道", name="西社区")})
PLANS = (
    PlanView("district", "ALL", "unknown", "", "", 30.0, 10.0, 5.0, 15.0, (), None, None, None),
    PlanView("subdistrict", "甲街道", "yes", "2025-03-01", "应急办", 30.0, 10.0, 5.0, 15.0, ("E1", "E2"), 10.0, 20.0, 0.0),
    PlanView("community", "C1", "no", "", "", None, None, None, None, (), None, None, None),
)
ROLES = (RoleView("district", "ALL", "", "应急局"), RoleView("community", "C1", "", ""))


def test_plans_and_people_stand_in_columns_and_what_is_not_known_is_hatched():
    plans, roles = emergency_sheets(RUN, EmergencyView(PLANS, ROLES))
    assert all(len(row.values) == len(sheet.columns) for sheet in (plans, roles) for row in sheet.rows)
    district, street, west = plans.rows
    assert district.is_sum
    assert isinstance(district.values[4], Unknown)
    assert [str(value) for value in street.values] == [
        "街道", "甲街道", "甲街道", "", "有预案", "2025-03-01", "应急办", "30", "10", "5", "15", "E1、E2", "10.0", "20.0", "0.0",
    ]  # fmt: skip
    assert [str(value) for value in west.values[1:5]] == ["甲街道", "西社区", "C1", "无预案"]
    assert {type(value) for value in west.values[7:11]} == {Unknown}  # nobody is known to live there
    assert west.values[-3:] == ("", "", "")  # no shelter is named: nothing, not zero
    assert [isinstance(row.values[4], Unknown) for row in roles.rows] == [False, True]


def test_a_run_without_them_has_no_sheets():
    assert emergency_sheets(RUN, EmergencyView((), ())) == ()
    assert [str(sheet.name) for sheet in emergency_sheets(RUN, EmergencyView((), ROLES))] == ["责任岗位"]
