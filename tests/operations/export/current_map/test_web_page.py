"""The run's page opens as it was shown, in the language that is wanted."""

import pytest

from tests.fixtures.browser import browse, needs_browser
from xc_gis.errors import OutputError
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.operations.export.current_map.web_page import link_of, web_page, write_web_page


def shown(run, **changes):
    return ShownMap(run, **{"theme": "MED", "bounds": (116.36, 39.90, 116.37, 39.91), "community": "C2", **changes})


def test_link_says_theme_community_and_place(tmp_path):
    assert link_of(shown(tmp_path)) == "theme=MED&community=C2&bounds=116.360000,39.900000,116.370000,39.910000"
    assert link_of(shown(tmp_path, theme="minutes:MED", community="<C&2>")).startswith("theme=minutes:MED&community=%3CC%262%3E&")


@needs_browser
def test_saved_page_opens_in_a_browser_as_it_was_shown(finished_run, tmp_path):
    write_web_page(shown(finished_run), "zh", tmp_path / "map.html")
    text, console = browse(tmp_path / "map.html")
    assert console == ""
    assert "要求 15 分钟（成年人）" in text
    assert "东社区" in text


def test_saved_page_speaks_another_language_than_the_run(finished_run, tmp_path):
    english = web_page(shown(finished_run), "en").decode()
    assert '"专题":"Theme"' in english
    (tmp_path / "map.html").write_text(english, encoding="utf-8")
    assert 'id="xc-words"' not in web_page(shown(tmp_path), "zh").decode()


def test_page_that_cannot_be_read_or_written_says_so(finished_run, tmp_path):
    with pytest.raises(OutputError) as reported:
        write_web_page(shown(finished_run), "zh", tmp_path / "missing" / "map.html")
    assert reported.value.hint
    with pytest.raises(OutputError, match=r"map\.html"):
        web_page(shown(tmp_path), "zh")
