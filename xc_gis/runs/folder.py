"""
A folder that is replaced in one step: a crash, a full disk or a kill leaves what was there before.

Results are written into a hidden folder beside the place, then the two change places. A lock keeps a second run out; the
leftovers of a killed run are removed by the next.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from xc_gis.errors import Cancelled, OutputError, ResourceError
from xc_gis.files.write_faults import SCARCE, reason_of
from xc_gis.languages.message import joined, msg
from xc_gis.runs.lock import folder_lock
from xc_gis.runs.manifest import MANIFEST, read_manifest
from xc_gis.runs.run_id import BESIDES

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD

_URL_START = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")

LEFT_BY_READERS = ("-wal", "-shm")
"""What QGIS puts beside a GeoPackage while it shows it."""


@contextlib.contextmanager
def replacing(target: Path, *, manifest: str = MANIFEST, keep: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """
    Give a new folder to write into; when the block ends well, it takes the place of ``target``.

    ``manifest`` is the file in the folder that says what was written into it. ``keep`` is called with the folder that was
    replaced, once the new one is in its place, and may move it away; what it leaves is removed.

    Raises
    ------
    OutputError
        If ``target`` is a file, holds anything that no run wrote, cannot be written, or another run writes into it.
    ResourceError
        If the disk is full.
    Cancelled
        Handed on, with a word on which result stands there now.
    """
    refuse_url(target)
    target = target.absolute()
    stage, old = _beside(target, "new"), _beside(target, "old")
    with _writing_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder_lock(target, _beside(target, "lock")):
            _recover(target, stage, old)
            _refuse_strangers(target, manifest)
            stage.mkdir()
            made = stage.stat()
            try:
                yield stage
                replaced = _swap(stage, target, old)
                if keep is not None and replaced is not None:
                    keep(replaced)
            except Cancelled as stop:
                raise Cancelled(msg("已停止；新的结果已写好") if _is(target, made) else msg("已停止；原有结果未改动")) from stop
            finally:
                shutil.rmtree(stage, ignore_errors=True)
                shutil.rmtree(old, ignore_errors=True)


def refuse_url(out: Path) -> None:
    """Raise ``OutputError`` where a URL of a store was given as a folder: as a path it would become one called ``s3:``."""
    start = next((n for n, part in enumerate(out.parts) if _URL_START.fullmatch(part)), None)
    if start is not None:
        raise OutputError(
            msg("输出位置 {out} 是网址：结果只能写入文件夹", out=f"{out.parts[start]}//{'/'.join(out.parts[start + 1 :])}"),
            hint=msg("请写本机或共享文件夹的路径，算完后再上传"),
        )


def _is(folder: Path, made: os.stat_result) -> bool:
    """Whether a folder is the one that was made: a stop may come after the two have changed places."""
    try:
        return os.path.samestat(folder.stat(), made)
    except OSError:
        return False


def _beside(target: Path, what: str) -> Path:
    return target.parent / f".{target.name}.xcgis-{what}"


@contextlib.contextmanager
def _writing_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OutputError:
        raise
    except OSError as fault:
        if _elsewhere(fault, target):
            raise
        if fault.errno in SCARCE:
            raise ResourceError(
                msg("写入 {shown} 失败：{reason}", shown=target.name, reason=reason_of(fault)),
                hint=msg("请清理磁盘空间后重试；原有结果未改动"),
            ) from fault
        if fault.errno in {
            errno.EACCES,
            errno.EPERM,
            errno.EROFS,
            errno.ENOTDIR,
            errno.EEXIST,
            errno.ENOENT,
            errno.ENAMETOOLONG,
        }:
            raise OutputError(
                msg("无法写入输出文件夹 {target}（{reason_of}）", target=target.name, reason_of=reason_of(fault)),
                hint=msg("请换一个可写的文件夹"),
            ) from fault
        raise


def _elsewhere(fault: OSError, target: Path) -> bool:
    """Whether a fault speaks of a file that has nothing to do with the folder that is written: an input that cannot be read."""
    if not isinstance(fault.filename, str):
        return False
    named = Path(fault.filename).absolute()
    ours = (target, *(_beside(target, what) for what in ("new", "old", "lock")))
    return not any(named == path or path in named.parents or named in path.parents for path in ours)


def _recover(target: Path, stage: Path, old: Path) -> None:
    """Remove what a killed run left; if it was killed between the two renames, bring the earlier run back."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(stage, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_strangers(target: Path, manifest: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(msg("输出位置 {out} 是一个文件", out=target.name), hint=msg("请指定一个文件夹"))
    if not os.access(target, os.W_OK) or not os.access(target.parent, os.W_OK):
        raise OutputError(msg("无法写入输出文件夹 {target}", target=target.name), hint=msg("请检查权限,或换一个文件夹"))
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    strangers = sorted(present - _written_by_a_run(target, manifest))
    if strangers:
        raise OutputError(
            msg(
                "输出文件夹 {target} 中有不是本工具写的文件:{strangers}",
                target=target.name,
                strangers=joined("、", strangers[:3]),
            ),
            hint=msg("请换一个空文件夹,以免覆盖"),
        )


def _written_by_a_run(target: Path, manifest: str) -> set[str]:
    content = read_manifest(target, name=manifest) or {}
    outputs, besides = content.get("outputs"), content.get(BESIDES, {})
    if not isinstance(outputs, dict) or not isinstance(besides, dict):
        return set()
    names = {manifest, *outputs, *besides}
    return names | {name + end for name in names if name.endswith(".gpkg") for end in LEFT_BY_READERS}


def _swap(stage: Path, target: Path, old: Path) -> Path | None:
    """Put the new folder in its place; where the replaced one lies now, None where there was none."""
    if not target.exists():
        stage.rename(target)
        return None
    if _exchange(stage, target):
        return stage
    target.rename(old)
    stage.rename(target)
    return old


def _exchange(a: Path, b: Path) -> bool:
    """Let two folders change places in one step where the system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(a), _HERE, os.fsencode(b), _EXCHANGE) == 0)
