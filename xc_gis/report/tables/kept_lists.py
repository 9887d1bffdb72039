"""
``lists.zip`` of a run: what was read of its lists, exactly and quickly read again, so that runs are compared without reading every list anew.

A zip of Parquet frames (places as WKB, numbers as they are) and ``lists.json``. The same lists give the same bytes. It holds nothing that the inputs of the
run do not hold, and less: what people said (survey, hotline, satisfaction) stands in it as the two values a community is rated by, never as counts.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from xc_gis.frames import FrameError, check_study_frames
from xc_gis.model import InputRecord, InventoryStatement, OpenDays, RedFlag, StudyData
from xc_gis.model.columns import PROBLEM_FRAME

if TYPE_CHECKING:
    from xc_gis.model import StreetData

KEPT = "lists.zip"
"""Its name in a run."""

FORMAT = 1

_LISTS = "lists.json"
_FRAMES = ("communities", "demand", "facilities", "subdistricts", "typed")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_DAMAGE = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    RuntimeError,
    FrameError,
    shapely.errors.ShapelyError,
    pa.ArrowException,
)


@dataclass(frozen=True)
class KeptLists:
    """
    What was read of a study but its streets.

    Attributes
    ----------
    data
        Without rows that wait, findings and what people said.
    crs
        The metric system of its places.
    near
        West, south, east, north in degrees: the ground whose streets were read; None: all of the file.
    heard
        Whether a survey, a hotline or satisfaction was read, of which ``data`` has the values by community alone.
    """

    data: StudyData
    crs: str
    near: tuple[float, float, float, float] | None
    heard: bool


def write_kept(data: StudyData, streets: StreetData, crs: str, folder: Path) -> list[str]:
    """
    Write ``lists.zip`` into a folder; returns its name.

    Nothing is written (no name) where people wait for territories that the network decides: such lists are read anew.
    """
    if data.late_totals is not None:
        return []
    said = {
        "format": FORMAT, "crs": crs, "near": list(streets.near) if streets.near is not None else None,
        "heard": any(part is not None for part in (data.survey, data.hotline, data.satisfaction)),
        "inputs": [[one.role, one.path] for one in data.inputs],  # the manifest says the rest
        "inventory": [[s.category, s.type, list(s.areas), s.status, _text(s.surveyed)] for s in data.inventory],
        "supply": _plain(data.supply), "feedback": _plain(data.feedback),
        "red_flags": [[one.community_id, one.document, one.reason] for one in data.red_flags],
        "days": {name: [_text(one.since), _text(one.until)] for name, one in data.days.items()},
        "base": data.base, "counted": _text(data.counted),
    }  # fmt: skip
    with zipfile.ZipFile(folder / KEPT, "w") as packed:
        for name in _FRAMES:
            frame = getattr(data, name)
            if frame is not None:
                packed.writestr(zipfile.ZipInfo(f"{name}.parquet", _FIXED_TIME), _packed(frame))
        entry = zipfile.ZipInfo(_LISTS, _FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(entry, json.dumps(said, ensure_ascii=False))
    return [KEPT]


ReadFrames = dict[tuple[str, bytes], pd.DataFrame]
"""Frames that were read, by their system and bytes."""


def read_kept(folder: Path, inputs: Sequence[Mapping[str, Any]], known: ReadFrames | None = None) -> KeptLists | None:
    """
    Read ``lists.zip`` of a run.

    Parameters
    ----------
    inputs
        Of its manifest.
    known
        Frames of other runs, which are taken where they are the same; those of this run are added.

    Returns
    -------
    KeptLists or None
        None where there is none, or it cannot be read: the inputs can.
    """
    known = {} if known is None else known
    try:
        with zipfile.ZipFile(folder / KEPT) as packed:
            said = json.loads(packed.read(_LISTS))
            if said["format"] != FORMAT:
                return None
            names = set(packed.namelist())
            frames: dict[str, pd.DataFrame] = {}
            for name in _FRAMES:
                if f"{name}.parquet" in names:
                    key = str(said["crs"]), packed.read(f"{name}.parquet")
                    if key not in known:
                        known[key] = _unpacked(key[1], key[0])
                    frames[name] = known[key]
        records = {(one["role"], one["path"]): InputRecord(**one) for one in inputs}
        data = _data(said, frames, [records[role, path] for role, path in said["inputs"]])
        check_study_frames(data, said["crs"])
        near = said["near"]
        return KeptLists(
            data, str(said["crs"]), None if near is None else (near[0], near[1], near[2], near[3]), bool(said["heard"])
        )
    except _DAMAGE:
        return None


def _data(said: Mapping[str, Any], frames: Mapping[str, Any], inputs: Sequence[InputRecord]) -> StudyData:
    return StudyData(
        communities=frames["communities"], demand=frames["demand"], facilities=frames["facilities"],
        subdistricts=frames.get("subdistricts"), typed=frames.get("typed"),
        inventory=tuple(InventoryStatement(c, t, tuple(areas), status, _day(day)) for c, t, areas, status, day in said["inventory"]),
        supply=said["supply"], feedback=said["feedback"], red_flags=tuple(RedFlag(*one) for one in said["red_flags"]),
        problems=pd.DataFrame({name: pd.Series(dtype="int64" if name == "row" else "object") for name in PROBLEM_FRAME}),
        inputs=tuple(inputs), warnings=(), base=said["base"],
        days={name: OpenDays(*map(_day, days)) for name, days in said["days"].items()}, counted=_day(said["counted"]),
    )  # fmt: skip


def _packed(frame: pd.DataFrame) -> bytes:
    import pyarrow.parquet as pq  # noqa: PLC0415 - 10 MB that a process which answers questions does without

    columns: dict[str, pa.Array] = {}
    for name in frame.columns:
        column = frame[name]
        if name == "geometry":
            columns[name] = pa.array(shapely.to_wkb(column.to_numpy()), type=pa.binary(), from_pandas=True)
        elif pd.api.types.is_numeric_dtype(column):  # flags, too
            columns[name] = pa.array(column.to_numpy())
        else:
            columns[name] = pa.array(column, type=pa.string(), from_pandas=True)
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made, compression="zstd")
    return made.getvalue()


def _unpacked(raw: bytes, crs: str) -> pd.DataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    table = pq.read_table(pa.BufferReader(raw))
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table.column(name)
        if name == "geometry":
            columns[name] = shapely.from_wkb(column.to_numpy(zero_copy_only=False))
        elif pa.types.is_string(column.type):
            words = column.to_numpy(zero_copy_only=False)
            columns[name] = pd.array(words, dtype="str") if not len(words) or any(word is not None for word in words) else words
        else:
            columns[name] = column.to_numpy()
    if "geometry" not in columns:
        return pd.DataFrame(columns)
    return gpd.GeoDataFrame(columns, geometry="geometry", crs=crs)


def _plain(values: Mapping[str, float] | None) -> dict[str, float] | None:
    return None if values is None else {str(name): float(value) for name, value in values.items()}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
