"""The next star: what it asks for, what is lacking, what a survey would settle."""

from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import community
from xc_gis.findings import LowCompleteness, LowCoverage, LowScore
from xc_gis.operations.export.checkup.next_star import next_star_words
from xc_gis.operations.export.spoken import saying

SAY = saying("zh")


def said(finished_run, **figures):
    c = community(**figures)
    return next_star_words(c, run_with(finished_run, c), SAY)


def test_gates_of_the_level_and_reasons_of_the_rating_are_said(finished_run):
    lines = said(finished_run, stars=3, next_star=4, reasons=(LowScore(85.0), LowCoverage("MED", 0.6, 0.75, 4)))
    assert lines == [
        "4 星要求：得分不低于 85；必备类别各不低于 75%；数据完整度不低于 90%。",
        "升 4 星尚缺：得分不足 85.0 分；医疗卫生覆盖率 60.0%，4 星要求 75%。",
    ]


def test_many_reasons_are_counted(finished_run):
    lines = said(finished_run, reasons=tuple(LowScore(float(n)) for n in range(8)))
    assert lines[-1].endswith("；另有 3 项。")


def test_five_stars_a_range_and_no_rating(finished_run):
    assert said(finished_run, stars=5, next_star=None) == ["已达最高星级。"]
    lines = said(finished_run, status="range", stars_low=3, stars_high=5, surveys=(("MED",),))
    assert lines[-1] == "星级为区间，核实医疗卫生后可以确定。"
    assert "未知居民核实后" in said(finished_run, status="range", stars_low=3)[-1]
    lines = said(finished_run, status="insufficient", stars=None, next_star=None, reasons=(LowCompleteness(0.5, 0.8),))
    assert lines == ["暂不评级，原因：数据完整度 50.0%，要求 80%。"]
    assert said(finished_run, status="insufficient", stars=None, next_star=None) == ["暂不评级：数据不足。"]
