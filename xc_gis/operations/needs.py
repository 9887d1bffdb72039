"""The ledger of needs of a study, once its coverage and its voices are known."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.governance.needs import candidates_by_community, needs_table
from xc_gis.languages.message import msg
from xc_gis.model import InputRecord
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.sites.read import read_sites
from xc_gis.sources.study.area import study_area
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Needs:
    """``table``: ``NEED_COLUMNS``; ``inputs`` that were read for it, and ``warnings`` about them."""

    table: pd.DataFrame
    inputs: tuple[InputRecord, ...] = ()
    warnings: tuple[str, ...] = ()


def needs_of(
    file: StudyFile,
    found: Assessment,
    standard: Standard,
    settings: Settings,
    hotline: pd.DataFrame | None,
    reach: pd.DataFrame | None,
) -> Needs | None:
    """
    Work out the needs; None where the study keeps no ledger.

    Raises
    ------
    InputError
        A layer of candidate places that cannot be read.
    """
    if file.ledger is None:
        return None
    candidates: dict[str, tuple[str, ...]] = {}
    inputs: tuple[InputRecord, ...] = ()
    warnings: list[str] = []
    communities = found.data.communities
    if file.ledger.candidates is not None:
        named = file.ledger.candidates
        ground = study_area(communities, found.data.subdistricts)
        layer = read_sites(
            file.resolve(named.path), named.crs, settings.word(KEY), ground, settings.number("study_area_buffer_m")
        )
        candidates = candidates_by_community(layer.frame, communities)
        used = sum(map(len, candidates.values()))
        inputs = (InputRecord("candidates", shown_path(named.path), layer.sha256, len(layer.frame), used, named.crs or ""),)
        warnings += layer.left_out
        if used < len(layer.frame):
            warnings.append(msg("{count} 处可用地点不在任何社区内，没有列入需求清单", count=len(layer.frame) - used))
    table = needs_table(
        found.coverage, found.demand, found.data.demand["residents_60plus"], standard, hotline=hotline, reach=reach, candidates=candidates
    )  # fmt: skip
    return Needs(table, inputs, tuple(warnings))
