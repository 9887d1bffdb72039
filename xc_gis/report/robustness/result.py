"""All that the question how sure stars are came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from xc_gis.languages.message import Name
from xc_gis.model.ranges import Ranges


@dataclass(frozen=True)
class RobustResult:
    """
    How sure the stars of a study are.

    Attributes
    ----------
    name, mark
        Title of the study; a word for the sample, else empty.
    communities
        ``VERDICT_COLUMNS`` of ``analysis.planning.robustness.verdict``.
    checks
        ``CHECK_COLUMNS`` of ``analysis.planning.robustness.field_checks``.
    ranges
        Within which stars were rated again.
    notes
        Sentences: what must be known besides.
    standard, grades
        As ``NextStarResult``.
    names
        Of categories by code, and of stated figures by ``value:<KEY>``.
    """

    name: str
    mark: str
    communities: pd.DataFrame
    checks: pd.DataFrame
    ranges: Ranges
    notes: tuple[str, ...]
    standard: Name | None = None
    grades: Mapping[int, Name] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
