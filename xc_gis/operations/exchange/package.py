"""
A finished run for the platforms of others: its tables as CSV, its places as GeoJSON, a dictionary of fields, and a schema for each.

Tables are the run's own bytes; nothing is computed anew. ``indicator_values_<list>.csv`` holds what somebody stated, with source and day, in the form in which a study takes it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from xc_gis import frames
from xc_gis.errors import InputError
from xc_gis.files.file_names import file_words
from xc_gis.frames import FLAG, NUMBER, TEXT, WHOLE, Frame
from xc_gis.languages.message import Name, msg
from xc_gis.model import TYPED
from xc_gis.operations.exchange.schema import places_schema, table_schema
from xc_gis.operations.export.described_tables import DescribedTable, described_tables
from xc_gis.operations.export.gis.run_layers import run_layers
from xc_gis.report.gis.dictionary import LANGUAGES, dictionary, dictionary_csv, kind_of, meaning, words_of
from xc_gis.report.gis.open_formats import write_geojson
from xc_gis.report.gis.records import Layer
from xc_gis.report.tables.manifest import checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import TOOL
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.run_id import run_id
from xc_gis.runs.table_rows import whole_tables
from xc_gis.runs.view import RunView, read_run_view
from xc_gis.version import __version__
from xc_gis.wording.column_words import ColumnWords

CONTENT = "exchange.json"
"""What the folder holds: for each file its schema and rows, with the checksums of all files; the folder's manifest."""

DATA, SCHEMAS, FIELDS = "data", "schemas", "fields.csv"
STATED = "indicator_values"
"""How files of the rows of ``indicators.csv`` begin that somebody stated; the list follows."""

PLACES = ("communities", "community_points", "facilities", "subdistricts")
"""Layers that are exchanged; homes of residents, those in a gap too, and streets are none of them."""

DECLARED: Mapping[str, Frame] = {
    "rating.csv": frames.RATING, "coverage.csv": frames.COVERAGE, "catchments.csv": frames.CATCHMENTS, "survey.csv": frames.SURVEY,
    "survey_items.csv": frames.SURVEY_ITEMS, "survey_areas.csv": frames.SURVEY_AREAS, "survey_matrix.csv": frames.SURVEY_MATRIX,
    "survey_reach.csv": frames.SURVEY_REACH, "hotline.csv": frames.HOTLINE, "hotline_areas.csv": frames.HOTLINE_AREAS,
    "hotline_months.csv": frames.HOTLINE_MONTHS, "hotline_priority.csv": frames.PRIORITIES, "hotline_ahead.csv": frames.AHEAD,
    "satisfaction.csv": frames.SATISFACTION, "satisfaction_areas.csv": frames.SATISFACTION_AREAS, "census.csv": frames.CENSUS,
    "census_areas.csv": frames.CENSUS_AREAS, "directory_counts.csv": frames.DIRECTORY_COUNTS, "directory_areas.csv": frames.DIRECTORY_AREAS,
    "indicators.csv": frames.INDICATORS, "indicator_status.csv": frames.INDICATOR_STATUS, "indicator_index.csv": frames.INDICATOR_INDEX,
    "indicator_shortfalls.csv": frames.INDICATOR_SHORTFALLS, "typed_values.csv": frames.COMMUNITY_VALUES, "needs.csv": frames.NEEDS,
    "hierarchy.csv": frames.HIERARCHY, "grids.csv": frames.GRIDS, "responsible.csv": frames.ROLES, "emergency.csv": frames.EMERGENCY,
}  # fmt: skip
"""Tables of a run that are exchanged, and their declarations."""

KINDS = {"boolean": FLAG, "integer": WHOLE, "real": NUMBER, "text": TEXT}


def exchange_into(run_folder: Path, out: Path) -> dict[str, Any]:
    """
    Write the folder, whole or not at all; returns the content of ``exchange.json``.

    Raises
    ------
    InputError
        No run, one without a map (``--tables-only``), or a damaged one.
    OutputError, ResourceError
        It cannot be written; what was there is untouched.
    """
    run = read_run_view(run_folder)
    with replacing(out, manifest=CONTENT) as stage:
        for name in (DATA, SCHEMAS):
            (stage / name).mkdir()
        layers = [layer for layer in run_layers(run, read_map_page(run_folder)) if layer.name in PLACES]
        with whole_tables(run_folder):
            files = {
                **dict(_tables(run, stage)),
                **{f"{DATA}/{layer.name}.geojson": _places(layer, run, stage) for layer in layers},
            }
        (stage / FIELDS).write_bytes(_fields(run, layers, stage))
        study = run.manifest["study"]
        content = {
            "exchange": 1, "tool": {"name": TOOL, "version": __version__}, "run": run_id(run.manifest), "name": run.name, "date": study["date"],
            "synthetic": run.is_synthetic, "standard": {"id": run.standard["id"], "version": run.standard["version"]}, "crs": "EPSG:4326", "files": files,
            "outputs": dict(sorted(checksums(stage, [*files, *(one["schema"] for one in files.values()), FIELDS]).items())),
        }  # fmt: skip
        write_json(content, stage / CONTENT)
    return content


