"""What is said of one column of a run's tables, and the units that many columns share."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.languages.message import msg


@dataclass(frozen=True)
class ColumnWords:
    """What a column holds, and its unit or its words."""

    meaning: str
    unit: str = ""


PEOPLE, SHARE, MINUTES = msg("人"), msg("0–1 的小数"), msg("分钟")
