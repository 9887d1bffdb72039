"""
What the survey, the hotline and satisfaction of a study come to, before anything is analysed.

They give the rating its parts 服务落实 and 群众评价 where the study states no values of its own (``[supply]``, ``[feedback]``): a stated value
was decided by somebody, and wins. Both are worked out once, when a study is read: no plan changes what people have said.

What works them out is loaded where a study names them: most name none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, HotlineCounts, StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Standard

if TYPE_CHECKING:
    from xc_gis.analysis.governance.census import CensusTables
    from xc_gis.analysis.governance.directory import Contact, DirectoryTables
    from xc_gis.analysis.governance.hotline import Hotline
    from xc_gis.analysis.governance.hotline_tables import HotlineTables
    from xc_gis.analysis.governance.satisfaction import Satisfaction
    from xc_gis.analysis.governance.survey import SurveyTables


@dataclass(frozen=True)
class Governance:
    """What was worked out; None where the study does not name it."""

    survey: SurveyTables | None = None
    hotline: Hotline | None = None
    satisfaction: Satisfaction | None = None


NOT_NAMED = Governance()
"""Of a study that names none of it."""


def governed(data: StudyData, standard: Standard, settings: Settings, study_date: date | None) -> tuple[StudyData, Governance]:
    """Work out what the study names; the data with ``supply`` and ``feedback`` where it states none, and with what is to be said of them."""
    survey, hotline, content = None, None, None
    if data.survey is not None:
        from xc_gis.analysis.governance.survey import survey_tables  # noqa: PLC0415 - loaded where it is needed only (decision 0217)

        survey = survey_tables(
            data.survey, subdistricts_of(data), satisfied=settings.number("survey.satisfied"),
            unknown_max=standard.coverage.unknown_max,
        )  # fmt: skip
        data = _with_supply(data, survey)
    if data.hotline is not None:
        hotline = _hotline(data, data.hotline, standard, settings, study_date)
        data = _told(data, _period_findings(hotline))
    if data.satisfaction is not None:
        from xc_gis.analysis.governance.satisfaction import satisfaction_of  # noqa: PLC0415 - loaded where it is needed only (decision 0217)

        content = satisfaction_of(
            data.satisfaction,
            subdistricts_of(data),
            min_n=int(settings.number("satisfaction.min_n")),
            min_cell=int(settings.number("hotline.min_cell")),
        )
    if hotline is not None or content is not None:
        from xc_gis.analysis.governance.feedback import feedback_of  # noqa: PLC0415
        from xc_gis.analysis.governance.hotline import community_pressure  # noqa: PLC0415

        weights = {category.code: category.weight for category in standard.categories}
        pressure = community_pressure(hotline, weights) if hotline is not None else {}
        data = _with_feedback(data, feedback_of(content.communities if content is not None else {}, pressure))
    return data, Governance(survey, hotline, content)


def governed_by(standard: Standard, settings: Settings) -> Hashable:
    """All of a standard and settings that ``governed`` asks: where it is the same, so is what people said."""
    names = ("survey.satisfied", "satisfaction.min_n", "hotline.min_cell", "hotline.percentile")
    weights = tuple((category.code, category.weight) for category in standard.categories)
    return standard.coverage.unknown_max, weights, tuple(settings.values[name] for name in names)


def _hotline(data: StudyData, counts: HotlineCounts, standard: Standard, settings: Settings, study_date: date | None) -> Hotline:
    from xc_gis.analysis.governance.hotline import hotline_of  # noqa: PLC0415 - loaded where it is needed only (decision 0217)

    return hotline_of(
        counts, community_residents(data), subdistricts_of(data), [category.code for category in standard.categories],
        min_cell=int(settings.number("hotline.min_cell")), percentile=settings.number("hotline.percentile"), study_date=study_date,
    )  # fmt: skip


def community_residents(data: StudyData) -> pd.Series:
    """Residents by community id: of its demand points, else as the communities' layer says; NaN where neither knows."""
    ids = data.communities["community_id"]
    counted = data.demand.groupby("community_id")["residents"].sum().reindex(ids)
    stated = pd.Series(data.communities["residents"].to_numpy(dtype=float), index=ids)
    return counted.where(counted > 0, stated).rename("residents")


def subdistricts_of(data: StudyData) -> pd.Series:
    """Name of the subdistrict by community id, empty where a community has none."""
    words = data.communities["subdistrict"].fillna("").to_numpy(dtype=object)
    return pd.Series(words, index=data.communities["community_id"], dtype=object)


def _with_supply(data: StudyData, survey: SurveyTables) -> StudyData:
    stated, all_ = data.supply is not None, len(data.communities)
    whole = len(survey.supply) == all_
    text = (
        msg("项目写了 [supply]，评级用它的值；服务落实调查只出统计表")
        if stated
        else msg("全部 {count} 个社区的服务落实由调查得出，用于评级", count=all_)
        if whole
        else msg("{count} / {all} 个社区的服务落实由调查得出，用于评级；其余社区不清楚的太多", count=len(survey.supply), all=all_)
    )
    level = "info" if stated or whole else "warning"
    data = _told(data, [Finding("", "survey", "rating", level, text, {"communities": len(survey.supply), "stated": stated})])
    return data if stated else replace(data, supply=survey.supply)


