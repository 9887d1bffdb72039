"""All that the report says of scenarios that were tried on a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.model.changes import AnyChange


@dataclass(frozen=True)
class ScenarioResult:
    """
    One scenario, or several together, tried on a study.

    Attributes
    ----------
    name, note, moment
        Of the scenario; ``moment`` as it was looked at.
    folder
        Where its files lie in the folder of results; empty where they lie in the folder itself.
    changes
        In their order, what is new with its id.
    cost, without_cost
        Yuan of all changes that say theirs (None where none does), and how many do not.
    effects
        Residents and stars before and after.
    remarks
        Sentences for people.
    """

    name: str
    note: str
    moment: str
    folder: str
    changes: tuple[AnyChange, ...]
    cost: float | None
    without_cost: int
    effects: BeforeAfter
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """
    Scenarios side by side.

    Attributes
    ----------
    study
        Name of the study.
    categories
        Names by code, in the order of the standard.
    scenarios
        In the order they were given; one where they were tried together.
    """

    study: str
    categories: Mapping[str, str]
    scenarios: tuple[ScenarioResult, ...]

    @property
    def table(self) -> pd.DataFrame:
        """The scenarios side by side, as in ``scenarios.csv``: a row each."""
        from xc_gis.report.scenarios.tables import scenarios_table  # noqa: PLC0415 - tables stand on this record

        return scenarios_table(self)
