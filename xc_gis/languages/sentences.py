"""
The catalogues: for each Chinese sentence one in another language, in the format of gettext (``en/*.po``, a file for each room).

A file is taken apart when the first of its sentences is asked for: a run in Chinese needs English for the reasons on its map alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from io import StringIO

ESCAPED = re.compile(r'["\\\n\r\t]')
"""What a catalogue writes otherwise than the sentence does."""

Forms = str | tuple[str, ...]
"""A sentence, or two where the language tells one from many."""


def sentence_of(template: str, lang: str, values: Mapping[str, object] | None = None) -> str | None:
    """
    The sentence of a language for a Chinese template; None where it has none.

    Where a language tells one from many (``msgid_plural``), ``count`` among ``values`` decides, or the first whole number.
    """
    forms = forms_of(template, lang)
    if forms is None or isinstance(forms, str):
        return forms
    filled = values or {}
    count = filled["count"] if "count" in filled else next((value for value in filled.values() if isinstance(value, int)), 0)
    return forms[0] if count == 1 else forms[1]


@lru_cache(maxsize=8192)
def forms_of(template: str, lang: str) -> Forms | None:
    """What a language has for a template, looked for in the catalogues whose text holds it; None where it has nothing."""
    as_written = max(ESCAPED.split(template), key=len)
    if not as_written:
        return None
    found = (_entries(lang, file).get(template) for file, text in _texts(lang).items() if as_written in text)
    return next((forms for forms in found if forms is not None), None)


@cache
def sentences(lang: str) -> Mapping[str, Forms]:
    """All sentences of a language by their Chinese template; two where it tells one from many."""
    found: dict[str, Forms] = {}
    for file in _texts(lang):
        found |= _entries(lang, file)
    return found


@cache
def _texts(lang: str) -> Mapping[str, str]:
    """The catalogues of a language as they are written, by their file names; empty for a language without any."""
    folder = resources.files("xc_gis.languages").joinpath(lang)
    files = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.name.endswith(".po")}


@cache
def _entries(lang: str, file: str) -> Mapping[str, Forms]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - who reads Chinese never needs it

    found: dict[str, Forms] = {}
    for entry in read_po(StringIO(_texts(lang)[file]), locale=lang):
        if isinstance(entry.id, str):
            found |= {entry.id: str(entry.string)} if entry.id and entry.string else {}
        else:
            found[entry.id[0]] = tuple(entry.string or ())
    return found
