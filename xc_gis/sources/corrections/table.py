"""
Corrections by hand: a small table beside the study that people can read, and that the window and scripts can write.

Source files are never touched. A correction names its facility by the facility's own id, else by file, name and address,
never by a row number, so that it survives a new delivery of the same source. One that no longer fits is reported.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.spreadsheet_text import plain, unquoted
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.sources.corrections.words import (
    ACTION_OF_WORD,
    ACTIONS,
    CLOSE,
    DISTINCT,
    HEADINGS,
    IGNORE,
    MOVE,
    OPEN,
    PLACE,
    PLACE_COMMUNITY,
    SAME,
    SERVES,
    STATE,
    TYPE,
)
from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.names import plain_name
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.tables.read import read_table

ACTION_ZH: Mapping[str, str] = MappingProxyType({
    MOVE: msg("移动"), PLACE: msg("定位"), SAME: msg("合并"), DISTINCT: msg("不合并"), TYPE: msg("类型"), STATE: msg("状态"), IGNORE: msg("忽略"),
    SERVES: msg("服务社区"), OPEN: msg("开放道路"), CLOSE: msg("封闭道路"), PLACE_COMMUNITY: msg("社区定位"),
})  # fmt: skip
"""What a correction does, for messages; ``words.ACTIONS`` is what stands in the file."""

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
        named = f"“{self.name or self.address}”" if self.name or self.address else ""
        return f"{named}({self.facility_id})" if named and self.facility_id else named or self.facility_id


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
        parts = [
            self.action,
            *self.target.key,
            self.value,
            *map(_degree_text, (self.lon, self.lat)),
            *(self.other.key if self.other else ()),
        ]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]

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
        bare = self._bare_sentence()
        return msg("{bare}({note})", bare=bare, note=self.note) if self.note else bare

    def _bare_sentence(self) -> str:
        other = self.other.shown if self.other else ""
        match self.action:
            case "move":
                return msg("移动到 {lon:.6f}, {lat:.6f}", lon=self.lon, lat=self.lat)
            case "place" | "place_community":
                return msg("定位到 {lon:.6f}, {lat:.6f}", lon=self.lon, lat=self.lat)
            case "same":
                return msg("与 {other} 是同一处", other=other)
            case "distinct":
                return msg("与 {other} 不是同一处", other=other)
        if self.action in VALUED:
            return msg("{what}改为 {value}", what=ACTION_ZH[self.action], value=self.value)
        return ACTION_ZH[self.action]


@dataclass(frozen=True)
class CorrectionsFile:
    """Where the corrections of a study lie: ``shown`` is the file as the study names it."""

    shown: str
    files: StudyFiles

    @property
    def path(self) -> Path:
        """The file; there may be none."""
        return self.files.resolve(self.shown)

    def read(self) -> tuple[Correction, ...]:
        """What it says, read once in a reading of the study. Raises ``InputError`` as ``read_corrections``, whoever asks."""
        return self.files.opened.once("corrections", self.path, lambda: read_corrections(self.path, self.shown))


def corrections_file(study: StudyFile) -> CorrectionsFile:
    """Corrections of a study: as ``[corrections] path`` says, else ``NAME.corrections.csv`` beside ``NAME.toml``."""
    shown = study.corrections.path if study.corrections else f"{Path(study.file_name).stem or 'study'}.corrections.csv"
    return CorrectionsFile(shown, study.files)


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
        raise InputError(
            msg("{name} 有不认识的列 “{strangers}”", name=name, strangers=strangers[0]),
            hint=near or msg("可用:{asked}", asked=joined("、", by_heading)),
        )
    frame = frame.rename(columns=by_heading)
    if "action" not in frame.columns:
        raise InputError(
            msg("{name} 缺少列 “操作”", name=name), hint=msg("表头应为:{by_heading}", by_heading=joined("、", by_heading))
        )
    columns = {c: texts(frame[c]) if c in frame.columns else pd.Series("", index=frame.index) for c in HEADINGS}
    found = [_correction(int(row), {c: unquoted(columns[c].iloc[i]) for c in HEADINGS}, name) for i, row in enumerate(frame[ROW])]
    _contradictions(found, name)
    return tuple(found)


def _correction(row: int, cells: Mapping[str, str], shown: str) -> Correction:
    where = msg("{shown} 第 {row} 行", shown=shown, row=row)
    word = cells["action"]
    if word not in ACTION_OF_WORD:
        raise InputError(
            msg("{where}:不认识操作 “{word}”", where=where, word=word),
            hint=nearest_spelling(word, ACTION_OF_WORD) or msg("可用:{asked}", asked=joined("、", ACTIONS.values())),
        )
    other = Target(cells["other_id"], cells["other_file"], cells["other_name"], cells["other_address"])
    made = Correction(
        ACTION_OF_WORD[word],
        Target(cells["facility_id"], cells["file"], cells["name"], cells["address"]),
        cells["value"],
        _degree(cells["lon"], 180, where, msg("经度")),
        _degree(cells["lat"], 90, where, msg("纬度")),
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
        raise InputError(
            msg("{where}:{what} “{text}” 不是有效的度数", where=where, what=what, text=text),
            hint=msg("更正表的坐标一律是 WGS 84 经纬度(度)"),
        )
    return value


def checked(made: Correction, where: str) -> None:
    """Raise ``InputError`` for a correction that says too little or something impossible."""
    if made.action not in ACTIONS:
        raise InputError(
            msg("{where}:不认识操作 “{word}”", where=where, word=made.action),
            hint=msg("可用:{asked}", asked=joined("、", ACTIONS)),
        )
    if not (made.target.facility_id or made.target.name or made.target.address):
        raise InputError(msg("{where}:没有说明是哪处设施", where=where), hint=msg("请填写设施编号,或文件、名称和地址"))
    if made.action == PLACE_COMMUNITY and not made.target.facility_id:
        raise InputError(msg("{where}:社区定位需要社区编号", where=where), hint=msg("写在设施编号一列"))
    if made.action in PLACED and (made.lon is None or made.lat is None):
        raise InputError(
            msg("{where}:{actions}需要经度和纬度", where=where, actions=ACTION_ZH[made.action]), hint=msg("WGS 84,单位为度")
        )
    if made.action in PAIRED and (made.other is None or not (made.other.facility_id or made.other.name or made.other.address)):
        raise InputError(
            msg("{where}:{actions}需要说明另一处设施", where=where, actions=ACTION_ZH[made.action]),
            hint=msg("请填写另一设施编号,或另一文件、名称和地址"),
        )
    if made.action in PAIRED and made.other and made.other.key == made.target.key:
        raise InputError(
            msg("{where}:{actions}的两处设施是同一处", where=where, actions=ACTION_ZH[made.action]), hint=msg("请检查编号")
        )
    if made.action in VALUED and not made.value:
        raise InputError(msg("{where}:{actions}需要取值", where=where, actions=ACTION_ZH[made.action]))
    if made.action == STATE and made.value.lower() not in STATUS:
        raise InputError(
            msg("{where}:状态 “{value}” 无法识别", where=where, value=made.value),
            hint=msg("可用:open、planned、closed 或 营业、规划、停业"),
        )
    if made.action in GATES and not _is_osm_id(made.target.facility_id):
        raise InputError(
            msg("{where}:{actions}需要 OSM 编号", where=where, actions=ACTION_ZH[made.action]),
            hint=msg("如 node/123 或 way/456,写在设施编号一列"),
        )


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
                msg(
                    "{shown} 第 {row} 行和第 {row2} 行对 {shown2} 的更正互相矛盾",
                    shown=shown,
                    row=before.row,
                    row2=made.row,
                    shown2=made.target.shown,
                ),
                hint=msg("请删去其中一行"),
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
        checked(made, msg("更正"))
    kept = [c for c in read_corrections(path) if c.subject not in last]
    if last:
        _write(path, [*kept, *last.values()])


def remove_correction(path: Path, correction_id: str) -> Correction:
    """Take a correction out again; returns it, so that it can be added once more. Raises ``InputError`` if it is not there."""
    every = read_corrections(path)
    gone = next((c for c in every if c.id == correction_id), None)
    if gone is None:
        raise InputError(
            msg("{path} 中没有更正 {correction_id}", path=path.name, correction_id=correction_id), hint=msg("可能已被撤销或改动")
        )
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
    write_whole(path, text.getvalue().encode("utf-8-sig"), hint=msg("请关闭正在打开它的程序,或检查文件夹权限"), folder=True)


def _degree_text(value: float | None) -> str:
    return "" if value is None else f"{value:.7f}"
