"""Fixtures that tests of several folders share."""

import gc
import signal

import pytest
from hypothesis import settings

from xc_gis.cli import stop_request
from xc_gis.cli.options import Options, options
from xc_gis.workers import YOUNG_OBJECTS

pytest_plugins = [
    "tests.fixtures.compiled_loops",
    "tests.fixtures.downloads",
    "tests.fixtures.exchanged_run",
    "tests.fixtures.exported_gis",
    "tests.fixtures.finished_run",
    "tests.fixtures.followed_run",
    "tests.fixtures.installed_wheel",
    "tests.fixtures.programme_run",
    "tests.fixtures.s3_server",
    "tests.fixtures.ledger_runs",
    "tests.fixtures.sharing",
    "tests.fixtures.voiced_run",
]

# no test is a race: a busy machine makes nothing wrong; every run draws other examples
settings.register_profile("calm", deadline=None, max_examples=50)
settings.load_profile("calm")


if (
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN
):  # a script that starts the tests behind itself has its children ignore Ctrl-C, and theirs
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish():
    """
    Ten thousand collected tests and their modules stay to the end: the garbage collector need not walk through them each time.

    It looks as seldom as in a command of the program.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


@pytest.fixture(autouse=True)
def _commands_start_afresh():
    """A command of an earlier test in this process said --json or --lang, or was stopped: not the next one."""
    stop_request.forget()
    options.lang, options.json, options.progress = Options.lang, Options.json, Options.progress


def pytest_make_parametrize_id(val):
    """Bytes are named by their length: packed ones hold the time of day, and every process must give a test the same name."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None
