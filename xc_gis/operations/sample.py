"""
The embedded sample: where it came with the program, and a copy of it in a folder of the user's own.

The repository holds it in ``data/``; a wheel and a packaged program carry these same files along. A copy is for reading and for changing: the
program's own files are never written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg

DATA = "data"
STUDY = "sample-study.toml"
LEFT_BY_OTHERS = (".", ".result")
"""Hidden files, and folders of results that somebody made beside the sample in a repository: beginning and end of their names."""


def sample_source() -> Path | None:
    """Folder of the sample that came with the program: packed with it, installed with it, or the repository's; None where it is missing."""
    package = Path(__file__).resolve().parents[1]
    packed = getattr(sys, "_MEIPASS", None)
    for place in ([Path(packed)] if packed else []) + [package, package.parent]:
        if (place / DATA / STUDY).is_file():
            return place / DATA
    return None


def sample_files(source: Path) -> list[Path]:
    """The files of the sample, by their place in its folder."""
    hidden, results = LEFT_BY_OTHERS
    found = (path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file())
    return [path for path in found if not any(part.startswith(hidden) or part.endswith(results) for part in path.parts)]


def write_sample(folder: Path) -> Path:
    """
    Write the sample study into a folder, which is made where it is missing; returns the study file.

    Files of the sample that lie there already are left as they are, so that a second call adds what is missing.

    Raises
    ------
    InputError
        A file of another content stands where one of the sample belongs (nothing is written then), or the program came without the sample.
    OutputError, ResourceError
        The folder cannot be written, or the disk is full.
    """
    source = sample_source()
    if source is None:
        raise InputError(msg("没有找到随程序附带的示例数据"), hint=msg("请重新安装程序"))
    missing: dict[Path, bytes] = {}
    for name in sample_files(source):
        content, place = (source / name).read_bytes(), folder / name
        if not place.exists():
            missing[place] = content
        elif not place.is_file() or place.read_bytes() != content:
            raise InputError(
                msg("{folder} 中已有另一个 {name}", folder=folder, name=name.as_posix()),
                hint=msg("已有的文件不会被改写；请换一个文件夹"),
            )
    for place, content in missing.items():
        write_whole(place, content, hint=msg("请换一个文件夹，并检查磁盘空间与权限"), folder=True)
    return folder / STUDY
