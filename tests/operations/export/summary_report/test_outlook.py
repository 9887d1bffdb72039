"""Gaps, the next star, method and limits of a report."""

from tests.fixtures.sheet_rows import run_with
from tests.operations.export.summary_report.test_results import told
from tests.ui.presenters.result.figures import community, cover
from xc_gis.findings import Capped, LowCoverage, LowScore, NoComponent
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.summary_report.outlook import (
    MOST_LINES,
    MOST_SHORTFALLS,
    limit_parts,
    method_parts,
    next_star_parts,
    shortfall_parts,
)
from xc_gis.report.documents.summary.records import Heading, Sentence
from xc_gis.runs.view import read_run_view

SAY = saying("zh")


def test_the_largest_gaps_are_listed_and_all_are_counted(finished_run):
    towns = [community(cover(gap=float(n + 1)), community_id=str(n), name=f"{n}社区") for n in range(12)]
    text, tables = told(shortfall_parts(run_with(finished_run, *towns), SAY))
    assert "共 12 项，涉及 12 个社区；人数最多的 10 项见#" in text
    rows = tables["shortfalls"].rows
    assert len(rows) == MOST_SHORTFALLS
    assert rows[0][0] == "11社区"
    assert rows[0][3] == "12 人"
    assert told(shortfall_parts(run_with(finished_run, community(cover(gap=0.0))), SAY)) == ("没有已知的未覆盖居民。", {})


def test_what_is_lacking_is_counted_once_a_community(finished_run):
    low = (LowCoverage("MED", 0.1, 0.5, 3), LowCoverage("MED", 0.1, 0.75, 4))
    towns = [
        community(community_id="1", reasons=low), community(community_id="2", reasons=(*low, LowScore(85.0))),
        community(community_id="3", reasons=(NoComponent("supply"),), stars=5, next_star=None),
    ]  # fmt: skip
    text, _ = told(next_star_parts(run_with(finished_run, *towns), SAY))
    assert "2 个社区尚可升星，最常缺少的是：医疗卫生覆盖率（2 个社区）、" in text
    assert "达到 5 星的社区 3 个" in text
    capped = community(
        reasons=(
            Capped(cap="V1", categories=("MED",), condition="none_covered", count=1, share=None, stars=1, of_mandatory=True),
        )
    )
    assert "封顶" in told(next_star_parts(run_with(finished_run, capped), SAY))[0]
    assert "没有社区缺少" in told(next_star_parts(run_with(finished_run, community(next_star=None)), SAY))[0]


def test_method_sources_and_what_was_left_out_stand_in_small_letters(finished_run):
    run = read_run_view(finished_run)
    run.manifest["warnings"].extend(["提示"] * 2 * MOST_LINES)
    parts = list(method_parts(run, ("© 某人",), SAY))
    assert [part.text for part in parts if isinstance(part, Heading)] == ["方法", "评价标准", "数据来源", "未计入与提示"]
    text, _ = told(parts)
    assert "© 某人" in text
    assert "SHA-256" in text
    assert parts[-1].text.startswith("另有 ")
    assert all(part.is_note for part in parts[:-1] if isinstance(part, Sentence))


def test_limits_name_what_is_unknown_provisional_and_made_up(finished_run):
    town = community(cover(covered=50.0, gap=25.0, unknown=25.0), provisional=True)
    run = run_with(finished_run, town)
    text, _ = told(limit_parts(run, SAY))
    assert "有 25.0% 未知" in text
    assert "1 个社区缺少服务落实或群众评价数据" in text
    assert "虚构" not in text
    run.manifest["study"]["synthetic"] = True
    assert "示例数据（虚构）：本报告的数据为虚构" in told(limit_parts(run, SAY))[0]
