"""Export: what is handed in, made from a finished run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..algorithm import LOAD, XcGisAlgorithm
from ..result_folder import OUTPUT, free_folder, read_json, require_free_folder
from ..results import load, present_layers
from ..study_layers import words_of
from ..texts import Text, say
from .run import LAYERS, PROJECT

KINDS = ("gis", "atlas", "workbook", "checkup", "report", "targets", "web", "public")
KIND_NAMES = (
    Text("GIS 文件（带样式的 GeoPackage、QGIS 工程、GeoJSON、GeoParquet）", "Files for GIS (styled GeoPackage, QGIS project, GeoJSON, GeoParquet)"),
    Text("图集（PDF）", "Atlas (PDF)"), Text("交件工作簿（.xlsx）", "Workbook (.xlsx)"), Text("社区体检表（PDF、Word）", "Check-ups of communities (PDF, Word)"),
    Text("评价报告（Word）", "Report (Word)"), Text("未完成的指标（PDF）", "Targets that are behind (PDF)"), Text("网页地图", "Web maps"),
    Text("对外材料：示意图、手册", "Public pieces: posters, handbook"),
)  # fmt: skip
ENCODINGS = ("", "utf8", "gbk")
ENCODING_NAMES = (Text("不写", "None"), Text("UTF-8", "UTF-8"), Text("GBK", "GBK"))

RUN = Text("结果文件夹（运行得到的）", "Folder of a run")
RUN_HELP = Text("“运行项目”写出的文件夹", "What “Run a study” wrote")
WHAT = Text("导出内容", "What to export")
WHAT_HELP = Text("可选几项", "Several if wanted")
THEMES = Text("图集的专题", "Themes of the atlas")
THEMES_HELP = Text(
    "如 stars, coverage:MED, gaps:MED, minutes:MED；留空为星级",
    "Such as stars, coverage:MED, gaps:MED, minutes:MED; left empty: stars",
)
ONLY = Text("只出这些社区或街道", "These communities or subdistricts alone")
ONLY_HELP = Text("编号或名称，每行一个或用分号分隔", "Ids or names, one a line or with semicolons")
SHAPEFILE = Text("另存 shapefile，文字编码", "Shapefiles too, in this encoding")
SHAPEFILE_HELP = Text("GIS 文件的一部分", "Part of the files for GIS")
OFFICE = Text("编制单位", "Office that made it")
OFFICE_HELP = Text("印在图、体检表、报告和手册上", "On maps, check-ups, report and handbooks")
NUMBER = Text("审图号", "Number of the map review")
NUMBER_HELP = Text("地图审核给出的审图号，印在各种地图上", "On every map")
OUT = Text("导出到文件夹", "Folder to export to")
OUT_HELP = Text("已有的其他文件保留", "Other files that are there stay")
FILES = Text("写出的文件", "Files that were written")
STOPPED = Text(
    "已停止；写完的文件都保留，再次导出会接着做", "Stopped; files that are finished stay, and the same export goes on from them"
)
NOTHING = Text("请选择导出内容", "Choose what to export")


class ExportAlgorithm(XcGisAlgorithm):
    """``xc-gis export``."""

    key = "export"
    title = Text("导出上报成果", "Export what is handed in")
    about = Text(
        "由一次结果做出图集、工作簿、体检表、报告、网页地图、对外材料和 GIS 文件；数字就是该次结果的数字，不需要网络。",
        "Atlas, workbook, check-ups, report, web maps, public pieces and files for GIS out of a finished run; figures are those of the run.",
    )

    stopped = STOPPED

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add(QgsProcessingParameterFile("RUN", say(RUN), QgsProcessingParameterFile.Behavior.Folder), RUN_HELP)
        kinds = [say(one) for one in KIND_NAMES]
        self.add(QgsProcessingParameterEnum("KINDS", say(WHAT), kinds, allowMultiple=True, defaultValue=[0]), WHAT_HELP)
        self.add(QgsProcessingParameterString("THEMES", say(THEMES), optional=True), THEMES_HELP)
        self.add(QgsProcessingParameterString("ONLY", say(ONLY), multiLine=True, optional=True), ONLY_HELP, is_advanced=True)
        encodings = [say(one) for one in ENCODING_NAMES]
        self.add(
            QgsProcessingParameterEnum("SHAPEFILE", say(SHAPEFILE), encodings, defaultValue=0), SHAPEFILE_HELP, is_advanced=True
        )
        self.add(QgsProcessingParameterString("OFFICE", say(OFFICE), optional=True), OFFICE_HELP, is_advanced=True)
        self.add(QgsProcessingParameterString("MAP_NUMBER", say(NUMBER), optional=True), NUMBER_HELP, is_advanced=True)
        self.add(QgsProcessingParameterFolderDestination(OUTPUT, say(OUT)), OUT_HELP)
        self.add_load()
        self.addOutput(QgsProcessingOutputFile("PROJECT", say(PROJECT)))
        self.addOutput(QgsProcessingOutputString("FILES", say(FILES)))
        for layer in LAYERS:
            self.addOutput(QgsProcessingOutputVectorLayer(layer.output, say(layer.title)))

    def checkParameterValues(  # noqa: N802 - asked by QGIS before it runs
        self, parameters: Mapping[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether something is asked for and the folder is free."""
        fine, words = super().checkParameterValues(parameters, context)
        if fine and not self.parameterAsEnums(parameters, "KINDS", context):
            return False, say(NOTHING)
        return free_folder(self, parameters, context) if fine else (fine, words)

    def processAlgorithm(  # noqa: N802 - called by QGIS
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Export."""
        run = Path(self.parameterAsString(parameters, "RUN", context)).absolute()
        out = Path(self.parameterAsString(parameters, OUTPUT, context)).absolute()
        require_free_folder(self, parameters, context)
        words = ["export", str(run), f"--out={out}"]
        words += [f"--{KINDS[number]}" for number in self.parameterAsEnums(parameters, "KINDS", context)]
        words += [f"--theme={one}" for one in words_of(self.parameterAsString(parameters, "THEMES", context))]
        areas = self.parameterAsString(parameters, "ONLY", context).replace("；", ";").replace("\n", ";").split(";")
        words += [f"--only={one.strip()}" for one in areas if one.strip()]
        encoding = ENCODINGS[self.parameterAsEnum(parameters, "SHAPEFILE", context)]
        words += [f"--shapefile={encoding}"] if encoding else []
        for name, option in (("OFFICE", "--office"), ("MAP_NUMBER", "--map-number")):
            text = self.parameterAsString(parameters, name, context)
            words += [f"{option}={text}"] if text else []
        files = [str(name) for name in self.call(words, feedback).answer.get("files", ())]
        for name in files:
            feedback.pushInfo(str(out / name))
        sources = present_layers(out, tuple(layer for layer in LAYERS if layer.file in files))  # not those of an earlier export
        if self.parameterAsBool(parameters, LOAD, context):
            load(sources, LAYERS, str(read_json(run / "manifest.json").get("study", {}).get("name", run.name)), context)
        made = {OUTPUT: str(out), "FILES": "\n".join(files), **sources}
        return {**made, "PROJECT": str(out / "gis/study.qgz")} if "gis/study.qgz" in files else made
