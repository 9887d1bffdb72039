"""What causes, parts and reasons of changes year after year are called."""

from __future__ import annotations

from xc_gis.languages.message import msg

CAUSE_ZH = {
    "world": msg("世界变化"),
    "data": msg("数据变化"),
    "method": msg("方法变化"),
}
WHAT_ZH = {
    "new": msg("清单新增"),
    "gone": msg("清单减少"),
    "state": msg("状态改变"),
    "corrected": msg("位置、类型或辖区改变"),
}
REASON_ZH = {
    "opened_after_survey": msg("在前一份清单调查之后开业"),
    "opened_before_survey": msg("前一份清单调查时已开业，当时漏列"),
    "no_first_day": msg("没有开业日期，按漏列补登"),
    "closed_after_survey": msg("在前一份清单调查之后停业"),
    "closed_before_survey": msg("前一份清单调查时已停业，当时误列"),
    "no_last_day": msg("没有停业日期，按误列删去"),
    "state_stated": msg("两份清单写的状态不同，没有日期"),
    "corrected": msg("按更正"),
    "extract_newer": msg("路网数据较新，其中的改动都按道路变化"),
    "extract_undated": msg("路网文件没有写数据日期，改动都按道路变化"),
    "extract_not_newer": msg("路网数据并不较新，改动按数据更正"),
    "corrected_by_hand": msg("同一个路网文件，改动来自更正表"),
    "later_year": msg("人口表的年份较晚"),
    "same_year": msg("人口表的年份相同或更早，改动按数据更正"),
    "year_unknown": msg("不知道人口表的年份，改动按居民变化"),
    "surveyed": msg("重新调查"),
    "list_aged": msg("清单过期或重新有效"),
    "incident": msg("一票否决的事件"),
}
PART_ZH = {
    "streets": msg("道路"),
    "residents": msg("居民与社区"),
    "inventory": msg("清单完整性"),
    "survey": msg("服务落实与群众评价"),
    "red_flag": msg("一票否决"),
    "standard": msg("评价标准"),
    "setting": msg("参数"),
    "tool": msg("程序"),
}
"""By the words of ``changes.csv`` and ``differences.csv``."""
