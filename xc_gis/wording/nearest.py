"""What is said where there is no nearest facility, in the same words in every output."""

from __future__ import annotations

from xc_gis.languages.message import msg

NONE_NEAR = msg("两倍时限内没有")
"""It was looked for as far as twice the limit, and the lists are complete."""

NOT_SURE = msg("资料不全，不能确定")
"""None is known, and where lists are not complete nobody can say that there is none."""


def none_near(*, is_unsure: bool) -> str:
    """
    Words in place of a nearest facility.

    Parameters
    ----------
    is_unsure
        Residents of the community are unknown in this category, or its coverage is.
    """
    return NOT_SURE if is_unsure else NONE_NEAR
