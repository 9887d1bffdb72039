"""Files that are handed in as one zip, with the list of them; the same files give the same bytes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import remove_drafts, whole_file
from xc_gis.files.write_faults import unwritable
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.runs.export_folder import RECORD
from xc_gis.runs.lock import lock_file

PACKED = frozenset((".pdf", ".png", ".xlsx", ".docx", ".zip", ".qgz", ".parquet"))
"""Files that would hardly become smaller."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)

PACKING = msg("打包")

_HINT = msg("请换一个可写的位置，并检查文件是否正被打开")


def check_archive(path: Path) -> None:
    """Raise ``OutputError`` where no zip can stand, or something stands that no export packed, before anything is made."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise OutputError(msg("不能写压缩包 {path}：它是一个文件夹，或所在的文件夹不存在", path=path), hint=_HINT)
    if path.exists() and not _is_packed(path):
        raise OutputError(
            msg("不能写压缩包 {path}：那里已有一个文件，不是导出打的包", path=path), hint=msg("请换一个文件名，或先移走那个文件")
        )


def _is_packed(path: Path) -> bool:
    """Whether a file is a zip of exports: its list is in it, and names every file."""
    try:
        with zipfile.ZipFile(path) as found:
            listed = json.loads(found.read(RECORD))
            return set(found.namelist()) == {*listed["outputs"], RECORD} and "run" in listed
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError):
        return False


def write_zip(
    path: Path, folder: Path, names: Sequence[str], own: Mapping[str, bytes], record: Mapping[str, Any], progress: Progress
) -> None:
    """
    Write files of a folder of exports, and others by name, into a zip; no time of the clock is in it.

    Its ``export.json`` lists what is in it and nothing else.

    Parameters
    ----------
    names
        Of files in ``folder``.
    own
        More files; none has a name of those.
    record
        Content of the folder's ``export.json``.

    Raises
    ------
    OutputError, ResourceError, Cancelled
        Nothing has changed.
    """
    listed = json.dumps(_listed(names, own, record), ensure_ascii=False, indent=1) + "\n"
    more = {**own, RECORD: listed.encode(errors="backslashreplace")}
    everything = sorted({*names, *more})
    with _alone(path), whole_file(path, hint=_HINT) as draft, zipfile.ZipFile(draft, "w") as made:
        for n, name in enumerate(everything):
            progress.step(PACKING, n, len(everything))
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            if name in more:
                made.writestr(entry, more[name])
                continue
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, made.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    progress.step(PACKING, len(everything), len(everything))


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other exports away from a zip, and remove what one that was killed has left of it. Raises ``OutputError``."""
    place = Path(os.path.realpath(path))
    lock = place.with_name(f".{place.name}.lock")
    try:
        handle = lock.open("w")
    except OSError as fault:
        raise unwritable(path.name, fault, _HINT) from fault
    with handle:
        try:
            lock_file(handle.fileno())
        except OSError as fault:
            raise OutputError(
                msg("压缩包 {name} 正被另一次导出写", name=path.name), hint=msg("请等待其结束，或换一个文件名")
            ) from fault
        try:
            remove_drafts(place.parent, [place.name])
            yield
        finally:
            with contextlib.suppress(OSError):
                lock.unlink()


def _listed(names: Sequence[str], own: Mapping[str, bytes], record: Mapping[str, Any]) -> dict[str, Any]:
    """The record, cut to what is packed, with checksums of the files that no folder holds."""
    run = cast("Mapping[str, Any]", record["run"])
    outputs = {name: record["outputs"][name] for name in names}
    outputs |= {name: hashlib.sha256(content).hexdigest() for name, content in own.items()}
    details = {name: record["details"][name] for name in names} | {name: {"run": run["id"]} for name in own}
    return {**record, "outputs": dict(sorted(outputs.items())), "details": dict(sorted(details.items()))}
