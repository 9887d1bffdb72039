"""The window shows a town wherever it lies: map, pointer, place, measured walk, totals answer for the ground under them."""

import pytest

from tests.fixtures.grounds import CITIES, write_town
from tests.fixtures.map_page import WAIT_MS, ask
from tests.fixtures.small_study import degrees
from tests.fixtures.window import window_of
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.run import run_into
from xc_gis.operations.study import analyse, read_study
from xc_gis.ui.storage.results import result_folder

FROM, TO = (730.0, 420.0), (2210.0, 1010.0)


@pytest.fixture(scope="module", params=["成都，带号在前", "悉尼"])
def town(request, qapp, tmp_path_factory):
    """A window with the town of a city opened from its run, an explorer that answers for it, and the city."""
    city = CITIES[request.param]
    study = write_town(tmp_path_factory.mktemp("zone") / "study", city)
    run_into(study, result_folder(study), outlines=False)
    read = read_study(study)
    with window_of(tmp_path_factory.mktemp("home"), study) as window:
        yield window, Explorer(read, analyse(read)), city.ground


def test_window_answers_for_the_ground_of_the_town(town, qtbot):
    window, explorer, ground = town
    qtbot.waitUntil(lambda: window.display.work.has_map and window.display.work.map.is_ready, timeout=WAIT_MS)
    work = window.display.work
    corner = degrees([(0, 0), (2400, 1200)], ground)
    lon, lat = degrees([FROM], ground)[0].tolist()
    centre = ask(qtbot, window.display.work.map, "[xcMap.map.getCenter().lng, xcMap.map.getCenter().lat]")
    assert centre == pytest.approx(corner.mean(axis=0), abs=2e-3)
    window.pointer.show_place((lon, lat))
    assert window.pointer.text().startswith(f"{lon:.6f}, {lat:.6f}"[:8])

    work.place_requested.emit(lon, lat)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    table = work.place_card.table
    cells = [table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
    shown = " ".join(cell.text() for cell in cells if cell is not None)
    nearest = explorer.ask_place(lon, lat, [], "adult")["nearest"]
    assert nearest
    for row in nearest:
        assert f"{row['minutes']:.1f}" in shown

    end = degrees([TO], ground)[0].tolist()
    window.presenter.measuring.measure([(lon, lat), tuple(end)])
    card = work.measure_card
    qtbot.waitUntil(lambda: bool(card.measured.segments) and card.measured.segments[0].seconds is not None, timeout=WAIT_MS)
    walk = explorer.walk_between((lon, lat), tuple(end), card.measured.pace)
    assert card.measured.segments[0].seconds == pytest.approx(walk["seconds"])
    assert card.measured.segments[0].metres == pytest.approx(((TO[0] - FROM[0]) ** 2 + (TO[1] - FROM[1]) ** 2) ** 0.5, rel=0.005)


def test_tiles_of_the_town_come_from_its_own_streets(town, qtbot):
    window, *_ = town
    qtbot.waitUntil(
        lambda: ask(qtbot, window.display.work.map, "document.querySelectorAll('.leaflet-tile-loaded').length") > 0,
        timeout=WAIT_MS,
    )
