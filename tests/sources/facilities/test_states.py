"""Whether a facility is open, where lists say it in its name, with a tick, or by a day."""

from datetime import date

import pandas as pd
import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.study import read_study
from xc_gis.sources.facilities.states import states
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes


def judged(*, today=None, headings=None, **columns):
    """Status by row, findings and problem rows of a list with these columns."""
    frame = pd.DataFrame(columns, dtype=object)
    frame[ROW] = range(2, len(frame) + 2)
    notes, problems = Notes("表.csv", "facilities.0"), ProblemList()
    found = states(frame, headings or {}, today, problems, notes)
    for finding in notes.findings:
        assert not CHINESE.match(in_language(finding.text, "en")), finding.text
    for _, _, reason, action in problems.rows:
        assert not CHINESE.match(in_language(reason, "en"))
        assert not CHINESE.match(in_language(action, "en"))
    return found.tolist(), notes.findings, problems.rows


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("是否撤销", "closed", "open"), ("是否停用", "closed", "open"), ("已关闭", "closed", "open"), ("是否拆除(是/否)", "closed", "open"),
        ("是否营业", "open", "closed"), ("是否开放", "open", "closed"), ("在用", "open", "closed"), ("营业状态", "open", "closed"),
        ("是否正常运营", "open", "closed"), ("启用状态", "open", "closed"), ("是否建成", "open", "planned"), ("is_open", "open", "closed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("tick", "cross"), [("是", "否"), ("Y", "N"), ("1", "0"), ("√", "×"), ("TRUE", "False"), ("Ｙ", "ｎ"), ("1.0", "0.0")]
)
def test_a_tick_means_what_its_heading_says_and_is_told_with_its_row(heading, yes, no, tick, cross):
    status, findings, problems = judged(**{"name": ["甲", "乙", "丙"], heading: [tick, cross, tick]})
    assert status == [yes, no, yes]
    rows = [n for n, found in zip((2, 3, 4), status, strict=True) if found != "open"]
    assert [row for _, row, _, _ in problems] == rows
    assert [f.evidence["rows"] for f in findings if f.topic == "rows"] == [rows]


def test_a_tick_where_the_study_names_the_column_keeps_its_heading():
    status, _, _ = judged(headings={"status": "是否撤销"}, name=["甲", "乙"], status=["是", "否"])
    assert status == ["closed", "open"]


def test_an_empty_cell_beside_ticks_alone_is_not_guessed_and_beside_yes_and_no_says_nothing():
    assert judged(name=["甲", "乙"], 在用=["√", ""])[0] == ["open", ""]
    assert judged(name=["甲", "乙"], 是否撤销=["√", ""])[0] == ["closed", "open"]
    assert judged(name=["甲", "乙", "丙"], 是否营业=["是", "", "否"])[0] == ["open", "open", "closed"]


def test_words_of_states_stand_among_ticks():
    assert judged(name=["甲", "乙", "丙"], 是否营业=["是", "停业", "看情况"])[0] == ["open", "closed", ""]


def test_a_state_of_0_and_1_is_not_guessed_but_told():
    status, findings, _ = judged(name=["甲", "乙"], 状态=["1", "0"])
    assert status == ["open", "open"]
    assert [f.level for f in findings] == ["warning"]


def test_a_column_that_asks_and_does_not_answer_is_told():
    status, findings, _ = judged(name=["甲", "乙"], 是否营业=["周一至周五", "全天"])
    assert status == ["open", "open"]
    assert "没有使用" in findings[0].text


def test_other_ticks_are_no_states():
    assert judged(name=["甲", "乙"], 是否收费=["是", "否"], 无障碍=["1", "0"]) == (["open", "open"], [], [])


def test_the_name_stands_against_an_open_status_and_both_are_told():
    status, findings, problems = judged(name=["甲站(暂停营业)", "乙站(已搬迁)"], status=["营业", "停业"])
    assert status == ["closed", "closed"]
    assert "营业" in problems[0][2]
    assert len(problems) == 1
    assert findings[0].evidence["rows"] == [2]


def test_a_day_that_cannot_be_read_is_told_with_its_row():
    status, findings, problems = judged(
        today=date(2026, 6, 30), name=["甲", "乙", "丙"], since=["2027/1/1", "明年春天", "不详"], until=["", "", "46000"]
    )
    assert status == ["planned", "open", "closed"]
    assert [(row, reason) for _, row, reason, _ in problems] == [(3, "开业日期读不懂:明年春天")]
    assert findings[0].level == "warning"


def test_a_study_counts_what_its_lists_call_closed(tmp_path):
    study = write_small_study(tmp_path / "study")
    edit(
        study.with_name("facilities.csv"),
        lambda text: text.replace("西站", "西站（暂停营业）").replace("东便利店", "东便利店-装修中"),
    )
    data = read_study(study).data
    assert dict(zip(data.facilities["facility_id"], data.facilities["status"], strict=True)) == {
        "F1": "closed",
        "F2": "closed",
        "F3": "open",
    }
    reported = data.problems[data.problems["reason"].str.contains("名称里写着状态")]
    assert reported["row"].tolist() == [2, 3]
    assert any("2 行的名称里写着" in warning for warning in data.warnings)


def test_a_closed_place_in_one_list_is_the_same_place_in_another(tmp_path):
    study = write_small_study(tmp_path / "study")
    folder = study.parent
    rows = (folder / "facilities.csv").read_text(encoding="utf-8-sig").splitlines()
    (folder / "map.csv").write_text(
        "\n".join([rows[0], rows[1].replace("F1", "M1").replace("西站", "西站社区卫生服务站(暂停营业)")]), encoding="utf-8"
    )
    edit(folder / "facilities.csv", lambda text: text.replace("西站", "西站社区卫生服务站"))
    edit(
        study,
        lambda text: text.replace(
            "[[inventory]]",
            '[[facilities]]\npath = "map.csv"\ntype_column = "类型"\ncrs = "EPSG:4326"\n'
            'columns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }\n\n[[inventory]]', 1,
        ),
    )  # fmt: skip
    data = read_study(study).data
    assert "M1" not in set(data.facilities["facility_id"])
    assert data.problems["reason"].str.contains("状态不同").any() or data.problems["action"].str.contains("状态不同").any()
