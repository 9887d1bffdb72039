"""The table of who answers for an area (责任岗位): a role at each level, never a person."""

from __future__ import annotations

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import InputRecord
from xc_gis.model.emergency import ROLE_COLUMNS
from xc_gis.model.hierarchy import LEVELS
from xc_gis.sources.governance.level_words import ROLE_HEADINGS
from xc_gis.sources.governance.levels import AreasByLevel, areas_at_levels
from xc_gis.sources.governance.offices import refuse_person
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable

SAYS = {"role": msg("责任岗位"), "office": msg("责任单位")}


def read_roles(files: StudyFiles, table: AreaTable, known: AreasByLevel, notes: Notes) -> tuple[pd.DataFrame, InputRecord]:
    """
    Read the table.

    Returns
    -------
    DataFrame, InputRecord
        ``ROLE_COLUMNS``, a row for each area that the table speaks of.

    Raises
    ------
    InputError
        A missing column, an area that does not exist, two rows of one area, a row without a role and an office, a cell that looks like a person: with its row.
    """
    frame = read_rows(files, table, ROLE_HEADINGS, notes)
    require(frame, ("level",), ROLE_HEADINGS, notes)
    if "office" not in frame.columns:
        require(frame, ("role",), ROLE_HEADINGS, notes)
    cells = {name: texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index) for name in SAYS}
    for at, row in zip(frame.index, frame[ROW], strict=True):
        for name, column in SAYS.items():
            refuse_person(str(cells[name][at]), column, int(row), notes)
        if not any(cells[name][at] for name in SAYS):
            raise InputError(
                msg("{shown} 第 {row} 行没有责任岗位，也没有责任单位", shown=notes.layer, row=int(row)), hint=msg("请补全，或从表中删去这一行")
            )  # fmt: skip
    places = areas_at_levels(frame, known, LEVELS, notes)
    found = pd.DataFrame(
        {"level": [level for level, _ in places], "area": [area for _, area in places], **{name: list(cells[name]) for name in SAYS}},
        columns=list(ROLE_COLUMNS), dtype=object,
    )  # fmt: skip
    notes.add("rows", "info", msg("{count} 个区域有责任岗位", count=len(found)), {"rows": len(found)})
    return found, InputRecord("roles", notes.layer, files.sha256(table.path), len(frame), len(found), "")
