"""
The catalogues: for each Chinese sentence one in another language, in the format of gettext (``en/*.po``, a file for each room).

They are read when the first sentence of that language is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


def sentence_of(template: str, lang: str, values: Mapping[str, object] | None = None) -> str | None:
    """
    The sentence of a language for a Chinese template; None where it has none.

    Where a language tells one from many (``msgid_plural``), ``count`` among ``values`` decides, or the first whole number.
    """
    forms = sentences(lang).get(template)
    if forms is None or isinstance(forms, str):
        return forms
    filled = values or {}
    count = filled["count"] if "count" in filled else next((value for value in filled.values() if isinstance(value, int)), 0)
    return forms[0] if count == 1 else forms[1]


@cache
def sentences(lang: str) -> Mapping[str, str | tuple[str, ...]]:
    """All sentences of a language by their Chinese template; two where it tells one from many."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - who reads Chinese never needs it

    found: dict[str, str | tuple[str, ...]] = {}
    for file in sorted(resources.files("xc_gis.languages").joinpath(lang).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".po"):
            with file.open("rb") as text:
                for entry in read_po(text, locale=lang):
                    if isinstance(entry.id, str):
                        found |= {entry.id: str(entry.string)} if entry.id and entry.string else {}
                    else:
                        found[entry.id[0]] = tuple(entry.string or ())
    return found
