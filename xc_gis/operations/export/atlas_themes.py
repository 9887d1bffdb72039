"""A theme that was asked for, with its legend, from whatever it needs beside the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.capacity_theme import capacity_theme
from xc_gis.operations.export.density_themes import density_theme
from xc_gis.operations.export.difference_themes import difference_theme
from xc_gis.operations.export.run_themes import coverage_theme, gaps_theme, joint_theme, minutes_theme, stars_theme
from xc_gis.operations.export.spoken import Say
from xc_gis.operations.export.theme_choice import (
    CAPACITY,
    COVERAGE,
    DEMAND_GAP,
    DENSITY,
    DIFFERENCE,
    GAPS,
    JOINT,
    OF_VOICES,
    STARS,
    ThemeChoice,
)
from xc_gis.operations.export.voice_themes import shown_classes, voice_theme
from xc_gis.report.documents.atlas.records import ThemeOnMap
from xc_gis.report.documents.drawing.ground import Ground
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import read_voices


@dataclass(frozen=True)
class ThemeInputs:
    """
    What themes are made from.

    Attributes
    ----------
    run
        That is shown.
    page
        Data of its map page.
    ground
        Its shapes.
    against
        Another run to compare with, or None.
    capacity
        Folder of ``xc-gis capacity``, or None.
    values
        Figures of communities that no run holds, by column.
    """

    run: RunView
    page: Mapping[str, Any]
    ground: Ground
    against: RunView | None = None
    capacity: Path | None = None
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def theme_on_map(inputs: ThemeInputs, choice: ThemeChoice, say: Say) -> ThemeOnMap:
    """
    The theme with its legend.

    Raises
    ------
    InputError
        It needs something that was not given, or that does not fit the run.
    """
    theme = without_idle_rows(_theme(inputs, choice, say))
    if any(category.counts_homes for category in inputs.run.categories):
        theme = replace(theme, notes=(*theme.notes, say(msg("没有人数，按住宅处数计，每处计 1"))))
    return theme


def _theme(inputs: ThemeInputs, choice: ThemeChoice, say: Say) -> ThemeOnMap:
    run = inputs.run
    if choice.kind == STARS:
        return stars_theme(run, say)
    if choice.kind == JOINT:
        return joint_theme(run, inputs.page, say)
    if choice.kind == DENSITY:
        return density_theme(run, inputs.page, inputs.ground, choice.category, inputs.values, say)
    if choice.kind == DIFFERENCE:
        if inputs.against is None:
            raise InputError(msg("变化专题需要另一次结果"), hint=msg("请用 --against 指明"))
        return difference_theme(run, inputs.against, choice.category, say)
    if choice.kind in OF_VOICES:
        made = shown_classes(voice_theme(run, read_voices(run.folder, run.manifest), choice, say))
        return _with_facilities(made, inputs.page, choice.category, say) if choice.kind == DEMAND_GAP else made
    if choice.kind == CAPACITY:
        return _with_facilities(capacity_theme(run, inputs.capacity, choice.category, say), inputs.page, choice.category, say)
    made = {COVERAGE: coverage_theme, GAPS: gaps_theme}.get(choice.kind, minutes_theme)(run, run.by_code[choice.category], say)
    return _with_facilities(made, inputs.page, choice.category, say)


def _with_facilities(theme: ThemeOnMap, page: Mapping[str, Any], category: str, say: Say) -> ThemeOnMap:
    types = next((entry["types"] for entry in page["categories"] if entry["code"] == category), ())
    return replace(theme, facility_types=frozenset(types), facilities=say(msg("提供服务的设施")) if types else "")


def without_idle_rows(theme: ThemeOnMap) -> ThemeOnMap:
    """The theme whose legend speaks of white and stippled communities only where there are some."""
    looks = theme.looks.values()
    has_nothing = any(look.row is None and not look.is_unknown for look in looks)
    is_unsure = any(look.is_unsure for look in looks)
    return replace(theme, nothing=theme.nothing if has_nothing else "", unsure=theme.unsure if is_unsure else "")
