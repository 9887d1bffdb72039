"""What the system says when something cannot be written, in a planner's words."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from pathlib import Path

from xc_gis.errors import OutputError, ResourceError, XcGisError
from xc_gis.languages.message import Message, msg

SCARCE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Nobody's input is wrong: disk, quota, file size, open files or memory ran out."""

REASONS = {
    errno.ENOSPC: msg("磁盘空间不足"), errno.EDQUOT: msg("磁盘配额已用完"), errno.EFBIG: msg("文件超过允许的大小"), errno.EMFILE: msg("打开的文件过多"),
    errno.ENFILE: msg("打开的文件过多"), errno.ENOMEM: msg("内存不足"), errno.EACCES: msg("没有权限"), errno.EPERM: msg("没有权限"), errno.EROFS: msg("磁盘只读"),
    errno.ENOENT: msg("路径不存在"), errno.ENOTDIR: msg("路径中有一段不是文件夹"), errno.EISDIR: msg("这是一个文件夹"), errno.EEXIST: msg("已存在"),
    errno.ENAMETOOLONG: msg("名称过长"), errno.EBUSY: msg("正被使用"), errno.EIO: msg("设备读写出错"), errno.EBADF: msg("已关闭"), errno.EINVAL: msg("名称或位置不可用"),
    errno.ENOTEMPTY: msg("文件夹不是空的"), errno.ECONNREFUSED: msg("连接被拒绝"), errno.ENETUNREACH: msg("网络不通"), errno.EHOSTUNREACH: msg("网络不通"),
    errno.ETIMEDOUT: msg("没有回应"), errno.ECONNRESET: msg("连接中断"),
}  # fmt: skip

FULL = re.compile(r"disk is full|no space left|file too large|disk quota", re.IGNORECASE)
"""What GDAL and SQLite say where the disk takes no more; they have no error numbers, and often say something else."""

PART = re.compile(r"^\.(.+?)(?:\.\d+-\d+)?\.part(?:\.\w+)?$")
"""Name of a file while it is written."""

PROBE = b"\0" * 1_000_000


def reason_of(fault: OSError) -> str:
    """Why the system refused."""
    if fault.errno in REASONS:
        return REASONS[fault.errno]
    match fault.args:
        case (Message() as message,):
            return message
    return fault.strerror or str(fault)


def unwritable(name: str, fault: OSError, hint: str) -> XcGisError:
    """
    The error of a file that could not be written.

    ``ResourceError`` where disk, memory or descriptors ran out, else ``OutputError`` with ``hint``.
    """
    if fault.errno in SCARCE:
        return ResourceError(
            msg("写入 {shown} 失败：{reason}", shown=name, reason=reason_of(fault)), hint=msg("请清理磁盘空间后重试")
        )
    return OutputError(msg("无法写入 {name}（{reason_of}）", name=name, reason_of=reason_of(fault)), hint=hint)


def refuse_without_room(folder: Path, size: int) -> None:
    """
    Make sure that a folder takes a file of ``size`` bytes, for libraries that end the program where it does not.

    Raises ``ResourceError``; the room is only asked for, not kept.
    """
    probe = folder / ".room"
    try:
        with probe.open("wb") as handle:
            _ask_for(handle.fileno(), folder, max(size, 1))
    except OSError as fault:
        if fault.errno in SCARCE:
            raise ResourceError(
                msg("{folder} 所在的磁盘写不下：{reason_of}", folder=folder, reason_of=reason_of(fault)),
                hint=msg("请清理磁盘空间后重试"),
            ) from fault
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)


def _ask_for(file: int, folder: Path, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, size)
    elif shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def refused_by_disk(path: Path, report: str) -> ResourceError:
    """The error of a file that a library could not write whole, and that says little about why (``report``)."""
    reason = msg("磁盘空间不足") if FULL.search(report) else _refusal(path) or msg("磁盘空间不足，或设备读写出错")
    shown = PART.sub(r"\1", path.name)
    return ResourceError(
        msg("写入 {shown} 失败：{reason}", shown=shown, reason=reason), hint=msg("请清理磁盘空间后重试；原有结果未改动")
    )


def _refusal(path: Path) -> str:
    """What the system says to a megabyte more in this place; nothing where it takes it."""
    probe = path.with_name(f".{path.name}.probe")
    try:
        size = path.stat().st_size if path.exists() else 0
        with probe.open("wb") as handle:
            handle.truncate(size)  # takes no space, but counts against a limit of the size of files
            handle.seek(size)
            handle.write(PROBE)
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as fault:
        return reason_of(fault)
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)
    return ""
