"""What a study names of services delivered and voices heard, read into one record."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from xc_gis.model import InputRecord, ServiceSurvey
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.governance_tables import SurveyTable


@dataclass(frozen=True)
class Heard:
    """What was read, each None where the study does not name it, and the records for the manifest."""

    survey: ServiceSurvey | None = None
    records: tuple[InputRecord, ...] = ()


def read_governance(study: StudyFile, communities: gpd.GeoDataFrame, reading: Reading) -> Heard:
    """Read all of it; nothing where the communities themselves are faulty."""
    if "communities" in reading.faults:
        return Heard()
    survey, of_survey = _survey(study, study.survey, communities, reading) if study.survey else (None, ())
    return Heard(survey, of_survey)


def _survey(
    study: StudyFile, table: SurveyTable, communities: gpd.GeoDataFrame, reading: Reading
) -> tuple[ServiceSurvey | None, tuple[InputRecord, ...]]:
    items_notes, notes = survey_notes(table)
    known = communities[["community_id", "name", "subdistrict"]]
    nothing: tuple[None, tuple[InputRecord, ...]] = (None, ())
    found = reading.attempt("survey", lambda: read_survey(study.files, table, known, items_notes, notes), nothing)
    reading.add((*items_notes.findings, *notes.findings))
    return found
