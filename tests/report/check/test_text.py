"""The check in a few lines: errors first, then warnings, what will be unknown, and whether a run would go."""

from tests.report.check.reports import finding, layer, report, rows, street, unknown
from xc_gis.findings import Fault
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.report.check.records import QueuedRow
from xc_gis.report.check.text import FAULTS_SHOWN, check_sentences


def lines(*layers, **changes):
    return [str(line) for line in check_sentences(report(*layers, **changes))]


def test_a_fault_of_the_study_is_all_there_is_to_say():
    assert lines(layer(fault=Fault("x")), fault=Fault("项目文件有误", "请更正")) == ["错误：项目文件有误\n→ 请更正"]


def test_errors_come_before_warnings_and_hints_are_not_told():
    said = lines(
        layer(findings=(finding("warning", text="甲"), finding("info", text="丙"))), findings=(finding("error", text="乙"),)
    )
    assert said == ["错误:乙", "提醒(residents.csv):甲", "运行会停止"]


def test_a_dozen_broken_layers_are_named_and_more_are_counted():
    broken = [layer(f"facilities.{n}", fault=Fault("坏了", "请修")) for n in range(FAULTS_SHOWN + 3)]
    said = lines(*broken)
    assert sum(line.startswith("错误(居民):坏了\n→ 请修") for line in said) == FAULTS_SHOWN
    assert "另有 3 个图层不能读取，见检查页面或 --json" in said
    assert not [line for line in lines(*broken[:FAULTS_SHOWN]) if "另有" in line]


def test_rows_left_out_and_rows_that_wait_are_counted():
    said = lines(layer(rows=1200, left_out=(rows(3, 4), rows(9))), queue=(QueuedRow("t", "p", 1, "", "", ""),))
    assert "提醒(residents.csv):1,200 行中 3 行未参与分析" in said
    assert "提醒:1 处设施没有坐标,等待定位" in said
    assert said[-1] == "可以运行"


def test_what_will_be_unknown_names_the_worst_three():
    found = tuple(unknown(code, share=share) for code, share in (("A", 0.1), ("B", 0.4), ("C", 0.3), ("D", 0.2), ("A", 0.15)))
    assert "4 类服务有居民状态未知(最多的是 B类 40.0%、C类 30.0%、A类 25.0%)" in lines(layer(), unknown=found)
    assert "没有未知:每位居民的每类服务都能判断" in lines(layer(), unknown=())
    assert len(lines(layer())) == 1  # nothing is said of what could not be worked out


def test_streets_that_may_change_times_are_in_the_last_line():
    assert lines(layer(), streets=(street(),))[-1].startswith("可以运行，但步行时间可能受影响：相交")


def test_every_line_has_its_english_sentence():
    made = report(
        layer(rows=9, left_out=(rows(3),), findings=(finding(text="named"),)), unknown=(unknown(),), streets=(street(title="t"),)
    )
    for line in check_sentences(made):
        english = in_language(line, "en").replace("居民", "")
        assert not CHINESE.search(english), english
