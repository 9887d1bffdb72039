"""Under which names the columns of a table come, in Chinese and English: the vocabulary of ``column_roles``."""

from __future__ import annotations

from collections.abc import Mapping

NAMED = (
    "机构", "单位", "设施", "网点", "点位", "站点", "门店", "场所", "场馆", "店铺", "商户", "商家", "企业", "公司", "学校", "幼儿园", "托育机构", "养老机构", "医院", "医疗机构", "卫生机构", "药店", "超市", "市场",
    "菜市场", "便利店", "公园", "绿地", "驿站", "食堂", "餐厅", "书店", "图书馆", "文化馆", "体育场", "体育场馆", "健身点", "厕所", "公厕", "停车场", "银行", "邮局", "快递点", "服务点", "服务站", "服务中心", "中心", "站", "店", "项目", "主体",
    "经营者", "字号", "招牌", "地点", "点", "poi", "中文", "标准", "注册",
)  # fmt: skip
"""What lists are of: the column of names is called so, with 名称 behind it or alone."""

VAGUE_NAMES = frozenset(
    (
        "单位",
        "机构",
        "设施",
        "点位",
        "站点",
        "场所",
        "门店",
        "网点",
        "项目",
        "企业",
        "公司",
        "学校",
        "医院",
        "超市",
        "公园",
        "药店",
        "店铺",
        "商户",
        "场馆",
        "驿站",
        "幼儿园",
        "标题",
    )
)
"""Also units, kinds and owners are called so: believed only where most rows differ."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "lon": ("lon", "lng", "long", "longitude", "经度", "經度",
        "经度坐标", "东经", "x", "x坐标", "横坐标", "坐标x", "point_x", "pointx", "lon_wgs84", "wgs84_lon", "gcj_lng", "bd_lng", "location_lng", "jd", "jingdu", "东坐标", "e", "east", "easting",
        "x_east", "east_x", "xeast", "x东", "东向坐标", "东向", "坐标东", "x轴", "x轴坐标", "坐标x轴", "lng_wgs84", "wgs84_lng", "lon84", "lng84", "lon_gcj02", "lng_gcj02", "gcj02_lng", "gcj02_lon", "lng_bd09", "bd09_lng", "amap_lng", "gaode_lng", "baidu_lng", "centroid_x", "center_x", "x_coord", "xcoord", "coord_x", "x_wgs84"),
    "lat": ("lat", "latitude", "纬度", "緯度",
        "纬度坐标", "北纬", "y", "y坐标", "纵坐标", "坐标y", "point_y", "pointy", "lat_wgs84", "wgs84_lat", "gcj_lat", "bd_lat", "location_lat", "wd", "weidu", "北坐标", "n", "north", "northing",
        "y_north", "north_y", "ynorth", "y北", "北向坐标", "北向", "坐标北", "y轴", "y轴坐标", "坐标y轴", "lat84", "lat_gcj02", "gcj02_lat", "lat_bd09", "bd09_lat", "amap_lat", "gaode_lat", "baidu_lat", "centroid_y", "center_y", "y_coord", "ycoord", "coord_y", "y_wgs84"),
    "lonlat": ("坐标", "经纬度", "经纬度坐标", "位置坐标", "坐标位置", "坐标点", "location", "lonlat", "lnglat", "latlng", "latlon", "xy", "coordinate", "coordinates", "定位", "gps"),
    "wkt": ("wkt", "geom", "geometry", "the_geom", "shape", "ewkt", "几何", "空间数据", "wkb"),
    "facility_id": ("facility_id", "編號",
        "机构编号", "机构代码", "设施编号", "网点编号", "统一社会信用代码", "poi_id"),
    "community_id": ("community_id", "社区编号", "社区代码", "社区编码", "统计代码", "区划代码", "行政区划代码", "sqdm", "sqbh"),
    "demand_id": ("demand_id", "楼栋编号", "楼号编码", "楼栋编码", "建筑编号", "房屋编号", "网格编号"),
    "name": tuple(dict.fromkeys(("name", "名称", "名稱",
        "机构名称", "单位名称", "设施名称", "网点名称", "企业名称", "店名", "店铺名称", "门店名称", "学校名称", "站点名称", "服务站名称", "项目名称", "全称", "mc", "title",
        *(f"{what}名称" for what in NAMED), *(f"{what}名" for what in NAMED), "名字", "站名", "店名称", "园名", "校名", "院名", "馆名", "标题", "poi名称", "poiname", "poi_name", "facility_name", "site_name", "shop_name", "设施", "网点", "机构", "门店", "点位", "站点", "场所", "单位", "店铺", "商户", "场馆", "驿站", "企业", "学校", "医院", "药店", "超市", "公园", "幼儿园"))),
    "address": ("address", "addr", "地址", "详细地址", "地址详情", "所在地址", "机构地址", "单位地址", "经营地址", "通讯地址", "地点", "位置", "dz", "住址"),
    "status": ("status", "状态", "营业状态", "经营状态", "运营状态", "运行状态", "使用状态", "zt"),
    "hours": ("hours", "营业时间", "开放时间", "服务时间", "开门时间", "工作时间", "办公时间", "门诊时间", "接待时间", "开馆时间", "营业时段", "opening_hours", "business_hours"),
    "home_visit": ("home_visit", "上门服务", "是否上门", "是否上门服务", "可上门", "预约上门", "上门", "入户服务"),
    "phone": ("phone", "电话", "联系电话", "服务电话", "咨询电话", "办公电话", "机构电话", "门店电话", "电话号码", "服务热线", "预约电话", "tel", "telephone", "dh", "lxdh"),
    "booking": ("booking", "在线预约", "网上预约", "可在线预约", "是否可在线预约", "是否在线预约", "能否在线预约"),
    "capacity": ("capacity", "床位", "床位数", "学位", "学位数", "规模", "容量", "座位数", "班额"),
    "floor_area": ("floor_area", "建筑面积", "面积", "用房面积", "使用面积", "营业面积", "总建筑面积", "area"),
    "since": ("since", "开业时间", "开业日期", "成立日期", "成立时间", "启用日期", "启用时间", "建成时间"),
    "until": ("until", "停业时间", "停业日期", "关闭日期", "注销日期", "截止日期"),
    "serves": ("serves", "服务社区", "服务范围", "覆盖社区"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "街道名称", "所在街道", "街道办事处", "乡镇街道", "街乡", "street", "town", "jd_name", "ssjd"),
    "community": ("community", "社区", "所属社区", "社区名称", "所在社区", "居委会", "ssjsq"),
    "use": ("use", "建筑用途", "用途", "房屋用途", "规划用途", "使用性质", "建筑性质", "建筑类型", "房屋类型"),
    "building": ("building", "fclass"),
    "levels": ("levels", "层数", "楼层", "楼层数", "地上层数", "floors", "building:levels", "cs"),
    "residents": ("residents", "人口", "人数", "居民", "居民数", "常住人口", "总人口", "人口数", "常住人口数", "居住人数", "居住人口", "population", "pop", "总人数", "合计人数", "rk"),
    "residents_0_3": ("residents_0_3", "0-3岁", "0-3岁人口", "0至3岁", "0~3岁", "3岁以下", "婴幼儿", "婴幼儿数", "托育适龄人口"),
    "residents_3_6": ("residents_3_6", "3-6岁", "3-6岁人口", "3至6岁", "3~6岁", "学龄前", "学龄前儿童"),
    "residents_6_12": ("residents_6_12", "6-12岁", "6-12岁人口", "6至12岁", "6~12岁", "小学适龄人口", "小学学龄"),
    "residents_60plus": ("residents_60plus", "60岁以上", "60岁及以上", "60岁以上人口", "60岁及以上人口", "老年人口", "老年人", "老人数", "60+"),
    "residents_80plus": ("residents_80plus", "80岁以上", "80岁及以上", "80岁以上人口", "80岁及以上人口", "高龄老人", "80+"),
}  # fmt: skip
"""Names by role, the plainest first; the canonical name leads."""

BASES: Mapping[str, tuple[str, ...]] = {
    "resident": ("常住人口", "常住人口数", "常住人数", "常住总人口", "常住", "resident_population", "residents_resident"),
    "actual": ("实有人口", "实有人口数", "实有人数", "实有总人口", "实有", "actual_population", "residents_actual"),
    "registered": ("户籍人口", "户籍人口数", "户籍人数", "户籍总人口", "户籍", "registered_population", "residents_registered"),
}
"""Names of columns that say which people they count, in the order in which one is taken where the study asks for none."""

SHARE_WORDS = (
    "占比",
    "比例",
    "比重",
    "百分比",
    "占比例",
    "占总人口比例",
    "占总人口比重",
    "占常住人口比例",
    "占总人口",
    "率",
    "占比率",
)
SHARE_NAMES: Mapping[str, tuple[str, ...]] = {
    role.replace("residents", "share"): (role.replace("residents", "share"), *(f"{name}{word}" for name in names[1:] for word in SHARE_WORDS))
    for role, names in NAMES.items() if role.startswith("residents_")
}  # fmt: skip
"""Names of shares of age groups: 60岁以上占比, 老年人口比例; looked for where a table of ages or totals is read."""

MORE_SHARES = {
    "share_60plus": ("老龄化率", "老龄化程度", "老龄化比例", "老年比例"),
    "share_80plus": ("高龄化率", "高龄比例", "高龄老人比例"),
}

OWN_NAMES = {
    "communities": ("社区名称", "社区", "居委会名称", "居委会", "社区居委会"),
    "subdistricts": ("街道名称", "街道", "街道办事处", "所属街道"),
}
"""In these layers the name of the row itself may stand under the name of its kind."""

NOT_THERE = {("residents", "floor_area"): ("面积", "area", "用房面积", "使用面积", "营业面积")}
"""Names that are too vague in a layer: the area of a building's outline is no floor area."""
GENERIC = ("id", "编号", "编码", "代码", "code", "bh")
"""Names that mean the layer's own identifier and no other."""

DEGREE = "度"
"""Stands in every Chinese word for longitude and latitude."""

YEARS_OF_AGE = ("周岁", "岁")
"""Two words for years of age, the longer first."""

DAY_OR_YEAR = r"^((19|20)\d{2}([-/.年]?\d{1,2}([-/.月]?\d{1,2}日?)?)?|[34]\d{4}(\.\d+)?$)"
"""Pattern of a day, a month, a year, or a day as spreadsheets count it."""


def speaks_of_place(heading: str, role: str) -> bool:
    """Whether a heading that is no known name has the word for longitude, latitude or both in it."""
    match role:
        case "lon":
            return "经度" in heading
        case "lat":
            return "纬度" in heading and "经" not in heading
        case "lonlat":
            return "经纬度" in heading or heading.endswith("坐标")
    return False
