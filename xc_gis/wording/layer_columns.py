"""What the columns of exported layers mean, for readers: the dictionary of fields of ``xc-gis export --gis``."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.wording.column_words import MINUTES, PEOPLE, SHARE, ColumnWords
from xc_gis.wording.table_columns import DEMAND_POINTS, RATING, YES_NO

SECONDS, METRES = msg("秒"), msg("米")
_CATEGORY = ColumnWords(msg("服务类别的编码"))
_FACILITY = {
    "facility_id": ColumnWords(msg("设施编号")),
    "name": ColumnWords(msg("设施名称")),
    "type": ColumnWords(msg("设施类型的编码")),
}
_AREA = {
    "community_id": ColumnWords(msg("社区编号")), "community": ColumnWords(msg("社区名称")), "subdistrict": ColumnWords(msg("街道名称")),
}  # fmt: skip

COMMUNITIES = {
    "community_id": ColumnWords(msg("社区编号")),
    "name": ColumnWords(msg("社区名称")),
    "subdistrict": ColumnWords(msg("街道名称")),
    "residents": ColumnWords(msg("居民"), PEOPLE),
    "residents_0_3": ColumnWords(msg("0–3 岁居民"), PEOPLE),
    "residents_3_6": ColumnWords(msg("3–6 岁居民"), PEOPLE),
    "residents_6_12": ColumnWords(msg("6–12 岁居民"), PEOPLE),
    "residents_60plus": ColumnWords(msg("60 岁以上居民"), PEOPLE),
    "residents_80plus": ColumnWords(msg("80 岁以上居民"), PEOPLE),
    "location": ColumnWords(msg("位置从何而来"), msg("area 范围已知，derived 范围为推定，point 只有点位，none 没有位置")),
    **{name: words for name, words in RATING.items() if name not in {"community_id", "community", "subdistrict"}},
    "joint": ColumnWords(msg("一站式满足率：只按已知居民；未知居民过多时为空"), SHARE),
    "state_*": ColumnWords(msg("状态"), msg("covered 已知居民均已覆盖，gap 有缺口，unknown 未知居民过多，none 不适用或没有居民")),
    "share_*": ColumnWords(msg("覆盖率：只按已知居民；未知居民过多时为空"), SHARE),
    "low_*": ColumnWords(msg("覆盖率下限：未知居民都算作未覆盖"), SHARE),
    "high_*": ColumnWords(msg("覆盖率上限：未知居民都算作已覆盖"), SHARE),
    "gap_*": ColumnWords(msg("未覆盖（缺口）的居民"), PEOPLE),
    "unknown_*": ColumnWords(msg("状态未知的居民"), PEOPLE),
    "minutes_*": ColumnWords(msg("到最近设施的步行时间，居民中位；半数居民走不到时为空"), MINUTES),
}  # fmt: skip

FACILITIES = {
    **_FACILITY,
    "address": ColumnWords(msg("地址")),
    "status": ColumnWords(msg("状态"), msg("open 开放，planned 规划中，closed 已停业")),
    "serves": ColumnWords(msg("除所在社区外还服务的社区编号，“;”分隔")),
    "sources": ColumnWords(msg("来自哪个文件的哪一行（JSON，标题为第 1 行）")),
    "crs_in": ColumnWords(msg("读入时的坐标系")),
    "building": ColumnWords(msg("位置是建筑轮廓，由门进入"), YES_NO),
    "off_network": ColumnWords(msg("附近没有可步行道路，不计入"), YES_NO),
}

FACILITY_AREAS = dict(_FACILITY)

GAPS = {
    "demand_id": ColumnWords(msg("居住点编号")),
    **_AREA,
    "category": _CATEGORY,
    "residents": ColumnWords(msg("未覆盖（缺口）的居民"), PEOPLE),
    "minutes": ColumnWords(msg("到最近设施的步行时间；两倍时限内到不了时为空"), MINUTES),
    "limit_minutes": ColumnWords(msg("时限"), MINUTES),
    "over_minutes": ColumnWords(msg("超出时限多少；两倍时限内到不了时为空"), MINUTES),
}

NETWORK = {
    "u": ColumnWords(msg("起点节点")), "v": ColumnWords(msg("终点节点")),
    "length_m": ColumnWords(msg("长度"), METRES),
    "direction": ColumnWords(msg("可步行的方向"), msg("both 双向，forward 由 u 到 v，backward 由 v 到 u")),
    "time_s_*": ColumnWords(msg("步行时间；该人群不能走时为空"), SECONDS),
    "gated": ColumnWords(msg("在封闭院落内"), YES_NO),
    "gate_part": ColumnWords(msg("封闭院落的编号")),
    "across": ColumnWords(msg("横穿广场等步行区域"), YES_NO),
    "highway": ColumnWords(msg("道路类别（OSM highway）")),
    "osm_way": ColumnWords(msg("道路编号（OSM）")),
}  # fmt: skip

SUBDISTRICTS = {"name": ColumnWords(msg("街道名称"))}
GROUND = {"kind": ColumnWords(msg("地物"), msg("water 水面，green 绿地"))}

LEGS = {
    "of": ColumnWords(msg("接入的是什么"), msg("demand 居住点，facility 设施")),
    "id": ColumnWords(msg("居住点或设施的编号")),
    "length_m": ColumnWords(msg("直线长度"), METRES),
    "waits": ColumnWords(msg("接到主要道路上，需等候"), YES_NO),
    "highway": ColumnWords(msg("所接道路的类别（OSM highway）；接在节点上时为空")),
    "osm_way": ColumnWords(msg("所接道路的编号（OSM）；接在节点上时为空")),
}
ENTRANCES = {
    **_FACILITY,
    "number": ColumnWords(msg("该设施的第几个入口")),
    "off_network": ColumnWords(msg("该入口附近没有可步行道路"), YES_NO),
}
CATCHMENTS = {
    **_FACILITY,
    "category": _CATEGORY,
    "homes": ColumnWords(msg("已覆盖、且以该设施为最近的居住点"), msg("处")),
    "residents": ColumnWords(msg("已覆盖、且以该设施为最近的居民"), PEOPLE),
    "residents_60plus": ColumnWords(msg("其中 60 岁以上"), PEOPLE),
    "only_this": ColumnWords(msg("其中时限内只有这一处的居民：它停办后就没有覆盖"), PEOPLE),
}
WAYS = {
    "community_id": ColumnWords(msg("社区编号")),
    "community": ColumnWords(msg("社区名称")),
    "category": _CATEGORY,
    "demand_id": ColumnWords(msg("社区中心的居住点编号")),
    "facility_id": ColumnWords(msg("最近的设施编号")),
    "facility": ColumnWords(msg("最近的设施名称")),
    "minutes": ColumnWords(msg("步行时间"), MINUTES),
    "limit_minutes": ColumnWords(msg("时限"), MINUTES),
}
COVERAGE_TITLE = msg("社区各类别覆盖（表）")
DEMAND = dict(DEMAND_POINTS)
