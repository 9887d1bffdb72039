"""
``lists.zip`` of a run: what was read of its lists and streets, exactly and quickly read again, so that runs are compared without reading every file anew.

A zip of Parquet frames (places as WKB, numbers as they are), ``lists.json`` and streets (``kept_streets``). The same lists give the same bytes. It holds nothing that the inputs of the
run do not hold, and less: what people said (survey, hotline, satisfaction) stands in it as the two values a community is rated by, never as counts.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.coverage.coverage import PACE
from xc_gis.frames import FrameError, check_study_frames
from xc_gis.model import InputRecord, InventoryStatement, OpenDays, RedFlag, StreetData, StudyData
from xc_gis.model.columns import PROBLEM_FRAME
from xc_gis.report.tables.kept_streets import FIXED_TIME, read_streets_of, write_streets

KEPT = "lists.zip"
"""Its name in a run."""

FORMAT = 2

_LISTS, _TIMES = "lists.json", "times.parquet"
_FRAMES = ("communities", "demand", "facilities", "subdistricts", "typed")
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
    What was read of a study.

    Attributes
    ----------
    data
        Without rows that wait, findings and what people said.
    crs
        The metric system of its places.
    streets
        With corrections by hand.
    heard
        Whether a survey, a hotline or satisfaction was read, of which ``data`` has the values by community alone.
    """

    data: StudyData
    crs: str
    streets: StreetData
    heard: bool


def write_kept(data: StudyData, streets: StreetData, crs: str, times: Mapping[str, Any], folder: Path) -> list[str]:
    """
    Write ``lists.zip`` into a folder; returns its name.

    Parameters
    ----------
    times
        By question and demand point, seconds; those that ``demand_points.parquet`` has no column for are kept.

    Nothing is written (no name) where people wait for territories that the network decides: such lists are read anew.
    """
    if data.late_totals is not None:
        return []
    said = {
        "format": FORMAT, "crs": crs,
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
                packed.writestr(zipfile.ZipInfo(f"{name}.parquet", FIXED_TIME), _packed(frame))
        entry = zipfile.ZipInfo(_LISTS, FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(entry, json.dumps(said, ensure_ascii=False))
        write_streets(streets, packed)
        apart = {key: seconds for key, seconds in times.items() if PACE in key}
        packed.writestr(zipfile.ZipInfo(_TIMES, FIXED_TIME), _packed(pd.DataFrame(apart)))
    return [KEPT]


@dataclass(frozen=True)
class ReadParts:
    """What was read of other runs: frames by their system and bytes, streets by their bytes."""

    frames: dict[tuple[str, bytes], pd.DataFrame] = field(default_factory=dict)
    streets: dict[tuple[bytes, ...], StreetData] = field(default_factory=dict)


def read_kept(folder: Path, inputs: Sequence[Mapping[str, Any]], known: ReadParts | None = None) -> KeptLists | None:
    """
    Read ``lists.zip`` of a run.

    Parameters
    ----------
    inputs
        Of its manifest.
    known
        Parts of other runs, which are taken where they are the same; those of this run are added.

    Returns
    -------
    KeptLists or None
        None where there is none, or it cannot be read: the inputs can.
    """
    known = known or ReadParts()
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
                    if key not in known.frames:
                        known.frames[key] = _unpacked(key[1], key[0])
                    frames[name] = known.frames[key]
            streets = read_streets_of(packed, known.streets)
        records = {(one["role"], one["path"]): InputRecord(**one) for one in inputs}
        data = _data(said, frames, [records[role, path] for role, path in said["inputs"]])
        check_study_frames(data, said["crs"])
        return KeptLists(data, str(said["crs"]), streets, bool(said["heard"]))
    except _DAMAGE:
        return None


def kept_times(folder: Path) -> dict[str, Floats]:
    """Seconds by question and demand point, as ``write_kept`` kept them; nothing where they cannot be read."""
    try:
        with zipfile.ZipFile(folder / KEPT) as packed:
            table = _unpacked(packed.read(_TIMES), "")
    except _DAMAGE:
        return {}
    return {str(name): table[name].to_numpy(dtype=float) for name in table.columns}


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
