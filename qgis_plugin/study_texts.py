"""Words of the parameters that name a study, and of what can be wrong with them."""

from __future__ import annotations

from .texts import Text

STUDY = Text("项目文件（.toml）", "Study file (.toml)")
STUDY_HELP = Text(
    "已有的 XC-GIS 项目文件。留空时由下面的图层组成项目，二者选一",
    "An XC-GIS study file that exists. Left empty, the study is composed of the layers below: one or the other",
)
NAME = Text("项目名称", "Name of the study")
NAME_HELP = Text("印在所有结果上，也是结果图层组的名称", "Stands on all results and on the group of result layers")
STREETS = Text("街道文件（.osm.pbf、.osm）", "Street file (.osm.pbf, .osm)")
STREETS_HELP = Text(
    "OpenStreetMap 数据文件，可比研究范围大；不会被改动",
    "A file of OpenStreetMap data, which may be larger than the study; it is not changed",
)
COMMUNITIES = Text("社区图层", "Communities")
COMMUNITIES_HELP = Text(
    "面或点；未保存的编辑也算在内，只用所选要素时在此勾选",
    "Areas or points; unsaved edits count, and selected features alone where that is ticked",
)
COMMUNITY_ID = Text("社区编号字段", "Field with the id of a community")
COMMUNITY_NAME = Text("社区名称字段", "Field with the name of a community")
FIELD_HELP = Text("留空时按字段名识别", "Left empty, it is recognised by its name")
RESIDENTS = Text("居民图层（居住点或建筑）", "Residents (places or buildings)")
RESIDENTS_HELP = Text("每行一个居住点或一栋建筑及其人数", "A row for each place or building, with its people")
RESIDENT_ID = Text("居住点编号字段", "Field with the id of a place")
RESIDENTS_FIELD = Text("人数字段", "Field with the number of people")
RESIDENTS_60 = Text("60 岁及以上人数字段", "Field with people of 60 and more")
FACILITIES = Text("设施图层", "Facilities")
FACILITIES_HELP = Text(
    "点或面。各行的类型来自类型字段；没有类型字段时整层是同一类型，或逐行识别",
    "Points or areas. Types stand in the field of types; without one the whole layer is of one type, or each row's is recognised",
)
FACILITY_TYPE_FIELD = Text("设施类型字段", "Field with the type of a facility")
FACILITY_TYPE_FIELD_HELP = Text("标准中的代码（如 CHS）或类型名称", "Codes of the standard (such as CHS) or names of types")
FACILITY_TYPE = Text("整层的设施类型", "Type of the whole layer")
FACILITY_TYPE_HELP = Text(
    "没有类型字段时填写代码，如 CHS；auto 按名称逐行识别",
    "A code such as CHS where no field has the types; auto recognises each row by its name",
)
FACILITY_ID = Text("设施编号字段", "Field with the id of a facility")
FACILITY_NAME = Text("设施名称字段", "Field with the name of a facility")
MORE_FACILITIES = Text("其他设施图层", "Further layers of facilities")
MORE_FACILITIES_HELP = Text(
    "有同名的类型字段时用该字段，否则各行的类型按名称识别",
    "With a field of types of the same name that is taken; else the type of each row is recognised by its name",
)
SUBDISTRICTS = Text("街道（乡镇）图层", "Subdistricts")
SUBDISTRICTS_HELP = Text("面，可不选；用于汇总和属地设施", "Areas, optional: for sums and for facilities of a subdistrict")
SUBDISTRICT_NAME = Text("街道名称字段", "Field with the name of a subdistrict")
FACILITIES_CRS = Text("设施坐标的真实坐标系", "True system of the facilities' coordinates")
FACILITIES_CRS_HELP = Text(
    "图层声明 WGS 84、坐标却来自高德或百度时在此改正；detect 由程序按证据判断",
    "To be corrected where a layer claims WGS 84 and its coordinates come from AMap or Baidu; detect lets the program judge by evidence",
)
SYSTEMS = (
    Text("同图层", "As the layer says"), Text("GCJ-02（高德、腾讯）", "GCJ-02 (AMap, Tencent)"), Text("BD-09（百度）", "BD-09 (Baidu)"),
    Text("detect（自动判断）", "detect"),
)  # fmt: skip
STANDARD = Text("评价标准", "Rating standard")
STANDARD_HELP = Text(
    "自带标准的编号，或标准文件（.yaml）的路径", "The id of a shipped standard, or the path of a standard file (.yaml)"
)
DATE = Text("项目日期", "Day of the study")
DATE_HELP = Text(
    "设施状态和清单的新旧按这一天计算；留空则不写",
    "Status of facilities and age of lists are counted from it; left empty, none is stated",
)
INVENTORY = Text("设施图层是否完整", "Is the list of facilities complete?")
INVENTORY_HELP = Text(
    "没有说明时，走不到设施的居民算“未知”，不算“缺口”",
    "Where nothing is said, residents who reach no facility are unknown, never a gap",
)
STATUS = (Text("没有说明", "Not said"), Text("不完整", "Partial"), Text("完整", "Complete"))
SURVEYED_CATEGORIES = Text("已查清的服务类别", "Categories that were surveyed completely")
SURVEYED_CATEGORIES_HELP = Text(
    "代码，逗号分隔，如 MED,PHA：社区内外都已查清，走不到就是缺口",
    "Codes with commas, such as MED,PHA: surveyed inside and around the communities, so that what is out of reach is a gap",
)
SURVEYED = Text("调查日期", "Day of the survey")
SURVEYED_HELP = Text("超过 18 个月的清单算不完整", "A list older than 18 months counts as partial")
STUDY_FOLDER = Text("保存项目的文件夹", "Folder that keeps the study")
STUDY_FOLDER_HELP = Text(
    "由图层组成的项目文件和数据保存在这里，以后可以直接用；留空则在 QGIS 关闭时删除",
    "Study file and data composed of the layers stay here and can be used again; left empty, they go when QGIS is closed",
)
STUDY_USED = Text("所用的项目文件", "Study file that was used")

BOTH = Text("项目文件和图层只能选一种：请清空其中之一", "Either a study file or layers: clear one of them")
NEITHER = Text(
    "请选择项目文件，或至少填写街道文件、社区图层和居民图层",
    "Choose a study file, or at least a street file, communities and residents",
)
NO_STUDY = Text("找不到项目文件 {path}", "There is no study file {path}")
NO_STREETS = Text("找不到街道文件 {path}", "There is no street file {path}")
NO_FOLDER = Text("文件夹 {folder} 不能写入：{reason}", "The folder {folder} cannot be written: {reason}")
FOREIGN_STUDY = Text(
    "文件夹 {folder} 中有不是本插件写的 study.toml；请换一个文件夹",
    "The folder {folder} holds a study.toml that this plug-in did not write; choose another folder",
)
FOREIGN_FILES = Text(
    "文件夹 {folder} 中有不是本插件写的文件，不会替换：{files}。请换一个文件夹，或先移走这些文件",
    "The folder {folder} holds files that this plug-in did not write and does not replace: {files}. Choose another folder, or move "
    "them away first",
)
ODD_TEXT = Text("文字中有不能写入文件的字符：{reason}", "A text holds a letter that no file can hold: {reason}")
