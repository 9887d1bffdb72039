"""A picture of the map is kept only where it is whole: of the right frame, with communities and streets; else refused, and why."""

import pytest

from tests.fixtures.map_page import WAIT_MS
from xc_gis.report.themes import MARKS, STARS, THEMES, on_the_map
from xc_gis.ui.map.picture_proof import ALIKE, BITS, GROUND, STRIP_CSS_PX, fault_of, number_of
from xc_gis.ui.map.tile_painter import CASING, NAME

TEAL, DARK = STARS[5], MARKS["border"]
SIZE = 512


def blank(width, height, colour=GROUND):
    from PyQt5.QtGui import QColor, QImage

    image = QImage(width, height, QImage.Format_RGB32)
    image.fill(QColor(*colour))
    return image


def striped(number, *, edges=("top", "bottom")):
    from PyQt5.QtGui import QColor, QPainter

    image = blank(960, 400)
    painter = QPainter(image)
    for bit in range(BITS):
        colour = QColor("black" if number >> bit & 1 else "white")
        for edge in edges:
            top = 0 if edge == "top" else image.height() - 2 * STRIP_CSS_PX
            painter.fillRect(bit * 40, top, 40, 2 * STRIP_CSS_PX, colour)
    painter.end()
    return image


def street_tile():
    """A tile with two streets, as the painter makes them: transparent between."""
    from PyQt5.QtCore import QBuffer, QIODevice
    from PyQt5.QtGui import QColor, QImage, QPainter, QPen

    image = QImage(256, 256, QImage.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setPen(QPen(QColor(DARK), 6))
    painter.drawLine(0, 100, 256, 100)
    painter.drawLine(60, 0, 60, 256)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def town(*, communities=True, streets=True):
    """A picture of one community below four tiles."""
    from PyQt5.QtGui import QColor, QImage, QPainter

    image = blank(SIZE, SIZE)
    painter = QPainter(image)
    if communities:
        painter.fillRect(50, 50, 400, 400, QColor(on_the_map(TEAL)))
    if streets:
        tile = QImage.fromData(street_tile())
        for x in (0, 256):
            for y in (0, 256):
                painter.drawImage(x, y, tile)
    painter.end()
    return image


def report(**changed):
    places = [{"x": 100 + 30 * n, "y": 120 + 37 * n, "colour": TEAL, "community": "C1"} for n in range(5)]
    tiles = [
        {"own": True, "z": 15, "x": x, "y": y, "left": 256.0 * x, "top": 256.0 * y, "size": 256.0} for x in (0, 1) for y in (0, 1)
    ]
    return {"id": 7, "width": SIZE, "height": SIZE, "areas": places, "streets": True, "failed": 0, "tiles": tiles, **changed}


DELIVERED = {(15, x, y): street_tile for x in (0, 1) for y in (0, 1)}


def fault(picture, **changed):
    return fault_of(picture, report(**changed), {key: made() for key, made in DELIVERED.items()})


def test_frame_says_which_report_it_belongs_to(qapp):
    assert number_of(striped(0x5A5A5A)) == 0x5A5A5A
    assert number_of(striped(1)) == 1


def test_frame_that_was_not_painted_belongs_to_no_report(qapp):
    assert number_of(blank(960, 400)) == -1
    assert number_of(striped(0x5A5A5A, edges=("top",))) == -1


def test_whole_picture_has_no_fault(qapp):
    assert fault(town()) == ""


@pytest.mark.parametrize("unpainted", [GROUND, (255, 255, 255)])
def test_picture_without_communities_is_refused(qapp, unpainted):
    assert fault(blank(SIZE, SIZE, unpainted)) == "社区没有画到图中"
    assert fault(town(communities=False)) == "社区没有画到图中"


def test_white_communities_prove_nothing_and_are_not_taken_for_paper(qapp):
    """Where nobody is in gap a community is white, and a white street over it is as white as paper."""
    places = [{"x": 20 + 30 * n, "y": 20 + 37 * n, "colour": "#ffffff", "community": "C1"} for n in range(5)]
    assert fault(town(communities=False), areas=places) == ""


def test_picture_without_streets_is_refused(qapp):
    assert fault(town(streets=False)) == "道路没有画到图中"
    assert fault(town(), tiles=[]) == "道路没有画到图中"


def test_picture_without_streets_is_whole_where_none_are_requested(qapp):
    assert fault(town(streets=False), tiles=[], streets=False) == ""


@pytest.mark.parametrize("colour", sorted({c for theme in THEMES.values() for c in theme.colours}))
def test_streets_and_names_are_told_from_every_class_they_may_lie_on(colour):
    """Else a picture without its streets would pass: the class itself would be taken for them."""
    for drawn in (CASING, NAME):
        assert (
            sum((a - b) ** 2 for a, b in zip(*(bytes.fromhex(c[1:]) for c in (on_the_map(colour), drawn)), strict=True)) ** 0.5
            > ALIKE
        )


def test_picture_with_tiles_that_failed_is_refused_with_their_number(qapp):
    assert fault(town(), failed=3) == "3 块底图没有画出来"


@pytest.fixture(scope="module")
def view(qapp, small_run):
    from xc_gis.ui.map.view import MapView

    made = MapView(tiles=lambda _z, _x, _y, _scale, answer: answer(street_tile()))
    made.resize(900, 600)
    made.show()
    made.open_run(small_run)
    yield made
    made.shutdown()
    made.close()


def take(view, qtbot, **shown):
    """The picture, or why there is none."""
    from xc_gis.ui.map.picture import MapPicture

    qtbot.waitUntil(lambda: view.is_ready, timeout=WAIT_MS)
    came = []
    state = {"whole": True, "bounds": [117.0, 39.91, 117.03, 39.93], **shown}
    MapPicture(view, "theme=gaps:MED", state, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=WAIT_MS)
    return came[0]


@pytest.mark.parametrize("whole", [True, False])
def test_picture_of_a_page_is_large_and_has_neither_strips_nor_buttons(view, qtbot, whole):
    picture = take(view, qtbot, whole=whole)
    assert (picture.width(), picture.height()) == (3000, 2572)
    assert number_of(picture) == -1
    corner = {picture.pixelColor(x, y).name() for x in range(20, 90, 2) for y in range(20, 30, 2)}
    assert "#ffffff" not in corner  # the buttons + and - stood there


def test_picture_is_refused_where_a_tile_could_not_be_painted(view, qtbot):
    from xc_gis.errors import OutputError

    before, view.scheme.tiles = view.scheme.tiles, lambda _z, _x, _y, _scale, answer: answer(None)
    try:
        reported = take(view, qtbot)
    finally:
        view.scheme.tiles = before
    assert isinstance(reported, OutputError)
    assert "没有保存" in str(reported)
    assert "块底图没有画出来" in str(reported)
    assert "道路" in reported.hint
