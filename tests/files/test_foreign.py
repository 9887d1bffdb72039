"""What a foreign reader raises becomes one message of ours; what it says goes to the log."""

import errno
import logging
import warnings

import pytest

from xc_gis.errors import Cancelled, CrsError, InputError, ResourceError
from xc_gis.files.foreign import PANIC, foreign_reader, quiet


def reading(fault):
    with foreign_reader("清单.xlsx 读不懂", "请另存后重试"):
        raise fault


@pytest.mark.parametrize(
    "fault", [ValueError("calamine: zip"), KeyError("sheet"), OSError("no number"), PermissionError(errno.EACCES, "no")]
)
def test_whatever_is_raised_about_the_file_is_the_one_message_with_its_cause(fault, caplog):
    with caplog.at_level(logging.INFO), pytest.raises(InputError) as caught:
        reading(fault)
    assert (caught.value.message, caught.value.hint) == ("清单.xlsx 读不懂", "请另存后重试")
    assert caught.value.__cause__ is fault
    assert repr(fault) in caplog.text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EDQUOT, "磁盘配额已用完"),
        (errno.EMFILE, "打开的文件过多"),
        (errno.ENOMEM, "内存不足"),
    ],
)
def test_what_ran_out_is_no_fault_of_the_file(number, words):
    with pytest.raises(ResourceError) as caught:
        reading(OSError(number, "system"))
    assert caught.value.message == words
    assert caught.value.exit_code == 70


@pytest.mark.parametrize("fault", [CrsError("x"), Cancelled(), MemoryError(), KeyboardInterrupt(), SystemExit(2)])
def test_our_own_errors_stops_and_lack_of_memory_pass_as_they_are(fault):
    with pytest.raises(type(fault)) as caught:
        reading(fault)
    assert caught.value is fault


def test_a_reader_in_rust_that_panics_is_told_though_it_is_no_exception():
    panic = type(PANIC, (BaseException,), {})("index out of bounds")
    assert not isinstance(panic, Exception)
    with pytest.raises(InputError, match=r"清单\.xlsx 读不懂"):
        reading(panic)


def test_warnings_of_a_library_go_to_the_log_and_nowhere_else(caplog):
    with warnings.catch_warnings(record=True) as heard, caplog.at_level(logging.INFO):
        warnings.simplefilter("always")
        with quiet():
            warnings.warn("driver does not support open option", RuntimeWarning, stacklevel=1)
            warnings.warn("driver does not support open option", RuntimeWarning, stacklevel=1)
        assert heard == []
        warnings.warn("ours", UserWarning, stacklevel=1)
    assert [str(w.message) for w in heard] == ["ours"]
    assert caplog.text.count("driver does not support open option") == 2
