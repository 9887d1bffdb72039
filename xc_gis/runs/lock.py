"""
The lock that keeps a second run out of a folder, and a second window away from a study.

The system releases a lock when its process dies, however it dies; no clock and no process number is trusted.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg


@contextlib.contextmanager
def folder_lock(target: Path, path: Path) -> Iterator[None]:
    """Hold the lock of the folder ``target`` in the file ``path``. Raises ``OutputError`` where another run holds it."""
    with path.open("w") as handle:
        try:
            lock_file(handle.fileno())
        except OSError as fault:
            raise OutputError(
                msg("输出文件夹 {target} 正被另一次运行使用", target=target.name), hint=msg("请等待其结束,或换一个输出文件夹")
            ) from fault
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def lock_file(descriptor: int) -> None:
    """Take the lock of an open file without waiting; ``OSError`` where another process holds it. It ends with the process."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists elsewhere only

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
