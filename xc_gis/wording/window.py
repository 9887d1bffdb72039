"""
What the window says, in Chinese or English.

The shell's own words (menus, pages, buttons) are one small table here; panels are written in Chinese and shown in English by the
catalogue in ``xc_gis/languages/en``. Names in the data stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from xc_gis.languages.message import in_language
from xc_gis.languages.sentences import sentences
from xc_gis.wording.codes import Named, name_in

LANGUAGES = {"zh": "中文", "en": "English"}

_WORDS = {
    "title": ("一刻钟社区服务圈规划", "15-minute community service circles"),
    "subtitle": ("哪些社区缺哪类服务，一看便知；每个数字都能追问来历", "Which communities lack which service, and why"),
    "sample": ("打开示例数据（虚构）", "Open the sample"),
    "sample_coming": ("正在打开示例数据…", "Opening the sample…"),
    "sample_more": ("一座虚构的城区，数据齐全，可直接看完整结果", "An invented district with complete data"),
    "sample_missing": ("没有找到随程序附带的示例数据", "The sample data of the program were not found"),
    "sample_missing_hint": ("请重新安装程序，或用“打开项目”选择已有的项目文件", "Install the program again, or open a study of your own"),
    "new": ("新建项目", "New study"),
    "new_more": ("一步步选择路网、社区、居民和设施数据", "Choose streets, communities, residents and facilities step by step"),
    "open": ("打开项目…", "Open study…"),
    "open_more": ("已有的项目文件（.toml），也可拖到窗口里", "A study file (.toml); you may also drop it on the window"),
    "recent": ("最近的项目", "Recent studies"),
    "recent_none": ("还没有打开过项目", "No study has been opened yet"),
    "gone": ("文件已不在原处", "no longer there"),
    "study_files": ("项目文件 (*.toml)", "Study files (*.toml)"),
    "home": ("首页", "Home"),
    "map": ("地图", "Map"),
    "study_page": ("项目与数据", "Study and data"),
    "standard_page": ("评价标准", "Standard"),
    "planning_page": ("规划", "Planning"),
    "voices_page": ("服务与诉求", "Services and voices"),
    "targets_page": ("指标与台账", "Targets and ledgers"),
    "file": ("文件(&F)", "&File"),
    "view": ("视图(&V)", "&View"),
    "study": ("项目(&S)", "&Study"),
    "help": ("帮助(&H)", "&Help"),
    "run": ("运行", "Run"),
    "stop": ("停止", "Stop"),
    "quit": ("退出", "Quit"),
    "export_map": ("导出当前地图…", "Export this map…"),
    "hand_in": ("打包全部成果…", "Pack everything to hand in…"),
    "copy_map": ("复制当前地图", "Copy this map"),
    "map_copied": ("已复制当前地图，可粘贴到文档中", "The map is on the clipboard"),
    "export_tables": ("导出表格…", "Export tables…"),
    "export_workbook": ("导出交件工作簿…", "Export the hand-in workbook…"),
    "open_folder": ("打开结果文件夹", "Open folder of results"),
    "background": ("底图", "Background"),
    "background_own": ("项目自带的路网（离线）", "Streets of the study (offline)"),
    "background_tianditu": ("天地图（在线，需自备密钥）…", "Tianditu (online, own key)…"),
    "background_osm": ("OpenStreetMap（在线）", "OpenStreetMap (online)"),
    "tianditu_key": ("请输入天地图密钥（tk），可在 console.tianditu.gov.cn 申请", "Key (tk) of Tianditu, from console.tianditu.gov.cn"),
    "online_ask": (
        "打开在线底图后，所看范围的位置会发送给地图网站。\n项目数据不会发送。是否打开？",
        "With online tiles, the place you look at is sent to the map site.\nYour data are not. Switch on?",
    ),
    "online_yes": ("打开在线底图", "Switch on"),
    "online_no": ("不打开", "Do not"),
    "language": ("语言 / Language", "Language / 语言"),
    "language_next": ("下次启动时生效", "Takes effect at the next start"),
    "manual": ("使用手册", "Manual"),
    "about": ("关于", "About"),
    "open_log": ("查看日志", "Show the log"),
    "close_asks": ("正在运行。现在退出会停止运行，原有结果不受影响。\n是否退出？", "A run is going on. Leave and stop it? Earlier results stay."),
    "themes": ("专题", "Themes"),
    "layers": ("图层", "Layers"),
    "coverage": ("覆盖率", "Coverage"),
    "minutes": ("步行时间", "Minutes"),
    "gaps": ("缺口人数", "Gaps"),
    "stars": ("星级", "Stars"),
    "joint": ("一站式满足率", "Joint coverage"),
    "legend": ("图例", "Legend"),
    "fold_more": ("展开或收起", "Show or fold"),
    "stars_more": ("各社区的星级", "Stars of each community"),
    "joint_more": ("各必备类别全部达标的居民所占比例", "Share of residents who reach all basic services"),
    "fold_themes": ("专题", "Themes"),
    "fold_table": ("缺口表", "Table"),
    "fold_sheet": ("社区", "Community"),
    "fold_panel": ("显示或收起“{}”，给地图让出地方", "Show or fold “{}”, to give the map room"),
    "layer_sites": ("设施", "Facilities"),
    "layer_gaps": ("缺口居民", "Residents in gap"),
    "layer_streets": ("道路、水面、绿地、建筑", "Streets, water, green, buildings"),
    "layer_borders": ("街道界", "Subdistricts"),
    "site_types": ("显示哪些设施", "Which facilities"),
    "site_types_theme": ("跟随专题", "As the theme"),
    "find": ("查找…", "Find…"),
    "find_hint": ("查找社区、设施、道路、坐标", "Community, facility, street, coordinates"),
    "find_more": (
        "输入街道、社区、设施名称或地址、道路名称，或坐标（可在前面写 WGS84、GCJ02 高德、BD09 百度）；上下键选择，回车到达（Ctrl+F）",
        "Name of a subdistrict, community, facility or street, an address, or coordinates (WGS84, GCJ02 or BD09 may stand in front); arrows choose, Enter goes there (Ctrl+F)",
    ),
    "choose_one": ("请用上下键或鼠标选择一项", "Choose one with the arrows or the mouse"),
    "tools": ("工具", "Tools"),
    "tools_more": ("框选社区、画范围、量距离（Esc 取消；按住 Shift 拖动随时可框选，按住 Ctrl 点社区可加选）",
                   "Box, area, measure (Esc cancels; Shift and drag boxes at any time, Ctrl and click adds a community)"),
    "tool_box": ("框选社区", "Box"),
    "tool_box_more": ("在地图上拖出一个框，看框到的社区的合计（按住 Shift 拖动随时可用）", "Drag a box for the totals of the communities in it (Shift and drag at any time)"),
    "tool_measure": ("量距离", "Measure"),
    "tool_measure_more": ("逐点点选，看直线米数和步行分钟，双击结束", "Click from place to place for metres and walking minutes, double click to end"),
    "tool_area": ("画范围", "Draw an area"),
    "tool_area_more": ("逐点画出任意范围，双击结束，看其中居民的合计", "Click the corners of any area, double click to end, for the totals of the residents in it"),
    "pick_place": ("查任意地点", "Ask about a place"),
    "pick_place_more": (
        "点一下地图上任意一点，看 5、10、15 分钟能走到哪里、最近的各类设施（右键菜单里也有）",
        "Click anywhere for 5, 10, 15 minutes and the nearest facilities (also in the menu of a right click)",
    ),
    "clear_place": ("清除", "Clear"),
    "whole_area": ("全图", "Whole area"),
    "no_map_yet": ("还没有结果\n打开一个项目并运行，地图会出现在这里", "No results yet\nOpen a study and run it"),
    "map_coming": ("正在计算，完成后地图会出现在这里", "Working; the map will appear here"),
    "saved": ("已保存：{}", "Saved: {}"),
    "opening": ("正在打开 {}", "Opening {}"),
    "outdated": ("数据有改动，图上是改动前的结果：{}", "Data have changed; this is the result before: {}"),
    "other_version": ("这个结果由另一版本的程序写出，请重新运行", "This result was written by another version; please run again"),
    "run_again": ("重新运行", "Run again"),
    "compare": ("比较…", "Compare…"),
    "compared": ("结果比较", "Results compared"),
    "copy": ("复制", "Copy"),
    "close": ("关闭", "Close"),
    "save_sheet": ("社区一览存为 PDF", "Save the fact sheet as PDF"),
    "print_sheet": ("打印社区一览…", "Print the fact sheet…"),
    "standard_unsaved": ("评价标准有尚未保存的修改。\n是否放弃这些修改并退出？", "The standard has unsaved changes. Leave without them?"),
    "scenario_unsaved": ("规划方案有尚未保存的修改。\n是否放弃这些修改？", "Scenarios have unsaved changes. Leave without them?"),
    "yes_discard": ("放弃并退出", "Leave"),
    "no_back": ("返回", "Back"),
    "study_changed": ("项目文件已修改", "the study file was changed"),
    "standard_saved": ("评价标准已改为 {}", "The standard is now {}"),
    "preview": ("（预览：修改中的标准）", " (preview of the standard being edited)"),
    "drop_study": ("请拖入项目文件（.toml）", "Please drop a study file (.toml)"),
    "yes_leave": ("停止并退出", "Stop and leave"),
    "no_stay": ("继续运行", "Keep running"),
    "drawing": ("正在绘制，请稍候…", "Drawing…"),
    "colon": ("：", ": "),
    "in_brackets": ("{}（{}）", "{} ({})"),
    "busy_elsewhere": ("请等待当前运行结束，或先停止", "Please wait for the run, or stop it first"),
}  # fmt: skip

_language = "zh"

ENGLISH_MARKS = {"，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ". "}


def use(language: str) -> None:
    """Choose the language of what is made from now on; an unknown one is Chinese."""
    global _language  # noqa: PLW0603 - one language a program
    _language = language if language in LANGUAGES else "zh"


def window_text(key: str, *values: object) -> str:
    """The words for a key, with ``values`` put in."""
    words = _WORDS[key][0 if _language == "zh" else 1]
    return words.format(*values) if values else words


def tr(text: str) -> str:
    """A sentence of the window in the language chosen; a text that is no message stays as it is."""
    shown: str = in_language(text, _language)
    return shown


def ready() -> None:
    """Load the sentences that ``tr`` looks in; else the first one waits for it."""
    if _language != "zh":
        sentences(_language)


def language() -> str:
    """The language chosen: a key of ``LANGUAGES``."""
    return _language


def named(zh: str, en: str) -> str:
    """A name out of the data in the language chosen, as far as the data have it."""
    return en if _language == "en" and en else zh


def name_of(thing: Named) -> str:
    """Name of a category or a type in the language chosen, as far as the standard has it."""
    return name_in(thing, _language)


def joined_words(parts: Iterable[str], mark: str = "，") -> str:
    """Parts that are in the language already, with the mark between them that the language has."""
    return mark_of(mark).join(parts)


def mark_of(mark: str) -> str:
    """A mark between parts, as the language has it."""
    return ENGLISH_MARKS[mark] if _language == "en" else mark


def stage_words(stage: str, done: int, total: int) -> str:
    """Where some work is, with how much of it where it is counted."""
    return f"{tr(stage)} {done:,}/{total:,}" if total > 1 else tr(stage)


def label_of(text: str) -> str:
    """As ``tr``, for words that stand alone: as a label, a choice, a heading."""
    return capital(tr(text))


def capital(words: str) -> str:
    """Words in the language chosen that begin a line."""
    return words[:1].upper() + words[1:]
