"""What a programme comes to and asks for, as messages: for the window and the report."""

from __future__ import annotations

from collections import Counter

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.method_notes import asked_words
from xc_gis.runs.programmes import grade_of
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.wording.further import further_sentence, graded_stars
from xc_gis.wording.reasons import reason_messages


def stars_message(run: RunView) -> str:
    """How many communities have which stars for certain, how many a range, how many none."""
    count = Counter(c.stars_low for c in run.communities if c.stars_low is not None and c.stars_low == c.stars_high)
    parts = [_with_stars(run, stars, count[stars]) for stars in sorted(set(run.levels) | set(count), reverse=True)]
    spread = sum(c.stars_low is not None and c.stars_low != c.stars_high for c in run.communities)
    none = sum(c.stars_low is None for c in run.communities)
    parts += [msg("只有范围 {count} 个", count=spread)] if spread else []
    parts += [msg("暂不评级 {count} 个", count=none)] if none else []
    return joined("，", parts)


def asked_message(run: RunView, stars: int) -> str:
    """What a number of stars asks for, with its grade."""
    words, grade = joined("；", asked_words(run.levels[stars])), grade_of(run, stars)
    if grade:
        return msg("{n} 星（{grade}）要求：{words}", n=stars, grade=grade, words=words)
    return msg("{n} 星要求：{words}", n=stars, words=words)


def _with_stars(run: RunView, stars: int, count: int) -> str:
    grade = grade_of(run, stars)
    return (
        msg("{n} 星（{grade}）{count} 个", n=stars, grade=grade, count=count)
        if grade
        else msg("{n} 星 {count} 个", n=stars, count=count)
    )


def community_message(c: CommunityView, programme: RunView) -> str:
    """What a further standard makes of a community: its name, stars and grade, and what limits them; ``c`` of that programme."""
    grades = {stars: grade_of(programme, stars) for stars in programme.levels}
    reasons = reason_messages(c.reasons, {**{one.code: one.name for one in programme.categories}, **c.value_names})
    stars = graded_stars(c.stars_low, c.stars_high, grades)
    return further_sentence(programme.standard["name"], stars, c.next_star, reasons)  # type: ignore[arg-type]
