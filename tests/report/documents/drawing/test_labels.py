"""Names do not collide, stand over what they name, and what has no room is told."""

import itertools

import pytest
import shapely

from tests.fixtures.finished_run import letters
from xc_gis.report.documents.drawing.labels import LETTER_MIDDLE, MM_PER_POINT, Label, halo_path, place_labels
from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM, MapFrame

FRAME = MapFrame(100, 100, 500.0, 500.0, 10_000.0)


def boxes(lines):
    made = []
    for line in lines:
        size = line.size_pt * MM_PER_POINT
        middle = line.y_mm - LETTER_MIDDLE * size
        made.append(shapely.box(line.x_mm, middle - size / 2, line.x_mm + letters().width(line.text) * size, middle + size / 2))
    return made


def grid(count, name="某某社区"):
    step = 1000 / count
    return [
        Label(f"{a}-{b}", (name,), (9.0, 7.0), area=shapely.box(a * step, b * step, (a + 1) * step, (b + 1) * step), kind=f"{a}-{b}")
        for a in range(count) for b in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 5, 9, 14])
def test_no_name_covers_another_and_none_is_lost(count):
    labels = grid(count)
    lines, left_out = place_labels(FRAME, labels, letters())
    assert {line.kind for line in lines} | set(left_out) == {label.key for label in labels}
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes(lines), 2))
    assert bool(left_out) == (count == 14)


def test_a_name_stands_over_its_area_and_in_the_frame():
    area = shapely.Polygon([(0, 0), (900, 0), (900, 100), (100, 100), (100, 900), (0, 900)])
    lines, _ = place_labels(FRAME, [Label("L", ("拐角",), (8.0,), area=area)], letters())
    (box,) = boxes(lines)
    middle = shapely.Point(box.centroid.x * 10, 1000 - box.centroid.y * 10)
    assert area.contains(middle)
    assert shapely.box(0, 0, 100, 100).contains(box)


def test_names_of_points_keep_off_all_marks_and_reserved_corners():
    points = [Label(f"p{n}", ("便利店",), (7.0,), x=300.0 + 25 * n, y=500.0, mark_mm=1.0) for n in range(6)]
    free = (0.0, 0.0, 100.0, 45.0)
    lines, left_out = place_labels(FRAME, points, letters(), kept_free_mm=[free])
    assert lines
    assert len(lines) + len(left_out) == 6
    marks = [shapely.Point(p.x / 10, 100 - p.y / 10).buffer(0.8) for p in points]
    assert not any(box.intersects(mark) for box in boxes(lines) for mark in marks)
    assert not any(box.intersects(shapely.box(*free)) for box in boxes(lines))


def test_a_shorter_name_is_taken_where_the_whole_has_no_room():
    narrow = shapely.box(480, 480, 560, 520)
    others = [
        Label("a", ("甲" * 8,), (9.0,), area=shapely.box(0, 430, 1000, 478)),
        Label("b", ("乙" * 8,), (9.0,), area=shapely.box(0, 522, 1000, 570)),
    ]
    lines, left_out = place_labels(
        FRAME, [*others, Label("n", ("北京南站社区居民委员会", "北站"), (9.0,), area=narrow)], letters()
    )
    assert left_out == []
    assert lines[-1].text == "北站"


def test_the_last_word_of_a_community_is_not_broken():
    narrow = Label("n", ("新明家园社区 +2",), (9.0,), area=shapely.box(400, 300, 580, 700))
    lines, _ = place_labels(FRAME, [narrow], letters())
    assert [line.text for line in lines] == ["新明家园", "社区 +2"]


def test_long_names_are_broken_and_endless_ones_end_in_an_ellipsis():
    area = shapely.box(0, 0, 1000, 1000)
    lines, _ = place_labels(FRAME, [Label("L", ("长" * 40,), (9.0,), area=area)], letters())
    assert "".join(line.text for line in lines) == "长" * 40
    assert 2 <= len(lines) <= 5
    lines, _ = place_labels(FRAME, [Label("L", ("长" * 400,), (9.0,), area=area)], letters())
    assert lines[-1].text.endswith("…")


def test_what_lies_outside_the_frame_has_no_name_on_it():
    lines, left_out = place_labels(FRAME, [Label("far", ("远",), (9.0,), area=shapely.box(5000, 0, 6000, 900))], letters())
    assert (lines, left_out) == ([], ["far"])
    assert place_labels(FRAME, [], letters()) == ([], [])


def test_halos_are_outlines_of_the_placed_letters():
    lines, _ = place_labels(FRAME, [Label("L", ("口",), (9.0,), area=shapely.box(0, 0, 1000, 1000))], letters())
    path = halo_path(lines, letters())
    assert path.startswith("M")
    assert (
        abs(int(path[1:].replace(",", " ").split()[0].split("L")[0]) - lines[0].x_mm * UNITS_PER_MM)
        < 9.0 * MM_PER_POINT * UNITS_PER_MM
    )
