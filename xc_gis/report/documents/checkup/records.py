"""What stands on a check-up page, said in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ServiceRow:
    """
    A category in a community.

    Attributes
    ----------
    category, minutes, coverage, nearest, gap, unknown, subdistrict, kind, state
        Cells: name, limit, coverage with its bounds, nearest facility with minutes, people not covered and unknown, coverage in the
        subdistrict and in communities of the kind, state.
    is_unknown
        Hatched.
    """

    category: str
    minutes: str
    coverage: str
    nearest: str
    gap: str
    unknown: str
    subdistrict: str
    kind: str
    state: str
    is_unknown: bool


@dataclass(frozen=True)
class CheckupText:
    """
    A page.

    Attributes
    ----------
    community_id, community, subdistrict
        Whose.
    title
        Of the page.
    facts
        (what, value): residents, stars, score, joint coverage, completeness.
    rows
        Categories in the order of the standard.
    old, young
        The box 一老一小.
    comparison
        Rows of five cells: what, the community, subdistrict, kind, district.
    kind
        How the kind is determined.
    gaps
        The largest gaps with a suggestion each.
    next_star
        What the next star asks for and what is lacking; then a sentence for each further standard of the study.
    """

    community_id: str
    community: str
    subdistrict: str
    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[ServiceRow, ...]
    old: str
    young: str
    comparison: tuple[tuple[str, ...], ...]
    kind: str
    gaps: tuple[str, ...]
    next_star: tuple[str, ...]


@dataclass(frozen=True)
class CheckupWords:
    """
    What stands on every page.

    Attributes
    ----------
    study, day, mark
        Title and day of the study; the mark of made-up data, empty for others.
    origin
        Line below the title: day, standard, run.
    notes
        At the foot.
    office
        编制单位, or a blank to be filled in.
    labels
        Headings and words by name.
    """

    study: str
    day: date | None
    mark: str
    origin: str
    notes: tuple[str, ...]
    office: str
    lang: str
    labels: Mapping[str, str]
