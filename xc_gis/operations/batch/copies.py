"""
Copies of files of stores that a worker keeps for its studies: each is fetched once while the store says that it is the same.

They lie as they do in the store (``s3/bucket/xicheng/study.toml``), so that relative paths of studies lead from one to the other. The folder is
the worker's own and goes with it.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xc_gis.errors import FetchError, InputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import msg
from xc_gis.operations.batch.store import Seen, Store, sha256_stamp
from xc_gis.operations.batch.store_url import StoreUrl

MOST_BYTES = 20_000_000_000
"""Of copies that a worker keeps; what the study at hand needs is kept in any case, of the others those that were used last."""

TRIES = 3
"""Of copying a file that is written meanwhile."""


@dataclass
class _Copy:
    seen: Seen
    stamp: str


class Copies:
    """
    Copies in a folder of one process; studies take turns.

    Parameters
    ----------
    folder
        Where they lie; nobody else writes there.
    most_bytes
        That are kept.
    """

    def __init__(self, folder: Path, store: Store, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self.store, self._most = folder, store, most_bytes
        self._known: dict[StoreUrl, _Copy] = {}

    def place(self, url: StoreUrl) -> Path:
        """Where the copy of a file or folder lies or would lie."""
        return self.folder.joinpath(url.protocol, url.place, *url.path.split("/"))

    def bring(self, wanted: Mapping[StoreUrl, Seen], folders: Mapping[StoreUrl, Collection[str]]) -> dict[StoreUrl, str]:
        """
        Have copies of files as they are now, and none of files that are no longer there.

        Parameters
        ----------
        folders
            Names of all files in folders that were looked at.

        Returns
        -------
        dict
            Stamps of the copies: the store's, or of the bytes where it has none.

        Raises
        ------
        InputError, FetchError
            A file cannot be read, or is written at this moment.
        OSError
            There is no room here.
        """
        self._leave(url for url in self._known if url.name not in folders.get(url.folder, {url.name}))
        self._make_room(wanted)
        for url, seen in wanted.items():
            known = self._known.pop(url, None)  # used last stands last
            if known is None or known.seen != seen or not seen.stamp or not self.place(url).is_file():
                known = self._copied(url, seen)
            self._known[url] = known
        return {url: self._known[url].stamp for url in wanted}

    def content(self, url: StoreUrl, seen: Seen) -> bytes:
        """The bytes of a file, from its copy. Raises as ``bring``."""
        self.bring({url: seen}, {})
        return self.place(url).read_bytes()

    def as_urls(self, text: str) -> str:
        """A text with the names that files have in their stores in place of those of copies."""
        start = re.escape(str(self.folder)) + r"[/\\]([A-Za-z0-9+.-]+)[/\\]"
        return re.sub(start, r"\1://", text)

    def _copied(self, url: StoreUrl, seen: Seen) -> _Copy:
        place = self.place(url)
        for _ in range(TRIES):
            with whole_file(place, hint=None, folder=True) as draft:
                self.store.copy(url, draft)
                size = draft.stat().st_size
            now = self.store.seen(url)
            if now == seen and size == seen.bytes:
                return _Copy(seen, seen.stamp or sha256_stamp(place))
            if now == seen:
                place.unlink()
                raise FetchError(
                    msg("{url} 只传来 {got} / {all} 字节", url=str(url), got=size, all=seen.bytes),
                    hint=msg("请检查网络，再用同一命令加 --resume"),
                )
            seen = now
        place.unlink()
        raise InputError(msg("存储中的 {url} 正在被其他程序写入", url=str(url)), hint=msg("请等写完后，用同一命令加 --resume"))

    def _make_room(self, wanted: Mapping[StoreUrl, Seen]) -> None:
        room = self._most - sum(seen.bytes for seen in wanted.values())
        others = {url: known.seen.bytes for url, known in self._known.items() if url not in wanted}
        used = sum(others.values())
        for url, size in others.items():
            if used <= room:
                return
            self._leave([url])
            used -= size

    def _leave(self, urls: Iterable[StoreUrl]) -> None:
        for url in list(urls):
            self._known.pop(url, None)
            self.place(url).unlink(missing_ok=True)


class CopiesOfProcess:
    """
    Copies of this process, made when the first study of a store comes.

    In the folder of Dask's worker, which Dask removes with it; elsewhere in one of its own that ends with the process.
    """

    def __init__(self) -> None:
        self._copies: Copies | None = None

    def get(self) -> Copies:
        """The copies."""
        if self._copies is None or not self._copies.folder.is_dir():
            self._copies = Copies(_new_folder(), Store())
        return self._copies

    def clear(self) -> None:
        """Remove all copies."""
        if self._copies is not None:
            shutil.rmtree(self._copies.folder, ignore_errors=True)
        self._copies = None


def _new_folder() -> Path:
    try:
        from distributed import get_worker  # noqa: PLC0415 - is loaded in a worker, and only there

        folder = Path(get_worker().local_directory) / "xc-gis-store"
        folder.mkdir(parents=True, exist_ok=True)
    except (ImportError, ValueError):
        folder = Path(tempfile.mkdtemp(prefix="xc-gis-store-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder.resolve()
