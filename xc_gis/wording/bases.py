"""What the population bases are called: which people are counted."""

from __future__ import annotations

from xc_gis.languages.message import msg

GIVEN = "given"
"""Nobody said which people are counted."""

BASE_ZH = {
    "resident": msg("常住人口"),
    "registered": msg("户籍人口"),
    "actual": msg("实有人口"),
    GIVEN: msg("按原表，未注明口径"),
}

SENTENCES = {
    "resident": msg("人口口径：常住人口"), "registered": msg("人口口径：户籍人口"), "actual": msg("人口口径：实有人口"), GIVEN: msg("人口口径：按原表，未注明常住、户籍或实有"),
}  # fmt: skip
"""As it stands on pages that speak of people."""


def base_sentence(base: str) -> str:
    """The sentence of a base; an unknown one was not said."""
    return SENTENCES.get(base, SENTENCES[GIVEN])
