"""How a window closes: it asks where something would be lost, then ends all that was started."""

from __future__ import annotations

from xc_gis.ui.shell.assembly import Assembly
from xc_gis.ui.shell.pages import Pages
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording.window import window_text


def may_close(made: Assembly, pages: Pages) -> bool:
    """Ask while a run goes on, or where a standard or a scenario was changed and not saved."""
    if made.engine.is_busy() and not made.display.confirm(
        window_text("close_asks"), window_text("yes_leave"), window_text("no_stay")
    ):
        return False
    asked = [("standard_unsaved", pages.has_unsaved_standard), ("scenario_unsaved", pages.has_unsaved_scenario)]
    return all(
        made.display.confirm(window_text(key), window_text("yes_discard"), window_text("no_back")) for key, lost in asked if lost
    )


def end_all(made: Assembly, pages: Pages, memory: Memory) -> None:
    """End processes and pages; keep how the panels were divided."""
    made.presenter.close_study()
    made.engine.shutdown()
    made.display.tiles.close()
    memory.keep_window("across", made.display.work.across.saveState())
    memory.keep_window("middle", made.display.work.middle.saveState())
    memory.folded = made.display.work.folded
    pages.shutdown()
