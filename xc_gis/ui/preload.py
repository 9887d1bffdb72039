"""Pages that are made when they are first wanted: their modules are loaded before, in a thread, so that the click does not wait."""

from __future__ import annotations

import importlib
import logging
import threading

PAGES = ("xc_gis.ui.sample", "xc_gis.ui.standard.page", "xc_gis.ui.study.page", "xc_gis.sources.study.draft")

THREAD = "xc-gis-preload"

logger = logging.getLogger(__name__)


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
