"""What a district needs, and what it does about it: the ledgers of needs and of measures (需求清单, 项目清单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

GAP, HOTLINE, SURVEY = "gap", "hotline", "survey"
"""Whence a need comes: residents whom nothing reaches in time; complaints; a service that the survey says is not delivered."""

NEED_COLUMNS = (
    "need_id", "community_id", "community", "subdistrict", "category", "residents", "people", "people_60plus", "unknown", "sources", "pressure", "quadrant",
    "candidates",
)  # fmt: skip
"""
``needs.csv``: one row a community and category with a need, in the order of communities and of the standard.

``need_id``: community and category, the same in every run. ``residents``: of the category's group; ``people``: those in a gap, ``people_60plus``: of them 60 and older, NaN where ages are not known or
the group is of children; ``unknown``: those of whom nobody can say. ``people`` and ``people_60plus`` are NaN where nobody is known to be in a gap and of somebody nobody can say (``known_gap``). All four are NaN in a community without a place or without any known residents. ``sources``: of ``gap``, ``hotline``, ``survey``, joined by ``;``. ``pressure`` (0-1) and ``quadrant`` as in ``hotline.csv``, NaN and empty without.
``candidates``: ids of places that could be used (腾退空间) in the community, joined by ``;``.
"""

GROWN_UP = ("all", "age60plus", "age80plus")
"""Groups of categories with people of 60 and more; the others are of children."""

WHOLE = 0.5
"""People are whole: fewer than half of one are none."""

JOIN = "-"
LISTED = ";"

PLANNED, RUNNING, DONE, STOPPED = "planned", "running", "done", "stopped"
STATES = (PLANNED, RUNNING, DONE, STOPPED)
"""States of a measure, as the office says them."""


def known_gap(gap: float | None, unknown: float | None) -> float | None:
    """
    People in a gap as they may be told; None where nobody is known to be in it and of somebody nobody can say: all who could be in it are unknown, and unknown is no 0.

    >>> known_gap(30.0, 10.0), known_gap(0.0, 0.0), known_gap(0.0, 5691.0), known_gap(None, None)
    (30.0, 0.0, None, None)
    """
    return None if gap is None or (gap < WHOLE and (unknown or 0.0) >= WHOLE) else gap


def need_id(community_id: str, category: str) -> str:
    """
    Id of a need.

    >>> need_id("110102001001", "VEG")
    '110102001001-VEG'
    """
    return f"{community_id}{JOIN}{category}"


@dataclass(frozen=True)
class Measure:
    """
    A measure of the office's table.

    Attributes
    ----------
    measure_id, title
        Number and name.
    needs
        Ids of the needs that it answers; at least one.
    owner
        Who is responsible: an office or a role, never a person.
    deadline
        None where nobody said one.
    budget
        Yuan, None where nobody said any.
    state
        One of ``STATES``.
    scenario
        Path of the scenario file that it carries out, relative to the table's study; may be empty.
    row
        Of the table.
    """

    measure_id: str
    title: str
    needs: tuple[str, ...]
    owner: str
    deadline: date | None
    budget: float | None
    state: str
    scenario: str
    row: int
