"""The ledger of needs of a run, read for showing: standard library only, as ``view``."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.errors import InputError
from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.languages.message import msg
from xc_gis.model.ledger import known_gap
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables
from xc_gis.runs.view import RunView

NAME = "needs.csv"


@dataclass(frozen=True)
class NeedView:
    """A row of ``needs.csv``; figures that nobody knows are None."""

    need_id: str
    community_id: str
    community: str
    subdistrict: str
    category: str
    residents: Number
    people: Number
    people_60plus: Number
    unknown: Number
    sources: tuple[str, ...]
    pressure: Number
    quadrant: str
    candidates: tuple[str, ...]

    @property
    def told(self) -> Number:
        """``people`` as they are told: None where nobody is known to be in a gap and of somebody nobody can say."""
        return known_gap(self.people, self.unknown)

    @property
    def told_60plus(self) -> Number:
        """``people_60plus`` as they are told: of nobody that is known there is no part."""
        return self.people_60plus if self.told is not None else None


def read_needs(run: RunView) -> tuple[NeedView, ...]:
    """
    Read them, in the order of the run.

    Raises
    ------
    InputError
        The study of the run keeps no ledger, or the table is damaged or gone.
    """
    if NAME not in run.manifest["outputs"]:
        raise InputError(
            msg("结果 {folder} 没有需求清单", folder=run.folder.name),
            hint=msg("请在项目文件中加上 [ledger] 一节后重新运行，见 docs/ledgers.md"),
        )
    with whole_tables(run.folder):
        return tuple(
            NeedView(
                row["need_id"], row["community_id"], unquoted(row["community"]), unquoted(row["subdistrict"]), row["category"], number(row["residents"]),
                number(row["people"]), number(row["people_60plus"]), number(row["unknown"]), tuple(word for word in row["sources"].split(";") if word),
                number(row["pressure"]), row["quadrant"], tuple(word for word in unquoted(row["candidates"]).split(";") if word),
            )
            for row in named_rows(run.folder / NAME)
        )  # fmt: skip
