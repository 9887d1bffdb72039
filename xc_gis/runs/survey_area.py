"""The items of a survey over some of its communities: a subdistrict, counted from the answers of the run as the run counts the district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xc_gis.runs.table_rows import Number
from xc_gis.runs.voices import NOTHING_SAID, SurveyItem, SurveyVoice
from xc_gis.shares import within

UNSAID: tuple[Number, Number, Number] = (None, None, None)


def items_of(survey: SurveyVoice, communities: Sequence[str], *, unknown_max: float) -> tuple[SurveyItem, ...]:
    """
    Items with the answers of these communities alone; one that was not surveyed is unknown throughout.

    Bounds of satisfaction are not given: the answers of a run do not say what a community without a figure was asked.
    """
    nobody, silent = NOTHING_SAID * len(survey.items), (None,) * len(survey.items)
    letters = [survey.provided.get(one, nobody) for one in communities]
    scores = [survey.satisfaction.get(one, silent) for one in communities]
    every_no_was_asked = survey.base == "item"
    found = []
    for at, item in enumerate(survey.items):
        mine, said = [row[at] for row in letters], [row[at] for row in scores]
        yes, no = mine.count("y"), mine.count("n")
        known = [score for score in said if score is not None]
        asked = sum(letter != "n" or every_no_was_asked or score is not None for letter, score in zip(mine, said, strict=True))
        found.append(
            replace(
                item, yes=yes, no=no, unknown=len(mine) - yes - no, provided=_provided(yes, no, len(mine), unknown_max),
                satisfaction=(None, _mean(known, asked, unknown_max), None),
            )
        )  # fmt: skip
    return tuple(found)


def _provided(yes: int, no: int, communities: int, unknown_max: float) -> tuple[Number, Number, Number]:
    if not communities:
        return UNSAID
    unknown = communities - yes - no
    value = yes / (yes + no) if yes + no and within(unknown / communities, unknown_max) else None
    return yes / communities, value, (yes + unknown) / communities


def _mean(known: Sequence[float], asked: int, unknown_max: float) -> Number:
    """Unweighted; None where too many of those that were asked said nothing."""
    return sum(known) / len(known) if known and within((asked - len(known)) / asked, unknown_max) else None
