"""
What a study names of services delivered and voices heard, read into one record.

Most studies name none of it: each reader is loaded where its table is named (decision 158).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from xc_gis.model import Census, Directory, HotlineCounts, IndicatorValues, InputRecord, ServiceSurvey
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.governance_tables import (
    CensusTable,
    DirectoryTable,
    HotlineTable,
    IndicatorsTable,
    SatisfactionTable,
    SurveyTable,
    ValuesOfAreasTable,
)
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard

Records = tuple[InputRecord, ...]

LINKED = frozenset({"communities", "facilities", "corrections", "survey"})
"""Tables that links of services speak of."""


@dataclass(frozen=True)
class Heard:
    """What was read, each None where the study does not name it, and the records for the manifest."""

    survey: ServiceSurvey | None = None
    hotline: HotlineCounts | None = None
    satisfaction: pd.DataFrame | None = None
    indicators: tuple[IndicatorValues, ...] = ()
    census: Census | None = None
    directory: Directory | None = None
    typed: pd.DataFrame | None = None
    records: Records = ()


def read_governance(
    study: StudyFile,
    communities: gpd.GeoDataFrame,
    standards: Sequence[Standard],
    problems: Mapping[str, ProblemList],
    reading: Reading,
) -> Heard:
    """Read all of it, services and categories as the first of ``standards`` knows them; nothing where the communities themselves are faulty. ``problems`` (by table: ``hotline``, ``census``, ``directory``) take rows that are left out."""
    if "communities" in reading.faults:
        return Heard()
    standard = standards[0]
    survey, of_survey = _survey(study, study.survey, communities, reading) if study.survey else (None, ())
    hotline, of_hotline = (
        _hotline(study, study.hotline, communities, standard, problems["hotline"], reading) if study.hotline else (None, ())
    )
    content, of_content = (
        _satisfaction(study, study.satisfaction, communities, standard, reading) if study.satisfaction else (None, ())
    )
    followed = [_indicators(study, n, table, communities, reading) for n, table in enumerate(study.indicators)]
    values = tuple(found for found, _ in followed if found is not None)
    of_values = tuple(record for _, records in followed for record in records)
    census, of_census = (
        _census(study, study.census, communities, standard, problems["census"], reading) if study.census else (None, ())
    )
    directory, of_directory = (
        _directory(study, study.directory, communities, standard, problems["directory"], reading)
        if study.directory
        else (None, ())
    )
    typed, of_typed = _typed(study, study.values, communities, standards, reading) if study.values else (None, ())
    records = (*of_survey, *of_hotline, *of_content, *of_values, *of_census, *of_directory, *of_typed)
    return Heard(survey, hotline, content, values, census, directory, typed, records)


def _survey(
    study: StudyFile, table: SurveyTable, communities: gpd.GeoDataFrame, reading: Reading
) -> tuple[ServiceSurvey | None, Records]:
    from xc_gis.sources.governance.survey import read_survey, survey_notes  # noqa: PLC0415 - see above

    items_notes, notes = survey_notes(table)
    known = communities[["community_id", "name", "subdistrict"]]
    nothing: tuple[None, Records] = (None, ())
    found = reading.attempt("survey", lambda: read_survey(study.files, table, known, items_notes, notes), nothing)
    reading.add((*items_notes.findings, *notes.findings))
    return found


def _hotline(
    study: StudyFile,
    table: HotlineTable,
    communities: gpd.GeoDataFrame,
    standard: Standard,
    problems: ProblemList,
    reading: Reading,
) -> tuple[HotlineCounts | None, Records]:
    from xc_gis.sources.governance.ticket_services import read_services  # noqa: PLC0415 - see above
    from xc_gis.sources.governance.tickets import Places, read_tickets  # noqa: PLC0415 - see above

    places = Places(communities, reading.target_crs)
    of_words = Notes(
        shown_path(table.categories.path) if table.categories else "", "hotline.categories" if table.categories else "hotline"
    )
    notes = Notes(shown_path(table.table.path), "hotline")

    def read() -> tuple[HotlineCounts, Records]:
        services, of_services = read_services(study.files, table.categories, standard, of_words)
        counts, record = read_tickets(study.files, table.table, places, services, problems, notes, study.study.date)
        return counts, (record, of_services) if of_services else (record,)

    nothing: tuple[None, Records] = (None, ())
    found = reading.attempt("hotline", read, nothing)
    reading.add((*of_words.findings, *notes.findings))
    return found


def _satisfaction(
    study: StudyFile, table: SatisfactionTable, communities: gpd.GeoDataFrame, standard: Standard, reading: Reading
) -> tuple[pd.DataFrame | None, Records]:
    from xc_gis.sources.governance.satisfaction import read_satisfaction  # noqa: PLC0415 - see above

    notes = Notes(shown_path(table.table.path), "satisfaction")
    known = communities[["community_id", "name", "subdistrict"]]

    def read() -> tuple[pd.DataFrame, Records]:
        answers, record = read_satisfaction(study.files, table, known, standard, notes)
        return answers, (record,)

    nothing: tuple[None, Records] = (None, ())
    found = reading.attempt("satisfaction", read, nothing)
    reading.add(notes.findings)
    return found


def _indicators(
    study: StudyFile, number: int, table: IndicatorsTable, communities: gpd.GeoDataFrame, reading: Reading
) -> tuple[IndicatorValues | None, Records]:
    from xc_gis.sources.governance.indicators import read_indicators  # noqa: PLC0415 - see above
    from xc_gis.standard.indicator_list import load_indicators  # noqa: PLC0415 - see above

    where = f"indicators.{number}"
    notes = Notes(shown_path(table.table.path) if table.table else table.list, where)
    known = communities[["community_id", "name", "subdistrict"]]

    def read() -> tuple[IndicatorValues, Records]:
        asked = load_indicators(table.list, base_dir=study.folder)
        values, record = read_indicators(study.files, table, asked, known, study.study.date, notes)
        of_list = InputRecord(
            "indicator_list", shown_path(table.list), asked.sha256, len(asked.indicators), len(asked.indicators), ""
        )
        return values, (record, of_list) if record else (of_list,)

    nothing: tuple[None, Records] = (None, ())
    found = reading.attempt(where, read, nothing)
    reading.add(notes.findings)
    return found


def _typed(
    study: StudyFile, table: ValuesOfAreasTable, communities: gpd.GeoDataFrame, standards: Sequence[Standard], reading: Reading
) -> tuple[pd.DataFrame | None, Records]:
    from xc_gis.sources.governance.typed_values import read_typed_values  # noqa: PLC0415 - see above

    notes = Notes(shown_path(table.table.path), "values")
    known = communities[["community_id", "name", "subdistrict"]]
    asked = {key: one for standard in reversed(standards) for key, one in standard.values.items()}

    def read() -> tuple[pd.DataFrame, Records]:
        values, record = read_typed_values(study.files, table, asked, known, study.study.date, notes)
        return values, (record,)

    nothing: tuple[None, Records] = (None, ())
    found = reading.attempt("values", read, nothing)
    reading.add(notes.findings)
    return found


def _census(
    study: StudyFile,
    table: CensusTable,
    communities: gpd.GeoDataFrame,
    standard: Standard,
    problems: ProblemList,
    reading: Reading,
) -> tuple[Census | None, Records]:
    from xc_gis.sources.governance.census import read_census  # noqa: PLC0415 - see above

    of_kinds = Notes(shown_path(table.kinds.path) if table.kinds else "", "census.kinds" if table.kinds else "census")
    notes, nothing = Notes(shown_path(table.table.path), "census"), (None, ())
    found: tuple[Census | None, Records] = reading.attempt(
        "census", lambda: read_census(study.files, table, communities, standard, problems, of_kinds, notes), nothing
    )
    reading.add((*of_kinds.findings, *notes.findings))
    return found


def _directory(
    study: StudyFile,
    table: DirectoryTable,
    communities: gpd.GeoDataFrame,
    standard: Standard,
    problems: ProblemList,
    reading: Reading,
) -> tuple[Directory | None, Records]:
    from xc_gis.sources.governance.directory import read_directory  # noqa: PLC0415 - see above

    of_kinds = Notes(
        shown_path(table.categories.path) if table.categories else "",
        "directory.categories" if table.categories else "directory",
    )
    notes, nothing = Notes(shown_path(table.table.path), "directory"), (None, ())
    found: tuple[Directory | None, Records] = reading.attempt(
        "directory", lambda: read_directory(study.files, table, communities, standard, problems, of_kinds, notes), nothing
    )
    reading.add((*of_kinds.findings, *notes.findings))
    return found


def read_links(
    study: StudyFile, facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, standard: Standard, heard: Heard, reading: Reading
) -> tuple[pd.DataFrame | None, gpd.GeoDataFrame, InputRecord | None]:  # fmt: skip
    """
    Links of services, the facilities with the windows that they make, and the record; without ``[services]``, or with a faulty table, the facilities as they were.

    Where a check has found a list of facilities or the survey faulty, nobody can say whether a link leads to something: links are not judged before that is mended.
    """
    table = study.services
    if table is None or any(name.partition(".")[0] in LINKED for name in reading.faults):
        return None, facilities, None
    from xc_gis.sources.governance.service_links import read_service_links, with_windows  # noqa: PLC0415 - see above

    notes = Notes(shown_path(table.table.path), "services")
    catalogue = heard.survey.catalogue if heard.survey is not None else None

    def read() -> tuple[pd.DataFrame | None, gpd.GeoDataFrame, InputRecord | None]:
        links, record = read_service_links(study.files, table, facilities, communities, standard, catalogue, notes)
        return links, with_windows(facilities, links, standard, notes), record

    found = reading.attempt("services", read, (None, facilities, None))
    reading.add(notes.findings)
    return found
