"""``robust.csv`` and ``checks.csv`` (a contract), and the checks as a page to print."""

from __future__ import annotations

import html
from pathlib import Path

import pandas as pd

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import in_language, msg
from xc_gis.report.robustness.result import RobustResult
from xc_gis.report.robustness.words import check_words
from xc_gis.report.tables.tables import write_csv
from xc_gis.report.tables.text import plain_columns
from xc_gis.wording.standard_names import standard_words

SHARE = 3
"""Decimals of ``kept``: one draw of 200 is 0.005."""


def write_robust_tables(result: RobustResult, folder: Path, lang: str) -> list[str]:
    """Write the tables and the page; returns their names."""
    write_csv(with_grades(verdict_text(result.communities), result), folder / "robust.csv")
    write_csv(plain_columns(result.checks, "note"), folder / "checks.csv")
    write_whole(folder / "checks.html", check_page(result, lang).encode(), hint=msg("请检查写权限与剩余空间"))
    return ["robust.csv", "checks.csv", "checks.html"]


def verdict_text(table: pd.DataFrame) -> pd.DataFrame:
    """The table as its file writes it; stars that there are none of are empty."""
    whole = {
        name: ["" if pd.isna(value) else str(int(value)) for value in table[name]] for name in ("stars", "lowest", "highest")
    }
    return table.assign(
        **whole, robust=["true" if value else "false" for value in table["robust"]],
        kept=[f"{value:.{SHARE}f}" for value in table["kept"]],
    )  # fmt: skip


def with_grades(table: pd.DataFrame, result: RobustResult) -> pd.DataFrame:
    """The table as its file writes it, with ``grade, grade_lowest, grade_highest`` where the standard names grades."""
    if not result.grades:
        return table
    named = {str(stars): str(grade) for stars, grade in result.grades.items()}
    columns = (("grade", "stars"), ("grade_lowest", "lowest"), ("grade_highest", "highest"))
    return table.assign(**{name: [named.get(stars, "") for stars in table[of]] for name, of in columns})


def check_page(result: RobustResult, lang: str) -> str:
    """The checks as a page of one table, to print and to write on; every word of the data is escaped."""

    def said(words: str) -> str:
        return html.escape(in_language(words, lang))

    heads = (msg("序号"), msg("查什么"), msg("社区"), msg("经度"), msg("纬度"), msg("影响的星级数"), msg("查得"), msg("说明"))
    rows = []
    for one in result.checks.itertuples():
        cells = (
            str(one.rank), said(check_words(str(one.what), result.names)), html.escape(str(one.community_id)), f"{one.lon:.6f}", f"{one.lat:.6f}",
            str(one.settles), "", "",
        )  # fmt: skip
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    title = said(msg("现场核查清单")) + " · " + html.escape(result.name) + (f" · {said(result.mark)}" if result.mark else "")
    by = "".join(f"<p>{said(line)}</p>\n" for line in standard_words(result.standard))
    head = "".join(f"<th>{said(word)}</th>" for word in heads)
    style = "body{font:12px sans-serif}table{border-collapse:collapse;width:100%}td,th{border:1px solid #666;padding:3px 5px;text-align:left}"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head><body>'
        f"<h1>{title}</h1>\n{by}<table><thead><tr>{head}</tr></thead><tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></body></html>\n"
    )
