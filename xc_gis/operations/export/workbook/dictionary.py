"""Sheet 字段说明: what the columns of the run's tables mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from xc_gis.languages.message import msg
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet
from xc_gis.runs.view import RunView
from xc_gis.wording.column_words import ColumnWords
from xc_gis.wording.table_columns import GRADE_WORDS, TABLES, TITLES


def dictionary_sheet(run: RunView) -> Sheet:
    """The sheet: the tables that this run has."""
    columns = (
        Column(msg("文件"), Kind.TEXT, 24), Column(msg("表"), Kind.TEXT, 18), Column(msg("字段"), Kind.TEXT, 18), Column(msg("含义"), Kind.TEXT, 50, wrap=True),
        Column(msg("单位或取值"), Kind.TEXT, 40, wrap=True),
    )  # fmt: skip
    rows = [
        Row((file, title, name, words.meaning, words.unit))
        for file, title, described in _tables(run)
        for name, words in described.items()
    ]
    notes = (msg("结果文件夹中各数据表的字段。“*”代表服务类别的编码。空白表示未知或不适用，不是零。"),)
    return Sheet(msg("字段说明"), msg("数据表字段说明"), notes, columns, rows, frozen=1)


def _tables(run: RunView) -> Iterator[tuple[str, str, Mapping[str, ColumnWords]]]:
    """File, title and columns of each table of the run; those of further standards last."""
    outputs = run.manifest["outputs"]
    for file, described in TABLES.items():
        if file in outputs:
            yield file, TITLES[file], described
    for file in outputs:
        of = next((name for name in OF_STANDARDS if file.startswith(name) and file.endswith(".csv")), None)
        if of is None or file in TABLES:
            continue
        with (run.folder / file).open(encoding="utf-8-sig", newline="") as handle:
            names = next(csv.reader(handle))
        first, columns = OF_STANDARDS[of], {**TABLES[OF_STANDARDS[of]], GRADE: GRADE_WORDS}
        yield file, msg("{table}：其他标准", table=TITLES[first]), {name: columns[name] for name in names}


OF_STANDARDS = {"rating_": "rating.csv", "coverage_": "coverage.csv"}
"""How tables of a further standard begin, and the table of the first one that is like it."""

GRADE = "grade"
