"""What a batch is asked for: studies, each by its own standard and settings or by others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.files.file_names import file_word
from xc_gis.languages.message import msg
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.operations.batch.words import PLAIN
from xc_gis.settings import Value

LONGEST_NAME = 60
"""Letters of a name: it is that of a folder, on every system."""


@dataclass(frozen=True)
class Variant:
    """
    What is other than the study file says; nothing of it: the study as it stands.

    Attributes
    ----------
    standards
        Ids or absolute paths of standards, the one that decides first; empty: as the study says.
    day
        Day of the study; None: as the study says.
    settings
        Keys of settings with their values, checked.
    """

    standards: tuple[str, ...] = ()
    day: date | None = None
    settings: tuple[tuple[str, Value], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.standards or self.day or self.settings)

    def joined(self, other: Variant) -> Variant:
        """What another variant says besides, which wins."""
        return Variant(
            other.standards or self.standards,
            other.day or self.day,
            tuple({**dict(self.settings), **dict(other.settings)}.items()),
        )


AS_IT_STANDS = Variant()


@dataclass(frozen=True)
class AskedStudy:
    """
    One study of a batch.

    Attributes
    ----------
    name
        Its name in the batch and that of its folder.
    path
        Study file; of one in a store the name of the file alone.
    variant
        What is other than it says.
    url
        Of a study in a store, None for others.
    """

    name: str
    path: Path
    variant: Variant = AS_IT_STANDS
    url: StoreUrl | None = None

    @property
    def source(self) -> StoreUrl | Path:
        """Its study file, wherever that lies."""
        return self.url or self.path


def stored_study(url: StoreUrl, name: str = "", variant: Variant = AS_IT_STANDS) -> AskedStudy:
    """A study in a store, called like any other."""
    inside = Path("/", url.place, url.path)
    return AskedStudy(name or study_name(inside), Path(url.name), variant, url)


def study_name(path: Path) -> str:
    """What a study is called in a batch: its file's name, or its folder's where that says nothing."""
    stem = path.stem
    return path.absolute().parent.name or stem if stem.casefold() in PLAIN else stem


def refuse_names(studies: Sequence[AskedStudy]) -> None:
    """Raise ``InputError`` where two studies have one name, as some system would see it, or a name that no folder can have."""
    seen: dict[str, AskedStudy] = {}
    for one in studies:
        refuse_name(one.name, str(one.source))
        other = seen.setdefault(one.name.casefold(), one)
        if other is not one:
            first, second = str(other.source), str(one.source)
            where = msg("{one} 和 {other}", one=first, other=second) if first != second else first
            raise InputError(
                msg("批量中有两个项目都叫 {name}：{where}", name=one.name, where=where),
                hint=msg("请用表格列出项目，在 name 列写各自的名称（见 docs/batch.md）"),
            )


def refuse_name(name: str, where: str) -> None:
    """Raise ``InputError`` where no folder can have a name; ``where`` it stands, for the message."""
    if name and len(name) <= LONGEST_NAME and file_word(name) == name:
        return
    if len(name) > LONGEST_NAME:
        shown = msg("{where}：名称 “{name}” 太长，至多 {most} 个字", where=where, name=name, most=LONGEST_NAME)
    else:
        shown = msg('{where}：名称 “{name}” 不能作各系统的文件夹名（有空格或 / \\ : * ? " < > | 等）', where=where, name=name)
    raise InputError(shown, hint=msg("请用表格列出项目，在 name 列给它另起名称（见 docs/batch.md），文件夹不必改名"))
