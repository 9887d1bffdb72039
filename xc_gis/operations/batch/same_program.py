"""Whether a worker has the program of those who ask it."""

from __future__ import annotations

from dataclasses import dataclass, field

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.version import __version__, build_digest


@dataclass(frozen=True)
class Program:
    """Version and build; those of this process unless others are given."""

    version: str = __version__
    build: str = field(default_factory=build_digest)

    def refuse_other(self) -> None:
        """Raise ``InputError`` where this process is of another version or build: its results would not be those of one program."""
        hint = msg("请在各台机器上安装同一版本")
        if self.version != __version__:
            raise InputError(
                msg("计算进程上的 xc-gis 是 {there} 版，这里是 {here} 版", there=__version__, here=self.version), hint=hint
            )
        if self.build != build_digest():
            raise InputError(
                msg("计算进程上的 xc-gis 与这里的版本号相同（{version}），但程序文件不同", version=__version__), hint=hint
            )
