"""Words for the use of a building: of OpenStreetMap, and of Chinese lists of buildings."""

from __future__ import annotations

import re

DWELLING = frozenset(
    "residential apartments apartment house houses detached semidetached_house terrace bungalow dormitory hutong siheyuan".split()
)
"""Values of OSM's ``building`` in which people live."""

USE_UNSTATED = frozenset(("", "yes", "building", "其他", "其它", "未知", "不详", "其他建筑"))

OTHER_USE = frozenset(
    "commercial retail office offices industrial warehouse school university college kindergarten hospital clinic hotel church temple mosque "
    "cathedral chapel shrine train_station transportation station garage garages parking shed roof service hangar public civic government "
    "stadium sports_hall sports_centre grandstand supermarket kiosk mall museum theatre library fire_station police toilets greenhouse "
    "construction ruins bridge carport hut barn farm_auxiliary storage_tank transformer_tower water_tower tower gatehouse pavilion palace".split()
)
"""Values of OSM's ``building`` in which nobody lives, as far as a plan is concerned."""

UNIT_AT_END = re.compile(r"\s*(层|F|f|㎡|m²|平方米|平米)\s*$")

NEVER_LIVED_IN = re.compile("配套|车库|公建|酒店式|拆除|废弃")
"""Decides although the word also speaks of dwellings: 住宅配套用房."""

LIVED_IN = re.compile("住宅|居住|宿舍|公寓|民居|民房|住房|商住|平房|四合院|居民楼|别墅|保障房|回迁")
NOT_LIVED_IN = re.compile(
    "办公|商业|商务|商场|学校|教育|教学|幼儿园|医院|医疗|卫生|工业|厂房|仓库|仓储|体育|文化|行政|政府|酒店|宾馆|旅馆|停车|市政|交通|"
    "宗教|科研|展览|博物馆|影剧院|娱乐|餐饮|金融|军事|在建|设备|锅炉|变电|厕所|公共"
)

KEEPER = "无住宅:"
"""Beginning of the id of a demand point that keeps the people of an area without dwellings."""
