"""
Corrections by hand: a small table beside the study that people can read, and that the window and scripts can write.

Source files are never touched. A correction names its facility by the facility's own id, else by file, name and address,
never by a row number, so that it survives a new delivery of the same source. One that no longer fits is reported.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.names import plain_name
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.tables.cells import ROW, texts
from xc_gis.sources.tables.read import read_table
from xc_gis.spreadsheet_text import plain, unquoted
from xc_gis.writing import unwritable

MOVE, PLACE, SAME, DISTINCT, TYPE, STATE, IGNORE, SERVES, OPEN, CLOSE, PLACE_COMMUNITY = (
    "move", "place", "same", "distinct", "type", "status", "ignore", "serves", "open_gate", "close_gate", "place_community",
)  # fmt: skip

ACTIONS: Mapping[str, str] = MappingProxyType({
    MOVE: "移动", PLACE: "定位", SAME: "合并", DISTINCT: "不合并", TYPE: "类型", STATE: "状态", IGNORE: "忽略", SERVES: "服务社区",
    OPEN: "开放道路", CLOSE: "封闭道路", PLACE_COMMUNITY: "社区定位",
})  # fmt: skip
"""What a correction can do, and its word in the file: a place that is wrong, a row without a place, one and the same as another
facility or not, another type, status, left out, communities that it serves, an OSM way or node that everybody or nobody passes, a
community without a place (its id stands where a facility's would)."""

_WORDS = {**{word: code for code, word in ACTIONS.items()}, **{code: code for code in ACTIONS}}

HEADINGS: Mapping[str, str] = MappingProxyType({
    "action": "操作", "facility_id": "设施编号", "file": "文件", "name": "名称", "address": "地址", "value": "取值",
    "lon": "经度", "lat": "纬度", "other_id": "另一设施编号", "other_file": "另一文件", "other_name": "另一名称",
    "other_address": "另一地址", "note": "说明",
})  # fmt: skip
"""Columns of the file and their headings; English names are read as well. Places are longitude and latitude in WGS 84."""

PLACED, PAIRED, GATES = frozenset((MOVE, PLACE, PLACE_COMMUNITY)), frozenset((SAME, DISTINCT)), frozenset((OPEN, CLOSE))
VALUED = frozenset((TYPE, STATE, SERVES))


@dataclass(frozen=True)
class Target:
    """
    What a correction speaks of.

    Attributes
    ----------
    facility_id
        The source's own id, or ``node/123``, ``way/123`` of OSM for gates; empty where the source has none.
    file, name, address
        As the study and the source name them; they find the facility where it has no id, and tell when an id means another one.
    """

    facility_id: str = ""
    file: str = ""
    name: str = ""
    address: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two targets the same."""
        return (self.facility_id,) if self.facility_id else (self.file, plain_name(self.name), plain_name(self.address))

    @property
    def shown(self) -> str:
        """For messages."""
        said = f"“{self.name or self.address}”" if self.name or self.address else ""
        return f"{said}({self.facility_id})" if said and self.facility_id else said or self.facility_id


@dataclass(frozen=True)
class Correction:
    """
    One correction.

    Attributes
    ----------
    action
        A key of ``ACTIONS``.
    target, other
        The facility, and the other one of a pair.
    value
        Type of the standard, status word, or communities joined by ``;``.
    lon, lat
        WGS 84, for move and place.
    note
        Why, who, when: shown wherever the correction is.
    row
        Line of the file; no part of what the correction is.
    """

    action: str
    target: Target
    value: str = ""
    lon: float | None = None
    lat: float | None = None
    other: Target | None = None
    note: str = ""
    row: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """Short name made from the contents, the same wherever the correction stands in the file."""
        said = [
            self.action,
            *self.target.key,
            self.value,
            *map(_degree_text, (self.lon, self.lat)),
            *(self.other.key if self.other else ()),
        ]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:10]

    @property
    def subject(self) -> tuple[object, ...]:
        """What it decides: of two corrections with one subject only one can hold."""
        if self.action in PAIRED and self.other:
            return ("pair", *sorted((self.target.key, self.other.key)))
        kind = "place" if self.action in {MOVE, PLACE} else "gate" if self.action in GATES else self.action
        return (kind, self.target.key)

    @property
    def sentence(self) -> str:
        """What it says, for people."""
        if self.action in PLACED:
            said = f"{'移动' if self.action == MOVE else '定位'}到 {self.lon:.6f}, {self.lat:.6f}"
        elif self.action in PAIRED:
            said = f"与 {self.other.shown if self.other else ''} {'是同一处' if self.action == SAME else '不是同一处'}"
        elif self.action in VALUED:
            said = f"{ACTIONS[self.action]}改为 {self.value}"
        else:
            said = ACTIONS[self.action]
        return f"{said}({self.note})" if self.note else said


def target_of(facility_id: str, name: str, address: str, sources: str) -> Target:
    """
    Name a facility of a run (columns of ``FACILITY_COLUMNS``) by what lasts: an id made from a row number does not.
    """
    first = json.loads(sources)[0]
    made = facility_id == f"{PurePosixPath(first['file']).stem}:{first['row']}"
    return Target("" if made else facility_id, str(first["file"]), "" if made and name == facility_id else name, address)


def corrections_path(study: StudyFile) -> Path:
    """Where the corrections of a study lie: as ``[corrections] path`` says, else ``NAME.corrections.csv`` beside ``NAME.toml``."""
    return study.resolve(shown_corrections(study))


def shown_corrections(study: StudyFile) -> str:
    """The same as the study names it."""
    return study.corrections.path if study.corrections else f"{Path(study.file_name).stem or 'study'}.corrections.csv"


def read_corrections(path: Path, shown: str | None = None) -> tuple[Correction, ...]:
    """
    Read corrections in the order of the file; none where there is no file.

    Raises
    ------
    InputError
        Unknown column or action, a missing or wrong value, two rows that contradict each other: with the row.
    """
    if not path.is_file():
        return ()
    name = shown or path.name
    frame = read_table(path, name, encoding=None, sheet=None, header_row=1)
    by_heading = {heading: column for column, heading in HEADINGS.items()}
    strangers = [c for c in frame.columns if c != ROW and c not in HEADINGS and c not in by_heading]
    if strangers:
        near = nearest_spelling(strangers[0], [*by_heading, *HEADINGS])
        raise InputError(f"{name} 有不认识的列 “{strangers[0]}”", hint=near or f"可用:{'、'.join(by_heading)}")
    frame = frame.rename(columns=by_heading)
    if "action" not in frame.columns:
        raise InputError(f"{name} 缺少列 “操作”", hint=f"表头应为:{'、'.join(by_heading)}")
    columns = {c: texts(frame[c]) if c in frame.columns else pd.Series("", index=frame.index) for c in HEADINGS}
    found = [_correction(int(row), {c: unquoted(columns[c].iloc[i]) for c in HEADINGS}, name) for i, row in enumerate(frame[ROW])]
    _contradictions(found, name)
    return tuple(found)


def _correction(row: int, cells: Mapping[str, str], shown: str) -> Correction:
    where = f"{shown} 第 {row} 行"
    word = cells["action"]
    if word not in _WORDS:
        raise InputError(
            f"{where}:不认识操作 “{word}”", hint=nearest_spelling(word, _WORDS) or f"可用:{'、'.join(ACTIONS.values())}"
        )
    other = Target(cells["other_id"], cells["other_file"], cells["other_name"], cells["other_address"])
    made = Correction(
        _WORDS[word],
        Target(cells["facility_id"], cells["file"], cells["name"], cells["address"]),
        cells["value"],
        _degree(cells["lon"], 180, where, "经度"),
        _degree(cells["lat"], 90, where, "纬度"),
        other if any(other.key) else None,
        cells["note"],
        row,
    )
    checked(made, where)
    return made


def _degree(text: str, most: float, where: str, what: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:
        raise InputError(f"{where}:{what} “{text}” 不是有效的度数", hint="更正表的坐标一律是 WGS 84 经纬度(度)")
    return value


def checked(made: Correction, where: str) -> None:
    """Raise ``InputError`` for a correction that says too little or something impossible."""
    if made.action not in ACTIONS:
        raise InputError(f"{where}:不认识操作 “{made.action}”", hint=f"可用:{'、'.join(ACTIONS)}")
    if not (made.target.facility_id or made.target.name or made.target.address):
        raise InputError(f"{where}:没有说明是哪处设施", hint="请填写设施编号,或文件、名称和地址")
    if made.action == PLACE_COMMUNITY and not made.target.facility_id:
        raise InputError(f"{where}:社区定位需要社区编号", hint="写在设施编号一列")
    if made.action in PLACED and (made.lon is None or made.lat is None):
        raise InputError(f"{where}:{ACTIONS[made.action]}需要经度和纬度", hint="WGS 84,单位为度")
    if made.action in PAIRED and (made.other is None or not (made.other.facility_id or made.other.name or made.other.address)):
        raise InputError(f"{where}:{ACTIONS[made.action]}需要说明另一处设施", hint="请填写另一设施编号,或另一文件、名称和地址")
    if made.action in PAIRED and made.other and made.other.key == made.target.key:
        raise InputError(f"{where}:{ACTIONS[made.action]}的两处设施是同一处", hint="请检查编号")
    if made.action in VALUED and not made.value:
        raise InputError(f"{where}:{ACTIONS[made.action]}需要取值")
    if made.action == STATE and made.value.lower() not in STATUS:
        raise InputError(f"{where}:状态 “{made.value}” 无法识别", hint="可用:open、planned、closed 或 营业、规划、停业")
    if made.action in GATES and not _is_osm_id(made.target.facility_id):
        raise InputError(f"{where}:{ACTIONS[made.action]}需要 OSM 编号", hint="如 node/123 或 way/456,写在设施编号一列")


def _is_osm_id(text: str) -> bool:
    kind, _, number = text.partition("/")
    digits = number.removeprefix("-")  # an object that JOSM has not uploaded yet
    return kind in {"node", "way"} and digits.isascii() and digits.isdigit()


def _contradictions(found: Sequence[Correction], shown: str) -> None:
    seen: dict[tuple[object, ...], Correction] = {}
    for made in found:
        before = seen.setdefault(made.subject, made)
        if before.id != made.id:
            raise InputError(
                f"{shown} 第 {before.row} 行和第 {made.row} 行对 {made.target.shown} 的更正互相矛盾", hint="请删去其中一行"
            )


def add_correction(path: Path, correction: Correction) -> Correction:
    """
    Write a correction into the file (made where there is none), in place of one that decides the same; returns it.

    Raises ``InputError`` for an impossible correction and ``OutputError`` where the file cannot be written.
    """
    add_corrections(path, [correction])
    return next(c for c in read_corrections(path) if c.subject == correction.subject)


def add_corrections(path: Path, corrections: Sequence[Correction]) -> None:
    """Write several at once; the last on one subject stands."""
    last = {c.subject: c for c in corrections}
    for made in last.values():
        checked(made, "更正")
    kept = [c for c in read_corrections(path) if c.subject not in last]
    if last:
        _write(path, [*kept, *last.values()])


def remove_correction(path: Path, correction_id: str) -> Correction:
    """Take a correction out again; returns it, so that it can be added once more. Raises ``InputError`` if it is not there."""
    every = read_corrections(path)
    gone = next((c for c in every if c.id == correction_id), None)
    if gone is None:
        raise InputError(f"{path.name} 中没有更正 {correction_id}", hint="可能已被撤销或改动")
    _write(path, [c for c in every if c.id != correction_id])
    return gone


def _write(path: Path, corrections: Sequence[Correction]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS.values())
    for made in corrections:
        other = made.other or Target()
        cells = [ACTIONS[made.action], made.target.facility_id, made.target.file, made.target.name, made.target.address, made.value,
                 _degree_text(made.lon), _degree_text(made.lat), other.facility_id, other.file, other.name, other.address,
                 made.note]  # fmt: skip
        writer.writerow([plain(cell) for cell in cells])
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text.getvalue(), encoding="utf-8-sig")
        temporary.replace(path)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        raise unwritable(path.name, fault, "请关闭正在打开它的程序,或检查文件夹权限") from fault


def _degree_text(value: float | None) -> str:
    return "" if value is None else f"{value:.7f}"
