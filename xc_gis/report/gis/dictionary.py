"""The dictionary of fields: one row for each field of each layer, in both languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

from xc_gis.languages.message import Name, in_language
from xc_gis.report.gis.records import Layer
from xc_gis.wording.column_words import ColumnWords

FIELDS = ("layer", "layer_zh", "layer_en", "field", "type", "meaning_zh", "meaning_en", "unit_zh", "unit_en")
"""Columns of the dictionary, which is a table of the GeoPackage and a CSV file."""

LANGUAGES = ("zh", "en")


def words_of(layer: Layer, column: str) -> ColumnWords:
    """
    What a column means.

    Raises
    ------
    KeyError
        Nobody said: that is a fault of this program.
    """
    return layer.words[column] if column in layer.words else layer.words[f"{_stem(layer, column)}*"]


def dictionary(layers: Iterable[Layer], categories: Mapping[str, Name]) -> pd.DataFrame:
    """
    All fields of layers.

    Parameters
    ----------
    categories
        Names by code, for columns of a category (``share_MED``).

    Returns
    -------
    DataFrame
        ``FIELDS``, in the order of layers and their columns; texts.
    """
    rows = []
    for layer in layers:
        for column in layer.frame.columns:
            if column == "geometry":
                continue
            words = words_of(layer, column)
            meanings = [meaning(layer, column, words, categories, lang) for lang in LANGUAGES]
            titles, units = ([_said(text, lang) for lang in LANGUAGES] for text in (layer.title, words.unit))
            rows.append((layer.name, *titles, column, kind_of(layer.frame[column]), *meanings, *units))
    return pd.DataFrame(rows, columns=list(FIELDS), dtype=str)


def meaning(layer: Layer, column: str, words: ColumnWords, categories: Mapping[str, Name], lang: str) -> str:
    """What a column means, in a language; one of a category begins with its name."""
    said = _said(words.meaning, lang)
    if column in layer.words:
        return said
    code = column.removeprefix(_stem(layer, column))
    return f"{_said(categories.get(code, Name(code)), lang)}{'：' if lang == 'zh' else ': '}{said}"


def kind_of(column: pd.Series) -> str:
    """``text``, ``integer``, ``real`` or ``boolean``."""
    if is_bool_dtype(column.dtype):
        return "boolean"
    if is_integer_dtype(column.dtype):
        return "integer"
    return "real" if is_float_dtype(column.dtype) else "text"


def dictionary_csv(rows: pd.DataFrame) -> bytes:
    """The dictionary as CSV, UTF-8 with a mark at its head so that spreadsheets read it right."""
    written = io.StringIO(newline="")
    made = csv.writer(written, lineterminator="\r\n")
    made.writerow(rows.columns)
    made.writerows(rows.itertuples(index=False))
    return written.getvalue().encode("utf-8-sig", errors="backslashreplace")


def _stem(layer: Layer, column: str) -> str:
    """The part of a column's name before the code; empty where no words are for it."""
    return max((name[:-1] for name in layer.words if name.endswith("*") and column.startswith(name[:-1])), key=len, default="")


def _said(text: str, lang: str) -> str:
    return str(in_language(text, lang))
