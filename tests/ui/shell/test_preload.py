"""Pages are loaded ahead, in a thread, and the window does not wait for it."""

import os
import subprocess
import sys

from tests.fixtures.studies import ROOT


def test_pages_are_there_after_the_thread_has_run(tmp_path):
    code = (
        "import sys\n"
        "from xc_gis.ui.shell.app import prepare\n"
        "prepare()\n"
        "from PyQt5.QtWidgets import QApplication\n"
        "application = QApplication(['xc-gis'])\n"
        "from xc_gis.ui.shell.preload import PAGES, THREAD, preload_pages\n"
        "assert not set(PAGES) & set(sys.modules)\n"
        "preload_pages()\n"
        "import threading\n"
        "[thread.join(60) for thread in threading.enumerate() if thread.name == THREAD]\n"
        "print(set(PAGES) <= set(sys.modules), 'geopandas' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=90, check=True,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.split() == ["True", "False"]
