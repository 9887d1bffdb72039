"""A plan in sentences."""

from dataclasses import replace

from tests.report.next_star.five_results import result, unreachable
from xc_gis.languages.message import in_language
from xc_gis.report.next_star.five_words import gates_failing, sentences


def said(found, lang="zh"):
    return "\n".join(in_language(line, lang) for line in sentences(found))


def test_a_proven_plan_says_so_and_what_sharing_saves():
    words = said(result())
    assert "费用 3" in words
    assert "已证明没有更省的方案" in words
    assert "省 2" in words
    assert "五星社区 3 个" in words
    assert "Proven: no plan costs less" in said(result(), "en")


def test_a_plan_that_is_not_proven_tells_the_bound():
    assert "都不低于 2.5" in said(result("gap", bound=2.5))


def test_a_run_that_does_not_confirm_it_is_told():
    assert "只有 2 个" in said(replace(result(), confirmed=2))


def test_where_it_cannot_be_reached_gates_are_counted():
    assert [(code, n) for code, _, n in gates_failing(unreachable())] == [("supply absent", 2), ("joint", 1), ("score", 1)]
    words = said(unreachable())
    assert "至多 3 个社区" in words
    assert "缺少“服务落实与品质”数据：2 个社区" in words
