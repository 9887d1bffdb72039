"""
A study file under construction: layers are named one by one, long before the file reads as a study.

Comments and order of a file written by hand stay. Nothing is ever written into source files: they are referenced, or copied into
the study's folder, so that the folder can be mailed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table
from tomlkit.toml_document import TOMLDocument

from xc_gis.errors import InputError, OutputError, StudyError
from xc_gis.files.whole_file import write_whole
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import changed, joined, msg
from xc_gis.sources.study.edit import as_before
from xc_gis.sources.study.file import folder_in, read_study_file
from xc_gis.sources.study.toml_text import parsed_toml

NEEDED = {"network": msg("路网"), "communities": msg("社区"), "residents": msg("居民")}
"""Layers without which nothing can be run."""

VOICES = ("survey", "hotline", "satisfaction", "census", "directory", "services")
"""Tables of services delivered, voices heard and resources counted, each with its file under ``table``."""

COPIES = "data"
"""Folder beside the study file that takes copies of sources."""

MOST_UP = 3
"""A source more than this many folders above the study is named by its whole path."""

SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")

HEAD = msg("# 一刻钟社区服务圈项目文件。路径相对于本文件;说明见 docs/study-file.md") + "\n"


class StudyDraft:
    """
    The content of a study file, complete or not.

    Attributes
    ----------
    path
        Where it lies.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._text = text.removeprefix("\ufeff")
        self._plain: dict[str, Any] | None = None
        self._fault_text: str | None = None
        self._document = _parsed(self._text, path.name)

    @classmethod
    def open(cls, path: Path) -> StudyDraft:
        """Open a study file, complete or not. Raises ``StudyError`` where it cannot be read."""
        try:
            return cls(path, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as fault:
            raise StudyError(
                msg("项目文件 {path} 无法读取", path=path.name), hint=msg("请检查文件是否存在、是否为 UTF-8 编码")
            ) from fault

    @classmethod
    def create(cls, folder: Path, name: str, day: date | None = None) -> StudyDraft:
        """
        Make a folder with a study file that has a name and nothing else yet.

        Raises ``OutputError`` where the folder cannot be made, ``StudyError`` where a study lies there already.
        """
        path = folder / "study.toml"
        if path.exists():
            raise StudyError(msg("{folder} 中已有项目文件", folder=folder.name), hint=msg("请打开该项目,或换一个文件夹"))
        draft = cls(path, HEAD)
        draft._table("study")
        draft.set("study", {"name": name, "date": day, "standard": "xicheng-ykz-default"})
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise OutputError(
                msg("无法建立文件夹 {folder}({reason_of})", folder=folder.name, reason_of=reason_of(fault)),
                hint=msg("请换一个位置"),
            ) from fault
        draft.save()
        return draft

    # -- reading ---------------------------------------------------------------------------------------------------------
    @property
    def folder(self) -> Path:
        """What the paths of the study are relative to."""
        return self.path.parent / folder_in(self.content())

    def content(self) -> dict[str, Any]:
        """All of it as plain values; to be read, not to be changed."""
        if self._plain is None:
            self._plain = dict(self._document.unwrap())
        return self._plain

    def _change(self) -> None:
        """What was known of the content no longer holds; what somebody else wrote meanwhile (a standard, a person) is taken over."""
        self._plain = self._fault_text = None
        try:
            now = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return
        if now != self._text:
            self._document, self._text = _parsed(now, self.path.name), now

    def keys(self, table: str) -> dict[str, Any]:
        """Keys of a table (``communities``, ``facilities.0``); empty where there is none."""
        name, _, number = table.partition(".")
        found: Any = self.content().get(name)
        if number:
            found = found[int(number)] if isinstance(found, list) and int(number) < len(found) else None
        return dict(found) if isinstance(found, Mapping) else {}

    def layers(self) -> tuple[str, ...]:
        """Tables of layers that are named, also those of values of the communities, of surveys and voices; facilities in their order."""
        content = self.content()
        lists = content.get("facilities")
        facilities = [f"facilities.{n}" for n in range(len(lists) if isinstance(lists, list) else 0)]
        layers: list[str] = [name for name in ("network", "communities", "residents", "subdistricts") if name in content]
        layers += [name for name in ("supply", "feedback") if self.keys(name).get("values")]
        layers += [name for name in VOICES if self.keys(name).get("table")]
        return tuple(layers + facilities)

    def forget(self) -> None:
        """Files may have come or gone: what ``fault`` says is found out anew."""
        self._fault_text = None

    def missing(self) -> tuple[str, ...]:
        """Layers that are needed and not there yet, in a planner's words."""
        return tuple(zh for name, zh in NEEDED.items() if not self.keys(name).get("osm" if name == "network" else "path"))

    def fault(self) -> str:
        """Why it does not read as a study; empty where it does."""
        if self.missing():
            return msg("还缺:{value}", value=joined("、", self.missing()))
        if self._fault_text is None:
            try:
                self._read(tomlkit.dumps(self._document))
                self._fault_text = ""
            except InputError as fault:
                self._fault_text = joined(" → ", (fault.message, fault.hint)) if fault.hint else fault.message
        return self._fault_text

    # -- changing --------------------------------------------------------------------------------------------------------
    def set(self, table: str, keys: Mapping[str, Any]) -> None:
        """Set keys of a table, which is made where it is absent; None removes a key. A mapping replaces what stood there."""
        self._change()
        place = self._table(table)
        for key, value in keys.items():
            if value is None or value == {}:
                place.pop(key, None)
            elif isinstance(value, Mapping):
                inner = tomlkit.inline_table()
                inner.update({k: v for k, v in value.items() if v is not None})
                place[key] = inner
            else:
                place[key] = value

    def add_facilities(self, path: str) -> str:
        """Add a list of facilities; returns its table. Its types are recognised until something else is stated."""
        self._change()
        lists = self._document.setdefault("facilities", tomlkit.aot())
        if not isinstance(lists, AoT):
            raise StudyError(
                msg("项目文件 {name} 的 facilities 写成了一行,无法代为修改", name=self.path.name),
                hint=msg("请改写成 [[facilities]] 开头的表"),
            )
        entry = tomlkit.table()
        entry.update({"path": path, "type": "auto"})
        lists.append(entry)
        return f"facilities.{len(lists) - 1}"

    def remove(self, table: str) -> None:
        """Take a layer out of the study; its file stays."""
        self._change()
        name, _, number = table.partition(".")
        if number:
            lists: Any = self._document.get(name)
            del lists[int(number)]
            if not lists:
                del self._document[name]
        else:
            self._document.pop(name, None)

    def set_inventory(self, entries: list[dict[str, Any]]) -> None:
        """Replace all ``[[inventory]]`` entries; those that stay keep their comments."""
        self._set_list("inventory", entries)

    def set_red_flags(self, entries: list[dict[str, Any]]) -> None:
        """Replace all ``[[red_flag]]`` entries; those that stay keep their comments."""
        self._set_list("red_flag", entries)

    def _set_list(self, name: str, entries: list[dict[str, Any]]) -> None:
        self._change()
        before: Any = self._document.get(name)
        if not entries:
            self._document.pop(name, None)
            return
        kept = list(before) if isinstance(before, AoT) else []
        lists = tomlkit.aot()
        for entry in entries:
            same = next((item for item in kept if item.unwrap() == entry), None)
            if same is not None:
                kept.remove(same)
                lists.append(same)
                continue
            made = tomlkit.table()
            made.update({k: v for k, v in entry.items() if v is not None})
            lists.append(made)
        self._document[name] = lists

    def _table(self, table: str) -> Table:
        name, _, number = table.partition(".")
        place: Any = self._document.get(name)
        if number:
            if not isinstance(place, AoT) or int(number) >= len(place):
                raise StudyError(
                    msg("项目文件 {name} 没有 {table}", name=self.path.name, table=table),
                    hint=msg("项目文件可能已改动,请重新打开"),
                )
            place = place[int(number)]
        elif place is None:
            place = self._document[name] = tomlkit.table()
        if not isinstance(place, Table):
            raise StudyError(
                msg("项目文件 {name} 的 {table} 写成了一行,无法代为修改", name=self.path.name, table=table),
                hint=msg("请改写成 [{name}] 开头的表", name=name),
            )
        return place

    # -- files -----------------------------------------------------------------------------------------------------------
    def reference(self, source: Path) -> str:
        """How the study names a file: relative where it lies near, else by its whole path."""
        try:
            near = Path(os.path.relpath(source.resolve(), self.folder.resolve()))
        except ValueError:  # another drive on Windows
            return source.resolve().as_posix()
        ups = sum(part == ".." for part in near.parts)
        return near.as_posix() if ups <= MOST_UP else source.resolve().as_posix()

    def copy_in(self, source: Path) -> str:
        """Copy a file (and what belongs to a shapefile) into the study's folder; returns how the study names it."""
        target = self.folder / COPIES
        parts = [source]
        if source.suffix.lower() == ".shp":
            parts = [p for p in source.parent.iterdir() if p.stem == source.stem and p.suffix.lower() in SHAPEFILE]
        stem = source.stem
        number = 2
        while any((target / f"{stem}{p.suffix}").exists() and not _same(p, target / f"{stem}{p.suffix}") for p in parts):
            stem, number = f"{source.stem}-{number}", number + 1
        try:
            target.mkdir(exist_ok=True)
            for part in parts:
                shutil.copyfile(part, target / f"{stem}{part.suffix}")
        except OSError as fault:
            raise OutputError(
                msg("无法复制 {source} 到项目文件夹({reason_of})", source=source.name, reason_of=reason_of(fault)),
                hint=msg("请检查剩余空间和写权限"),
            ) from fault
        return f"{COPIES}/{stem}{source.suffix}"

    # -- saving ----------------------------------------------------------------------------------------------------------
    def save(self) -> str:
        """
        Write the file in one step. A file that reads as a study is replaced only by one that does.

        Returns
        -------
        str
            Empty where it was written; else why the file on disk stayed as it was.
        """
        text = tomlkit.dumps(self._document)
        fault = self.fault()
        if fault and self.path.is_file() and _reads(self.path):
            return fault
        before = self.path.read_bytes() if self.path.is_file() else b""
        write_whole(self.path, as_before(before, text), hint=msg("请检查写权限与剩余空间"))
        self._text = text
        return ""

    def _read(self, text: str) -> None:
        """Read a text as this study would be read; raises ``StudyError`` as for the file itself."""
        descriptor, name = tempfile.mkstemp(prefix=f".{self.path.stem}-", suffix=".toml", dir=self.path.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
                handle.write(text)
            read_study_file(Path(name))
        except StudyError as fault:
            raise StudyError(
                changed(fault.message, lambda text: text.replace(Path(name).name, self.path.name)), hint=fault.hint
            ) from fault
        finally:
            Path(name).unlink(missing_ok=True)


def _parsed(text: str, shown: str) -> TOMLDocument:
    if text.strip():
        parsed_toml(text.encode(), shown)  # says well what is wrong with it
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as fault:  # refuses more than the parser above
        raise StudyError(msg("项目文件 {shown} 写法有误", shown=shown), hint=msg("请用文本编辑器更正后重试")) from fault


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _reads(path: Path) -> bool:
    try:
        read_study_file(path)
    except InputError:
        return False
    return True
