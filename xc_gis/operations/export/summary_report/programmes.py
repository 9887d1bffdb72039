"""Further programmes in a report: what each further standard makes of the same walks, what is lacking most often, which kinds are rarest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xc_gis.languages.message import Name, joined, msg
from xc_gis.operations.export.programme_words import stars_message
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.operations.export.summary_report.outlook import lacking_sentence
from xc_gis.report.documents.summary.records import Heading, Part, Sentence
from xc_gis.runs.programmes import asked_lists, offered
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
    """Of each list the kinds that fewest communities have for certain."""
    for one in asked_lists(run):
        count = {code: sum(offered(c, (code,), one.covered_min)[0] for c in run.communities) for code in one.categories}
        rare = sorted(count, key=lambda code: (count[code], code))[:MOST_KINDS]
        named = [msg("{what}（{count} 个社区）", what=run.by_code[code].name, count=count[code]) for code in rare]
        yield msg("{list}中，确定有的社区最少的是：{kinds}。", list=one.name, kinds=joined("、", named))
