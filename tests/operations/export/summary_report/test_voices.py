"""The chapter of services and voices in the report: sentences from the run's tables, lists of ten, nothing where there is nothing."""

from dataclasses import replace

from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.summary_report.voices import voice_parts
from xc_gis.report.documents.summary.records import Heading, Sentence, TableOf
from xc_gis.runs.voices import Voices


def said(run, voices, lang="zh"):
    parts = list(voice_parts(run, voices, saying(lang)))
    return parts, "\n".join(part.text for part in parts if isinstance(part, Sentence))


def test_sentences_are_those_of_the_tables(voiced_run):
    run, voices = voiced(voiced_run)
    parts, text = said(run, voices)
    assert [part.text for part in parts if isinstance(part, Heading)] == ["服务目录落实情况", "12345 热线诉求", "居民满意度"]
    assert "服务目录共 3 个小项" in text
    assert "2025-07 至 2026-06 全区 39 件" in text
    assert "诉求最多的类别是购物-菜篮子(蔬菜零售)，25 件。" in text
    assert "1 个社区的满意度可以下结论；0 个有效问卷不足" in text
    assert "西社区 80.0%（71.1–86.7%）" in text
    statistics = next(part for part in parts if isinstance(part, TableOf))
    assert ("各社区都提供的项目", "小项", "66.6%", "66.6%", "66.6%") in statistics.rows


def test_rows_fit_their_headings_in_both_languages(voiced_run):
    run, voices = voiced(voiced_run)
    gap = voices.hotline.priorities[0] if voices.hotline.priorities else None
    for lang in ("zh", "en"):
        parts, _ = said(run, voices, lang)
        for table in (part for part in parts if isinstance(part, TableOf)):
            assert {len(row) for row in table.rows} == {len(table.headings)} == {len(table.widths)} == {len(table.numbers)}
    assert gap is not None


def test_what_the_run_lacks_is_not_spoken_of(voiced_run):
    run, voices = voiced(voiced_run)
    assert said(run, Voices())[0] == []
    hotline = replace(voices.hotline, priorities=(), ahead=())
    parts, text = said(run, Voices(hotline=hotline))
    assert not any(isinstance(part, TableOf) for part in parts)
    assert "不显示不等于没有" in text
