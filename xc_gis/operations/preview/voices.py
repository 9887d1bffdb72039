"""
A look at the tables of services and voices: the columns that are used, what the reader says of them, never a cell of the tickets.

Of every table but the tickets the first rows of the columns that have a role are shown, as soon as it has those that it cannot do without; a cell that seems to
hold personal data is not, nor anything of the tickets where they were chosen by mistake (decisions 210, 211). Of the tickets the page tells what the reader tells: rows, months, kinds of what was refused
(decision 201).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from xc_gis.errors import InputError
from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.operations.preview.study import ground_of, known_study
from xc_gis.sources.governance.census import read_census
from xc_gis.sources.governance.directory import read_directory
from xc_gis.sources.governance.personal_data import kind_in
from xc_gis.sources.governance.public_words import MAY_HOLD, cited
from xc_gis.sources.governance.satisfaction import read_satisfaction
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.governance.table_rows import read_rows, refuse_tickets, roles_of
from xc_gis.sources.governance.ticket_services import read_services
from xc_gis.sources.governance.tickets import Places, read_tickets
from xc_gis.sources.governance.words import (
    CATEGORY_HEADINGS,
    CENSUS_HEADINGS,
    DIRECTORY_HEADINGS,
    SATISFACTION_HEADINGS,
    SERVICE_LINK_HEADINGS,
    SURVEY_HEADINGS,
)
from xc_gis.sources.rows.cells import ROW, shown
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea
from xc_gis.sources.study.governance_tables import (
    CensusTable,
    DirectoryTable,
    HotlineTable,
    PlacedTable,
    SatisfactionTable,
    ServiceLinksTable,
    SurveyTable,
)
from xc_gis.sources.study.named_files import StudyFiles, shown_path
from xc_gis.sources.tables.read import read_table
from xc_gis.standard import Standard
from xc_gis.standard.together import load_standards

MOST_ROWS = 50

HEADINGS = {
    "survey": SURVEY_HEADINGS, "satisfaction": SATISFACTION_HEADINGS, "census": CENSUS_HEADINGS, "directory": DIRECTORY_HEADINGS, "services": SERVICE_LINK_HEADINGS,
}  # fmt: skip
NEEDED = {"census": ({"kind"}, {"name", "count"}), "directory": ({"kind"}, {"name"})}
"""One role of each set must be there before rows are shown."""
MAY_LOOK_SO = {
    **MAY_HOLD, "community": frozenset({"door"}), **dict.fromkeys(("community_id", "code", "facility_id"), frozenset({"passport", "travel_permit", "parcel", "vehicle_number"})),
}  # fmt: skip
"""By column: a community may have a house number in its name, a number of a facility may look like that of a passport."""


def preview_voices(files: StudyFiles, content: Mapping[str, Any], table: str) -> LayerPreview:
    """Look at one of ``VOICES``; a fault is part of the answer."""
    keys = dict(content.get(table, {}))
    path = _path(keys.get("table"))
    if not path or not files.resolve(path).is_file():
        return LayerPreview(table, path, fault=Fault(msg("找不到文件 {path}", path=path), msg("请重新选择文件")))
    if table == "hotline":
        seen = _rows(files, keys.get("categories"), LayerPreview(table, path, own_rows=False), CATEGORY_HEADINGS)
        seen = replace(
            seen, notices=(msg("工单的内容不显示；这里是热线类别对应的服务") if seen.rows else msg("工单的内容不显示"),)
        )
    else:
        seen = _rows(files, keys.get("table"), LayerPreview(table, path), HEADINGS[table])
    study = known_study(files, content, None)
    reading = study.reading(None)
    ground = ground_of(study.layers, reading)
    if ground is None:
        text = msg("社区还不可用,表中的社区编号还没有核对")
        return replace(seen, findings=(*seen.findings, Finding(path, table, "outside", "info", text)))
    try:
        standard = load_standards(study.study.standards, base_dir=files.folder)[0]
        read, findings = _READERS[table](files, keys, ground, standard)
    except ValidationError:
        missing = msg("还没有选择服务目录") if table == "survey" else msg("项目文件中的写法有误")
        return replace(seen, fault=seen.fault or Fault(missing, msg("请在左边补全")))
    except InputError as fault:
        return replace(seen, fault=seen.fault or Fault.of(fault))
    return replace(seen, count=read, findings=findings)


def _path(given: Any) -> str:
    return str(given.get("path", "") if isinstance(given, Mapping) else given or "")


def _rows(files: StudyFiles, given: Any, seen: LayerPreview, headings: Mapping[str, tuple[str, ...]]) -> LayerPreview:
    """First rows of the columns that have a role, and the headings to choose from; nothing where no table is named."""
    if not _path(given) or not files.resolve(_path(given)).is_file():
        return seen
    try:
        table = PlacedTable.model_validate(given)
        name = shown_path(table.path)
        raw = read_table(
            files.resolve(table.path), name, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet, header_row=table.header_row,
            header_rows=table.header_rows, leave_out=table.leave_out, notes=Notes(name, seen.table, cite=cited),
        )  # fmt: skip
        columns = [str(column) for column in raw.columns if column != ROW]
        refuse_tickets(columns, name)
        roles = roles_of(columns, table.columns, headings, name)
    except ValidationError:
        return replace(seen, fault=Fault(msg("项目文件中的写法有误"), msg("请重新选择文件")))
    except InputError as fault:
        return replace(seen, fault=Fault.of(fault))
    seen = replace(seen, count=len(raw), choices=tuple(c for c in columns if not kind_in(c)) if seen.own_rows else ())
    if not all(needed & set(roles) for needed in NEEDED.get(seen.table, ())):
        return seen
    first = {column: [_shown(cell, role) for cell in raw[column].head(MOST_ROWS)] for role, column in roles.items()}
    return replace(
        seen, headings=tuple(map(cited, roles.values())), rows=tuple(zip(*first.values(), strict=True)), numbers=tuple(int(n) for n in raw[ROW].head(MOST_ROWS)),
    )  # fmt: skip


def _shown(cell: object, role: str) -> str:
    """A cell as it stands, or what it seems to hold; a public offer has its telephone and its house number."""
    text = shown(cell)
    return text if not kind_in(text, MAY_LOOK_SO.get(role, frozenset())) else cited(text)


def _survey(
    files: StudyFiles, keys: Mapping[str, Any], ground: StudyArea, _standard: Standard
) -> tuple[int, tuple[Finding, ...]]:
    table = SurveyTable.model_validate(keys)
    of_items, notes = survey_notes(table)
    _, (_, record) = read_survey(files, table, ground.communities[["community_id", "name", "subdistrict"]], of_items, notes)
    return record.rows, (*of_items.findings, *notes.findings)


def _hotline(
    files: StudyFiles, keys: Mapping[str, Any], ground: StudyArea, standard: Standard
) -> tuple[int, tuple[Finding, ...]]:
    table = HotlineTable.model_validate(keys)
    of_words = Notes(shown_path(table.categories.path) if table.categories else "", "hotline.categories")
    notes = Notes(shown_path(table.table.path), "hotline")
    services, _ = read_services(files, table.categories, standard, of_words)
    places = Places(ground.communities, str(ground.communities.crs))
    _, record = read_tickets(files, table.table, places, services, ProblemList("hotline"), notes)
    return record.rows, (*of_words.findings, *notes.findings)


def _satisfaction(
    files: StudyFiles, keys: Mapping[str, Any], ground: StudyArea, standard: Standard
) -> tuple[int, tuple[Finding, ...]]:
    table = SatisfactionTable.model_validate(keys)
    notes = Notes(shown_path(table.table.path), "satisfaction")
    known = ground.communities[["community_id", "name", "subdistrict"]]
    _, record = read_satisfaction(files, table, known, standard, notes)
    return record.rows, tuple(notes.findings)


def _census(files: StudyFiles, keys: Mapping[str, Any], ground: StudyArea, standard: Standard) -> tuple[int, tuple[Finding, ...]]:
    table = CensusTable.model_validate(keys)
    of_kinds = Notes(shown_path(table.kinds.path) if table.kinds else "", "census.kinds" if table.kinds else "census")
    notes = Notes(shown_path(table.table.path), "census")
    _, records = read_census(files, table, ground.communities, standard, ProblemList("census"), of_kinds, notes)
    return records[0].rows, (*of_kinds.findings, *notes.findings)


def _directory(
    files: StudyFiles, keys: Mapping[str, Any], ground: StudyArea, standard: Standard
) -> tuple[int, tuple[Finding, ...]]:
    table = DirectoryTable.model_validate(keys)
    of_kinds = Notes(
        shown_path(table.categories.path) if table.categories else "", "directory.categories" if table.categories else "directory"
    )
    notes = Notes(shown_path(table.table.path), "directory")
    _, records = read_directory(files, table, ground.communities, standard, ProblemList("directory"), of_kinds, notes)
    return records[0].rows, (*of_kinds.findings, *notes.findings)


def _services(
    files: StudyFiles, keys: Mapping[str, Any], _ground: StudyArea, _standard: Standard
) -> tuple[int, tuple[Finding, ...]]:
    """Rows alone: what they name are facilities of all lists and items of the survey, which the data check holds against each other."""
    table = ServiceLinksTable.model_validate(keys)
    notes = Notes(shown_path(table.table.path), "services")
    count = len(read_rows(files, table.table, SERVICE_LINK_HEADINGS, notes))
    notes.add("outside", "info", msg("设施、服务类别和小项由数据检查核对"), {"rows": count})
    return count, tuple(notes.findings)


_READERS = {
    "survey": _survey, "hotline": _hotline, "satisfaction": _satisfaction, "census": _census, "directory": _directory, "services": _services,
}  # fmt: skip
