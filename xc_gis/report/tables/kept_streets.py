"""
Streets in ``lists.zip`` of a run: ``StreetData`` as it was read, corrections by hand included, exactly and some ten times as quickly read again.

Nodes, members of ways and ground stand in columns (Parquet); tags, of which most ways share a few sets, and what is rare in ``streets.json``.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import ref

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.model.streets import StreetData, StreetLoss, WalkableArea
from xc_gis.units import EXCHANGE_CRS

if TYPE_CHECKING:
    import pyarrow as pa

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every entry: the same streets give the same bytes."""

STEPS_A_DEGREE = 1e7
"""Of OpenStreetMap's coordinates (https://wiki.openstreetmap.org/wiki/PBF_Format, granularity of 100 nanodegrees)."""

_REST = "streets.json"
_COLUMNS = ("nodes", "ways", "members", "ground")

Tags = Mapping[str, str]
Packed = tuple[tuple[str, bytes], ...]
"""Entries of the zip by name."""

_LAST: list[tuple[ref[StreetData], Packed]] = []
"""The last streets that were packed: variants of one study, run one after the other, walk on the same."""


def write_streets(streets: StreetData, packed: zipfile.ZipFile) -> None:
    """Add streets to a zip that is being written."""
    if not _LAST or _LAST[0][0]() is not streets:
        _LAST[:] = [(ref(streets), _entries(streets))]
    for name, raw in _LAST[0][1]:
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED if name == _REST else zipfile.ZIP_STORED
        packed.writestr(entry, raw)


def read_streets_of(packed: zipfile.ZipFile, known: dict[tuple[bytes, ...], StreetData]) -> StreetData:
    """
    Streets of a zip; ``known``: of others, the same object where they are the same.

    Raises
    ------
    ValueError, LookupError, TypeError, pyarrow.ArrowException, shapely.errors.ShapelyError
        They are missing or damaged.
    """
    names = [f"{name}.parquet" for name in _COLUMNS] + [_REST]
    key = tuple(packed.read(name) for name in names)
    if key not in known:
        nodes, ways, members, ground = (_table(raw) for raw in key[:-1])
        known[key] = _streets(nodes, ways, members, ground, json.loads(key[-1]))
    return known[key]


def _entries(streets: StreetData) -> Packed:
    sets: dict[tuple[tuple[str, str], ...], int] = {}
    every = (*streets.ways, *streets.lines)
    members = [refs for _, refs, _ in every]
    ways = {
        "id": np.array([number for number, _, _ in every], dtype=np.int64),
        "tags": np.array([_number(tags, sets) for _, _, tags in every], dtype=np.int32),
        "count": np.array([len(refs) for refs in members], dtype=np.int32),
    }
    total = sum(map(len, members))
    rest = {
        "ways": len(streets.ways),
        "node_tags": [[node, _number(tags, sets)] for node, tags in streets.node_tags.items()],
        "areas": [[a.osm_id, a.kind, a.outer, a.inner, _number(a.tags, sets)] for a in streets.areas],
        "open_areas": streets.open_areas,
        "losses": [[one.kind, one.osm, one.lon, one.lat] for one in streets.losses],
        "notes": dict(streets.notes),
        "ways_left_out": streets.ways_left_out,
        "as_of": streets.as_of,
        "near": streets.near,
        "elsewhere": None if streets.elsewhere is None else np.asarray(streets.elsewhere).tolist(),
        "tags": [dict(pairs) for pairs in sets],  # last: all of them are numbered by now
    }
    columns: tuple[Mapping[str, Any], ...] = (
        {"id": streets.node_ids, "lon": _degrees(streets.lon), "lat": _degrees(streets.lat)},
        ways,
        {"node": np.fromiter(chain.from_iterable(members), dtype=np.int64, count=total)},
        {"kind": streets.background["kind"].tolist(), "shape": shapely.to_wkb(streets.background.geometry.to_numpy()).tolist()},
    )
    entries = [(f"{name}.parquet", _raw(table)) for name, table in zip(_COLUMNS, columns, strict=True)]
    return (*entries, (_REST, json.dumps(rest, ensure_ascii=False).encode()))


def _number(tags: Tags, sets: dict[tuple[tuple[str, str], ...], int]) -> int:
    return sets.setdefault(tuple(tags.items()), len(sets))


def _streets(nodes: pa.Table, ways: pa.Table, members: pa.Table, ground: pa.Table, rest: Mapping[str, Any]) -> StreetData:
    tags: Sequence[Tags] = rest["tags"]
    refs, at, every = members["node"].to_pylist(), 0, []
    for number, one, count in zip(*(ways[name].to_pylist() for name in ("id", "tags", "count")), strict=True):
        every.append((number, tuple(refs[at : at + count]), tags[one]))
        at += count
    shapes = ground["shape"].to_numpy(zero_copy_only=False)
    return StreetData(
        node_ids=nodes["id"].to_numpy(), lon=_floats(nodes["lon"].to_numpy()), lat=_floats(nodes["lat"].to_numpy()),
        node_tags={node: tags[one] for node, one in rest["node_tags"]},
        ways=tuple(every[: rest["ways"]]), lines=tuple(every[rest["ways"] :]),
        background=gpd.GeoDataFrame({"kind": ground["kind"].to_pylist()}, geometry=shapely.from_wkb(shapes), crs=EXCHANGE_CRS),
        ways_left_out=rest["ways_left_out"], as_of=rest["as_of"],
        areas=tuple(WalkableArea(n, kind, _rings(outer), _rings(inner), tags[one]) for n, kind, outer, inner, one in rest["areas"]),
        open_areas=tuple((kind, number) for kind, number in rest["open_areas"]),
        losses=tuple(StreetLoss(*one) for one in rest["losses"]), notes=rest["notes"],
        elsewhere=None if rest["elsewhere"] is None else np.array(rest["elsewhere"], dtype=float).reshape(-1, 2),
        near=None if rest["near"] is None else tuple(rest["near"]),
    )  # fmt: skip


def _degrees(values: Floats) -> Floats | Ints:
    """Degrees as OpenStreetMap keeps them, whole numbers of 1e-7, where that is exactly what they are."""
    whole = np.rint(values * STEPS_A_DEGREE).astype(np.int64)
    return whole if np.array_equal(whole / STEPS_A_DEGREE, values) else values


def _floats(values: Floats | Ints) -> Floats:
    return values / STEPS_A_DEGREE if values.dtype == np.int64 else values.astype(float)


def _rings(rings: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(ring) for ring in rings)


def _raw(columns: Mapping[str, Any]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - 10 MB that a process which answers questions does without
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    kinds = {"kind": pa.string(), "shape": pa.binary()}
    made = io.BytesIO()
    table = pa.table({name: pa.array(values, type=kinds.get(name)) for name, values in columns.items()})
    numbers = {name: "DELTA_BINARY_PACKED" for name in table.column_names if table[name].type == pa.int64()}
    pq.write_table(table, made, compression="zstd", use_dictionary=False, column_encoding=numbers or None)
    return made.getvalue()


def _table(raw: bytes) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - see above
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    return pq.read_table(pa.BufferReader(raw))
