"""Sheet 字段说明: what the columns of the run's tables mean."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.operations.export.described_tables import described_tables
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet
from xc_gis.runs.view import RunView


def dictionary_sheet(run: RunView) -> Sheet:
    """The sheet: the tables that this run has."""
    columns = (
        Column(msg("文件"), Kind.TEXT, 24), Column(msg("表"), Kind.TEXT, 18), Column(msg("字段"), Kind.TEXT, 18), Column(msg("含义"), Kind.TEXT, 50, wrap=True),
        Column(msg("单位或取值"), Kind.TEXT, 40, wrap=True),
    )  # fmt: skip
    rows = [
        Row((table.file, table.title, name, words.meaning, words.unit))
        for table in described_tables(run)
        for name, words in table.columns.items()
    ]
    notes = (msg("结果文件夹中各数据表的字段。“*”代表服务类别的编码。空白表示未知或不适用，不是零。"),)
    return Sheet(msg("字段说明"), msg("数据表字段说明"), notes, columns, rows, frozen=1)
