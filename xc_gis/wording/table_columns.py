"""What the columns of a run's tables mean, for readers: the dictionary of the workbook. One sentence for each column of each table."""

from __future__ import annotations

from collections.abc import Mapping

from xc_gis.languages.message import msg
from xc_gis.wording.column_words import MINUTES, PEOPLE, SHARE, ColumnWords
from xc_gis.wording.governance_columns import GOVERNANCE_TABLES, GOVERNANCE_TITLES
from xc_gis.wording.indicator_columns import INDICATOR_TABLES, INDICATOR_TITLES

YES_NO = msg("true 是，false 否")

_AREA = {
    "community_id": ColumnWords(msg("社区编号")),
    "community": ColumnWords(msg("社区名称")),
    "subdistrict": ColumnWords(msg("街道名称")),
}
_CATEGORY = ColumnWords(msg("服务类别的编码，见“指标”表"))
_STATES = msg("covered 已覆盖，gap 缺口，unknown 未知")

RATING = {
    **_AREA,
    "status": ColumnWords(msg("评级状态"), msg("rated 已评级，range 星级区间，insufficient 数据不足、暂不评级")),
    "provisional": ColumnWords(msg("暂评：缺少服务落实或群众评价数据"), YES_NO),
    "score_low": ColumnWords(msg("得分下限：未知居民都算作未覆盖"), msg("0–100 分")),
    "score": ColumnWords(msg("得分：只按已知数据"), msg("0–100 分")),
    "score_high": ColumnWords(msg("得分上限：未知居民都算作已覆盖"), msg("0–100 分")),
    "stars_low": ColumnWords(msg("星级下限"), msg("0–5 星")),
    "stars": ColumnWords(msg("星级；数据不足时为空"), msg("0–5 星")),
    "stars_high": ColumnWords(msg("星级上限"), msg("0–5 星")),
    "completeness": ColumnWords(msg("数据完整度：已知类别的权重占适用类别的比例"), SHARE),
    "joint_low": ColumnWords(msg("一站式满足率下限：各必备类别全部达标的居民所占比例"), SHARE),
    "joint_high": ColumnWords(msg("一站式满足率上限"), SHARE),
    "binding": ColumnWords(msg("升下一星尚缺的门槛和上限，简写")),
    "next_star": ColumnWords(msg("下一星；已是五星或数据不足时为空"), msg("1–5 星")),
    "surveys": ColumnWords(msg("核实哪些类别即可定星；“+”为需一并核实，“;”为任选其一")),
}

GRADE_WORDS = ColumnWords(msg("等级名称；够不上最低等级的为空"))
"""Last column of a rating whose standard calls its levels by names."""

COVERAGE = {
    **_AREA,
    "category": _CATEGORY,
    "residents": ColumnWords(msg("该类别服务人群的居民"), PEOPLE),
    "covered": ColumnWords(msg("其中已覆盖"), PEOPLE),
    "gap": ColumnWords(msg("其中未覆盖（缺口）"), PEOPLE),
    "unknown": ColumnWords(msg("其中未知"), PEOPLE),
    "coverage_low": ColumnWords(msg("覆盖率下限：未知居民都算作未覆盖"), SHARE),
    "coverage": ColumnWords(msg("覆盖率：只按已知居民；未知居民过多时为空"), SHARE),
    "coverage_high": ColumnWords(msg("覆盖率上限：未知居民都算作已覆盖"), SHARE),
    "senior_low": ColumnWords(msg("60 岁以上居民按老年人步速的覆盖率下限；标准没有要求的为空"), SHARE),
    "senior_high": ColumnWords(msg("60 岁以上居民按老年人步速的覆盖率上限；标准没有要求的为空"), SHARE),
    "median_minutes": ColumnWords(msg("到最近设施的步行时间，居民中位；半数居民走不到时为空"), MINUTES),
    "note": ColumnWords(
        msg("说明"),
        msg("not_applicable 没有此类人群，ages_unknown 年龄结构不明，no_residents 没有居民，no_location 没有位置，derived 社区范围为推定"),
    ),
}  # fmt: skip

CATCHMENTS = {
    "facility_id": ColumnWords(msg("设施编号")),
    "category": _CATEGORY,
    "residents": ColumnWords(msg("已覆盖、且以该设施为最近的居民"), PEOPLE),
    "residents_60plus": ColumnWords(msg("其中 60 岁以上"), PEOPLE),
    "only_this": ColumnWords(msg("其中时限内只有这一处的居民：它停办后就没有覆盖"), PEOPLE),
}

PROBLEMS = {
    "file": ColumnWords(msg("文件")),
    "row": ColumnWords(msg("行号，标题为第 1 行")),
    "reason": ColumnWords(msg("原因")),
    "action": ColumnWords(msg("处理")),
}

DEMAND_POINTS = {
    "demand_id": ColumnWords(msg("居住点编号")),
    "community_id": ColumnWords(msg("所在社区编号；在各社区之外时为空")),
    "residents": ColumnWords(msg("居民"), PEOPLE),
    "off_network": ColumnWords(msg("未接入路网"), YES_NO),
    "t_*": ColumnWords(msg("到该类别最近设施的步行时间；走不到时为空"), msg("秒")),
    "state_*": ColumnWords(msg("该类别的状态"), _STATES),
}
"""``*`` stands for the code of a category."""

TABLES: Mapping[str, Mapping[str, ColumnWords]] = {
    "rating.csv": RATING,
    "coverage.csv": COVERAGE,
    "catchments.csv": CATCHMENTS,
    "problems.csv": PROBLEMS,
    "demand_points.parquet": DEMAND_POINTS,
    **GOVERNANCE_TABLES,
    **INDICATOR_TABLES,
}
"""By file of a run and column, in the order of the file."""

TITLES = {
    "rating.csv": msg("社区评级"), "coverage.csv": msg("社区各类别覆盖"), "catchments.csv": msg("设施服务人数"), "problems.csv": msg("问题行"),
    "demand_points.parquet": msg("居住点"), **GOVERNANCE_TITLES, **INDICATOR_TITLES,
}  # fmt: skip
