"""What the search lists and does, decided without a window."""

import pytest

from tests.ui.test_study_presenter import Failure, made, opened, study, study_with_run  # noqa: F401 - fixtures
from xc_gis.ui.hits import COMMUNITY, COORDINATES, FACILITY, NOTE, STREET
from xc_gis.ui.work.tasks import FindNames

FOUND = {
    "facilities": [
        {"facility_id": "F1", "name": "西站", "code": "CHS", "type": "社区卫生站", "address": "南街 1 号", "status": "open", "file": "f.csv",
         "row": 2, "lon": 116.1, "lat": 39.8},
        {"facility_id": "F9", "name": "西摊", "code": "CVS", "type": "便利店", "address": "", "status": "planned", "file": "f.csv",
         "row": 9, "lon": None, "lat": None},
    ],
    "streets": [{"name": "西街", "box": [116.0, 39.0, 116.2, 39.2], "lines": [[[116.0, 39.0], [116.2, 39.2]]]}],
    "facilities_more": 4, "streets_more": 0,
}  # fmt: skip


@pytest.fixture
def desk(opened):  # noqa: F811
    presenter, view, workshop = opened
    return presenter.search, view, workshop


def listed(view):
    hits, choose_first = view.last("show_hits")
    return [(hit.kind, hit.title) for hit in hits], choose_first


def test_communities_are_there_at_once_and_the_rest_follows(desk):
    search, view, workshop = desk
    search.look_for("西")
    assert listed(view) == ([(COMMUNITY, "西社区"), (NOTE, "正在查找设施和道路…")], True)
    workshop.answer(FindNames, FOUND)
    kinds = [kind for kind, _ in listed(view)[0]]
    assert kinds == [COMMUNITY, FACILITY, FACILITY, NOTE, STREET]
    assert "4" in listed(view)[0][3][1]


def test_an_answer_to_an_earlier_text_is_not_shown_and_the_latest_is_asked(desk):
    search, view, workshop = desk
    for text in ("西", "西社", "东"):
        search.look_for(text)
    assert [workshop.tasks[n].text for n in workshop.waiting(FindNames)] == ["西"]
    workshop.answer(FindNames, FOUND)
    assert listed(view)[0] == [(COMMUNITY, "东社区"), (NOTE, "正在查找设施和道路…")]
    assert [workshop.tasks[n].text for n in workshop.waiting(FindNames)] == ["东"]


def test_coordinates_are_candidates_of_which_one_must_be_chosen(desk):
    search, view, workshop = desk
    search.look_for("116.36,39.91")
    hits, choose_first = view.last("show_hits")
    assert [hit.kind for hit in hits] == [COORDINATES] * 3
    assert [hit.more.split("（")[0] for hit in hits] == ["WGS 84", "GCJ-02", "BD-09"]
    assert not choose_first
    assert not workshop.waiting(FindNames)
    search.look_for("bd 116.36,39.91")
    hits, choose_first = view.last("show_hits")
    assert (len(hits), choose_first) == (1, True)


def test_numbers_that_are_no_place_are_one_sentence(desk):
    search, view, _ = desk
    search.look_for("916.3,39.9")
    ((kind, words),), choose_first = listed(view)
    assert (kind, choose_first) == (NOTE, False)
    assert "经纬度" in words


def test_what_is_taken_is_marked_and_a_community_is_chosen(desk):
    search, view, workshop = desk
    search.look_for("西")
    workshop.answer(FindNames, FOUND)
    hits, _ = view.last("show_hits")
    search.take(hits[0])
    assert view.last("show_area") == ("C1",)
    assert view.last("show_community")[0].name == "西社区"
    search.take(hits[1])
    assert (view.last("show_mark")[0]["lon"], view.last("show_mark")[0]["title"]) == (116.1, "西站")
    search.take(hits[4])
    assert view.last("show_mark")[0]["lines"] == FOUND["streets"][0]["lines"]


def test_a_facility_without_a_place_moves_nothing_and_says_so(desk):
    search, view, workshop = desk
    search.look_for("西")
    workshop.answer(FindNames, FOUND)
    hit = view.last("show_hits")[0][2]
    assert "没有位置" in hit.more
    search.take(hit)
    assert view.last("show_mark") is None


def test_a_fault_of_the_explorer_is_told_in_the_list(desk):
    search, view, workshop = desk
    search.look_for("西")
    workshop.answer(FindNames, Failure("项目尚未读入", "重新运行"))
    assert "项目尚未读入" in listed(view)[0][-1][1]
    search.look_for("东")
    assert workshop.waiting(FindNames)


def test_nothing_found_is_told(desk):
    search, view, workshop = desk
    search.look_for("没有这个")
    workshop.answer(FindNames, {"facilities": [], "streets": [], "facilities_more": 0, "streets_more": 0})
    assert [kind for kind, _ in listed(view)[0]] == [NOTE]
    assert "没有找到" in listed(view)[0][0][1]
    search.look_for("")
    assert listed(view)[0] == []


def test_a_closed_study_is_not_searched(desk):
    search, view, workshop = desk
    workshop.presenter.close_study()
    search.look_for("西")
    assert listed(view)[0] == []
