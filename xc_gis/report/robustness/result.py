"""All that the question how sure stars are came to."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

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
    """

    name: str
    mark: str
    communities: pd.DataFrame
    checks: pd.DataFrame
    ranges: Ranges
    notes: tuple[str, ...]
