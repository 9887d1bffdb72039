"""What a message calls a column: the word of the office, and the role that a study names it by."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg


def role_word(role: str, names: Sequence[str]) -> str:
    """
    What offices call a column first among ``names``, and its role as ``columns`` of a study names it; the role alone where they have no word.

    >>> str(role_word("subitem", ("subitem", "小项", "小项名称")))
    '小项（subitem）'
    """
    spoken = next((name for name in names if not name.isascii()), role)
    return msg("{word}（{role}）", word=spoken, role=role) if spoken != role else role
