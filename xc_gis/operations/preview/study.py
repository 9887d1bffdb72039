"""What is known of a study that may be unfinished, as far as a look at one of its layers needs it: its ground, its settings, its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import InputError
from xc_gis.model import StreetData
from xc_gis.settings import Settings
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.load.frame import GroundLayers, system_for_looking
from xc_gis.sources.people.communities import read_communities, read_subdistricts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.area import StudyArea, study_area
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import LayerTable, ResidentsTable, StudyTable
from xc_gis.sources.tables.column_words import BASES


@dataclass(frozen=True)
class KnownStudy:
    """
    What is known of a study around one of its layers.

    Attributes
    ----------
    layers
        Those that say where it lies, each None as long as it has no file or its keys do not fit.
    study
        Its name, day and standard.
    settings
        As far as the study states them rightly.
    """

    layers: GroundLayers
    study: StudyTable
    settings: Settings

    def reading(self, streets: StreetData | None) -> Reading:
        """A reading in the metric system, and with the margin, of a run."""
        system = system_for_looking(self.layers, self.settings, streets)
        return Reading(system, streets, self.settings.number("study_area_buffer_m"))


def known_study(files: StudyFiles, content: Mapping[str, Any], looked_at: LayerSource[LayerTable] | None) -> KnownStudy:
    """What the study file says so far; the layer that is looked at stands as it is asked for."""
    made = looked_at.table if looked_at else None
    residents = made if isinstance(made, ResidentsTable) else None
    layers = GroundLayers(
        _named("communities", files, content, looked_at),
        _named("subdistricts", files, content, looked_at),
        LayerSource("residents", residents, files) if residents else None,
        None,  # corrections speak of rows as they are when the study is read
        files.file_name,
    )
    return KnownStudy(layers, _study_table(content), _settings(content, files.file_name))


def ground_of(layers: GroundLayers, reading: Reading) -> StudyArea | None:
    """Communities and subdistricts as a run would read them; None where they are missing or cannot be read yet."""
    if layers.communities is None:
        return None
    unheard, findings = ProblemList(), len(reading.findings)
    try:
        subdistricts, _ = read_subdistricts(layers.subdistricts, reading.target_crs, unheard, reading)
        communities, *_ = read_communities(layers.communities, layers.by_hand, reading.target_crs, unheard, reading)
    except (InputError, OSError):
        return None
    finally:
        del reading.findings[findings:]  # reported where these layers are looked at
    area, shown = study_area(communities, subdistricts), layers.communities.shown
    return None if area is None else StudyArea(reading.target_crs, communities, subdistricts, area, reading.buffer_m, shown)


def _named(
    name: str, files: StudyFiles, content: Mapping[str, Any], looked_at: LayerSource[LayerTable] | None
) -> LayerSource[LayerTable] | None:
    """A layer of the frame, if the study names a file for it that is there."""
    if looked_at is not None and looked_at.name == name:
        return looked_at
    keys = content.get(name)
    if not isinstance(keys, Mapping) or not files.resolve(str(keys.get("path", ""))).is_file():
        return None
    try:
        return LayerSource(name, LayerTable.model_validate(dict(keys)), files, base_in(content))
    except ValidationError:
        return None


def base_in(content: Mapping[str, Any]) -> str | None:
    """Which people the study file counts, as far as it says so."""
    people = content.get("residents")
    base = people.get("base") if isinstance(people, Mapping) else None
    return base if base in BASES else None


def _settings(content: Mapping[str, Any], file_name: str) -> Settings:
    """What the study says of its settings, as far as it can be used: faults are reported by the study file's own reading."""
    given, settings = content.get("settings", {}), Settings()
    for key, value in given.items() if isinstance(given, Mapping) else ():
        try:
            settings = settings.override({key: value}, origin="study", where=file_name)
        except InputError:
            continue
    return settings


def _study_table(content: Mapping[str, Any]) -> StudyTable:
    try:
        return StudyTable.model_validate({"name": "", **content.get("study", {})})
    except (ValidationError, TypeError):
        return StudyTable(name="")
