"""What the columns of tables of indicators mean (docs/targets.md): part of ``table_columns``."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.wording.column_words import PEOPLE, SHARE, ColumnWords

SQUARE_METRES = msg("平方米")
IN_UNIT = msg("指标的单位，见 unit")
NUMBER, NAME = ColumnWords(msg("指标在清单中的编号")), ColumnWords(msg("指标名称"))
LIST = ColumnWords(msg("指标清单"))
PART = ColumnWords(msg("分项；指标不分项的为空"))
LEVEL = ColumnWords(msg("区域的层级"), msg("district 全区，subdistrict 街道，community 社区"))
AREA = ColumnWords(msg("区域：街道名称或社区编号"), msg("ALL 全区"))
KIND = ColumnWords(msg("指标属性"), msg("binding 约束性，expected 预期性，programme 计划任务，monitored 监测"))
UNIT = ColumnWords(msg("单位"))
COMPARISON = ColumnWords(msg("怎样与目标比较"), msg("stays>= 为每个已知年份都不低于目标"))
TARGET = ColumnWords(msg("目标值；没有目标的为空"), IN_UNIT)
SOURCE = ColumnWords(msg("数值来源"), msg("typed 填报，computed 由本次结果计算；没有数据的为空"))
STATUS = ColumnWords(msg("状态"), msg("done 已达到，behind 未达到，unknown 已知数据不能判断，no_data 没有数据；没有目标的为空"))
LOW = ColumnWords(msg("数值的下限；没有未知设施时与数值相同"), IN_UNIT)
HIGH = ColumnWords(msg("数值的上限；没有未知设施时与数值相同"), IN_UNIT)

OF_LEVELS = ColumnWords(msg("层级"), msg("district 全区，subdistrict 街道，community 社区，grid 网格，compound 小区"))
AREA_OF_LEVEL = ColumnWords(msg("区域：街道名称、社区编号、网格或小区名称"), msg("ALL 全区"))

INDICATOR_TABLES = {
    "indicators.csv": {
        "number": NUMBER, "indicator": NAME, "area": AREA, "year": ColumnWords(msg("数值的年份；不明的为空")),
        "value": ColumnWords(msg("数值；未知设施使它不能确定时为空"), IN_UNIT), "target": TARGET, "comparison": COMPARISON, "kind": KIND, "status": STATUS,
        "source": SOURCE, "list": LIST, "part": PART, "level": LEVEL, "unit": UNIT, "low": LOW, "high": HIGH,
        "origin": ColumnWords(msg("填报数值的出处，照表中所写")), "stated": ColumnWords(msg("填报日期，照表中所写")),
    },
    "indicator_status.csv": {
        "list": LIST, "number": NUMBER, "indicator": NAME, "part": PART, "level": LEVEL, "area": AREA, "kind": KIND, "unit": UNIT, "comparison": COMPARISON,
        "target": TARGET, "target_year": ColumnWords(msg("达到目标的年份")), "year": ColumnWords(msg("最近一个已知数值的年份")),
        "value": ColumnWords(msg("最近一个已知数值；同一年填报的先于计算的"), IN_UNIT), "low": LOW, "high": HIGH, "source": SOURCE, "status": STATUS,
        "forecast": ColumnWords(msg("目标年份的预测值：已知各年的直线（最小二乘）；少于三年的为空"), IN_UNIT),
        "forecast_low": ColumnWords(msg("预测值的下限（80% 预测区间）"), IN_UNIT), "forecast_high": ColumnWords(msg("预测值的上限（80% 预测区间）"), IN_UNIT),
        "outlook": ColumnWords(
            msg("展望"), msg("reached 目标年份已达到，expected 预计达到，doubtful 不一定达到，missed 预计达不到或已过期；没有预测的为空")
        ),
        "years": ColumnWords(msg("预测所用的年份数")), "held_back_by": ColumnWords(msg("没有达到的区域，最差的在前，以“;”分隔")),
        "short_of": ColumnWords(msg("计算的指标未达到的，再有多少什么就达到"), msg("areas 区域，people 居民，outside_grids 网格外的居民，floor_area ㎡；不是一个数的为空")),
        "short_low": ColumnWords(msg("至少还差多少：未知的都算有"), msg("见 short_of")), "short_high": ColumnWords(msg("至多还差多少：未知的都算没有"), msg("见 short_of")),
    },
    "indicator_shortfalls.csv": {
        "list": LIST, "number": NUMBER, "level": LEVEL, "area": AREA, "category": ColumnWords(msg("未覆盖居民所缺的服务类别；其他指标为空")),
        "short_of": ColumnWords(msg("缺什么"), msg("facility 设施，floor_area 面积（㎡），people 未覆盖的居民，outside_grids 网格外的居民")), "short": ColumnWords(msg("缺多少"), msg("见 short_of")),
    },
    "indicator_index.csv": {
        "list": LIST, "level": LEVEL, "area": AREA, "dimension": ColumnWords(msg("维度"), msg("ALL 全部维度")),
        "index": ColumnWords(msg("指数：已知指标按权重的平均完成程度"), msg("0–100")), "low": ColumnWords(msg("指数下限：未知的都算没有完成"), msg("0–100")),
        "high": ColumnWords(msg("指数上限：未知的都算全部完成"), msg("0–100")), "weight_known": ColumnWords(msg("已知指标的权重占全部权重的比例"), SHARE),
        "rank": ColumnWords(msg("同一层级中的名次，相同的并列；全区和没有指数的为空")),
    },
    "hierarchy.csv": {
        "level": OF_LEVELS, "subdistrict": ColumnWords(msg("街道")), "community_id": ColumnWords(msg("社区编号")),
        "grid": ColumnWords(msg("网格；不在任何网格内的写 NONE")), "compound": ColumnWords(msg("小区；不在任何小区内的写 NONE")), "category": ColumnWords(msg("服务类别的编码，见“指标”表")),
        "residents": ColumnWords(msg("该类别服务人群的居民"), PEOPLE), "covered": ColumnWords(msg("其中已覆盖的"), PEOPLE), "gap": ColumnWords(msg("其中未覆盖的居民"), PEOPLE),
        "unknown": ColumnWords(msg("是否覆盖不能确定的居民"), PEOPLE),
    },
    "grids.csv": {
        "level": LEVEL, "area": AREA, "residents": ColumnWords(msg("居民"), PEOPLE), "in_grids": ColumnWords(msg("住在网格内的居民"), PEOPLE),
        "in_several": ColumnWords(msg("住在几个网格重叠处的居民"), PEOPLE), "ground": ColumnWords(msg("社区范围的面积；没有范围的为空"), SQUARE_METRES),
        "ground_in_grids": ColumnWords(msg("其中在网格内的面积"), SQUARE_METRES), "ground_in_several": ColumnWords(msg("其中几个网格重叠的面积"), SQUARE_METRES),
    },
    "responsible.csv": {
        "level": OF_LEVELS, "area": AREA_OF_LEVEL, "role": ColumnWords(msg("责任岗位；没有填报的为空")), "office": ColumnWords(msg("责任单位；没有填报的为空")),
    },
    "emergency.csv": {
        "level": OF_LEVELS, "area": AREA_OF_LEVEL, "plan": ColumnWords(msg("有无应急预案"), msg("yes 有，no 没有，unknown 不清楚或没有填报")),
        "dated": ColumnWords(msg("预案的日期；没有填报的为空"), "YYYY-MM-DD"), "role": ColumnWords(msg("预案的责任岗位；没有填报的为空")),
        "residents": ColumnWords(msg("居民"), PEOPLE), "covered": ColumnWords(msg("限定时间内步行可达任一避难场所的居民"), PEOPLE),
        "gap": ColumnWords(msg("步行不可达任何避难场所的居民"), PEOPLE), "unknown": ColumnWords(msg("是否可达不能确定的居民"), PEOPLE),
        "shelters": ColumnWords(msg("预案所列避难场所的设施编号，以“;”分隔；没有列出的为空")),
        "in_reach": ColumnWords(msg("步行可达预案所列避难场所之一的居民；预案没有列出的为空"), PEOPLE),
        "beyond": ColumnWords(msg("步行不可达预案所列避难场所的居民；预案没有列出的为空"), PEOPLE),
        "off_network": ColumnWords(msg("附近没有可步行道路、不能确定的居民；预案没有列出的为空"), PEOPLE),
    },
    "needs.csv": {
        "need_id": ColumnWords(msg("需求编号：社区编号和类别代码，历次结果相同")), "community_id": ColumnWords(msg("社区编号")), "community": ColumnWords(msg("社区名称")),
        "subdistrict": ColumnWords(msg("街道")), "category": ColumnWords(msg("服务类别的编码，见“指标”表")), "residents": ColumnWords(msg("该类别服务人群的居民"), PEOPLE),
        "people": ColumnWords(msg("其中未覆盖的居民；可能未覆盖的都不能确定时为空，不是零"), PEOPLE), "people_60plus": ColumnWords(msg("未覆盖居民中 60 岁及以上的；年龄不详、类别只为儿童或未覆盖人数未知的为空"), PEOPLE),
        "unknown": ColumnWords(msg("是否覆盖不能确定的居民"), PEOPLE), "sources": ColumnWords(msg("需求来自哪里，以“;”分隔"), msg("gap 缺口，hotline 热线诉求偏多，survey 调查说没有提供")),
        "pressure": ColumnWords(msg("诉求压力；没有热线数据的为空"), SHARE), "quadrant": ColumnWords(msg("诉求与缺口的象限，见热线表；没有热线数据的为空")),
        "candidates": ColumnWords(msg("社区内可用地点（腾退空间等）的编号，以“;”分隔")),
    },
    "typed_values.csv": {
        "community_id": ColumnWords(msg("社区编号")), "community": ColumnWords(msg("社区名称")), "subdistrict": ColumnWords(msg("街道")),
        "standard": ColumnWords(msg("要求这个数的评价标准")), "key": ColumnWords(msg("数值代码，见评价标准")), "name": ColumnWords(msg("数值名称")),
        "unit": UNIT, "value": ColumnWords(msg("填报的数；没有填报的为空，不是零"), msg("见 unit")),
        "level": ColumnWords(msg("这个数是为哪一级区域填报的"), msg("community 社区，subdistrict 街道，district 全区；没有填报的为空")),
        "origin": ColumnWords(msg("填报数值的出处，照表中所写")), "stated": ColumnWords(msg("填报日期；没有写的为空"), "YYYY-MM-DD"),
    },
}  # fmt: skip

INDICATOR_TITLES = {
    "indicators.csv": msg("指标数值"), "indicator_status.csv": msg("指标达标情况"), "indicator_index.csv": msg("指数"), "indicator_shortfalls.csv": msg("指标短缺"), "typed_values.csv": msg("填报数值"), "needs.csv": msg("需求清单"), "hierarchy.csv": msg("各层级"), "grids.csv": msg("网格覆盖"), "responsible.csv": msg("责任岗位"), "emergency.csv": msg("应急与避难"),
}  # fmt: skip
