"""Names of a study are found by what people type, and lie where the files say."""

import pytest

from tests.fixtures.named_study import write_named_study
from tests.fixtures.small_study import degrees
from xc_gis.operations.explore.gazetteer import MOST, Gazetteer
from xc_gis.operations.study import read_study
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    return Gazetteer(read_study(write_named_study(tmp_path_factory.mktemp("named") / "study"), Silent()))


def test_a_facility_is_found_by_name_with_its_place_and_row(names):
    (found,) = names.find("便利店")["facilities"]
    assert (found["facility_id"], found["name"], found["type"]) == ("F2", "东便利店", "便利店(社区超市)")
    assert (found["lon"], found["lat"]) == pytest.approx(tuple(degrees([(2000.0, 405.0)])[0]), abs=1e-6)
    assert (found["file"], found["row"]) == ("facilities.csv", 3)


def test_a_facility_is_found_by_address_whatever_the_width_of_signs(names):
    assert [f["facility_id"] for f in names.find("南大街12")["facilities"]] == ["F1"]
    assert [f["facility_id"] for f in names.find("长安街3号")["facilities"]] == ["F3"]


def test_pieces_of_a_street_are_one_answer_with_all_their_lines(names):
    (street,) = names.find("南大街")["streets"]
    assert len(street["lines"]) == 2
    west, south = degrees([(0.0, 0.0)])[0]
    east, north = degrees([(2400.0, 1200.0)])[0]
    assert street["box"] == pytest.approx([west, south, east, north], abs=2e-4)


def test_a_street_is_found_by_its_other_names_and_shown_by_its_first(names):
    assert [s["name"] for s in names.find("south st")["streets"]] == ["南大街"]


def test_the_same_name_comes_before_one_that_begins_so_before_one_that_holds_it(names):
    assert [f["facility_id"] for f in names.find("西")["facilities"]] == ["F1", "F3"]
    assert [f["name"] for f in names.find("西站")["facilities"]] == ["西站"]


def test_nothing_is_found_for_nothing(names):
    assert names.find("  ") == {"facilities": [], "streets": [], "facilities_more": 0, "streets_more": 0}
    assert names.find("没有这条街")["streets"] == []


def test_what_is_beyond_the_list_is_counted(tmp_path):
    path = write_named_study(tmp_path / "study")
    table = path.with_name("facilities.csv")
    rows = table.read_text(encoding="utf-8").splitlines()
    lon, lat = degrees([(700.0, 600.0)])[0]
    rows += [f"X{n:02d},小店{n:02d},CVS,{lon + n / 5000:.7f},{lat:.7f}," for n in range(MOST + 3)]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = Gazetteer(read_study(path, Silent())).find("小店")
    assert len(found["facilities"]) == MOST
    assert found["facilities_more"] == 3
