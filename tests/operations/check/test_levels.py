"""Levels, plans and ledgers in the data check: every fault at once, each beside its file."""

import pytest

from tests.operations.test_emergency import ASKED, PLANS, ROLES, write
from xc_gis.operations.check.check import check_study

LEDGER = ASKED + '\n[ledger]\nmeasures = "measures.csv"\n'
HEAD = "项目编号,需求编号,责任单位,状态\n"


@pytest.fixture
def study(tmp_path):
    def made(roles=ROLES, plans=PLANS, measures=HEAD + "P1,C1-MED,民政局,进行中\n"):
        path = write(tmp_path / "s", study=LEDGER, plans=plans, roles=roles)
        path.with_name("measures.csv").write_text(measures, encoding="utf-8")
        return check_study(path)

    return made


def faults(report):
    return {layer.table: str(layer.fault.message) for layer in report.layers if layer.fault}


def test_good_files_have_no_fault_and_say_what_was_read(study):
    report = study()
    assert faults(report) == {}
    assert "预案：有 2 个，没有 1 个，不清楚 1 个" in [str(finding.text) for finding in report.findings]


def test_each_fault_is_told_beside_its_table(study):
    found = faults(study(plans=PLANS.replace("E1;E2", "E9"), measures=HEAD + "P1,C9-MED,民政局,进行中\n"))
    assert found["emergency"].startswith("plans.csv 第 2 行：没有编号为 “E9” 的避难场所")
    assert found["ledger.measures"].startswith("measures.csv 第 2 行：没有需求 “C9-MED”")


def test_plans_wait_for_the_levels_they_speak_of(study):
    found = faults(study(roles=ROLES.replace("西社区", "南社区")))
    assert list(found) == ["hierarchy"]
    assert found["hierarchy"].startswith("roles.csv 第 4 行：没有社区 “南社区”")
