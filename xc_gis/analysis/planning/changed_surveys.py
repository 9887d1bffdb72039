"""Lists that a scenario completes: inventories of a study, as if a survey had found nothing new (method §7.6)."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.analysis.coverage.inventory import OUTSIDE
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.errors import nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import InventoryStatement, StudyData
from xc_gis.model.changes import CompleteSurvey
from xc_gis.standard import Standard

ALL = "all"


def changed_surveys(data: StudyData, changes: Sequence[NumberedChange], standard: Standard) -> tuple[InventoryStatement, ...]:
    """
    Statements of a study and those of the changes, which decide where both speak of an area.

    A survey that a scenario completes has no day: it is as new as the study.

    Raises
    ------
    InputError
        A category that the standard does not have, an area that the study does not have.
    """
    statements = list(data.inventory)
    codes = [category.code for category in standard.categories]
    known = {ALL, OUTSIDE, *data.communities["community_id"], *data.communities["subdistrict"].dropna()}
    for one in changes:
        change = one.change
        if not isinstance(change, CompleteSurvey):
            continue
        if change.category not in codes:
            raise one.fault(msg("标准中没有服务类别 “{code}”", code=change.category), nearest_spelling(change.category, codes))
        for area in change.areas:
            if area not in known:
                raise one.fault(msg("没有社区或街道 “{area}”", area=area), nearest_spelling(area, sorted(known)))
        statements.append(InventoryStatement(change.category, None, change.areas, "complete", None))
    return tuple(statements)
