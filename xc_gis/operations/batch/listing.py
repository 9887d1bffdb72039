"""Which studies are meant: files, folders, patterns of names, tables, here or in a store; each alone or in a grid of variants."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import AskedStudy, Variant, refuse_names, study_name
from xc_gis.operations.batch.grid import Axis, variants_of
from xc_gis.operations.batch.store_listing import studies_in_store
from xc_gis.operations.batch.store_url import StoreUrl, is_url, path_of, store_url
from xc_gis.operations.batch.table import studies_in_table
from xc_gis.operations.batch.words import STUDY_SUFFIX, TABLE_OF_STUDY, TABLES


def asked_studies(given: Sequence[str | Path], axes: Sequence[Axis] = ()) -> tuple[AskedStudy, ...]:
    """
    List the studies of a batch, in the order given; one that is given twice is one.

    Parameters
    ----------
    given
        Study files, patterns (``districts/*/study.toml``), folders (every study in them, and in the folders right below), tables; paths or URLs of a
        store (``s3://bucket/xicheng/study.toml``). Whether a study is in its store is seen when it is computed.
    axes
        Of a grid: each study is computed by every combination.

    Raises
    ------
    InputError
        Nothing is found, a table is wrong (with its row), two studies have one name, or a URL is one that no worker can read.
    FetchError
        The store of a table, folder or pattern does not answer.
    """
    listed: dict[tuple[str, Path | StoreUrl, Variant], AskedStudy] = {}
    for one in (found for word in given for found in _found(str(word))):
        listed.setdefault((one.name, one.url or one.path.resolve(), one.variant), one)
    if not listed:
        raise InputError(msg("没有项目可算"), hint=msg("请给出项目文件、文件夹或表格"))
    studies = tuple(variant for one in listed.values() for variant in variants_of(one, axes)) if axes else tuple(listed.values())
    refuse_names(studies)
    return studies


def _found(word: str) -> list[AskedStudy]:
    if not word.strip():
        raise InputError(msg("路径是空的"))
    path = path_of(word) if is_url(word) else Path(word)
    if path is None:
        return studies_in_store(store_url(word))
    word = str(path)
    if path.is_dir():
        return [AskedStudy(study_name(one), one) for one in _in_folder(path)]
    if path.is_file():
        return studies_in_table(path) if path.suffix.lower() in TABLES else [_study_file(path)]
    matches = [Path(name) for name in sorted(glob.glob(word, recursive=True))] if glob.has_magic(word) else []  # noqa: PTH207 - a pattern may be absolute
    studies = [one for one in matches if one.is_file() and one.suffix.lower() == STUDY_SUFFIX]
    if studies:
        return [AskedStudy(study_name(one), one) for one in studies]
    if glob.has_magic(word):
        raise InputError(msg("没有项目文件（.toml）符合 {word}", word=word))
    raise InputError(msg("找不到 {word}", word=word), hint=_near(path) or msg("请检查路径"))


def _study_file(path: Path) -> AskedStudy:
    if path.suffix.lower() != STUDY_SUFFIX and not _names_a_study(path):
        raise InputError(
            msg("{path} 既不是项目文件（.toml），也不是项目表格", path=str(path)),
            hint=msg("请给出项目文件、含有项目文件的文件夹，或表格（.csv .xlsx .xls .ods）"),
        )
    return AskedStudy(study_name(path), path)


def _in_folder(folder: Path) -> list[Path]:
    found = sorted([*folder.glob(f"*{STUDY_SUFFIX}"), *folder.glob(f"*/*{STUDY_SUFFIX}")])
    studies = [one for one in found if _names_a_study(one)]
    if not studies:
        raise InputError(
            msg("文件夹 {folder} 及其下一级中没有项目文件（.toml）", folder=str(folder)), hint=msg("请给出项目文件，或用通配符")
        )
    return studies


def _names_a_study(path: Path) -> bool:
    """Whether a TOML file looks like a study: other files (scenarios, ranges) may lie beside; a damaged one is a study with a fault."""
    try:
        return path.is_file() and TABLE_OF_STUDY in path.read_bytes()
    except OSError:
        return True


def _near(path: Path) -> str:
    try:
        return nearest_spelling(path.name, [one.name for one in path.parent.iterdir()])
    except OSError:
        return ""
