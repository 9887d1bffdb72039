"""A check-up page as a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xc_gis.report.documents.checkup.records import CheckupWords
from xc_gis.report.documents.checkup.word_template import MAP_MM
from xc_gis.report.documents.word.template import Filled, Picture, WordTemplate


def word_fields(record: Mapping[str, Any], words: CheckupWords, picture: bytes | None) -> dict[str, Any]:
    """
    What a template may ask for (``docs/documents.md``).

    Parameters
    ----------
    record
        The page as it was drawn.
    picture
        Its map as PNG; None for a community without a place, of which a sentence tells instead.
    """
    facts = [list(fact) for fact in record["facts"]]
    pairs = [[*facts[n], *(facts[n + 1] if n + 1 < len(facts) else ["", ""])] for n in range(0, len(facts), 2)]
    figure = record["figure"]
    shown = Picture(picture, MAP_MM, figure["alt"]) if picture is not None and figure else words.labels["no_map"]
    return {
        "title": record["title"], "community": record["community"], "community_id": record["community_id"], "subdistrict": record["subdistrict"],
        "study": words.study, "day": words.day.isoformat() if words.day else "", "mark": words.mark, "origin": words.origin, "office": words.office,
        "facts": facts, "fact_rows": pairs, "rows": [dict(row) for row in record["rows"]], "old": record["old"], "young": record["young"],
        "comparison": [list(row) for row in record["comparison"]], "kind": record["kind"], "gaps": list(record["gaps"]),
        "next_star": list(record["next_star"]), "notes": list(words.notes), "map": shown,
    }  # fmt: skip


def word_page(template: WordTemplate, record: Mapping[str, Any], words: CheckupWords, picture: bytes | None) -> Filled:
    """The file; raises ``InputError`` where the template cannot be filled."""
    return template.filled(word_fields(record, words, picture), title=record["title"], day=words.day)
