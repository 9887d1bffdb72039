"""Tables of the ledgers: ages that do not apply are no zero, a measure over two subdistricts passes every filter, a place outside has none."""

from types import SimpleNamespace

from tests.fixtures.followed_run import followed
from xc_gis.languages.message import Name
from xc_gis.model.ledger import Measure
from xc_gis.operations.ledger.outcome import NeedOutcome, People
from xc_gis.operations.ledger.places import ResourcePlace
from xc_gis.operations.ledger.standing import MeasureStanding
from xc_gis.runs.needs import NeedView
from xc_gis.ui.presenters.targets.ledger_tables import communities_of, due_cell, measures_table, needs_table, resources_table
from xc_gis.ui.presenters.voices.cells import BAD, UNKNOWN


def need(people, category="MED", unknown=0.0):
    return NeedView(f"C1-{category}", "C1", "西社区", "甲街道", category, 10.0, people, None, unknown, ("gap",), None, "", ())


def test_people_that_nobody_knows_come_last_and_are_hatched(followed_run):
    run, _ = followed(followed_run[1])
    rows = needs_table(run, [need(None), need(5.0), need(0.0)], {}).rows
    assert [row.cells[3].text for row in rows] == ["5", "0", "—"]
    assert rows[2].cells[3].kind == rows[0].cells[4].kind == UNKNOWN
    assert rows[0].cells[8].kind == ""


def test_who_is_unknown_is_no_0(followed_run):
    run, _ = followed(followed_run[1])
    (row,) = needs_table(run, [need(0.0, unknown=71.0)], {}).rows
    assert [(cell.text, cell.kind) for cell in row.cells[3:6]] == [("—", UNKNOWN), ("—", UNKNOWN), ("71", "")]
    measure = Measure("P1", "", ("C1-MED",), "街道办", None, None, "running", "", 2)
    outcome = NeedOutcome("C1-MED", People(12.0, 5.0), People(0.0, 5691.0))
    table = measures_table(run, [MeasureStanding(measure, (outcome,), None, "none", compared=True)], "2026-06-30")
    assert [str(head) for head in table.headings[9:13]] == ["原未覆盖人数", "原未知人数", "现未覆盖人数", "现未知人数"]
    assert [(cell.text, cell.kind) for cell in table.rows[0].cells[9:13]] == [
        ("12", ""),
        ("5", ""),
        ("—", UNKNOWN),
        ("5,691", ""),
    ]


def test_places_without_a_community_pass_only_without_a_filter(followed_run):
    run, _ = followed(followed_run[1])
    places = [ResourcePlace("F1", "站", Name("卫生站", "Health station"), "路1号", "open", place) for place in ("C1", "")]
    rows = resources_table(run, places).rows
    assert [(row.community, row.subdistrict) for row in rows] == [("C1", "甲街道"), ("", "")]


def test_no_measures_say_which_key_names_them(followed_run):
    run, _ = followed(followed_run[1])
    assert "measures" in measures_table(run, (), "2026-06-30").foot
    assert due_cell("overdue").kind == BAD


def test_unknown_communities_of_a_measure_are_none(followed_run):
    run, _ = followed(followed_run[1])
    one = SimpleNamespace(measure=SimpleNamespace(needs=("C1-MED", "gone-MED", "C1-VEG", "C2-VEG")))
    assert communities_of(run, one) == ["C1", "C2"]
