"""Gates opened and ways closed by hand: tags of the street data, each correction told with its row."""

from dataclasses import replace

import pytest

from tests.fixtures.small_study import edit, write_small_study
from tests.fixtures.towns import town
from xc_gis.model import WalkableArea
from xc_gis.operations.study import build_network_of, read_study
from xc_gis.sources.corrections.gates import corrected_streets
from xc_gis.sources.corrections.table import Correction, Target, add_correction
from xc_gis.sources.rows.left_out_rows import ProblemList


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


@pytest.fixture
def path(study):
    return study.with_name("study.corrections.csv")


def test_opened_gate_opens_the_network_and_a_closed_way_closes_it(study, path):
    osm = study.with_name("streets.osm")
    edit(
        osm,
        lambda t: t.replace(
            '<tag k="highway" v="residential"/>', '<tag k="highway" v="residential"/><tag k="access" v="private"/>', 1
        ),
    )
    before, _ = build_network_of(study)
    assert before.gated.any()
    add_correction(path, Correction("open_gate", Target("way/1"), note="门常开"))
    opened, _ = build_network_of(study)
    assert not opened.gated.any()
    add_correction(path, Correction("close_gate", Target("way/1")))
    closed, _ = build_network_of(study)
    assert len(closed.gated) < len(opened.gated)
    add_correction(path, Correction("close_gate", Target("node/30")))
    add_correction(path, Correction("open_gate", Target("node/31")))
    add_correction(path, Correction("open_gate", Target("way/4711")))
    found = read_study(study).data
    assert any("node/31" in r and "没有门" in r for r in found.problems["reason"])
    assert any("路网中没有它" in r for r in found.problems["reason"])
    assert any("2 条道路更正没有执行" in w for w in found.warnings)


def test_a_new_way_with_a_negative_number_can_be_closed_and_so_can_a_square(study, path):
    square = '<way id="-7" version="1"><nd ref="1"/><nd ref="2"/><nd ref="15"/><nd ref="14"/><nd ref="1"/><tag k="highway" v="pedestrian"/><tag k="area" v="yes"/></way>'
    edit(study.with_name("streets.osm"), lambda t: t.replace("</osm>", f"{square}</osm>"))
    before, _ = build_network_of(study)
    assert before.across.any()
    add_correction(path, Correction("close_gate", Target("way/-7")))
    closed, _ = build_network_of(study)
    assert not closed.across.any()
    assert not any("没有执行" in warning for warning in read_study(study).data.warnings)


def drawn():
    """A lane (1) with a gate at b, a footway (2), and a closed way that is a square as well (3)."""
    return replace(
        town({"a": (0, 0), "b": (50, 0), "c": (100, 0)}, [("abc", {"highway": "service", "access": "private"}), ("ca", {"highway": "footway"})],
             tags={"b": {"barrier": "lift_gate"}}),
        areas=(WalkableArea(3, "way", ((1, 2, 3, 1),), (), {"highway": "pedestrian"}), WalkableArea(1, "relation", ((1, 2, 3, 1),), (), {"highway": "pedestrian"})),
        ways=(*town({"a": (0, 0), "b": (50, 0), "c": (100, 0)}, [("abc", {"highway": "service", "access": "private"}), ("ca", {"highway": "footway"})]).ways,
              (3, (1, 2, 3, 1), {"highway": "pedestrian", "area": "yes"})),
    )  # fmt: skip


def corrected(*made):
    problems = ProblemList()
    streets, warnings = corrected_streets(
        drawn(), [Correction(action, Target(name), row=n) for n, (action, name) in enumerate(made, 2)], "更正.csv", problems
    )
    return streets, warnings, problems.rows


def test_streets_without_such_corrections_stay_the_same_object():
    streets, problems = drawn(), ProblemList()
    assert corrected_streets(streets, [Correction("ignore", Target("F1"))], "更正.csv", problems) == (streets, [])
    assert problems.rows == []


def test_an_open_way_gets_the_tag_that_wins_over_access_and_keeps_the_others():
    streets, warnings, rows = corrected(("open_gate", "way/1"))
    assert streets.ways[0][2] == {"highway": "service", "access": "private", "foot": "yes"}
    assert streets.ways[1][2] == {"highway": "footway"}
    assert warnings == []
    assert rows == [("更正.csv", 2, "人工更正 way/1:开放道路", "已执行")]


def test_a_closed_node_is_a_barrier_and_keeps_the_kind_it_has():
    streets, _, _ = corrected(("close_gate", "node/2"), ("close_gate", "node/3"), ("open_gate", "node/2"))
    assert streets.node_tags[3] == {"foot": "no", "barrier": "gate"}
    assert streets.node_tags[2] == {"foot": "yes", "barrier": "lift_gate"}  # the last word stands


def test_a_square_is_closed_with_its_outline_and_a_relation_of_the_same_number_is_not():
    streets, _, _ = corrected(("close_gate", "way/3"), ("close_gate", "way/1"))
    assert streets.ways[2][2]["foot"] == "no"
    assert [area.tags.get("foot") for area in streets.areas] == ["no", None]


@pytest.mark.parametrize(
    ("action", "name", "why"),
    [
        ("open_gate", "way/9", "路网中没有它"),
        ("close_gate", "node/9", "路网中没有它"),
        ("close_gate", "node/0", "路网中没有它"),
        ("open_gate", "node/1", "这里没有门或障碍"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_row_and_counted(action, name, why):
    streets, warnings, rows = corrected((action, name), ("close_gate", "way/2"))
    assert warnings == ["更正.csv 有 1 条道路更正没有执行(见 problems.csv)"]
    assert [(row, reason.endswith(why)) for _, row, reason, _ in rows] == [(2, True), (3, False)]
    assert streets.ways[1][2]["foot"] == "no"
