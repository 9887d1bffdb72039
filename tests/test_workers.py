"""Work shared among processes: answers in order, an error or a kill ends all of them, Ctrl-C is put off and not lost."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from xc_gis.errors import InputError, ResourceError
from xc_gis.workers import YOUNG_OBJECTS, collect_seldom, cores, interrupts_kept, shared_work


def squared(number):
    return number * number


def failing(number):
    if number == 1:
        raise InputError("错在第二份")
    return number


def dying(number):
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleeping(seconds):
    time.sleep(seconds)
    return os.getpid()


def test_answers_come_in_the_order_of_the_parts():
    with shared_work(squared, [3, 1, 2]) as done:
        assert list(done) == [9, 1, 4]


def test_an_error_of_a_part_is_raised_as_it_is():
    with pytest.raises(InputError, match="错在第二份"), shared_work(failing, [0, 1]) as done:
        list(done)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_process_that_the_system_took_is_told_as_scarce_memory():
    with pytest.raises(ResourceError, match="多半是内存不足") as caught, shared_work(dying, [0, 1]) as done:
        list(done)
    assert "--jobs" in caught.value.hint


def test_where_the_block_ends_by_an_error_the_processes_are_gone_at_once():
    def stopped():
        with shared_work(sleeping, [60.0]):
            deadline = time.monotonic() + 30
            while not (mine := multiprocessing.active_children()) and time.monotonic() < deadline:
                time.sleep(0.05)
            found.extend(child.pid for child in mine)
            raise InputError("停")

    found, began = [], time.monotonic()
    with pytest.raises(InputError):
        stopped()
    assert found
    assert not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in found)
    assert time.monotonic() - began < 55


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows cannot put signals off")
def test_an_interrupt_meanwhile_is_heard_when_the_block_ends():
    def interrupted():
        with interrupts_kept():
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            heard.append("inside")

    heard = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert heard == ["inside"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_there_is_at_least_one_core():
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_records_without_circles_are_not_looked_at_every_seven_hundred():
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() == (YOUNG_OBJECTS, *before[1:])
    finally:
        gc.set_threshold(*before)


def test_an_ending_process_looks_for_no_garbage():
    """What was registered first runs last: then all objects are out of the search."""
    code = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); from xc_gis.workers import collect_seldom; collect_seldom()"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True"
