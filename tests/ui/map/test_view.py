"""The map in the window: the exported page led from outside, without a network."""

import pytest

from tests.fixtures.map_page import WAIT_MS, ask, click_at, pixel_at
from xc_gis.operations.run import run_into
from xc_gis.report.themes import STARS


@pytest.fixture(scope="module")
def view(qapp, small_run):
    from xc_gis.ui.map.view import MapView

    asked = []

    def no_tiles(z, x, y, scale, answer):
        asked.append((z, x, y, scale))
        answer(b"")

    made = MapView(tiles=no_tiles)
    made.tiles_asked = asked
    made.resize(900, 600)
    made.show()
    yield made
    made.shutdown()
    made.close()


@pytest.fixture(autouse=True)
def opened(view, small_run, qtbot):
    view.set_theme("stars")
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view.open_run(small_run)
    return view


def colours(qtbot, view):
    return ask(qtbot, view, "Array.from(document.querySelectorAll('.leaflet-areas-pane path')).map(p => p.getAttribute('fill'))")


def middle(qtbot, view, number):
    return ask(
        qtbot, view, f"(function() {{ var n = 0, at; xcMap.map.eachLayer(function (l) {{ if (l.options.pane === 'areas' && l.getBounds)"
        f" {{ if (n++ === {number}) {{ var c = l.getBounds().getCenter(); at = [c.lng, c.lat]; }} }} }}); return at; }})()",
    )  # fmt: skip


def test_page_in_the_window_has_no_side_panel_and_draws_no_streets(view, qtbot):
    assert ask(qtbot, view, "getComputedStyle(document.getElementById('xc-side')).display") == "none"
    assert ask(qtbot, view, "document.getElementById('map_main').clientWidth") == 900
    assert ask(qtbot, view, "xcMap.streets.getLayers().length") == 0


def test_theme_changes_colours_without_loading_the_page_again(view, qtbot):
    ask(qtbot, view, "window.stays = 1")
    before = colours(qtbot, view)
    with qtbot.waitSignal(view.legend_changed, timeout=WAIT_MS) as heard:
        view.set_theme("MED")
    rows = heard.args[0]
    assert {row["words"] for row in rows} >= {"100%", "50% 以下"}
    assert sum(int(r["count"].split()[0]) for r in rows if r["count"].endswith("个社区")) == 2
    assert colours(qtbot, view) != before
    assert ask(qtbot, view, "window.stays") == 1


@pytest.mark.parametrize("theme", ["stars", "joint", "CVS", "minutes:MED", "gaps:MED"])
def test_legend_of_every_kind_of_theme_counts_every_community_once(view, qtbot, theme):
    view.set_theme("KIN")
    with qtbot.waitSignal(view.legend_changed, timeout=WAIT_MS) as heard:
        view.set_theme(theme)
    assert sum(int(r["count"].split()[0]) for r in heard.args[0] if r["count"].endswith("个社区")) == 2


def test_unknown_stays_hatched_in_minutes_and_gaps(view, qtbot):
    for theme in ("minutes:KIN", "gaps:KIN"):
        view.set_theme(theme)
        assert colours(qtbot, view) == ["url(#xc-hatch)"] * 2


def test_click_on_a_community_is_told_and_right_click_says_what_lies_there(view, qtbot):
    from PyQt5.QtCore import Qt

    lon, lat = middle(qtbot, view, 1)
    with qtbot.waitSignal(view.community_clicked, timeout=WAIT_MS) as heard:
        click_at(qtbot, view, lon, lat)
    assert heard.args == ["C2"]
    with qtbot.waitSignal(view.tool_used, timeout=WAIT_MS) as heard:
        click_at(qtbot, view, lon, lat, Qt.RightButton)
    name, facts = heard.args
    assert (name, facts["community"], facts["row"]) == ("menu", "C2", -1)
    assert [facts["lon"], facts["lat"]] == pytest.approx([lon, lat], abs=2e-4)


def test_in_place_mode_a_click_asks_and_does_not_choose(view, qtbot):
    view.set_mode("place")
    lon, lat = middle(qtbot, view, 0)
    chosen = []
    view.community_clicked.connect(chosen.append)
    with qtbot.waitSignal(view.place_clicked, timeout=WAIT_MS):
        click_at(qtbot, view, lon, lat)
    assert chosen == []


def test_community_chosen_outside_is_framed_black_on_white_over_every_theme(view, qtbot):
    strokes = "Array.from(document.querySelectorAll('.leaflet-chosen-pane path')).map(p => p.getAttribute('stroke'))"
    view.choose("C1")
    for theme in ("stars", "MED", "gaps:MED"):
        view.set_theme(theme)
        assert ask(qtbot, view, strokes) == ["#ffffff", "#000000"]
    assert ask(qtbot, view, "xcMap.view().community") == "C1"


def test_community_chosen_out_of_sight_is_brought_into_sight(view, qtbot):
    lon, lat = middle(qtbot, view, 1)
    ask(qtbot, view, f"xcMap.map.setView([{lat + 0.2}, {lon}], 14, {{ animate: false }}) && 1")
    view.choose("C2")
    assert ask(qtbot, view, f"xcMap.map.getBounds().contains([{lat}, {lon}])")


