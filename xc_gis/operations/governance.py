"""
What the survey, the hotline and satisfaction of a study come to, before anything is analysed.

They give the rating its parts 服务落实 and 群众评价 where the study states no values of its own (``[supply]``, ``[feedback]``): a stated value
was decided by somebody, and wins. Both are worked out once, when a study is read: no plan changes what people have said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from xc_gis.analysis.governance.survey import SurveyTables, survey_tables
from xc_gis.languages.message import msg
from xc_gis.model import Finding, StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Governance:
    """What was worked out; None where the study does not name it."""

    survey: SurveyTables | None = None


NOT_NAMED = Governance()
"""Of a study that names none of it."""


def governed(data: StudyData, standard: Standard, settings: Settings) -> tuple[StudyData, Governance]:
    """Work out what the study names; the data with ``supply`` where it states none, and with what is to be said of it."""
    survey = None
    if data.survey is not None:
        survey = survey_tables(
            data.survey, data.communities["community_id"].tolist(), satisfied=settings.number("survey.satisfied"),
            unknown_max=standard.coverage.unknown_max,
        )  # fmt: skip
        data = _with_supply(data, survey)
    return data, Governance(survey)


def _with_supply(data: StudyData, survey: SurveyTables) -> StudyData:
    stated, all_ = data.supply is not None, len(data.communities)
    text = (
        msg("项目写了 [supply]，评级用它的值；服务落实调查只出统计表")
        if stated
        else msg("{count} / {all} 个社区的服务落实由调查得出，用于评级；其余社区不清楚的太多", count=len(survey.supply), all=all_)
    )
    level = "info" if stated or len(survey.supply) == all_ else "warning"
    found = Finding("", "survey", "rating", level, text, {"communities": len(survey.supply), "stated": stated})
    warnings = (*data.warnings, text) if level == "warning" else data.warnings
    supply = data.supply if stated else survey.supply
    return replace(data, supply=supply, findings=(*data.findings, found), warnings=warnings)
