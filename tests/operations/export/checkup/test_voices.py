"""What a community says, beside its subdistrict and the district, on its check-up."""

from dataclasses import replace

from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.checkup.voices import voice_facts, voice_rows
from xc_gis.operations.export.spoken import saying
from xc_gis.runs.voices import SatisfactionRow, Voices

SAY = saying("zh")


def test_rows_of_a_community(voiced_run):
    run, voices = voiced(voiced_run)
    (complaints,), (content,) = (make(run.by_id["C1"], voices, SAY) for make in (voice_rows, voice_facts))
    whole = voices.hotline.rows["ALL", "ALL"].per_10k
    assert complaints[0] == "热线诉求（每万人）"
    assert complaints[1] == f"{voices.hotline.rows['C1', 'ALL'].per_10k:,.1f}"
    assert complaints[4] == f"{whole:,.1f}"
    assert content == ("居民满意度", "80.0%（71.1–86.7%）")
    assert len(complaints) == 5


def test_not_asked_not_shown_and_not_known_are_told_apart(voiced_run):
    run, voices = voiced(voiced_run)
    assert voice_facts(run.by_id["C2"], voices, SAY)[0][1] == "—"
    few = SatisfactionRow("C2", "ALL", 9.0, 0.4, None, 0.95, "small_n")
    assert voice_facts(run.by_id["C2"], replace(voices, satisfaction=(few,)), SAY)[0][1] == "40.0–95.0%"
    none = replace(few, low=None, high=None, n=None, note="suppressed")
    assert voice_facts(run.by_id["C2"], replace(voices, satisfaction=(none,)), SAY)[0][1] == "不显示"
    rows = {**voices.hotline.rows, ("C2", "ALL"): replace(voices.hotline.rows["C2", "MED"], category="ALL")}
    assert voice_rows(run.by_id["C2"], replace(voices, hotline=replace(voices.hotline, rows=rows)), SAY)[0][1] == "不显示"


def test_a_run_without_them_has_no_such_rows(voiced_run):
    run, _ = voiced(voiced_run)
    assert voice_rows(run.by_id["C1"], Voices(), SAY) == voice_facts(run.by_id["C1"], Voices(), SAY) == []
