"""
A look at the tables of services and voices: the columns that are used, what the reader says of them, never a cell of the tickets.

Of the survey, of satisfaction and of the hotline's categories the first rows of the columns that have a role are shown; another table chosen by mistake, the
tickets above all, shows nothing but what is called alike. Of the tickets the page tells what the reader tells: rows, months, kinds of what was refused
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
from xc_gis.sources.governance.satisfaction import read_satisfaction
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.governance.table_rows import roles_of
from xc_gis.sources.governance.ticket_services import read_services
from xc_gis.sources.governance.tickets import Places, read_tickets
from xc_gis.sources.governance.words import CATEGORY_HEADINGS, SATISFACTION_HEADINGS, SURVEY_HEADINGS
from xc_gis.sources.rows.cells import ROW, shown
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea
from xc_gis.sources.study.governance_tables import HotlineTable, SatisfactionTable, SurveyTable
from xc_gis.sources.study.named_files import StudyFiles, shown_path
from xc_gis.sources.study.tables import AreaTable
from xc_gis.sources.tables.read import read_table
from xc_gis.standard import Standard
from xc_gis.standard.together import load_standards

VOICES = ("survey", "hotline", "satisfaction")
MOST_ROWS = 50

HEADINGS = {"survey": SURVEY_HEADINGS, "satisfaction": SATISFACTION_HEADINGS}


def preview_voices(files: StudyFiles, content: Mapping[str, Any], table: str) -> LayerPreview:
    """Look at ``survey``, ``hotline`` or ``satisfaction``; a fault is part of the answer."""
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
        table = AreaTable.model_validate(given)
        name = shown_path(table.path)
        raw = read_table(
            files.resolve(table.path), name, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet, header_row=table.header_row,
            header_rows=table.header_rows, leave_out=table.leave_out, notes=Notes(name, seen.table),
        )  # fmt: skip
        columns = [str(column) for column in raw.columns if column != ROW]
        used = list(roles_of(columns, table.columns, headings, name).values())
    except ValidationError:
        return replace(seen, fault=Fault(msg("项目文件中的写法有误"), msg("请重新选择文件")))
    except InputError as fault:
        return replace(seen, fault=Fault.of(fault))
    first = raw[used].head(MOST_ROWS)
    return replace(
        seen, headings=tuple(used), rows=tuple(tuple(shown(cell) for cell in row) for row in first.to_numpy(dtype=object)),
        numbers=tuple(int(n) for n in raw[ROW].head(MOST_ROWS)), count=len(raw), choices=tuple(columns) if seen.own_rows else (),
    )  # fmt: skip


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


_READERS = {"survey": _survey, "hotline": _hotline, "satisfaction": _satisfaction}
