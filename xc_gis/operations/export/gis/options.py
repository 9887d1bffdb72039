"""What is asked of files for other GIS besides the layers of the run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.report.gis.shapefile import ENCODINGS

ON_DEMAND = ("legs", "entrances", "catchments", "ways")
"""Layers that no run holds: they are found again from the study."""


@dataclass(frozen=True)
class GisOptions:
    """
    What else is wanted.

    Attributes
    ----------
    layers
        Of ``ON_DEMAND``.
    shapefile
        ``gbk`` or ``utf8``; empty for none.
    study
        Study file of the run, where it no longer lies where the run was made from.
    """

    layers: tuple[str, ...] = ()
    shapefile: str = ""
    study: Path | None = None


def check_options(options: GisOptions) -> None:
    """Raise ``InputError`` where a layer or an encoding does not exist."""
    for name in options.layers:
        if name not in ON_DEMAND:
            raise InputError(
                msg("没有图层 “{name}”", name=name),
                hint=nearest_spelling(name, ON_DEMAND) or msg("可用：{names}", names=joined("、", ON_DEMAND)),
            )
    if options.shapefile and options.shapefile not in ENCODINGS:
        raise InputError(
            msg("没有编码 “{name}”", name=options.shapefile), hint=msg("可用：{names}", names=joined("、", ENCODINGS))
        )
