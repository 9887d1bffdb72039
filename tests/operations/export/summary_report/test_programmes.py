"""Further programmes in a report: grades, what is lacking, the rarest kinds, and where the rest stands; none without a further standard."""

from tests.operations.export.summary_report.test_results import told
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.summary_report.programmes import MOST_KINDS, programme_parts
from xc_gis.report.documents.summary.records import Heading
from xc_gis.runs.programmes import read_programmes

SAY = saying("zh")


def test_a_programme_has_its_own_part(programme_run):
    parts = list(programme_parts(read_programmes(programme_run), SAY))
    assert [part.text for part in parts if isinstance(part, Heading)] == ["一刻钟便民生活圈星级评价（默认版，业态清单待确认）"]
    text, _ = told(iter(parts))
    assert "按另一标准（bianmin-circle-default 0.2.0）评定" in text
    assert "暂不评级 2 个" in text
    assert "最常缺少的是：数据完整度（2 个社区）" in text
    quality = text.split("品质提升类业态中，有的社区最少的是：")[1].split("。")[0]
    assert quality.count("个社区") == MOST_KINDS
    assert quality.startswith("影院、小剧场（1 个社区）、")  # listed whole; of the others nobody knows
    assert "（0–2 个社区）" in quality
    assert "山西" in text


def test_without_a_further_standard_there_is_none():
    assert list(programme_parts((), SAY)) == []


def test_in_english_names_come_from_the_standard(programme_run):
    text, _ = told(programme_parts(read_programmes(programme_run), saying("en")))
    assert "quality business types" in text.casefold()
    assert "not rated: 2" in text
