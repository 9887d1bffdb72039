"""The check tells what of the streets is missing or not joined: on its page with a map, in JSON, in text, in a run's record."""

import json
import re

import pytest
from typer.testing import CliRunner

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.cli import app
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.check.check import check_study
from xc_gis.operations.study import run_study
from xc_gis.report.check.page import check_page, write_check_page
from xc_gis.report.check.streets_rows import doubts, street_rows
from xc_gis.report.check.text import check_sentences
from xc_gis.report.tables.summary import summary

KINDS = {"crossing", "loose_bridge", "lost_node", "lost_way", "cut_way", "rim", "deleted", "condition", "tags_foot"}


@pytest.fixture(scope="module")
def torn(tmp_path_factory):
    """A study whose streets have every kind of fault; new objects have negative numbers."""
    path = write_small_study(tmp_path_factory.mktemp("torn"))
    places = {-901: (300.0, 100.0), -902: (500.0, 100.0), 903: (700.0, 330.0), 904: (700.0, 370.0)}
    nodes = "".join(
        f'<node id="{n}" version="1" lat="{lat}" lon="{lon}"/>\n'
        for n, (lon, lat) in ((n, degrees(at)[0].tolist()) for n, at in places.items())
    )
    ways = (
        ("-91", "", (-901, -902), "<tag k='highway' v='footway'/>"), ("92", "", (903, 904), "<tag k='highway' v='path'/><tag k='bridge' v='yes'/>"),
        ("93", "", (1, 777, 2, 3), "<tag k='highway' v='path'/>"), ("94", "", (778, 1), "<tag k='highway' v='path'/>"),
        ("95", "action='delete'", (1, 9), "<tag k='highway' v='path'/>"), ("96", "", (1, 2), "<tag k='highway' v='path'/><tag k='foot' v='no'/>"),
        ("97", "", (2, 3), "<tag k='highway' v='path'/><tag k='foot:conditional' v='no @ (moonlight)'/>"),
    )  # fmt: skip
    drawn = "".join(
        f"<way id='{n}' version='1' {more}>{''.join(f'<nd ref={chr(39)}{ref}{chr(39)}/>' for ref in refs)}{tags}</way>\n"
        for n, more, refs, tags in ways
    )
    edit(path.parent / "streets.osm", lambda text: text.replace("</osm>", f"{nodes}{drawn}</osm>"))
    return path, check_study(path)


def test_every_kind_is_in_the_account_and_the_json_has_all_objects(torn):
    report = torn[1]
    found = {item.kind: item for item in report.streets}
    assert set(found) >= KINDS
    assert not report.stops
    reported = {item["kind"]: item for item in json.loads(json.dumps(report.as_json()))["streets"]}
    assert reported["lost_node"]["objects"] == ["node/777", "node/778"]
    assert reported["deleted"]["objects"] == ["way/95"]
    assert reported["crossing"]["places"][0]["objects"][0] == "way/-91"
    assert reported["loose_bridge"]["metres"] == pytest.approx(40, abs=0.1)
    assert reported["loose_bridge"]["ends"] == 2


def test_the_last_line_says_what_may_change_times_and_how_much(torn):
    last = list(check_sentences(torn[1]))[-1]
    assert last.startswith("可以运行，但步行时间可能受影响：")
    assert "没有位置的节点 2 处" in last
    assert "两端都没有接上道路的桥 1 处、40 米、2 端" in last
    assert "按标签" not in last, "what the method leaves out is no fault"


def test_a_warning_of_the_account_is_a_finding_of_the_network_layer(torn):
    layer = next(layer for layer in torn[1].layers if layer.table == "network")
    texts = [finding.text for finding in layer.findings]
    for item in torn[1].streets:
        if not item.kind.startswith("tags_"):
            first = item.objects[0]
            assert item.text in texts or any(first in text for text in texts), item.kind
    assert sum("按标签不供步行" in text for text in texts) == 1


def test_the_page_shows_places_on_the_map_and_links_numbers_that_openstreetmap_has(torn):
    page = check_page(torn[1])
    assert 'href="https://www.openstreetmap.org/way/92"' in page
    assert "openstreetmap.org/way/-91" not in page
    assert "way/-91" in page
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert re.search(r'class="doubt bridge"[^>]*><title>way/92</title>', picture)
    assert re.search(r'class="doubt apart"[^>]*><title>way/-91 × way/\d+</title>', picture)
    assert 'class="doubt torn"' in picture
    assert "可以运行，但步行时间可能受影响" in page


@needs_browser
def test_a_browser_shows_the_account(torn, tmp_path):
    write_check_page(torn[1], tmp_path / "check.html")
    shown, console = browse(tmp_path / "check.html")
    assert console == ""
    assert "路网的账目" in shown


def test_rows_name_the_first_places_and_count_the_rest(torn):
    rows = {row["title"]: row for row in street_rows(torn[1].streets)}
    crossing = next(row for title, row in rows.items() if "没有共同节点" in title)
    assert crossing["places"][0]["objects"][0] == {"name": "way/-91", "link": ""}
    assert "绕" in crossing["places"][0]["words"]
    assert all(row["more"] >= 0 for row in rows.values())


def test_a_run_records_what_is_lost_in_its_summary_and_warnings(torn):
    result = run_study(torn[0], isochrone_minutes=[], names=False)
    counted = summary(result)["network"]
    assert (counted["lost_nodes"], counted["lost_ways"], counted["ways_not_walked"]) == (2, 2, 1)
    assert any("node/777" in warning for warning in result.warnings)


def test_a_sound_study_says_that_it_can_run_and_no_more(tmp_path):
    path = write_small_study(tmp_path)
    report = check_study(path)
    assert {item.kind for item in report.streets} <= {"rim"}
    assert ("受影响" in list(check_sentences(report))[-1]) == bool(doubts(report))


def test_every_sentence_of_the_account_can_be_told_in_english(torn):
    layer = next(layer for layer in torn[1].layers if layer.table == "network")
    names = {"西", "东"}
    for finding in layer.findings:
        reported = in_language(finding.text, "en")
        left = re.sub("|".join(names), "", reported)
        assert not re.search("节点|道路|文件|社区离", left), reported
    assert CHINESE.search(layer.findings[0].text)


def test_the_command_says_it_on_its_last_line(torn, tmp_path):
    done = CliRunner().invoke(app, ["check", str(torn[0]), "--out", str(tmp_path / "page.html")])
    assert done.exit_code == 0
    assert "步行时间可能受影响" in done.output
