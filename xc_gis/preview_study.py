"""A study that may be unfinished, as far as a look at one of its layers needs it: its file, its standard, its ground."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import InputError
from xc_gis.model import StreetData
from xc_gis.settings import Settings
from xc_gis.sources.facilities.list_by_list import NO_CORRECTIONS
from xc_gis.sources.people.communities import read_communities, read_subdistricts
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.study.file import LayerTable, NetworkTable, StudyFile, StudyTable, expand
from xc_gis.sources.study_area import Ground, study_area
from xc_gis.sources.study_frame import system_for_looking


def unfinished(folder: Path, content: Mapping[str, Any], table: str, made: LayerTable) -> tuple[StudyFile, dict[str, LayerTable]]:
    """A study file as far as it is known; layers that are not there yet stand for nothing. Second: what is known of the frame."""
    nothing = LayerTable(path="")
    known: dict[str, LayerTable] = {}
    for name in ("communities", "subdistricts"):
        keys = content.get(name)
        if isinstance(keys, Mapping) and (folder / expand(str(keys.get("path", "")))).is_file():
            try:
                known[name] = LayerTable.model_validate(dict(keys))
            except ValidationError:
                continue
    name, _, number = table.partition(".")
    if name and name != "facilities":
        known[name] = made
    lists: tuple[LayerTable, ...] = tuple(made if n == int(number) else nothing for n in range(int(number) + 1)) if number else ()
    study = StudyFile.model_construct(
        study=_study_table(content), network=NetworkTable(osm=""), communities=known.get("communities", nothing),
        residents=known.get("residents", nothing), facilities=lists, subdistricts=known.get("subdistricts"),
        folder=folder, file_name="study.toml", corrections=NO_CORRECTIONS,
    )  # fmt: skip
    return study, known


def ground_of(study: StudyFile, known: Mapping[str, LayerTable], reading: Reading) -> Ground | None:
    """Communities and subdistricts as a run would read them; None where they are missing or cannot be read yet."""
    if "communities" not in known:
        return None
    unheard, findings = ProblemList(), len(reading.findings)
    try:
        found = read_subdistricts(study, reading.target_crs, unheard, reading)
        communities, *_ = read_communities(study, reading.target_crs, unheard, reading)
    except (InputError, OSError):
        return None
    finally:
        del reading.findings[findings:]  # said where these layers are looked at
    subdistricts = found[0] if found else None
    area = study_area(communities, subdistricts)
    return None if area is None else Ground(reading.target_crs, communities, subdistricts, area, reading.buffer_m)


def reading_of(study: StudyFile, content: Mapping[str, Any], streets: StreetData | None) -> Reading:
    """The reading of a study that may be unfinished: in the metric system, and with the margin, of a run."""
    settings = _settings(content)
    system = system_for_looking(study, settings, streets)
    return Reading(study, system, streets, settings.number("study_area_buffer_m"))


def _settings(content: Mapping[str, Any]) -> Settings:
    """What the study says of its settings, as far as it can be used: faults are told by the study file's own reading."""
    said, settings = content.get("settings", {}), Settings()
    for key, value in said.items() if isinstance(said, Mapping) else ():
        try:
            settings = settings.override({key: value}, origin="study", where="study.toml")
        except InputError:
            continue
    return settings


def _study_table(content: Mapping[str, Any]) -> StudyTable:
    try:
        return StudyTable.model_validate({"name": "", **content.get("study", {})})
    except (ValidationError, TypeError):
        return StudyTable(name="")
