"""方法与数据说明: nothing that was left out is silent."""

import re
from dataclasses import replace
from pathlib import Path

import xc_gis
from tests.fixtures.sheet_rows import plain
from xc_gis.operations.export.workbook.method_notes import ROLES, method_sheet
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import read_run_view


def lines_of(run, credits_=("credit",)):
    return [(str(row.values[1]), str(plain(row.values[2]))) for row in method_sheet(run, credits_).rows]


def test_every_kind_of_input_has_its_words():
    sources = [path.read_text(encoding="utf-8") for path in (Path(xc_gis.__file__).parent).rglob("*.py")]
    roles = {role for text in sources for role in re.findall(r'InputRecord\(\s*"([a-z_]+)"', text)}
    assert len(roles) > 15
    assert roles <= set(ROLES)


def test_inputs_settings_and_warnings_are_all_said(finished_run):
    run = read_run_view(finished_run)
    problems = [{"file": "f.csv", "row": n, "reason": "重复", "action": "合并"} for n in (2, 5)]
    run = replace(run, manifest={**run.manifest, "warnings": ["一处提示"], "problems": problems})
    found = lines_of(run)
    text = "\n".join(value for _, value in found)
    for layer in run.manifest["inputs"]:
        assert f"{layer['path']}：{layer['rows']:,} 行" in text
    assert ("提示", "一处提示") in found
    assert ("问题行", "f.csv：2 行，重复；合并") in found
    assert ("资料来源", "credit") in found
    assert run_id(run.manifest) in text
    assert run.manifest["standard"]["sha256"] in text
    assert len([row for row in method_sheet(run, ()).rows if row.values[0] == "参数"]) == len(run.manifest["settings"])


def test_stars_are_said_with_their_gates(finished_run):
    found = dict(lines_of(read_run_view(finished_run)))
    assert (
        found["5 星要求"]
        == "得分不低于 95；必备类别各不低于 90%；一站式满足率不低于 80%；老年人重点类别各不低于 80%；数据完整度不低于 95%；有服务落实和群众评价数据"
    )
    assert found["1 星要求"] == "得分不低于 50；数据完整度不低于 80%"


def test_a_study_without_a_day_or_a_note_says_so(finished_run):
    run = read_run_view(finished_run)
    study = {**run.manifest["study"], "date": None}
    found = dict(lines_of(replace(run, manifest={**run.manifest, "study": study}, standard={**run.standard, "note": ""})))
    assert found["数据日期"] == "未注明"
    assert "标准说明" not in found
