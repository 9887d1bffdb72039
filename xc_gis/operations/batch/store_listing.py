"""Which studies of a store are meant: one, those of a pattern, of a folder, of a table."""

from __future__ import annotations

import glob
import tempfile
from pathlib import Path, PurePosixPath

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import AskedStudy, stored_study
from xc_gis.operations.batch.store import Store
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.operations.batch.table import studies_in_table
from xc_gis.operations.batch.words import STUDY_SUFFIX, TABLE_OF_STUDY, TABLES


def studies_in_store(url: StoreUrl) -> list[AskedStudy]:
    """
    List the studies that a URL means; one that names a study file is not looked at.

    Raises
    ------
    InputError
        Nothing is found or it may not be read, or a table is wrong.
    FetchError
        The store does not answer.
    """
    store = Store()
    suffix = PurePosixPath(url.path).suffix.lower()
    if glob.has_magic(url.path):
        found = [one for one in store.matching(url) if one.name.lower().endswith(STUDY_SUFFIX)]
        if not found:
            raise InputError(msg("没有项目文件（.toml）符合 {word}", word=str(url)))
        return [stored_study(one) for one in found]
    if suffix == STUDY_SUFFIX:
        return [stored_study(url)]
    if suffix in TABLES:
        with tempfile.TemporaryDirectory(prefix="xc-gis-table-") as folder:
            place = Path(folder) / url.name
            store.copy(url, place)
            return studies_in_table(place, url.folder)
    return [stored_study(one) for one in _in_folder(url, store)]


def _in_folder(url: StoreUrl, store: Store) -> list[StoreUrl]:
    """Studies in a folder and in the folders right below, in the order of their paths."""
    folders = [url, *(url.joined(name) for name in store.folders(url))]
    files = [folder.joined(name) for folder in folders for name in store.folder(folder) if name.lower().endswith(STUDY_SUFFIX)]
    studies = [one for one in sorted(files) if TABLE_OF_STUDY in store.content(one)]
    if not studies:
        raise InputError(
            msg("文件夹 {folder} 及其下一级中没有项目文件（.toml）", folder=str(url)), hint=msg("请给出项目文件，或用通配符")
        )
    return studies
