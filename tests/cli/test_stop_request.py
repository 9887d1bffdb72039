"""A request to stop that the work swallowed is heard at its next report."""

import os
import signal

import pytest

from xc_gis.cli.exit_status import listening_to_signals
from xc_gis.cli.terminal import Bar
from xc_gis.errors import Cancelled


def test_a_request_that_was_swallowed_ends_the_work_at_its_next_report():
    with listening_to_signals(), Bar() as bar:
        bar.step("reading", 0, 2)
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            for _ in range(1_000_000):
                pass
        except Cancelled:
            swallowed = True
        assert swallowed
        with pytest.raises(Cancelled):
            bar.step("reading", 1, 2)


def test_the_next_command_is_not_asked_any_more():
    with listening_to_signals(), Bar() as bar:
        bar.step("reading", 0, 1)
