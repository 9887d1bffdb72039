"""The run's map as a web page: it opens as it was shown, with what was asked on the map, in the language that is wanted."""

import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.operations.export.current_map.test_marks import PLACE, A, B
from xc_gis.errors import OutputError
from xc_gis.operations.export.current_map.map_page import read_run_ground
from xc_gis.operations.export.current_map.page_files import write_web_page
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.operations.export.current_map.web_page import link_of, web_page
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.map.page_words import json_element
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.run_id import run_id


def shown(run, **changes):
    return ShownMap(run, **{"theme": "MED", "bounds": (116.36, 39.90, 116.37, 39.91), "community": "C2", **changes})


@pytest.fixture(scope="module")
def known(finished_run):
    return read_run_ground(shown(finished_run))


def test_link_says_theme_community_and_place(tmp_path):
    assert link_of(shown(tmp_path)) == "theme=MED&community=C2&bounds=116.360000,39.900000,116.370000,39.910000"
    assert link_of(shown(tmp_path, theme="minutes:MED", community="<C&2>")).startswith("theme=minutes:MED&community=%3CC%262%3E&")


@needs_browser
def test_saved_page_opens_in_a_browser_as_it_was_shown_with_circles_and_ways(finished_run, known, tmp_path):
    write_web_page(known, shown(finished_run, marks={"place": PLACE}), PageChoice(lang="zh"), tmp_path / "map.html")
    text, console = browse(tmp_path / "map.html")
    assert console == ""
    assert "要求 15 分钟（成年人）" in text
    assert "东社区" in text
    tips = [part.split("</div>")[0] for part in text.split('<div class="leaflet-tooltip')[1:]]
    assert [any(words in tip for tip in tips) for words in ("15 分钟", "5 分钟", "&lt;i&gt;站&lt;/i&gt;")] == [True] * 3
    panes = [text.split(f"leaflet-{name}-pane")[1].split("leaflet-pane")[0] for name in ("shown", "shown-marks")]
    assert [pane.count("<path") for pane in panes] == [
        2 * 2 + 2 * 2,
        2,
    ]  # each with its rim: circles and ways; the facility and the place


def test_marks_lie_where_they_were_and_what_the_figures_do_not_know_stays_away(finished_run, known, tmp_path):
    marks = {
        "place": PLACE,
        "changes": [{"line": [A, B]}],
        "selection": {"ids": ["C1"], "ring": []},
        "measure": {"points": [A, B], "labels": []},
    }
    (tmp_path / "map.html").write_bytes(web_page(known, shown(finished_run, marks=marks), PageSettings(), "zh"))
    features = read_map_page(tmp_path)["shown"]
    named = [feature["properties"]["name"] for feature in features]
    assert not any(name.startswith("方案") for name in named)
    assert (
        named.count("步行 15 分钟范围") == named.count("所选社区") == named.count("量测直线") == 1
    )  # the chosen one is framed by the page
    (line,) = (feature["geometry"]["coordinates"] for feature in features if feature["properties"]["name"] == "量测直线")
    assert [place == pytest.approx(wanted, abs=2e-6) for place, wanted in zip(line, (A, B), strict=True)] == [True, True]


def test_page_of_nothing_asked_has_no_marks_and_names_its_run(finished_run, known, tmp_path):
    page = web_page(known, shown(finished_run), PageSettings(map_number="审 1<2"), "en").decode()
    (tmp_path / "map.html").write_text(page, encoding="utf-8")
    data = read_map_page(tmp_path)
    assert "shown" not in data
    assert [sentence[1] for sentence in data["credit"][-2:]] == [run_id(known.run.manifest), "审 1<2"]
    assert '"专题":"Theme"' in page
    assert json_element("审 1<2") in page


def test_page_that_cannot_be_written_says_so(finished_run, known, tmp_path):
    with pytest.raises(OutputError) as reported:
        write_web_page(known, shown(finished_run), PageChoice(), tmp_path / "missing" / "map.html")
    assert reported.value.hint
