"""
Files in a store, through fsspec: what is there, how it is told from what was there before, and its bytes.

Whatever goes wrong is one message that names the file and no secret: texts of libraries are not passed on.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import FetchError, InputError, XcGisError
from xc_gis.files.write_faults import SCARCE
from xc_gis.languages.message import msg
from xc_gis.operations.batch.store_url import StoreUrl

LIMITS: Mapping[str, Mapping[str, Any]] = {
    protocol: {"config_kwargs": {"connect_timeout": 10, "read_timeout": 20, "retries": {"max_attempts": 1}}}
    for protocol in ("s3", "s3a")
}
"""Seconds and tries within which a store has to answer, where fsspec's own configuration does not say; the library tries five times on top."""

TAGS = ("ETag", "etag", "md5Hash", "content_md5")
"""What a store may say of the content of a file."""

TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified")
"""What it may say of when that was written."""


@dataclass(frozen=True)
class Seen:
    """
    A file as its store tells it.

    Attributes
    ----------
    bytes
        Its size.
    stamp
        Another one where its content may be another; empty where the store says nothing of it.
    """

    bytes: int
    stamp: str


class Store:
    """Reads files of stores; ``read`` counts the files whose bytes were asked for."""

    def __init__(self) -> None:
        self.read = 0

    def seen(self, url: StoreUrl) -> Seen:
        """A file as it is now. Raises ``InputError`` where there is none or it may not be read, ``FetchError`` where the store fails."""
        with _told(url):
            system, path = _system(url)
            return _seen(system.info(path))

    def folder(self, url: StoreUrl) -> dict[str, Seen]:
        """Files of a folder by name; empty where there is no such folder. Raises as ``seen``."""
        return {name: _seen(told) for name, told in self._listed(url) if told.get("type") == "file"}

    def folders(self, url: StoreUrl) -> list[str]:
        """Names of the folders in a folder. Raises as ``seen``."""
        return sorted(name for name, told in self._listed(url) if told.get("type") == "directory")

    def matching(self, url: StoreUrl) -> list[StoreUrl]:
        """Files whose names fit a pattern (``*``, ``?``, ``**``), in their order. Raises as ``seen``."""
        with _told(url):
            system, path = _system(url)
            found = system.glob(path)
        root = path[: len(path) - len(url.path)]
        return sorted(StoreUrl(url.protocol, url.place, name[len(root) :]) for name in found)

    def content(self, url: StoreUrl) -> bytes:
        """The bytes of a small file. Raises as ``seen``."""
        self.read += 1
        with _told(url):
            system, path = _system(url)
            return system.cat_file(path)

    def copy(self, url: StoreUrl, place: Path) -> None:
        """Copy a file; where that fails nothing whole stands at ``place``. Raises as ``seen``."""
        self.read += 1
        with _told(url):
            system, path = _system(url)
            system.get_file(path, str(place))

    def _listed(self, url: StoreUrl) -> list[tuple[str, Mapping[str, Any]]]:
        with _told(url):
            system, path = _system(url)
            try:
                found = system.ls(path, detail=True)
            except (FileNotFoundError, NotADirectoryError) as fault:
                if _is_no_bucket(fault):
                    raise
                return []
        names = [(str(one["name"]).rstrip("/").rpartition("/")[2], one) for one in found]
        return [(name, one) for name, one in names if name]  # a store may list a folder within itself


def sha256_stamp(content: Path) -> str:
    """Stamp of a file whose store says nothing of its content."""
    with content.open("rb") as handle:
        return f"sha256 {hashlib.file_digest(handle, 'sha256').hexdigest()}"


def _system(url: StoreUrl) -> tuple[Any, str]:
    """A reader of fsspec with its own name of a file; what it remembers of the store is forgotten."""
    import fsspec  # noqa: PLC0415 - loaded where a URL is given

    said = fsspec.config.conf.get(url.protocol, {})
    limits = {key: value for key, value in LIMITS.get(url.protocol, {}).items() if key not in said}
    system, path = fsspec.core.url_to_fs(str(url), **limits)
    system.invalidate_cache()
    return system, path


def _seen(told: Mapping[str, Any]) -> Seen:
    size = int(told.get("size") or 0)
    for keys in (TAGS, TIMES):
        for key in keys:
            if told.get(key):
                return Seen(size, f"{told[key]} {size}")
    return Seen(size, "")


@contextlib.contextmanager
def _told(url: StoreUrl) -> Iterator[None]:
    """Tell what goes wrong with a file of a store."""
    try:
        yield
    except XcGisError:
        raise
    except FileNotFoundError as fault:
        if _is_no_bucket(fault):
            raise InputError(
                msg("存储中没有桶 {bucket}", bucket=f"{url.protocol}://{url.place}"), hint=msg("请检查网址中的桶名和存储的地址")
            ) from fault
        raise InputError(msg("存储中找不到 {url}", url=str(url)), hint=msg("请检查网址")) from fault
    except PermissionError as fault:
        raise InputError(
            msg("存储不让读取 {url}：凭据不对，或没有读取和列出的权限", url=str(url)), hint=_credentials(url.protocol)
        ) from fault
    except Exception as fault:  # each store has errors of its own
        if isinstance(fault, OSError) and fault.errno in SCARCE:
            raise  # of this machine
        kind = type(fault).__name__
        if "Credential" in kind:
            raise InputError(msg("没有读取 {url} 的凭据", url=str(url)), hint=_credentials(url.protocol)) from fault
        raise FetchError(
            msg("读取 {url} 时存储没有回应、连接中断或回答有误（{kind}）", url=str(url), kind=kind),
            hint=msg("请检查网络和存储的地址（如 AWS_ENDPOINT_URL），再用同一命令加 --resume"),
        ) from fault


def _is_no_bucket(fault: BaseException) -> bool:
    return type(fault.__cause__).__name__ == "NoSuchBucket"


def _credentials(protocol: str) -> str:
    if protocol in LIMITS:
        return msg("请检查每台计算机上的 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 等环境变量或 ~/.aws（见 docs/batch.md）")
    return msg("请检查每台计算机上的凭据，如 fsspec 的设置文件（见 docs/batch.md）")
