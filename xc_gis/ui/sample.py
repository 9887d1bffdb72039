"""The embedded sample: copied to the user's own folder before it is opened, so that nothing is written into the program."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import xc_gis
from xc_gis.errors import InputError, OutputError
from xc_gis.progress import Progress
from xc_gis.ui.places import data_folder
from xc_gis.ui.work.tasks import HERE
from xc_gis.ui.work.worker import Desk
from xc_gis.writing import reason_of

STUDY = "sample-study.toml"
SUMS = "SHA256SUMS"
FOLDER = "示例数据"


def sample_source() -> Path | None:
    """Folder of the sample that came with the program: the repository's, or the packaged one."""
    packaged = getattr(sys, "_MEIPASS", None)
    for place in ([Path(packaged)] if packaged else []) + [Path(xc_gis.__file__).resolve().parent.parent]:
        if (place / "data" / STUDY).is_file():
            return place / "data"
    return None


def sample_study() -> Path:
    """Where the user's copy of the sample lies, or will lie."""
    return data_folder() / FOLDER / STUDY


@dataclass(frozen=True)
class CopySample:
    """Bring the user's copy of the sample up to date; the answer is its study file."""

    source: Path
    target: Path
    lane: ClassVar[str] = HERE

    def run(self, desk: Desk, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Copy unless the copy is already of this version; what the user edited in it stays until the sample itself changes."""
        folder = self.target.parent
        try:
            if self.target.is_file() and _sums(folder) == _sums(self.source):
                return self.target
            shutil.copytree(self.source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.result", ".*"))
        except FileNotFoundError as fault:
            raise InputError(f"示例数据不完整：{Path(str(fault.filename)).name}", hint="请重新安装程序") from fault
        except OSError as fault:
            raise OutputError(f"无法把示例数据复制到 {folder}（{reason_of(fault)}）", hint="请检查磁盘空间与权限") from fault
        return self.target


def _sums(folder: Path) -> bytes:
    try:
        return (folder / SUMS).read_bytes()
    except OSError:
        return b""