def test_click_on_a_community_is_heard_in_every_theme(view, qtbot):
    codes = ask(qtbot, view, "xcMap.describe().categories.map(c => c.code)")
    places = {"C1": middle(qtbot, view, 0), "C2": middle(qtbot, view, 1)}
    for theme in ("stars", "joint", *codes, *(f"minutes:{c}" for c in codes), *(f"gaps:{c}" for c in codes)):
        view.set_theme(theme)
        for name, (lon, lat) in places.items():
            heard = []
            view.community_clicked.connect(heard.append)
            click_at(qtbot, view, lon, lat)
            qtbot.waitUntil(lambda found=heard: bool(found), timeout=WAIT_MS)
            view.community_clicked.disconnect(heard.append)
            assert heard == [name], theme


def test_ratings_of_another_standard_are_shown_and_taken_back(view, qtbot):
    before = colours(qtbot, view)
    view.show_ratings([{"community_id": c, "stars": 5, "stars_low": 5, "stars_high": 5, "score": 99.0} for c in ("C1", "C2")])
    assert colours(qtbot, view) == [STARS[5]] * 2
    view.show_ratings([])
    assert colours(qtbot, view) == before


def test_place_is_drawn_with_its_circles_and_cleared(view, qtbot):
    lon, lat = middle(qtbot, view, 0)
    square = [[[lon, lat], [lon + 0.002, lat], [lon + 0.002, lat + 0.002], [lon, lat]]]
    circles = [
        {"type": "Feature", "properties": {"minutes": m}, "geometry": {"type": "Polygon", "coordinates": square}} for m in (5, 10)
    ]
    nearest = [
        {"category": "MED", "zh": "医疗卫生", "facility": "<b>西站</b>", "type": "CHS", "minutes": 4.2, "lon": lon, "lat": lat}
    ]
    view.show_place(
        {"lon": lon, "lat": lat, "isochrones": {"type": "FeatureCollection", "features": circles}, "nearest": nearest}
    )
    words = ask(qtbot, view, "Array.from(document.querySelectorAll('.xc-minutes')).map(e => e.textContent)")
    assert sorted(words) == ["10 分钟", "5 分钟"]
    assert ask(qtbot, view, "document.querySelectorAll('.leaflet-place-marks-pane path').length") == 2
    view.clear_place()
    assert ask(qtbot, view, "document.querySelectorAll('.xc-minutes, .leaflet-place-marks-pane path').length") == 0


def test_facility_under_the_pointer_is_named(view, qtbot):
    from PyQt5.QtCore import QPoint

    view.set_theme("MED")
    assert ask(qtbot, view, "xcMap.view().theme") == "MED"
    at = ask(
        qtbot, view, "(function() { var at; xcMap.map.eachLayer(function (l) { if (l.site) { at = l.getLatLng(); } });"
        " return at; })()",
    )  # fmt: skip
    qtbot.mouseMove(view.view.focusProxy(), QPoint(10, 10))
    qtbot.mouseMove(view.view.focusProxy(), pixel_at(qtbot, view, at["lng"], at["lat"]))
    words = "Array.from(document.querySelectorAll('.xc-tip b')).map(e => e.textContent)"
    qtbot.waitUntil(lambda: "西站" in ask(qtbot, view, words), timeout=WAIT_MS)


def test_people_in_gap_are_painted_where_they_live(view, qtbot):
    painted = (
        "(function() { var c = document.querySelector('.leaflet-gaps-pane canvas'); if (!c || c.style.display === 'none' || !c.width) { return 0; }"
        " var d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, n = 0; for (var i = 3; i < d.length; i += 4) { n += d[i] > 0; } return n; })()"
    )  # fmt: skip
    view.set_theme("stars")
    assert ask(qtbot, view, painted) == 0
    view.set_theme("MED")
    assert ask(qtbot, view, painted) > 50
    view.set_layer("gaps", False)
    assert ask(qtbot, view, painted) == 0
    view.set_layer("gaps", True)


def test_page_of_another_version_is_refused_and_not_shown_half(view, qtbot, small_run, tmp_path):
    page = (small_run / "map.html").read_text("utf-8")
    assert "version: 7," in page
    (tmp_path / "map.html").write_text(page.replace("version: 7,", "version: 0,"), encoding="utf-8")
    with qtbot.waitSignal(view.refused, timeout=WAIT_MS):
        view.open_run(tmp_path)
    assert not view.is_ready


def test_background_is_asked_for_through_the_scheme(view, qtbot):
    qtbot.waitUntil(lambda: bool(view.tiles_asked), timeout=WAIT_MS)
    z, x, y, scale = view.tiles_asked[0]
    assert 9 <= z <= 17
    assert 0 <= x < 2**z
    assert 0 <= y < 2**z
    assert scale in {1, 2}


