"""Marks that do not belong into a language."""

import re

HALF_MARK = re.compile(r"[\u3400-\u9fff”][,;:!?()]|[,;:!?()][\u3400-\u9fff“]")
"""A half-width mark beside a Chinese sign: planners write full-width ones."""

FULL_MARK = re.compile(r"[\u3001-\u303f\uff01-\uff65]")
"""A full-width or Chinese mark, which no English sentence has."""
