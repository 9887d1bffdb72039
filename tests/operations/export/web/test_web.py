"""Web maps in a real browser, as a reader uses them: on a phone, without a network."""

import html
import json
import re

import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.exported_gis import NASTY
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.web.options import WebOptions
from xc_gis.report.map.web_map import FORBIDDEN

WAY = {
    "type": "Feature",
    "properties": {"name": NASTY, "minutes": 6},
    "geometry": {"type": "LineString", "coordinates": [[117.002, 39.916], [117.006, 39.918]]},
}


@pytest.fixture(scope="module")
def run(gis_export):
    return gis_export.folder.parent / "run"


@pytest.fixture(scope="module")
def pages(run, finished_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    (folder / "way.geojson").write_text(json.dumps(WAY), encoding="utf-8")
    options = WebOptions(shown=(folder / "way.geojson",))
    return export_run(run, folder / "out", ExportRequest(web=True, against=finished_run, web_options=options))


DRIVER = """
<script>
(function () {
  var told = { clicks: 0, dead: [], themes: 0 }, select = document.getElementById("xc-theme"), field = document.getElementById("xc-find"), map = xcMap.map, last = "";
  function sheet() { var h = document.querySelector("#xc-sheet h2"); return h ? h.textContent : ""; }
  Array.from(select.options).forEach(function (option) {
    select.value = option.value; select.dispatchEvent(new Event("change")); told.themes += 1; map.setZoom(map.getZoom(), { animate: false });
    xcMap.page.data.communities.forEach(function (c) {
      map.fitBounds(c.layer.getBounds(), { animate: false });
      var at = map.latLngToContainerPoint(c.layer.getBounds().getCenter()), box = map.getContainer().getBoundingClientRect();
      var x = box.left + at.x, y = box.top + at.y, hit = document.elementFromPoint(x, y);
      hit.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX: x, clientY: y, view: window }));
      told.clicks += 1;
      if (sheet() !== c.name) { told.dead.push(option.value + " " + c.id); }
    });
  });
  function find(text) { field.value = text; field.dispatchEvent(new Event("input")); var row = document.querySelector("#xc-found button"); if (row) { row.click(); } return Boolean(row); }
  told.community = find("东社") && sheet();
  told.facility = find("诊所") && Array.from(document.querySelectorAll(".leaflet-tooltip .xc-tip b")).map(function (b) { return b.textContent; });
  told.zoom = map.getZoom(); told.width = innerWidth; told.overflow = document.documentElement.scrollWidth - innerWidth;
  told.requests = performance.getEntriesByType("resource").map(function (e) { return e.name; });
  told.shown = document.querySelectorAll(".leaflet-shown-pane path").length; told.credit = document.querySelector(".leaflet-control-attribution").textContent;
  told.text = document.getElementById("xc-side").textContent;
  parent.postMessage(told, "*");
})();
</script>
"""
PHONE = """<!doctype html><body style="margin:0"><iframe style="width:390px;height:844px;border:0" src="driven.html"></iframe><pre id="told"></pre><script>
addEventListener("message", function (e) { document.getElementById("told").textContent = JSON.stringify(e.data); });</script></body>"""


def driven(page, folder):
    """A page on a phone of 390 pixels, driven; what it told."""
    (folder / "driven.html").write_text(page.read_text(encoding="utf-8").replace("</html>", DRIVER + "</html>"), encoding="utf-8")
    (folder / "phone.html").write_text(PHONE, encoding="utf-8")
    shown, console = browse(folder / "phone.html", size=(800, 900))
    assert "Uncaught" not in console
    return json.loads(html.unescape(re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)[1]))


@needs_browser
@pytest.mark.parametrize("name", ["district.html", "甲街道.html"])
def test_a_reader_with_a_phone_finds_switches_and_clicks_in_every_theme_without_a_network(pages, tmp_path, name):
    told = driven(pages.folder / "web" / name, tmp_path)
    assert told["width"] == 390
    assert told["overflow"] <= 0
    assert told["dead"] == []
    assert told["clicks"] == 2 * told["themes"] >= 2 * (2 + 3 * 20)
    assert told["community"] == "东社区"
    assert NASTY in told["facility"]
    assert told["zoom"] >= 17
    assert told["requests"] == []
    assert told["shown"] == 2
    assert "结果编号" in told["credit"]
    assert "显示另一次结果" in told["text"]


def test_pages_are_listed_with_their_run_and_the_same_run_gives_the_same_bytes(pages, run, finished_run, tmp_path):
    assert pages.files == ("web/district.html", "web/甲街道.html")
    assert pages.record["details"]["web/甲街道.html"]["communities"] == 2
    folder = pages.folder.parent
    again = export_run(
        run, tmp_path, ExportRequest(web=True, against=finished_run, web_options=WebOptions(shown=(folder / "way.geojson",)))
    )
    assert {name: again.record["outputs"][name] for name in again.files} == {
        name: pages.record["outputs"][name] for name in pages.files
    }
    page = (tmp_path / "web/district.html").read_text(encoding="utf-8")
    assert not FORBIDDEN.search(re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL))
    assert "<b>䶮" not in page
    (tmp_path / "web/district.html").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"district\.html"):
        export_run(run, tmp_path, ExportRequest(web=True))


@needs_browser
def test_a_public_page_says_so_and_shows_no_homes(run, tmp_path):
    request = ExportRequest(
        web=True,
        web_options=WebOptions(public=True),
        settings=PageSettings(map_number="京S(2026)001号"),
        only=("甲街道",),
        lang="en",
    )
    made = export_run(run, tmp_path, request)
    assert made.files == ("web/甲街道.html",)
    shown, console = browse(tmp_path / "web/甲街道.html", "#theme=MED&community=C2")
    assert console == ""
    assert "Map review No. 京S(2026)001号" in shown
    assert "Figures of fewer than 5 people" in shown
    assert "over the limit" not in re.search(r'id="xc-legend">(.*?)<div id="xc-sheet"', shown, re.DOTALL)[1]


@pytest.mark.parametrize(
    "request_",
    [ExportRequest(web=True, only=("丙街道",)), ExportRequest(web=True, web_options=WebOptions(shown=("none.geojson",)))],
)
def test_what_cannot_be_is_refused_before_anything_is_written(run, tmp_path, request_):
    from dataclasses import replace
    from pathlib import Path

    options = replace(request_.web_options, shown=tuple(map(Path, request_.web_options.shown)))
    with pytest.raises(InputError, match=r"丙街道|none\.geojson"):
        export_run(run, tmp_path / "out", replace(request_, web_options=options))
    assert not (tmp_path / "out").exists()
