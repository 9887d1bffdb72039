"""A check-up page as a Word file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.report.documents.checkup.records import CheckupWords
from xc_gis.report.documents.checkup.word_template import MAP_MM
from xc_gis.report.documents.word.template import Filled, Picture, WordTemplate
from xc_gis.report.documents.workbook.text_size import letters

LETTERS_A_LINE = 112
"""Of sentences across the page, about: a Chinese sign takes two."""

ROOMY_LINES = 6
"""So many lines of sentences stand in letters of their full size; more are set denser, to keep to one page."""


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
        "next_star": list(record["next_star"]), "notes": list(words.notes), "map": shown, "is_dense": is_dense([*record["gaps"], *record["next_star"]]),
    }  # fmt: skip


def is_dense(sentences: Sequence[str]) -> bool:
    """Whether sentences take more lines than there is room for in letters of their full size."""
    return sum(max(1, math.ceil(letters(line) / LETTERS_A_LINE)) for line in sentences) > ROOMY_LINES


def word_page(template: WordTemplate, record: Mapping[str, Any], words: CheckupWords, picture: bytes | None) -> Filled:
    """The file; raises ``InputError`` where the template cannot be filled."""
    return template.filled(word_fields(record, words, picture), title=record["title"], day=words.day)
