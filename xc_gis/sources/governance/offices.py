"""Cells that name an office or a role (责任单位, 责任岗位): what looks like a person is refused with its row and never cited."""

from __future__ import annotations

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.governance.office_words import BARE_NAME, NO_SIGNS, OFFICE_WORDS
from xc_gis.sources.governance.personal_data import KIND_WORDS, kind_in
from xc_gis.sources.rows.notes import Notes


def refuse_person(
    cell: str, column: str, row: int, notes: Notes, may_hold: frozenset[str] = frozenset(), *, is_office: bool = True
) -> None:
    """
    Stop at a cell that seems to hold personal data.

    Parameters
    ----------
    column
        What the message calls it.
    may_hold
        Kinds of personal data that may stand there (the house number at which a measure stands).
    is_office
        Whether an office or role is asked for, so that a bare name is a person.

    Raises
    ------
    InputError
        With the row and the kind, never the cell.
    """
    kind = kind_in(cell, may_hold) or ("person" if is_office and looks_like_a_name(cell) else "")
    if kind:
        raise InputError(
            msg("{shown} 第 {row} 行的{column}像是{kind}，不能写入", shown=notes.layer, row=row, column=column, kind=KIND_WORDS[kind]),
            hint=msg("责任单位请写单位或职务（如 德胜街道民生保障办），不写姓名、电话"),
        )  # fmt: skip


def looks_like_a_name(owner: str) -> bool:
    """
    Whether a word of a cell is two or three signs that begin with a surname and say nothing of an office.

    >>> [looks_like_a_name(word) for word in ("王建国", "民政局", "高新办", "民政局（李梅）", "张庄社区居委会")]
    [True, False, False, True, False]
    """
    return any(BARE_NAME.fullmatch(word) and not any(office in word for office in OFFICE_WORDS) for word in NO_SIGNS.split(owner))
