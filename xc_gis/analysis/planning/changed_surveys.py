"""Lists that a scenario completes: inventories of a study, as if a survey had found nothing new (method §7.6)."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.analysis.coverage.inventory import OUTSIDE
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.errors import nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import InventoryStatement, StudyData
from xc_gis.model.changes import CompleteSurvey
from xc_gis.standard import Standard

ALL = "all"


def changed_surveys(
    data: StudyData, changes: Sequence[NumberedChange], standard: Standard, others: Sequence[Standard] = ()
) -> tuple[InventoryStatement, ...]:
    """
    Statements of a study and those of the changes, which decide where both speak of an area.

    A survey that a scenario completes has no day: it is as new as the study. One of a category of another standard completes the lists of the facility types that
    serve it, as an inventory of the study file does (decision 215).

    Parameters
    ----------
    standard, others
        The one that rates, and the others of the study.

    Raises
    ------
    InputError
        A standard that the study does not have, a category that the standard does not have, an area that the study does not have.
    """
    statements = list(data.inventory)
    by_id = {one.id: one for one in (standard, *others)}
    known = {ALL, OUTSIDE, *data.communities["community_id"], *data.communities["subdistrict"].dropna()}
    for one in changes:
        change = one.change
        if not isinstance(change, CompleteSurvey):
            continue
        named = by_id.get(change.standard or standard.id)
        if named is None:
            raise one.fault(
                msg("本项目没有评价标准 “{name}”", name=change.standard), msg("本项目的标准：{ids}", ids=joined("、", by_id))
            )
        codes = [category.code for category in named.categories]
        if change.category not in codes:
            raise one.fault(msg("标准中没有服务类别 “{code}”", code=change.category), nearest_spelling(change.category, codes))
        for area in change.areas:
            if area not in known:
                raise one.fault(msg("没有社区或街道 “{area}”", area=area), nearest_spelling(area, sorted(known)))
        if named is standard:
            statements.append(InventoryStatement(change.category, None, change.areas, "complete", None))
        else:
            statements += [
                InventoryStatement(None, kind, change.areas, "complete", None) for kind in named.types_of(change.category)
            ]
    return tuple(statements)
