"""The process of pages keeps the run and the page that was drawn last, and reads a run that was made anew."""

import shutil

from xc_gis.operations.export.current_map import map_page
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.progress import Silent
from xc_gis.ui.workers.page_tasks import DrawMap, ListKinds, WriteMap
from xc_gis.ui.workers.worker import TaskMemory


def test_a_page_is_drawn_once_for_preview_and_file_and_anew_for_another_run(small_run, tmp_path, monkeypatch):
    drawn = []
    own = map_page.draw_page
    monkeypatch.setattr(map_page, "draw_page", lambda *given: drawn.append(1) or own(*given))
    run = shutil.copytree(small_run, tmp_path / "run")
    shown, choice, memory = ShownMap(run, "stars", (116.36, 39.90, 116.37, 39.91)), PageChoice(area="district"), TaskMemory()
    seen = DrawMap(shown, choice, 40).run(memory, Silent())
    assert (seen.fits, seen.shows) == (True, "星级评价图-2026-06-30")
    WriteMap(shown, choice, tmp_path / "map.pdf").run(memory, Silent())
    assert len(drawn) == 1
    (run / "manifest.json").write_text((run / "manifest.json").read_text(encoding="utf-8") + " ", encoding="utf-8")
    DrawMap(shown, choice, 40).run(memory, Silent())
    assert len(drawn) == 2


def test_kinds_that_the_run_has_nothing_for_are_not_offered(finished_run, followed_run):
    memory = TaskMemory()
    without, followed = ([name for name, _ in ListKinds(run).run(memory, Silent())] for run in (finished_run, followed_run[1]))
    assert "targets" not in without
    assert sorted([*without, "targets"]) == sorted(followed)
