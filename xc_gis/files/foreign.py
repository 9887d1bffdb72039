"""
What foreign readers say (GDAL, calamine, pyarrow, XML): never to the planner, always to the log.

Their exceptions become one message of ours, which names the file; their warnings and texts, English and about their own
inside, are logged for whoever looks for the cause.
"""

from __future__ import annotations

import errno
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from xc_gis.errors import InputError, ResourceError, XcGisError
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg

logger = logging.getLogger(__name__)

_NO_FAULT_OF_THE_FILE = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}

PANIC = "PanicException"
"""What a reader written in Rust raises when it gives up; no ``Exception`` by its class."""


@contextmanager
def foreign_reader(message: str, hint: str) -> Iterator[None]:
    """
    Let a foreign library read a file of the user.

    Raises
    ------
    InputError
        ``message`` and ``hint`` for whatever the library raises about the file; what is missing is a permission: that.
    ResourceError
        Disk, memory or file descriptors ran out.
    """
    try:
        with quiet():
            yield
    except (XcGisError, MemoryError):
        raise
    except OSError as fault:
        if fault.errno in _NO_FAULT_OF_THE_FILE:
            raise ResourceError(reason_of(fault), hint=msg("请清理磁盘或关闭其他程序后重试")) from fault
        logger.info("a reader gave up: %r", fault)
        raise InputError(message, hint=hint) from fault
    except Exception as fault:
        logger.info("a reader gave up: %r", fault)
        raise InputError(message, hint=hint) from fault
    except BaseException as fault:
        if type(fault).__name__ != PANIC:
            raise
        logger.info("a reader gave up: %r", fault)
        raise InputError(message, hint=hint) from fault


@contextmanager
def quiet() -> Iterator[None]:
    """Send the warnings of a library to the log."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for warning in caught:
        logger.info("a reader said: %s", warning.message)
