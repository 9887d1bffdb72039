"""The offline map in a real browser."""

import re

import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.small_study import FACILITIES, edit, write_small_study
from xc_gis.operations.run import run_into
from xc_gis.report.themes import THEMES

pytestmark = needs_browser
NASTY = "<img src=x onerror=alert(1)>\"'&"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("map")
    study = write_small_study(folder / "study", facilities={**FACILITIES, "F5": ("CHS", NASTY, (300.0, 405.0))})
    edit(study, lambda t: t.replace('name = "小项目"', f"name = '''小项目 {NASTY}'''\nsynthetic = true"))
    run_into(study, folder / "out")
    return folder / "out" / "map.html"


def test_map_opens_without_an_error_and_shows_its_legend(page):
    shown, console = browse(page)
    assert console == ""
    assert 'data-ready="1"' in shown
    for words in ("暂不评级(数据不足)", "示例数据（虚构）", "不是真实地图", "西社区", "未经地图审核不得公开", "km"):
        assert words in shown


def test_theme_and_community_of_a_link_are_shown(page):
    shown, console = browse(page, "#theme=MED&community=C2")
    assert console == ""
    assert '<option value="MED"' in shown
    assert "缺口居民" in shown
    assert "要求 15 分钟（成年人）" in shown
    assert "url(#xc-hatch)" not in re.search(r'<div class="leaflet-pane leaflet-areas-pane.*?</svg>', shown, re.DOTALL)[0]


def test_circles_of_the_nearest_facility_are_named_by_minutes(page):
    shown, console = browse(page, "#theme=minutes:MED&community=C1")
    assert console == ""
    circles = re.findall(r'class="[^"]*xc-minutes[^"]*"[^>]*><span>(\d+) 分钟', shown)
    assert circles == ["15", "10", "5"]
    assert "医疗卫生 · 步行时间" in shown
    assert "10–15 分钟（达标）" in shown


def test_unknown_is_hatched_and_never_the_colour_of_zero(page):
    shown, _ = browse(page, "#theme=KIN")
    areas = re.search(r'<div class="leaflet-pane leaflet-areas-pane.*?</svg>', shown, re.DOTALL)[0]
    assert areas.count('fill="url(#xc-hatch)"') == 2
    assert THEMES["coverage"].classes[0].colour not in areas


def test_names_are_text_wherever_they_stand(page):
    shown, console = browse(page, "#theme=MED&community=C1")
    assert console == ""
    assert "<img src=" not in shown
    assert "&lt;img src=x" in shown


def test_picture_is_not_empty(page, tmp_path):
    browse(page, picture=tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 20_000


CLICKS = """
<script>
(function () {
  var select = document.getElementById("xc-theme"), dead = [], clicks = 0, last = "";
  Array.from(select.options).forEach(function (option) {
    select.value = option.value; select.dispatchEvent(new Event("change"));
    document.querySelectorAll(".leaflet-areas-pane path").forEach(function (area) {
      var box = area.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
      var hit = document.elementFromPoint(x, y), before = document.querySelector("#xc-sheet h2");
      hit.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX: x, clientY: y, view: window }));
      var after = document.querySelector("#xc-sheet h2");
      clicks += 1;
      if (!after || after === before || after.textContent === last) { dead.push(option.value); }
      last = after ? after.textContent : "";
    });
  });
  document.body.setAttribute("data-clicks", clicks + " clicks, dead: " + dead.join(" "));
})();
</script>
"""


@needs_browser
def test_community_is_chosen_by_a_click_in_every_theme_of_the_page(page, tmp_path):
    """What lies under the pointer gets the click: a canvas that covers the communities would take it."""
    clicked = tmp_path / "clicked.html"
    clicked.write_text(page.read_text(encoding="utf-8").replace("</html>", CLICKS + "</html>"), encoding="utf-8")
    shown, console = browse(clicked)
    assert "Uncaught" not in console  # of so many changes of its address the browser says that it slows them down
    reported = re.search(r'data-clicks="(\d+) clicks, dead: ([^"]*)"', shown)
    assert reported is not None
    assert int(reported[1]) >= 2 * (2 + 3 * 20)
    assert reported[2] == ""
