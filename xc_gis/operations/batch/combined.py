"""
The tables of all runs of a batch as one: ``rating.parquet`` and ``coverage.parquet``, folders with a part for each study (``study=NAME``).

They say what the CSV tables of the runs say, with numbers as numbers. The column ``study`` stands in the names of the folders, as every reader of
such a data set expects; ``read_combined`` gives it first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from xc_gis.files.spreadsheet_text import FORMULA_STARTS
from xc_gis.report.tables.manifest import checksums, write_json
from xc_gis.report.tables.rating_table import GRADE
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import TOOL
from xc_gis.runs.table_rows import whole_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

RATING, COVERAGE = "rating.parquet", "coverage.parquet"

STUDY = "study"

WRITTEN = "_written.json"
"""Says what was written into such a folder; readers of data sets pass over names that begin so."""

PART = "part-0.parquet"

_TEXT, _NUMBER, _WHOLE, _FLAG = pa.string(), pa.float64(), pa.int64(), pa.bool_()

RATING_SCHEMA = pa.schema(
    [("community_id", _TEXT), ("community", _TEXT), ("subdistrict", _TEXT), ("status", _TEXT), ("provisional", _FLAG)]
    + [(name, _NUMBER) for name in ("score_low", "score", "score_high")]
    + [(name, _WHOLE) for name in ("stars_low", "stars", "stars_high")]
    + [(name, _NUMBER) for name in ("completeness", "joint_low", "joint_high")]
    + [("binding", _TEXT), ("next_star", _WHOLE), ("surveys", _TEXT), (GRADE, _TEXT)]
)
"""``rating.csv``, with ``grade`` where the standard names grades."""

COVERAGE_SCHEMA = pa.schema(
    [("community_id", _TEXT), ("community", _TEXT), ("subdistrict", _TEXT), ("category", _TEXT)]
    + [(name, _NUMBER) for name in ("residents", "covered", "gap", "unknown", "coverage_low", "coverage", "coverage_high")]
    + [(name, _NUMBER) for name in ("senior_low", "senior_high", "median_minutes")]
    + [("note", _TEXT)]
)
"""``coverage.csv``."""

TABLES: Mapping[str, tuple[str, pa.Schema]] = {RATING: ("rating.csv", RATING_SCHEMA), COVERAGE: ("coverage.csv", COVERAGE_SCHEMA)}


def write_combined(runs: Mapping[str, Path], out: Path) -> None:
    """
    Write both data sets, each in one step, from the runs in their folders, by name of the study.

    Raises
    ------
    InputError
        A run is damaged.
    OutputError, ResourceError
        They cannot be written, or something that is not ours lies in their place.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - loaded where it is needed

    for name, (table, schema) in TABLES.items():
        with replacing(out / name, manifest=WRITTEN) as stage:
            parts = []
            for study, folder in runs.items():
                part = f"{STUDY}={quote(study, safe='')}/{PART}"
                (stage / part).parent.mkdir()
                with (stage / part).open("wb") as handle:
                    pq.write_table(_table(folder, table, schema), handle, compression="zstd")
                parts.append(part)
            write_json({"tool": {"name": TOOL}, "outputs": checksums(stage, parts)}, stage / WRITTEN)


def _table(folder: Path, name: str, schema: pa.Schema) -> pa.Table:
    from pyarrow import csv  # noqa: PLC0415 - loaded where it is needed

    with whole_tables(folder), (folder / name).open("rb") as handle:
        said = handle.readline().decode("utf-8-sig").strip().split(",")
        handle.seek(0)
        types = csv.ConvertOptions(
            column_types=schema, null_values=[""], true_values=["true"], false_values=["false"], strings_can_be_null=True,
            quoted_strings_can_be_null=True, include_columns=[column for column in schema.names if column in said or column != GRADE],
        )  # fmt: skip
        table = csv.read_csv(handle, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=types)
        if GRADE in schema.names and GRADE not in said:
            table = table.append_column(GRADE, pa.nulls(len(table), _TEXT))
        return pa.table([_plain(table.column(field.name), field) for field in schema], schema=schema)


def _plain(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    """Words as they were before they were made safe for spreadsheets; ids never change."""
    if field.type != _TEXT or field.name == "community_id":
        return column
    return pc.replace_substring_regex(column, f"^'([{re.escape(''.join(FORMULA_STARTS))}])", r"\1")


def read_combined(folder: Path, studies: Iterable[str] | None = None) -> pd.DataFrame:
    """
    Read one of the data sets.

    Returns
    -------
    DataFrame
        ``study`` first, then the columns of the table; in the order of the studies' names, rows as the runs have them. Unknown figures are missing.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    schema = TABLES[folder.name][1]
    wanted = None if studies is None else set(studies)
    frames = []
    parts = {unquote(part.parent.name.partition("=")[2]): part for part in folder.glob(f"{STUDY}=*/{PART}")}
    for study, part in sorted(parts.items()):
        if wanted is None or study in wanted:
            with part.open("rb") as handle:
                frame = pq.read_table(handle, schema=schema).to_pandas(integer_object_nulls=False, types_mapper=_pandas_type)
            frame.insert(0, STUDY, study)
            frames.append(frame)
    if not frames:
        return schema.empty_table().to_pandas().assign(**{STUDY: []})[[STUDY, *schema.names]]
    return pd.concat(frames, ignore_index=True)


def _pandas_type(kind: pa.DataType) -> object:
    return {_WHOLE: pd.Int64Dtype(), _FLAG: pd.BooleanDtype()}.get(kind)
