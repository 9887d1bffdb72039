"""All that a question for the next star came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xc_gis.analysis.planning.next_star.plan import CommunityPlan
from xc_gis.languages.message import Name
from xc_gis.model.costs import ChangeCosts


@dataclass(frozen=True)
class NextStarResult:
    """
    Result of a question for the next star.

    Attributes
    ----------
    name, mark
        Title of the study; a word for the sample, else empty.
    plans
        One for each community asked for, in the order of the study.
    costs, places
        What changes cost, and how many places could be built on.
    types, categories
        Names by code.
    notes
        Sentences: what must be known besides.
    standard
        Title of the standard that it goes by; None where the study has but one.
    grades
        What stars are called besides, by their number; empty where the standard names none.
    values
        Names of stated figures by key.
    """

    name: str
    mark: str
    plans: tuple[CommunityPlan, ...]
    costs: ChangeCosts
    places: int
    types: Mapping[str, Name]
    categories: Mapping[str, Name]
    notes: tuple[str, ...]
    standard: Name | None = None
    grades: Mapping[int, Name] = field(default_factory=dict)
    values: Mapping[str, Name] = field(default_factory=dict)