def test_tiles_that_the_map_has_moved_away_from_are_taken_back(view, qtbot):
    answers, taken_back = {}, []

    def late(z, x, y, scale, answer):
        answers[z, x, y] = answer
        return lambda: taken_back.append((z, x, y))

    before, view.scheme.tiles = view.scheme.tiles, late
    try:
        view.page.runJavaScript("xcMap.map.setZoom(16, { animate: false });0")
        qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
        left = dict(answers)
        view.page.runJavaScript("xcMap.map.setZoom(11, { animate: false });0")
        qtbot.waitUntil(lambda: set(left) <= set(taken_back), timeout=WAIT_MS)
        view.scheme.tiles = before  # what is asked for from now on is answered at once
        for answer in list(answers.values()):
            answer(b"")  # also to those that nobody waits for any more
        qtbot.waitUntil(lambda: not view.scheme._wanted, timeout=WAIT_MS)
    finally:
        view.scheme.tiles = before


def plain_tile(colour):
    """A tile of one colour, as PNG."""
    from PyQt5.QtCore import QBuffer, QIODevice
    from PyQt5.QtGui import QColor, QImage

    image = QImage(256, 256, QImage.Format_ARGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def test_streets_below_a_second_page_are_its_own(view, qtbot, small_run):
    """The web engine keeps pictures by their address: one that names no study gives the streets of the first to the second."""
    colours = {"#ff0000": plain_tile("#ff0000"), "#0000ff": plain_tile("#0000ff")}

    def shown():
        return view.view.grab().toImage().pixelColor(450, 40).name()

    before = view.scheme.tiles
    try:
        for colour, png in colours.items():
            view.scheme.tiles = lambda _z, _x, _y, _scale, answer, png=png: answer(png)
            with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
                view.open_run(small_run)
            qtbot.waitUntil(lambda wanted=colour: shown() == wanted, timeout=WAIT_MS)
    finally:
        view.scheme.tiles = before


def test_tile_that_cannot_be_painted_is_no_empty_one(view, qtbot, small_run):
    before, view.scheme.tiles = view.scheme.tiles, lambda _z, _x, _y, _scale, answer: answer(None)
    failed = "(function () { var n = 0; xcMap.map.eachLayer(function (l) { for (var k in l._tiles || {}) { n += l._tiles[k].el.xcFailed ? 1 : 0; } }); return n; })()"
    try:
        with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
            view.open_run(small_run)
        qtbot.waitUntil(lambda: ask(qtbot, view, failed) > 0, timeout=WAIT_MS)
    finally:
        view.scheme.tiles = before


def test_no_request_leaves_the_program(view, qtbot):
    assert view.guard.blocked == []
    assert view.guard.sent == []
    ask(qtbot, view, "(function() { var i = new Image(); i.src = 'https://example.org/pixel.png'; var r = new XMLHttpRequest();"
        " r.open('GET', 'http://127.0.0.1:9/'); try { r.send(); } catch (e) {} return 1; })()")  # fmt: skip
    qtbot.waitUntil(lambda: len(view.guard.blocked) == 2, timeout=WAIT_MS)
    assert view.guard.sent == []
    view.guard.blocked.clear()


def test_page_of_a_run_made_in_english_speaks_the_language_of_the_window(view, qtbot, small_study, tmp_path):
    run_into(small_study, tmp_path / "english", outlines=False, lang="en")
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view.open_run(tmp_path / "english")
    assert "★★★★★" in {row["words"] for row in ask(qtbot, view, "xcMap.legend()")}
    with qtbot.waitSignal(view.legend_changed, timeout=WAIT_MS) as heard:
        view.set_theme("MED")
    assert {row["words"] for row in heard.args[0]} >= {"100%", "50% 以下"}
    assert ask(qtbot, view, "xcMap.view().name").startswith("医疗卫生")
    assert ask(qtbot, view, "document.getElementById('xc-north').textContent") == "北"


def test_scenario_is_on_the_map_until_it_is_taken_away_and_compared_on_both_sides_of_a_line(view, qtbot):
    before = colours(qtbot, view)
    other = [{"community_id": "C1", "stars": 5, "stars_low": 5, "stars_high": 5, "status": "rated"}]
    view.show_figures({"ratings": other, "coverage": {}, "gaps": {}})
    view.show_changes(
        [{"key": "1", "kind": "add", "label": "1", "title": "新站", "more": "", "lon": 116.36, "lat": 39.91, "drag": True}]
    )
    view.compare(on=True)
    after = colours(qtbot, view)
    assert after[0] == STARS[5] != before[0]
    fills = "Array.from(document.querySelectorAll('.leaflet-areas-before-pane path')).map(p => p.getAttribute('fill'))"
    assert ask(qtbot, view, fills) == before
    assert ask(qtbot, view, "document.querySelectorAll('.xc-plan').length") == 1
    assert {"xcMap.setFigures", "xcWindowPlanning.show", "xcWindowPlanning.compare"} <= view.told.keys()
    view.compare(on=False)
    view.show_figures(None)
    view.show_changes([])
    assert colours(qtbot, view) == before
    assert ask(qtbot, view, "document.querySelectorAll('.xc-plan, #xc-compare').length") == 0