def _tables(run: RunView, stage: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for table in described_tables(run):
        if table.like not in DECLARED:
            continue
        raw = (run.folder / table.file).read_bytes()
        yield _table(table, raw, stage)
        if table.file == "indicators.csv":
            for file, stated in _stated(raw):
                yield _table(replace(table, file=file, title=msg("填报的指标数值")), stated, stage)


def _table(table: DescribedTable, raw: bytes, stage: Path) -> tuple[str, dict[str, Any]]:
    schema = table_schema(table, DECLARED[table.like].kinds)
    (stage / DATA / table.file).write_bytes(raw)
    rows = sum(1 for _ in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) - 1
    return f"{DATA}/{table.file}", {
        "schema": _schema(table.file, schema, stage),
        "rows": rows,
        "format": "csv",
        "encoding": "utf-8-sig",
    }


def _stated(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """By list of indicators a file of the rows that somebody stated: numbers of one list are not those of another."""
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    source, of = rows[0].index("source"), rows[0].index("list")
    stated = [row for row in rows[1:] if row[source] == TYPED]
    lists = list(dict.fromkeys(row[of] for row in stated))
    for one, word in file_words(lists).items():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([rows[0], *(row for row in stated if row[of] == one)])
        yield f"{STATED}_{word}.csv", text.getvalue().encode("utf-8-sig")


def _places(layer: Layer, run: RunView, stage: Path) -> dict[str, Any]:
    name, codes = f"{layer.name}.geojson", {c.code: c.name for c in run.categories}
    write_geojson(layer, stage / DATA / name)
    fields = {}
    for column in layer.frame.columns.drop("geometry"):
        words = words_of(layer, column)
        said = Name(*(meaning(layer, column, words, codes, lang) for lang in LANGUAGES))
        fields[column] = (KINDS[kind_of(layer.frame[column])], ColumnWords(said, words.unit))
    schema = _schema(name, places_schema(name, layer.title, layer.geometry, fields), stage)
    return {"schema": schema, "rows": len(layer.frame), "format": "geojson", "encoding": "utf-8"}


def _schema(name: str, schema: Mapping[str, Any], stage: Path) -> str:
    place = f"{SCHEMAS}/{name}.schema.json"
    (stage / place).write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return place


def _fields(run: RunView, layers: list[Layer], stage: Path) -> bytes:
    """The dictionary of fields: of the places, then of the tables as their schemas say."""
    listed = dictionary(layers, {c.code: c.name for c in run.categories})
    rows: list[list[str]] = []
    for path in sorted((stage / SCHEMAS).glob("*.csv.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        for name, one in schema["properties"].items():
            kind = one["type"] if isinstance(one["type"], str) else one["type"][0]
            rows.append(
                [path.name.removesuffix(".schema.json"), schema["title"], schema["description"], name, OF_TABLES[kind], one["title"], one["description"],
                 one.get("unit", ""), one.get("unit_en", "")]
            )  # fmt: skip
    return dictionary_csv(pd.concat([listed, pd.DataFrame(rows, columns=listed.columns)], ignore_index=True))


OF_TABLES = {"string": "text", "number": "real", "integer": "integer", "boolean": "boolean"}


def read_content(folder: Path) -> dict[str, Any]:
    """What a folder of exchange says of itself. Raises ``InputError`` where it is none."""
    try:
        content = json.loads((folder / CONTENT).read_bytes())
        if content["exchange"] != 1:
            raise ValueError  # noqa: TRY301 - the same message as for any other content
        return {
            **content,
            "files": {str(name): dict(one) for name, one in content["files"].items()},
            "outputs": dict(content["outputs"]),
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise InputError(
            msg("{folder} 不是数据交换文件夹", folder=folder.name), hint=msg("其中应有 exchange.json，由 xc-gis exchange 写出")
        ) from fault