def _with_feedback(data: StudyData, feedback: Mapping[str, float]) -> StudyData:
    stated, all_ = data.feedback is not None, len(data.communities)
    text = (
        msg("项目写了 [feedback]，评级用它的值；热线和满意度只出统计表")
        if stated
        else msg("{count} / {all} 个社区的群众评价由热线和满意度得出，用于评级", count=len(feedback), all=all_)
    )
    level = "info" if stated or len(feedback) == all_ else "warning"
    data = _told(
        data,
        [
            Finding(
                "",
                "hotline" if data.hotline is not None else "satisfaction",
                "rating",
                level,
                text,
                {"communities": len(feedback), "stated": stated},
            )
        ],
    )
    return data if stated else replace(data, feedback=feedback)


def _period_findings(hotline: Hotline) -> list[Finding]:
    period = hotline.period
    text = msg("热线按 {first} 至 {last} 的工单统计", first=period.months[0], last=period.last)
    found = [Finding("", "hotline", "rows", "info", text, {"first": period.months[0], "last": period.last})]
    if period.missing:
        text = msg(
            "热线表中 {months} 没有任何工单，按没有数据处理，不算 0 件；各项件数不含这些月份",
            months=joined("、", period.missing[:6]),
        )
        found.append(Finding("", "hotline", "rows", "warning", text, {"missing": list(period.missing)}))
    return found


def _told(data: StudyData, found: list[Finding]) -> StudyData:
    warnings = [one.text for one in found if one.level == "warning"]
    return replace(data, findings=(*data.findings, *found), warnings=(*data.warnings, *warnings))


def resources_of(data: StudyData, settings: Settings) -> tuple[CensusTables | None, DirectoryTables | None]:
    """What the census and the directory of a study come to, each None where it names none. Territories of communities known as points are derived by then."""
    if data.census is None and data.directory is None:
        return None, None
    from xc_gis.analysis.governance.census import census_tables  # noqa: PLC0415
    from xc_gis.analysis.governance.directory import directory_tables  # noqa: PLC0415
    from xc_gis.analysis.governance.links import KnownFacilities  # noqa: PLC0415

    residents, near_m = community_residents(data), settings.number("resources.near_m")
    streets = subdistricts_of(data)
    known = KnownFacilities.of(data.facilities, data.communities)
    return (
        census_tables(data.census, residents, streets, known, near_m=near_m) if data.census is not None else None,
        directory_tables(data.directory, residents, streets, known, near_m=near_m) if data.directory is not None else None,
    )


def contacts_of(data: StudyData, settings: Settings) -> dict[str, Contact]:
    """What the directory of a study says of its facilities, by facility id; nothing without one."""
    if data.directory is None:
        return {}
    from xc_gis.analysis.governance.directory import contacts  # noqa: PLC0415
    from xc_gis.analysis.governance.links import KnownFacilities  # noqa: PLC0415

    known = KnownFacilities.of(data.facilities, data.communities)
    return contacts(data.directory, known, near_m=settings.number("resources.near_m"))


def link_warnings(census: CensusTables | None, directory: DirectoryTables | None) -> tuple[str, ...]:
    """How many rows of the census and the directory were linked to facilities, and in which way, as sentences."""
    if census is None and directory is None:
        return ()
    from xc_gis.analysis.governance.links import AMBIGUOUS, BY_ID, BY_NAME, BY_PLACE  # noqa: PLC0415

    named = ((msg("资源普查"), census.ways, len(census.links)) if census is not None else None, (msg("便民服务名录"), directory.ways, len(directory.table)) if directory is not None else None)  # fmt: skip
    return tuple(
        msg(
            "{what}的 {rows:,} 行中，{by_id} 行按编号、{by_name} 行按名称和社区、{by_place} 行按位置对应到设施，{ambiguous} 行可能是几处中的一处，没有对应",
            what=what, rows=rows, by_id=ways[BY_ID], by_name=ways[BY_NAME], by_place=ways[BY_PLACE], ambiguous=ways[AMBIGUOUS],
        )
        for what, ways, rows in (one for one in named if one is not None)
    )  # fmt: skip


def reach_of(data: StudyData, coverage: pd.DataFrame, settings: Settings) -> pd.DataFrame | None:
    """The survey beside the coverage of a run, None where no item of a survey is linked to a service."""
    if (
        data.survey is None
        or data.services is None
        or not ((data.services["code"] != "") & (data.services["category"] != "")).any()
    ):
        return None
    from xc_gis.analysis.governance.survey_reach import survey_reach  # noqa: PLC0415 - loaded where it is needed only (decision 0217)

    return survey_reach(data.survey, data.services, coverage, gap_share=settings.number("hotline.gap_share"))


def heard_by_hotline(
    hotline: Hotline | None, coverage: pd.DataFrame, communities: pd.DataFrame, settings: Settings
) -> HotlineTables | None:
    """The hotline beside the coverage of a run, None where the study names none."""
    if hotline is None:
        return None
    from xc_gis.analysis.governance.hotline_tables import hotline_tables  # noqa: PLC0415 - loaded where it is needed only (decision 0217)

    return hotline_tables(hotline, coverage, communities, settings)
