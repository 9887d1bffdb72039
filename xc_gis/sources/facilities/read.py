"""
Facilities from all lists of a study, in this order: rows of each list → corrections by hand → the study's ground → rows without a place → one row an id → one facility.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import geopandas as gpd

from xc_gis.errors import StudyError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import InputRecord
from xc_gis.settings import Settings
from xc_gis.sources.corrections.table import Correction, corrections_file
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.facilities.join import FacilityList, FacilityReading, JoinedLists, ListFault, join_lists
from xc_gis.sources.facilities.osm_places import read_osm_places
from xc_gis.sources.facilities.rows import facility_rows, type_column
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import Box, StudyArea, box_around
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import LayerSource, shown_path
from xc_gis.sources.study.tables import FacilitiesTable
from xc_gis.standard import Standard


def read_facilities(
    study: StudyFile,
    standard: Standard,
    settings: Settings,
    ground: StudyArea,
    problems: ProblemList,
    reading: Reading | None = None,
) -> FacilityReading:
    """
    Read all facility layers: each list once, its rows or its fault, then all good ones joined.

    A run stops at the first fault. Where ``reading`` collects them, a faulty list is named and the others are read without it;
    ``types`` keeps one entry for each list of the study.

    Raises
    ------
    InputError
        Unknown type code, unusable file; all places of a layer outside the study area; an impossible correction.
    """
    heard = reading or Reading(ground.crs)
    box = box_around(ground.area, ground.crs, ground.buffer_m)
    lists: dict[int, FacilityList] = {}
    for number in range(len(study.facilities)):
        source = study.source(f"facilities.{number}", study.facilities[number])
        read = partial(_list, source, standard, study.study.date, ground, box, reading)
        one = heard.attempt(source.name, read, None)
        if one is not None:
            lists[number] = one
    made = heard.attempt("corrections", corrections_file(study).read, ())
    joined = partial(join_lists, study, standard, settings, ground, box, reading)
    found = heard.attempt("facilities", partial(_of_good_lists, lists, joined, made, heard), None)
    if found is None:  # what is wrong belongs to no list
        found = joined({}, ())
    problems.rows.extend(found.problems.rows)
    heard.add(found.findings)
    return found.reading


def _of_good_lists(
    lists: dict[int, FacilityList], joined: Callable[[dict[int, FacilityList], Sequence[Correction]], JoinedLists], made: Sequence[Correction], heard: Reading
) -> JoinedLists:  # fmt: skip
    """Join the lists; one that turns out to be faulty is reported, where faults are collected, and the rest joined without it."""
    good = dict(lists)
    while True:
        try:
            return joined(good, made)
        except ListFault as found:
            if not heard.collects:
                raise found.fault from None
            heard.faults[f"facilities.{found.number}"] = found.fault
            del good[found.number]


def _list(
    source: LayerSource[FacilitiesTable], standard: Standard, day: date | None, ground: StudyArea, box: Box | None, reading: Reading | None
) -> FacilityList:  # fmt: skip
    problems, quiet = ProblemList(), None
    if reading is not None:
        _ = reading.references  # one and the same for all lists
        quiet = replace(reading, findings=[])
    rows, record = layer_rows(source, standard, day, ground.crs, box, problems, quiet)
    return FacilityList(rows, record, problems, tuple(quiet.findings) if quiet else ())


def layer_rows(
    source: LayerSource[FacilitiesTable],
    standard: Standard,
    day: date | None,
    target_crs: str,
    box: Box | None,
    problems: ProblemList,
    reading: Reading | None,
) -> tuple[gpd.GeoDataFrame, InputRecord]:
    """
    Read one list, before it meets the others: rows of ``facility_rows``, also those of no type, and its record.

    ``day`` is that of the study: what has closed by then is closed. Raises ``InputError`` as ``read_facilities``.
    """
    table = source.table
    book = TypeBook(standard, _checked_map(table, standard))
    if table.from_osm:
        layer, total = read_osm_places(source.path, source.shown, book, target_crs, box, source.files.opened.sha256)
    else:
        coordinates, needed = table.place_by == "coordinates", () if table.type else type_column(table)
        layer = read_layer(source, target_crs, needed=needed, places_needed=coordinates, reading=reading)
        total = len(layer.frame)
    notes = Notes(layer.shown, source.name)
    rows = facility_rows(layer, table, standard, book, day, problems, notes)
    if reading is not None:
        reading.add(notes.findings)
    record = InputRecord("facilities", layer.shown, layer.sha256, total, 0, layer.crs)
    return rows.assign(_file=layer.shown, _layer=int(source.name.partition(".")[2]), _osm=table.from_osm), record


def _checked_map(table: FacilitiesTable, standard: Standard) -> Mapping[str, str]:
    for word, code in table.type_map.items():
        if code and code not in standard.facility_types:
            raise StudyError(
                msg(
                    "{shown_path} 的 type_map:标准中没有设施类型 “{code}”(“{word}”)",
                    shown_path=shown_path(table.path),
                    code=code,
                    word=word,
                ),
                hint=nearest_spelling(code, standard.facility_types) or msg("代码见评价标准 facility_types;不使用的词写空文字"),
            )
    return table.type_map
