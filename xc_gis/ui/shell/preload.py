"""What is wanted later is loaded before, in a thread, so that the click does not wait: sentences, pages, what leaves the window."""

from __future__ import annotations

import importlib
import logging
import threading
from dataclasses import dataclass
from typing import ClassVar

from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import HERE
from xc_gis.ui.workers.worker import TaskMemory
from xc_gis.wording.window import ready

PAGES = (
    "xc_gis.ui.workers.sample",
    "xc_gis.ui.standard_editor.page",
    "xc_gis.ui.study_editor.page",
    "xc_gis.sources.study.draft",
    "xc_gis.ui.shell.voices_assembly",
    "xc_gis.ui.shell.targets_assembly",
)

THREAD = "xc-gis-preload"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoadModules:
    """Load modules in a thread, before what they hold is wanted in the interface thread; the answer is their names."""

    names: tuple[str, ...]
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> tuple[str, ...]:  # noqa: ARG002 - as all tasks
        """Do it."""
        for name in self.names:
            importlib.import_module(name)
        return self.names


def preload_words() -> None:
    """Load the sentences that the window looks in for what it says."""
    threading.Thread(target=ready, daemon=True, name=THREAD).start()


def preload_pages() -> None:
    """Load the modules of the pages, one after another, while the window is used."""
    threading.Thread(target=load_pages, daemon=True, name=THREAD).start()


def load_pages() -> None:
    """Do it here and now."""
    for name in PAGES:
        try:
            importlib.import_module(name)
        except Exception:
            logger.exception("could not load %s ahead", name)  # whoever needs it will hear why
