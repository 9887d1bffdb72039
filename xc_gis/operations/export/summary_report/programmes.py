"""Further programmes in a report: what each further standard makes of the same walks, what is lacking most often, which kinds are rarest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xc_gis.languages.message import Name, joined, msg
from xc_gis.operations.export.programme_words import stars_message
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.operations.export.summary_report.outlook import lacking_sentence
from xc_gis.report.documents.summary.records import Heading, Part, Sentence
from xc_gis.runs.programmes import asked_lists, is_offered
from xc_gis.runs.view import RunView

MOST_KINDS = 5
"""So many kinds of a list are named; all are in the workbook."""


def programme_parts(programmes: Sequence[RunView], say: Say) -> Iterator[Part]:
    """A heading and sentences for each programme."""
    for run in programmes:
        standard = run.standard
        yield Heading(2, capital(say(standard["name"])))
        yield Sentence(
            say(
                msg(
                    "按另一标准（{id} {version}）评定，步行时间与本报告其他部分相同：{stars}。",
                    id=standard["id"],
                    version=standard["version"],
                    stars=stars_message(run),
                )
            )
        )
        yield Sentence(say(lacking_sentence(run)))
        yield from (Sentence(say(sentence)) for sentence in _rarest(run))
        yield Sentence(say(msg("各社区、各类别的数见交件工作簿“另一标准”各表。")))
        if standard.get("note"):
            yield Sentence(say(Name(standard["note"], standard.get("note_en") or "")), is_note=True)


def _rarest(run: RunView) -> Iterator[str]:
    """Of each list the kinds that fewest communities may have at all: what is not surveyed is not called rare."""
    for one in asked_lists(run):
        bounds = {code: _communities_with(run, code, one.covered_min) for code in one.categories}
        rare = sorted(bounds, key=lambda code: (bounds[code][1], bounds[code][0], code))[:MOST_KINDS]
        named = [_kind_message(run.by_code[code].name, *bounds[code]) for code in rare]
        yield msg("{list}中，有的社区最少的是：{kinds}。", list=one.name, kinds=joined("、", named))


def _communities_with(run: RunView, code: str, covered_min: float) -> tuple[int, int]:
    """How many communities have a category for certain, and at most."""
    states = [is_offered(c.of(code), covered_min) for c in run.communities]
    return sum(sure for sure, _ in states), sum(may for _, may in states)


def _kind_message(what: str, low: int, high: int) -> str:
    if low == high:
        return msg("{what}（{count} 个社区）", what=what, count=low)
    return msg("{what}（{low}–{high} 个社区）", what=what, low=low, high=high)
