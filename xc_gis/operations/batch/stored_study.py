"""
A study in a store: which files it is read from, as far as its text and the store's lists tell, and copies of them.

Any text of a study file may be a path (``files_named`` says the same of a study on disk): a file of the store that is called so is one of its files, with
the other parts of a shapefile and edits beside a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from xc_gis.errors import StudyError, XcGisError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.store import Seen, Store
from xc_gis.operations.batch.store_url import StoreUrl, is_elsewhere
from xc_gis.operations.years.archive_layout import texts_of
from xc_gis.sources.study.file import folder_in
from xc_gis.sources.study.named_files import expand, meant_variables
from xc_gis.sources.study.toml_text import parsed_toml

LONGEST_PATH = 1024
"""Letters of a text that may be a path: names in stores have no more."""

_SHAPEFILE = frozenset({".shp", ".dbf"})
_EDITS = ("-wal", "-journal")


@dataclass(frozen=True)
class StoredStudy:
    """
    A study in a store as it was when it was looked at.

    Attributes
    ----------
    url
        Of the study file.
    base
        Folder that its paths are relative to.
    files
        All files that it is read from, itself included.
    folders
        Names of all files in the folders that were looked at.
    """

    url: StoreUrl
    base: StoreUrl
    files: Mapping[StoreUrl, Seen]
    folders: Mapping[StoreUrl, frozenset[str]]


def look_at(url: StoreUrl, store: Store, content: Callable[[StoreUrl, Seen], bytes] | None = None) -> StoredStudy:
    """
    Find out which files a study is read from; ``content`` gives the bytes of the study file, for those who keep copies.

    Raises
    ------
    InputError, FetchError
        The study is not there or may not be read, the store fails, or a path of it holds on one machine only.
    StudyError
        It is no TOML.
    """
    seen = store.seen(url)
    said = parsed_toml(content(url, seen) if content else store.content(url), url.name)
    base = url.folder.joined(_inside(folder_in(said), url))
    asked = {*_paths(said, url, base), base.joined(f"{PurePosixPath(url.name).stem or 'study'}.corrections.csv")}
    files, folders = {url: seen}, dict[StoreUrl, frozenset[str]]()
    for folder in sorted({one.folder for one in asked}):
        there = store.folder(folder)
        folders[folder] = frozenset(there)
        for name in sorted(_of(there, {one.name for one in asked if one.folder == folder})):
            files.setdefault(folder.joined(name), there[name])
    return StoredStudy(url, base, files, folders)


def _paths(content: Mapping[str, object], url: StoreUrl, base: StoreUrl) -> Iterator[StoreUrl]:
    """What texts lead to that may be paths, with variables filled in."""
    for said in texts_of(content):
        text = expand(said, meant_variables()).strip()
        if not text or len(text) > LONGEST_PATH or not text.isprintable():
            continue
        is_name = bool(PurePosixPath(text.replace("\\", "/")).suffix)
        if is_elsewhere(text) or "://" in text:
            if is_name:
                _inside(text, url)
            continue
        try:
            yield base.joined(text)
        except XcGisError:
            if is_name:
                raise


def _inside(text: str, url: StoreUrl) -> str:
    """A path, refused where it is not relative."""
    if is_elsewhere(text):
        raise StudyError(
            msg("存储中的项目 {url} 写了绝对路径 {path}，计算进程不一定有这个文件", url=str(url), path=text),
            hint=msg("请把文件放进同一个存储，路径写成相对于项目文件的"),
        )
    return text


def _of(there: Mapping[str, Seen], named: set[str]) -> set[str]:
    """Of the files in a folder those that are named, and what belongs to them."""
    found = named & set(there)
    for name in list(found):
        path = PurePosixPath(name)
        if path.suffix.lower() in _SHAPEFILE:
            found |= {one for one in there if PurePosixPath(one).stem == path.stem}
        found |= {name + end for end in _EDITS if name + end in there}
    return found
