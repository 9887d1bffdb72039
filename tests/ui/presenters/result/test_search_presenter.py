"""What the search lists and does, decided without a window."""

import pytest

from tests.ui.presenters.result.test_result_presenter import Failure, made, opened, study, study_with_run  # noqa: F401 - fixtures
from xc_gis.ui.presenters.result.hits import COMMUNITY, COORDINATES, FACILITY, NOTE, STREET, SUBDISTRICT
from xc_gis.ui.workers.tasks import FindNames

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
def display(opened):  # noqa: F811
    presenter, view, runner = opened
    return presenter.search, view, runner


def listed(view):
    hits, choose_first = view.last("show_hits")
    return [(hit.kind, hit.title) for hit in hits], choose_first


def test_communities_are_there_at_once_and_the_rest_follows(display):
    search, view, runner = display
    search.look_for("西")
    assert listed(view) == ([(COMMUNITY, "西社区"), (NOTE, "正在查找设施和道路…")], True)
    runner.answer(FindNames, FOUND)
    kinds = [kind for kind, _ in listed(view)[0]]
    assert kinds == [COMMUNITY, FACILITY, FACILITY, NOTE, STREET]
    assert "4" in listed(view)[0][3][1]


def test_an_answer_to_an_earlier_text_is_not_shown_and_the_latest_is_asked(display):
    search, view, runner = display
    for text in ("西", "西社", "东"):
        search.look_for(text)
    assert [runner.tasks[n].text for n in runner.waiting(FindNames)] == ["西"]
    runner.answer(FindNames, FOUND)
    assert listed(view)[0] == [(COMMUNITY, "东社区"), (NOTE, "正在查找设施和道路…")]
    assert [runner.tasks[n].text for n in runner.waiting(FindNames)] == ["东"]


def test_coordinates_are_candidates_of_which_one_must_be_chosen(display):
    search, view, runner = display
    search.look_for("116.36,39.91")
    hits, choose_first = view.last("show_hits")
    assert [hit.kind for hit in hits] == [COORDINATES] * 3
    assert [hit.more.split("（")[0] for hit in hits] == ["WGS 84", "GCJ-02", "BD-09"]
    assert not choose_first
    assert not runner.waiting(FindNames)
    search.look_for("bd 116.36,39.91")
    hits, choose_first = view.last("show_hits")
    assert (len(hits), choose_first) == (1, True)


def test_numbers_that_are_no_place_are_one_sentence(display):
    search, view, _ = display
    search.look_for("916.3,39.9")
    ((kind, words),), choose_first = listed(view)
    assert (kind, choose_first) == (NOTE, False)
    assert "经纬度" in words


def test_what_is_taken_is_marked_and_a_community_is_chosen(display):
    search, view, runner = display
    search.look_for("西")
    runner.answer(FindNames, FOUND)
    hits, _ = view.last("show_hits")
    search.take(hits[0])
    assert view.last("show_area") == (("C1",),)
    assert view.last("show_community")[0].name == "西社区"
    search.take(hits[1])
    assert (view.last("show_mark")[0]["lon"], view.last("show_mark")[0]["title"]) == (116.1, "西站")
    search.take(hits[4])
    assert view.last("show_mark")[0]["lines"] == FOUND["streets"][0]["lines"]


def test_a_facility_without_a_place_moves_nothing_and_says_so(display):
    search, view, runner = display
    search.look_for("西")
    runner.answer(FindNames, FOUND)
    hit = view.last("show_hits")[0][2]
    assert "没有位置" in hit.more
    search.take(hit)
    assert view.last("show_mark") is None


def test_a_fault_of_the_explorer_is_told_in_the_list(display):
    search, view, runner = display
    search.look_for("西")
    runner.answer(FindNames, Failure("项目尚未读入", "重新运行"))
    assert "项目尚未读入" in listed(view)[0][-1][1]
    search.look_for("东")
    assert runner.waiting(FindNames)


def test_nothing_found_is_told(display):
    search, view, runner = display
    search.look_for("没有这个")
    runner.answer(FindNames, {"facilities": [], "streets": [], "facilities_more": 0, "streets_more": 0})
    assert [kind for kind, _ in listed(view)[0]] == [NOTE]
    assert "没有找到" in listed(view)[0][0][1]
    search.look_for("")
    assert listed(view)[0] == []


def test_a_closed_study_is_not_searched(display):
    search, view, runner = display
    runner.presenter.close_study()
    search.look_for("西")
    assert listed(view)[0] == []


def test_a_subdistrict_is_found_with_its_communities_and_taken_whole(display):
    search, view, runner = display
    run = runner.presenter.run
    name = run.communities[0].subdistrict
    inside = [c for c in run.communities if c.subdistrict == name]
    search.look_for(name[:2])
    hits, choose_first = view.last("show_hits")
    found = next(hit for hit in hits if hit.kind == SUBDISTRICT)
    assert (found.title, found.more.startswith(f"{len(inside)} ")) == (name, True)
    assert {hit.community_id for hit in hits if hit.kind == COMMUNITY} >= {c.community_id for c in inside}
    assert choose_first
    search.take(found)
    ids = [c.community_id for c in inside]
    assert view.last("show_area") == (ids,)
    assert view.last("show_subdistrict") == (name,)
    assert list(view.last("show_totals")[1]) == ids


def test_a_subdistrict_that_only_holds_the_text_lists_none_of_its_communities(display):
    search, view, runner = display
    name = runner.presenter.run.communities[0].subdistrict
    search.look_for(name[1:])
    kinds = [kind for kind, _ in listed(view)[0]]
    assert SUBDISTRICT in kinds
    assert COMMUNITY not in kinds


def test_what_meets_the_text_better_stands_first(display):
    search, view, _ = display
    run = view.last("show_run")[0]
    search.look_for(run.communities[0].subdistrict)
    assert listed(view)[0][0][0] == SUBDISTRICT
    search.look_for(run.communities[0].name)
    assert listed(view)[0][0][0] == COMMUNITY
