"""Facility lists for the data check: a faulty list is named, and the others are read without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from xc_gis.errors import InputError
from xc_gis.settings import Settings
from xc_gis.sources.corrections.table import corrections_path, read_corrections, shown_corrections
from xc_gis.sources.facilities.read import FacilityReading, read_facilities
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.study.file import CorrectionsTable, StudyFile
from xc_gis.sources.study_area import Ground
from xc_gis.standard import Standard

NO_CORRECTIONS = CorrectionsTable(path=".without-corrections.csv")
"""A file that never exists: nothing is corrected."""


def read_all_lists(
    study: StudyFile, standard: Standard, settings: Settings, ground: Ground, problems: ProblemList, reading: Reading
) -> FacilityReading:
    """
    Read all facility lists.

    A run stops at the first fault. Where faults are collected, ``types`` keeps one entry for each list of the study.
    """
    if not reading.collects:
        return _read(study, standard, settings, ground, problems, reading)
    known = reading.attempt("corrections", lambda: read_corrections(corrections_path(study), shown_corrections(study)), None)
    if known is None:
        study = study.model_copy(update={"corrections": NO_CORRECTIONS})
    if not any(table.startswith("facilities.") for table in reading.faults):
        unheard, quiet = ProblemList(), replace(reading, findings=[])
        try:
            found = _read(study, standard, settings, ground, unheard, quiet)
        except InputError:
            pass
        else:
            reading.add(quiet.findings)
            problems.rows.extend(unheard.rows)
            return found
    return _one_by_one(study, standard, settings, ground, problems, reading)


def _one_by_one(
    study: StudyFile, standard: Standard, settings: Settings, ground: Ground, problems: ProblemList, reading: Reading
) -> FacilityReading:
    """Find the lists that are faulty by themselves, then read the others together."""
    for number, table in enumerate(study.facilities):
        alone = study.model_copy(update={"facilities": (table,), "corrections": NO_CORRECTIONS, "entrances": ()})
        part = replace(reading, study=alone, findings=[], collects=False, faults={})
        reading.attempt(f"facilities.{number}", partial(_read, alone, standard, settings, ground, ProblemList(), part), None)
    good = [number for number in range(len(study.facilities)) if f"facilities.{number}" not in reading.faults]
    rest = study.model_copy(update={"facilities": tuple(study.facilities[number] for number in good)})
    inner = replace(reading, study=rest, findings=[], collects=False, faults={})
    nothing = study.model_copy(update={"facilities": (), "corrections": NO_CORRECTIONS, "entrances": ()})
    empty = _read(nothing, standard, settings, ground, ProblemList(), replace(inner, study=nothing, findings=[]))
    found = reading.attempt("facilities", lambda: _read(rest, standard, settings, ground, problems, inner), empty)
    reading.add(replace(said, table=_as_named(said.table, good)) for said in inner.findings)
    by_number = dict(zip(good, found.types, strict=False))
    types = tuple(by_number.get(number, frozenset()) for number in range(len(study.facilities)))
    return replace(found, types=types, waiting=tuple(replace(row, table=_as_named(row.table, good)) for row in found.waiting))


def _read(
    study: StudyFile, standard: Standard, settings: Settings, ground: Ground, problems: ProblemList, reading: Reading
) -> FacilityReading:
    return read_facilities(study, standard, settings, ground, problems, reading)


def _as_named(table: str, numbers: Sequence[int]) -> str:
    """``facilities.0`` of a shortened study as the whole study counts it."""
    name, _, number = table.partition(".")
    return f"{name}.{numbers[int(number)]}" if name == "facilities" and number else table
