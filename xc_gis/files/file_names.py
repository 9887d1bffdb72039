"""Names of the data as names of files that every system takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

LONGEST = 60
"""Letters of a name of a file: four bytes each, they stay within the 255 that file systems take."""

_UNSAFE = re.compile(r'[\x00-\x20\x7f<>:"/\\|?*\ud800-\udfff\u2028\u2029]+')

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def file_word(name: str) -> str:
    """
    A name as that of a file, without its ending: signs that a file system refuses are underscores.

    >>> file_word("a/b: c"), file_word(".."), file_word(""), file_word("con")
    ('a_b_c', '_', '_', '_con')
    """
    word = _UNSAFE.sub("_", name).strip(". ")[:LONGEST].rstrip(". ") or "_"
    return f"_{word}" if _DEVICES.fullmatch(word) else word


def file_words(names: Sequence[str], taken: Collection[str] = ()) -> dict[str, str]:
    """
    Names of files by name; those that some system would take for the same, or that are ``taken``, are told apart by a number.

    >>> file_words(["a/b", "a:b", "A_B", "c", "district"], taken=["district"])
    {'a/b': 'a_b', 'a:b': 'a_b-2', 'A_B': 'A_B-3', 'c': 'c', 'district': 'district-2'}
    """
    made: dict[str, str] = {}
    used = {word.casefold() for word in taken}
    for name in dict.fromkeys(names):
        word, n = file_word(name), 1
        while (made_of := word if n == 1 else f"{word}-{n}").casefold() in used:
            n += 1
        made[name] = made_of
        used.add(made_of.casefold())
    return made
