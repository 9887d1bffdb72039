"""
Read any layer of a study: format, columns, places, coordinate system, in this order, each with what it found out.

Every row keeps the number under which a person finds it: rows of a table as in the file, the first feature of a vector
file as row 2, below its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, Finding
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import Given
from xc_gis.sources.crs.doctor import crs_of_rows, note_shift, settle_crs
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.layers.places import find_places
from xc_gis.sources.rows.cells import ROW, loose_numbers
from xc_gis.sources.rows.left_out_reasons import IMPOSSIBLE_PLACE
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.rows.reasons import with_reason
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import LayerTable
from xc_gis.sources.tables.column_roles import PLACES, denied, guess_roles
from xc_gis.sources.tables.column_words import NAMES
from xc_gis.sources.tables.population_base import with_base
from xc_gis.sources.tables.read import UNITS_BELOW, UNITS_STATED
from xc_gis.sources.tables.role_words import role_word
from xc_gis.sources.tables.units import in_own_units

OF_PEOPLE = frozenset(("communities", "residents"))
"""Layers that count people."""


@dataclass(frozen=True)
class Layer:
    """
    A layer as read.

    Attributes
    ----------
    shown
        Path as the study names it.
    frame
        Columns by their canonical names where the study maps them, ``ROW``, and ``geometry`` in the analysis CRS (missing
        where there is none).
    crs
        As declared or given by the format.
    sha256
        Of the file.
    bad_place
        By row: why there is no place, empty where there is one.
    findings
        What was guessed, detected or repaired while reading it.
    """

    shown: str
    frame: gpd.GeoDataFrame
    crs: str
    sha256: str
    bad_place: pd.Series
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class OpenedLayer:
    """
    A layer before its coordinate system is settled.

    Attributes
    ----------
    frame
        Columns by their canonical names, and ``ROW``.
    geometry, bad_place
        Places in the coordinates of the file; why a row has none.
    given
        What the format says of its system.
    findings
        What was found out on the way.
    """

    frame: pd.DataFrame
    geometry: gpd.GeoSeries
    bad_place: pd.Series
    given: Given
    findings: tuple[Finding, ...]


def read_layer(
    source: LayerSource[LayerTable],
    target_crs: str,
    *,
    needed: Sequence[str],
    places_needed: bool = True,
    reading: Reading | None = None,
) -> Layer:
    """
    Read a layer of a study.

    Its file is opened and understood once in a reading of the study; its places are brought to each system that is asked for.

    Parameters
    ----------
    target_crs
        Analysis CRS.
    needed
        Canonical names of columns without which the layer is useless.
    places_needed
        Whether a table without coordinates is an error.
    reading
        Takes the findings, and gives evidence; without it nothing is compared.

    Raises
    ------
    InputError, CrsError
        Unreadable or empty file, missing column, unknown coordinate system.
    """
    opened = source.files.opened.rows(
        ("layer", source.name, source.table.model_dump_json(), source.base, tuple(needed), places_needed),
        source.path,
        lambda: _opened(source, needed, places_needed=places_needed),
    )
    notes = Notes(source.shown, source.name, list(opened.findings))
    geometry, bad, crs = _placed(opened, source.table, target_crs, reading, notes)
    columns = opened.frame.drop(columns="geometry", errors="ignore")
    frame = gpd.GeoDataFrame(columns, geometry=geometry.to_numpy(), crs=target_crs)
    if reading is not None:
        reading.add(notes.findings)
        reading.references.learn(notes.table, frame, source.shown)
    return Layer(source.shown, frame, crs, source.files.opened.sha256(source.path), bad, tuple(notes.findings))


def _opened(source: LayerSource[LayerTable], needed: Sequence[str], *, places_needed: bool) -> OpenedLayer:
    """Rows, columns and places of a layer as its file has them."""
    table, shown = source.table, source.shown
    notes = Notes(shown, source.name)
    raw, given = rows_of(source, notes)
    frame = _renamed(raw, table, shown)
    heading = None
    if source.name in OF_PEOPLE:
        frame, heading = with_base(frame, table.columns, source.base, notes)
    guessed = _guessed(frame, table, needed, notes)
    frame = frame.rename(columns=guessed)
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        found = joined("、", (str(c) for c in raw.columns if c not in {ROW, "geometry"}))
        raise InputError(
            msg(
                "{shown} 缺少列 {missing}；现有：{found}",
                shown=shown,
                missing=joined("、", (role_word(name, NAMES.get(name, ())) for name in missing)),
                found=found,
            ),
            hint=denied(notes, missing[0]) or msg('请在 columns 中指明,如 columns = {{ {missing} = "…" }}', missing=missing[0]),
        )
    headings = {role: column for column, role in guessed.items()} | dict(table.columns)
    headings |= {"residents": heading} if heading else {}
    frame = in_own_units(frame, headings, raw.attrs.get(UNITS_BELOW, {}), raw.attrs.get(UNITS_STATED, ()), notes)
    _note_rough_numbers(frame, notes)
    geometry, bad, given = find_places(frame, given, notes, places_needed=places_needed)
    return OpenedLayer(frame, geometry, bad, given, tuple(notes.findings))


def rows_of(source: LayerSource[LayerTable], notes: Notes) -> tuple[pd.DataFrame, Given]:
    """
    What ``read_file`` gives of a layer's file, opened once in a reading of the study.

    The rows are the caller's own; what was found out on opening is noted for each who asks.
    """
    table, path = source.table, source.path
    keys = table.model_dump_json(include={"encoding", "sheet", "layer", "delimiter", "header_row", "header_rows", "leave_out"})

    def read() -> tuple[pd.DataFrame, Given, tuple[Finding, ...]]:
        heard = Notes(notes.layer, notes.table)
        frame, given = read_file(path, table, heard)
        return frame, given, tuple(heard.findings)

    frame, given, findings = source.files.opened.rows(("rows", keys, notes.table), path, read)
    notes.findings.extend(findings)
    return frame.copy(deep=False), given


def _placed(
    opened: OpenedLayer, table: LayerTable, target_crs: str, reading: Reading | None, notes: Notes
) -> tuple[gpd.GeoSeries, pd.Series, str]:
    """Geometry in the analysis CRS, why rows have none, and the system that they came in."""
    frame, geometry, bad = opened.frame, opened.geometry, opened.bad_place
    if not geometry.notna().any():  # a table of names only has nothing that could be in a wrong system
        return geometry, bad, table.crs or ""
    if table.crs_column is None:
        system = settle_crs(frame, geometry, table, opened.given, reading, notes)
        swapped, systems = system.swapped, pd.Series(system.crs, index=frame.index)
    else:
        swapped, systems = table.axes == "lat,lon", crs_of_rows(frame, table.crs_column, notes.layer)
    if swapped:
        turned = shapely.transform(shapely.force_2d(geometry.to_numpy()), lambda xy: xy[:, ::-1])
        geometry = gpd.GeoSeries(turned, index=geometry.index)
    names = sorted(set(systems))
    moved = np.full(len(frame), None, dtype=object)
    for name in names:
        of_name = (systems == name).to_numpy()
        if table.crs_column is not None:
            note_shift(name, geometry[of_name], notes, confirmed=table.crs_confirmed)
        moved[of_name] = converted(geometry[of_name], name, target_crs, notes.layer, confirmed=table.crs_confirmed).to_numpy()
    placed = gpd.GeoSeries(moved, index=geometry.index, crs=target_crs)
    lost = placed.notna() & ~np.isfinite(placed.bounds.to_numpy()).all(axis=1)
    return placed.mask(lost), with_reason(bad, lost, IMPOSSIBLE_PLACE.text()), joined("、", names)


def _guessed(frame: pd.DataFrame, table: LayerTable, needed: Sequence[str], notes: Notes) -> dict[str, str]:
    """Canonical name by column, for columns that the study does not speak of. Where it lists columns, only what is lacking is guessed."""
    taken = {*table.columns, table.crs_column, getattr(table, "type_column", None)}
    wanted = None
    if "columns" in table.model_fields_set:
        placed = isinstance(frame, gpd.GeoDataFrame) or bool(set(PLACES) & set(table.columns))
        wanted = [role for role in needed if role in NAMES] + ([] if placed else list(PLACES))
    found = guess_roles(frame, notes, taken=[word for word in taken if word], wanted=wanted)
    return {column: role for role, column in found.items()}


def _note_rough_numbers(frame: pd.DataFrame, notes: Notes) -> None:
    """Numbers that are only given roughly are used, and reported."""
    for role in (*AGE_COLUMNS.values(), "capacity", "floor_area"):
        if role in frame.columns and (rough := loose_numbers(frame[role])).any():
            rows, example = frame[ROW][rough].tolist(), frame[role][rough].iloc[0]
            text = msg(
                "{role} 有 {count} 个约数(如 “{example}”,第 {rows} 行),按所写的数使用",
                role=role,
                count=len(rows),
                example=example,
                rows=listed(rows),
            )
            notes.add("rows", "warning", text, {"column": role, "rows": rows})


def _renamed(frame: pd.DataFrame, table: LayerTable, shown: str) -> pd.DataFrame:
    """Give columns their canonical names; a mapped column that does not exist is an error."""
    for name, column in table.columns.items():
        if column not in frame.columns:
            found = [str(c) for c in frame.columns if c not in {ROW, "geometry"}]
            raise InputError(
                msg(
                    "{shown} 没有列 “{column}”(columns.{name};现有:{found})",
                    shown=shown,
                    column=column,
                    name=name,
                    found=joined("、", found),
                ),
                hint=nearest_spelling(column, found),
            )
    taken = [name for name, column in table.columns.items() if name in frame.columns and name != column]
    return frame.drop(columns=taken).rename(columns={column: name for name, column in table.columns.items()})
