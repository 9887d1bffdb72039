"""The tables of a robustness check, and the page to print: nothing out of the data is markup."""

from tests.report.robustness.test_words import RESULT
from xc_gis.report.robustness.tables import check_page, verdict_text


def test_stars_that_there_are_none_of_are_empty():
    text = verdict_text(RESULT.communities)
    assert text.iloc[2].tolist() == ["C3", "", "false", "", "2", "together", "0.250"]
    assert text.iloc[0].tolist() == ["C1", "3", "true", "3", "3", "", "1.000"]


def test_names_are_text():
    page = check_page(RESULT, "en")
    assert "<b>" not in page
    assert "C&lt;1&gt;" in page
    assert "Field checks" in page
    assert "can one walk here: way/12" in page
