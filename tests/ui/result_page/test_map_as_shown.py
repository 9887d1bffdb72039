"""What the window shows is what its page is asked for: theme, figures, marks, layers."""

import pytest


@pytest.fixture
def work(qtbot):
    from PyQt5.QtCore import QObject

    from xc_gis.ui.map.tiles import Tiles
    from xc_gis.ui.result_page.work_page import WorkPage

    owner = QObject()
    page = WorkPage(Tiles(owner))
    qtbot.addWidget(page)
    yield page
    page.map.shutdown()


def test_what_the_map_shows_is_what_the_page_is_asked_for(work, tmp_path):
    from xc_gis.ui.result_page.map_as_shown import map_as_shown

    view = {"theme": "MED", "community": None, "bounds": [1, 2, 3, 4]}
    work.map.show_selection(["C1"], [])
    work.map.set_layer("sites", False)
    work.map.set_layer("streets", False)
    work.map.set_site_types(["CVS"])
    work.show_figures({"ratings": []}, "周三 20:00")
    shown = map_as_shown(work, tmp_path, view)
    assert (shown.marks, sorted(shown.hidden), shown.site_types) == (
        {"selection": {"ids": ["C1"], "ring": []}},
        ["sites", "streets"],
        ("CVS",),
    )
    assert (shown.figures, shown.named) == ({"ratings": []}, "周三 20:00")
    work.show_figures(None, "")
    work.map.show_selection([], [])
    work.map.set_layer("sites", True)
    work.map.set_layer("streets", True)
    work.map.set_site_types(None)
    work.show_preview([{"community_id": "C1", "stars": 1}])
    shown = map_as_shown(work, tmp_path, view)
    assert (shown.marks, shown.hidden, shown.site_types, shown.named) == ({}, (), None, "修改中的评价标准")
    assert shown.figures == {"ratings": [{"community_id": "C1", "stars": 1}]}
    work.show_preview([])
    work.show_scenario({"ratings": []}, "东站")
    assert map_as_shown(work, tmp_path, view).named == "方案：东站"
    work.show_scenario(None, "")
    assert map_as_shown(work, tmp_path, view).figures is None
