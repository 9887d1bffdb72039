"""How a window closes: it asks where something would be lost, then ends all that was started."""

from __future__ import annotations

from xc_gis.ui.assembly import Assembly
from xc_gis.ui.memory import Memory
from xc_gis.ui.pages import Pages
from xc_gis.ui.words import say


def may_close(made: Assembly, pages: Pages) -> bool:
    """Ask while a run goes on, or where a standard was changed and not saved."""
    if made.engine.is_busy() and not made.desk.confirm(say("close_asks"), say("yes_leave"), say("no_stay")):
        return False
    return not pages.has_unsaved_standard or made.desk.confirm(say("standard_unsaved"), say("yes_discard"), say("no_back"))


def end_all(made: Assembly, pages: Pages, memory: Memory) -> None:
    """End processes and pages; keep how the panels were divided."""
    made.presenter.close_study()
    made.engine.shutdown()
    made.desk.tiles.close()
    memory.keep_window("across", made.desk.work.across.saveState())
    memory.keep_window("middle", made.desk.work.middle.saveState())
    memory.folded = made.desk.work.folded
    pages.shutdown()
