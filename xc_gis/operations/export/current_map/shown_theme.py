"""The theme that the window shows as a theme of a page: the same classes, colours and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas_themes import ThemeInputs, theme_on_map, without_idle_rows
from xc_gis.operations.export.current_map.shown_map import GAPS, SITES, ShownMap
from xc_gis.operations.export.spoken import Say
from xc_gis.operations.export.theme_choice import COVERAGE, JOINT, STARS, theme_choice
from xc_gis.report.documents.atlas.records import ClassRow, Look, ThemeOnMap

VALUES = "values"
"""Code of a theme of values that the window has worked out."""


def shown_theme(inputs: ThemeInputs, shown: ShownMap, say: Say) -> ThemeOnMap:
    """
    The theme with its legend, its name telling of which scenario or moment it is.

    Raises
    ------
    InputError
        The run has no such theme.
    """
    if shown.values is not None:
        theme = without_idle_rows(theme_of_values(shown.values))
    else:
        theme = theme_on_map(inputs, theme_choice(atlas_code(shown.theme), list(inputs.run.by_code)), say)
    if shown.named and shown.values is None:
        theme = replace(theme, name=say(msg("{theme}（{named}）", theme=theme.name, named=shown.named)))
    if GAPS in shown.hidden:
        theme = replace(theme, gaps="")
    if SITES in shown.hidden:
        return replace(theme, facility_types=frozenset(), facilities="")
    if shown.site_types is not None:
        named = say(msg("所选类型的设施")) if shown.site_types else ""
        return replace(theme, facility_types=frozenset(shown.site_types), facilities=named)
    return theme


def atlas_code(key: str) -> str:
    """
    A theme of the window as it is asked for.

    >>> [atlas_code(key) for key in ("stars", "MED", "minutes:MED")]
    ['stars', 'coverage:MED', 'minutes:MED']
    """
    return key if key in {STARS, JOINT} or ":" in key else f"{COVERAGE}:{key}"


def theme_of_values(record: Mapping[str, Any]) -> ThemeOnMap:
    """A record of ``values.js``: its words are in the language of the window already."""
    rows = tuple(ClassRow(row["shown"], row["words"]) for row in record["rows"])
    looks = {name: Look(one["row"], one["words"], is_unknown=one["row"] is None) for name, one in record["of"].items()}
    name = str(record["name"])
    return ThemeOnMap(VALUES, name, name, name, rows, record["unknown"], record["absent"], "", looks)
