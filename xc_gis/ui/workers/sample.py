"""The embedded sample: copied to the user's own folder before it is opened, so that nothing is written into the program."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from xc_gis.errors import InputError, OutputError
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg
from xc_gis.operations.sample import STUDY
from xc_gis.progress import Progress
from xc_gis.ui.storage.own_folders import data_folder
from xc_gis.ui.workers.tasks import HERE
from xc_gis.ui.workers.worker import TaskMemory

SUMS = "SHA256SUMS"
FOLDER = msg("示例数据")


def sample_study() -> Path:
    """Where the user's copy of the sample lies, or will lie."""
    return data_folder() / FOLDER / STUDY


@dataclass(frozen=True)
class CopySample:
    """Bring the user's copy of the sample up to date; the answer is its study file."""

    source: Path
    target: Path
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Copy unless the copy is already of this version; what the user edited in it stays until the sample itself changes."""
        folder = self.target.parent
        try:
            if self.target.is_file() and _sums(folder) == _sums(self.source):
                return self.target
            shutil.copytree(self.source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.result", ".*"))
        except FileNotFoundError as fault:
            raise InputError(
                msg("示例数据不完整：{name}", name=Path(str(fault.filename)).name), hint=msg("请重新安装程序")
            ) from fault
        except OSError as fault:
            raise OutputError(
                msg("无法把示例数据复制到 {folder}（{reason_of}）", folder=folder, reason_of=reason_of(fault)),
                hint=msg("请检查磁盘空间与权限"),
            ) from fault
        return self.target


def _sums(folder: Path) -> bytes:
    try:
        return (folder / SUMS).read_bytes()
    except OSError:
        return b""
