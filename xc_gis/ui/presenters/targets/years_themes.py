"""Differences between two runs as themes of the map: losses purple, gains green, told by lightness too; not split is hatched. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.report.themes import PEOPLE, SIX
from xc_gis.runs.years import CAUSES, ChangeRow
from xc_gis.ui.presenters.targets.years_tables import BOUND_ZH, NOTE_ZH, STARS, moved, signed
from xc_gis.ui.presenters.voices.themes import Look, record_of
from xc_gis.wording.window import joined_words, tr

ALL_CAUSES = "all"
LARGE = {STARS: 1.0}
MANY_PEOPLE = 500.0
"""From so much on a change is a large one: a star, people."""


def change_record(name: str, rows: Sequence[ChangeRow], what: str, cause: str) -> dict[str, Any]:
    """Changes of communities, or the share of a cause in them; where the two bounds of one do not fall into a class, it is not known."""
    large = LARGE.get(what, MANY_PEOPLE)
    legend = _legend(what, large)
    classes: dict[str, set[object]] = {}
    said: dict[str, list[str]] = {}
    for row in rows:
        value = moved(row) if cause == ALL_CAUSES else row.shares[CAUSES.index(cause)] if row.shares is not None else None
        classes.setdefault(row.community_id, set()).add(None if value is None else _class(value, large))
        words = signed(value, what) if value is not None else tr(NOTE_ZH.get(row.note, row.note)) or tr(msg("没有分解"))
        said.setdefault(row.community_id, []).append(f"{tr(BOUND_ZH[row.bound])} {words}".strip())
    looks: dict[str, Look] = {
        one: (next(iter(found)) if len(found) == 1 else None, joined_words(said[one])) for one, found in classes.items()
    }
    shown = {key for key, _ in looks.values()}
    legend = [one for one in legend if one[0] != 0 or 0 in shown]
    return record_of(name, legend, looks, tr(msg("没有分解，或不知道")), tr(msg("没有变化，或两次都没有数")))


def _class(value: float, large: float) -> int:
    if value == 0:
        return 0
    size = 2 if abs(value) > large else 1
    return size if value > 0 else -size


def _legend(what: str, large: float) -> list[tuple[object, str, str]]:
    if what == STARS:
        words = (msg("增加多于 1 星"), msg("增加至多 1 星"), msg("没有增减"), msg("减少至多 1 星"), msg("减少多于 1 星"))
    else:
        count = f"{large:g}"
        words = (
            msg("增加多于 {most} 人", most=count), msg("增加至多 {most} 人", most=count), msg("没有增减"), msg("减少至多 {most} 人", most=count),
            msg("减少多于 {most} 人", most=count),
        )  # fmt: skip
    colours = (SIX[4], SIX[2], "#ffffff", PEOPLE[2], PEOPLE[4])
    return [(key, colour, tr(word)) for key, colour, word in zip((2, 1, 0, -1, -2), colours, words, strict=True)]
