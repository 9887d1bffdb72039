"""
Names of files in a store: ``s3://bucket/xicheng/study.toml``, as fsspec writes them.

``file:`` is a path like any other. What no worker could see or list, and what holds a password, is refused before anything is computed.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit
from urllib.request import url2pathname

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg

_URL = re.compile(r"(?P<protocol>[A-Za-z][A-Za-z0-9+.-]+)://(?P<rest>.*)", re.DOTALL)

HERE = frozenset({"file", "local"})
"""Protocols of paths."""

UNSEEN = frozenset({"memory", "http", "https", "data", "reference", "filecache", "simplecache", "blockcache", "dir"})
"""What a worker on another machine does not see, or what cannot tell which files it has."""

EXTRA = {"s3": '"xc-gis[s3]"', "s3a": '"xc-gis[s3]"'}
"""What to install for a protocol, where it is not the package that fsspec names."""


@dataclass(frozen=True, order=True)
class StoreUrl:
    """
    A file or folder in a store.

    Attributes
    ----------
    protocol
        ``s3``, ``gs``, ``sftp`` …
    place
        Bucket, or machine; nothing is read outside it.
    path
        Below it, without ``.`` and ``..``; empty: all of it.
    """

    protocol: str
    place: str
    path: str

    def __str__(self) -> str:
        return f"{self.protocol}://{self.place}" + (f"/{self.path}" if self.path else "")

    @property
    def name(self) -> str:
        """Its last part."""
        return posixpath.basename(self.path)

    @property
    def folder(self) -> StoreUrl:
        """The folder that it lies in."""
        return StoreUrl(self.protocol, self.place, posixpath.dirname(self.path))

    def joined(self, text: str) -> StoreUrl:
        """
        What a relative path leads to from this folder.

        Raises ``InputError`` where it leaves the store.
        """
        path = posixpath.normpath(posixpath.join("/", self.path, "./" + text.replace("\\", "/")))
        if _climbs(self.path, text):
            raise InputError(
                msg("路径 {path} 走出了存储 {place}", path=text, place=f"{self.protocol}://{self.place}"),
                hint=msg("一个项目的文件要在同一个存储（桶）里"),
            )
        return StoreUrl(self.protocol, self.place, path.strip("/"))


def is_url(word: str) -> bool:
    """Whether a word names a file of a store, or a path in the manner of URLs; a drive of Windows is none."""
    return _URL.match(word) is not None


def path_of(word: str) -> Path | None:
    """The path that a ``file:`` URL means, None for others."""
    parts = urlsplit(word)
    return Path(url2pathname(parts.path)) if parts.scheme.lower() in HERE else None


def store_url(word: str) -> StoreUrl:
    """
    Read a URL.

    Raises
    ------
    InputError
        Unknown protocol, a package that is not installed, a store that workers do not see, a password in the URL.
    """
    found = _URL.match(word.strip())
    if found is None:
        raise InputError(msg("{word} 不是网址", word=word), hint=msg("例如 s3://桶/西城/study.toml"))
    protocol, (place, _, path) = found["protocol"].lower(), found["rest"].partition("/")
    _refuse_protocol(protocol)
    if ":" in place.rpartition("@")[0]:
        raise InputError(
            msg("网址 {protocol}://… 中写了密码", protocol=protocol),
            hint=msg("请把凭据放在环境变量或 fsspec 的设置文件中（见 docs/batch.md），网址里不写"),
        )
    if not place:
        raise InputError(msg("网址 {word} 没有写桶或主机", word=word), hint=msg("例如 s3://桶/西城/study.toml"))
    return StoreUrl(protocol, place, "").joined(path)


def is_elsewhere(text: str) -> bool:
    """Whether a path of a study names a machine or another store, rather than a place relative to the study."""
    found = _URL.match(text)
    if found is not None:
        return found["protocol"].lower() not in {"http", "https"}
    return PurePosixPath(text).is_absolute() or bool(PureWindowsPath(text).drive)


def _climbs(base: str, text: str) -> bool:
    depth = len(PurePosixPath(base).parts)
    for step in PurePosixPath(text.replace("\\", "/")).parts:
        depth += -1 if step == ".." else 0 if step in {".", "/"} else 1
        if depth < 0:
            return True
    return False


@cache
def _refuse_protocol(protocol: str) -> None:
    if protocol in UNSEEN:
        raise InputError(
            msg("批量不能从 {protocol}:// 读取项目：计算进程看不到它，或它不能列出文件", protocol=protocol),
            hint=msg("请用共享文件夹的路径、file:// 或 s3:// 一类的存储"),
        )
    try:
        import fsspec  # noqa: PLC0415 - loaded where a URL is given
    except ImportError as fault:
        raise _not_installed(protocol, "fsspec") from fault
    try:
        fsspec.get_filesystem_class(protocol)
    except ImportError as fault:
        raise _not_installed(protocol, getattr(fault.__cause__, "name", None) or protocol) from fault
    except ValueError as fault:
        raise InputError(
            msg("不认识协议 {protocol}://", protocol=protocol),
            hint=nearest_spelling(protocol, ["s3", "gs", "az", "sftp", "file"])
            or msg("可用 fsspec 认识的存储，如 s3://（pip install s3fs）"),
        ) from fault


def _not_installed(protocol: str, package: str) -> InputError:
    return InputError(
        msg("读取 {protocol}:// 需要 {package}，但没有安装", protocol=protocol, package=package),
        hint=msg("请在各台机器上执行 pip install {package}", package=EXTRA.get(protocol, package)),
    )
