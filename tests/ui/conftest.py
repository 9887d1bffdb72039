"""
The window under test: no display, its own settings folder, the scheme ``xc:`` before the application is made.

Tests with a web page end with ``sip.delete(page)`` before ``sip.delete(view)``.

A test that waited in vain for a page on a busy machine is tried once more, and the summary names it; one whose claim is
false is not (decision 129).
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from tests.fixtures.small_study import write_small_study
from tests.fixtures.warm_processes import SPAWNED, warm_processes
from xc_gis.operations.run import run_into

HERE = Path(__file__).parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-logging --log-level=3")


def pytest_collection_modifyitems(items):
    """Only waits in vain are tried again."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


@pytest.fixture(scope="session")
def qapp_args():
    """Arguments of the application; asked for before it is made, so that Qt learns here what it must know early."""
    from xc_gis.ui.shell.app import prepare

    prepare()
    return ["xc-gis"]


@pytest.fixture(scope="session")
def qapp(qapp_args, qapp_cls, pytestconfig):
    """The application in its own clothes."""
    from PyQt5.QtWidgets import QApplication

    from xc_gis.ui.widgets.style import dress

    application = QApplication.instance() or qapp_cls(qapp_args)
    application.setApplicationName(pytestconfig.getini("qt_qapp_name") or "xc-gis")
    dress(application)
    return application


@pytest.fixture(scope="module", autouse=True)
def _processes(request):
    """Working processes need not load their libraries where starting them is not the point."""
    with contextlib.nullcontext() if request.module.__name__ in SPAWNED else warm_processes():
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Settings, copies, tiles and log of a test lie in its own folder."""
    monkeypatch.setenv("XC_GIS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def small_study(tmp_path_factory):
    """Path of the small study (``tests/fixtures/small_study.py``); shared: do not write into its folder."""
    return write_small_study(tmp_path_factory.mktemp("small") / "study")


@pytest.fixture(scope="session")
def small_run(small_study):
    """Folder of its run, as the window leaves it: ``NAME.result`` beside the study file, no outlines in the map."""
    folder = small_study.with_name(f"{small_study.stem}.result")
    run_into(small_study, folder, outlines=False)
    return folder
