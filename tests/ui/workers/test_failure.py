"""A fault on its way to the window: one message and what to do; details for whoever repairs the program."""

import pickle

import pytest

from xc_gis.errors import Cancelled, InputError, ResourceError
from xc_gis.ui.workers.failure import Failure, failure_of, failure_of_exit


def raised(error):
    try:
        raise error
    except type(error) as fault:
        return fault


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (InputError("文件是空的", hint="请换一个"), "文件是空的", 1),
        (Cancelled(), "已停止", 3),
        (ResourceError("盘满了"), "盘满了", 70),
    ],
)
def test_our_own_errors_say_it_themselves_without_details(error, message, code):
    failure = failure_of(raised(error))
    assert (failure.message, failure.exit_code, failure.details, failure.is_ours) == (message, code, "", False)
    assert pickle.loads(pickle.dumps(failure)) == failure


def test_a_foreign_error_carries_its_traceback():
    failure = failure_of(raised(ZeroDivisionError("division by zero")))
    assert failure.is_ours
    assert failure.exit_code == 70
    assert "Traceback" in failure.details
    assert "test_failure.py" in failure.details
    assert "请把下面的详情" in failure.hint


def test_scarce_memory_is_nobodys_fault():
    failure = failure_of(raised(MemoryError()))
    assert (failure.is_ours, failure.exit_code, failure.message) == (False, 70, "内存不足")


@pytest.mark.parametrize(("code", "words"), [(-9, "被系统终止（信号 9）"), (1, "意外结束"), (None, "意外结束"), (0, "意外结束")])
def test_a_process_that_gave_no_answer_is_told(code, words):
    failure = failure_of_exit(code)
    assert words in failure.message
    assert (failure.exit_code, failure.is_ours) == (70, True)
    assert not Failure("x", exit_code=70).is_ours
