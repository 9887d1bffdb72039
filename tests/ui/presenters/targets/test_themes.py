"""Targets as themes of the map: classes by what a place lacks, five classes of an index; nothing is said of what nobody knows."""

from tests.fixtures.followed_run import followed
from xc_gis.runs.targets import ShortPlaceRow
from xc_gis.ui.presenters.targets.themes import index_shown, short_record


def short(area, kind, amount, level="community", category=""):
    return ShortPlaceRow("x", 1, level, area, category, kind, amount)


def test_classes_of_people_begin_where_those_of_gaps_do(followed_run):
    run, _ = followed(followed_run[1])
    record = short_record(run, "名", [short("C1", "people", 50.0), short("C2", "people", 50.4)])
    assert [record["rows"][record["of"][one]["row"]]["words"] for one in ("C1", "C2")] == ["50 人以内", "51–200 人"]


def test_a_place_that_lacks_two_categories_is_one_place(followed_run):
    run, _ = followed(followed_run[1])
    record = short_record(run, "名", [short("C1", "people", 900.0, category="MED"), short("C1", "people", 200.0, category="VEG")])
    assert (
        record["rows"][record["of"]["C1"]["row"]]["words"] == "501–1000 人"
    )  # of the one that most lack: who lacks both is one person
    assert record["of"]["C1"]["words"].count("；") == 1
    assert "C2" not in record["of"]


def test_a_subdistrict_without_a_facility_colours_its_communities(followed_run):
    run, _ = followed(followed_run[1])
    street = run.by_id["C1"].subdistrict
    record = short_record(run, "名", [short(street, "facility", 1.0, level="subdistrict")])
    assert set(record["of"]) == {c.community_id for c in run.communities if c.subdistrict == street}
    assert [row["words"] for row in record["rows"]] == ["没有这种设施"]


def test_floor_area_has_classes_of_its_own(followed_run):
    run, _ = followed(followed_run[1])
    record = short_record(run, "名", [short("C1", "floor_area", 10.0), short("C2", "floor_area", 300.5)])
    assert record["of"]["C2"]["words"] == "缺 301 ㎡"
    assert record["of"]["C1"]["row"] != record["of"]["C2"]["row"]


def test_only_a_full_index_reads_as_full():
    assert (index_shown(99.96), index_shown(100.0)) == (99.9, 100.0)
