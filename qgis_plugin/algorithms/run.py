"""Run: coverage, gaps and stars of a study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
)

from ..algorithm import LOAD
from ..result_folder import OUT_HELP, OUTPUT, folder_parameter, free_folder, read_json, require_free_folder
from ..results import ResultLayer, load, present_layers
from ..study_algorithm import STUDY_USED, StudyAlgorithm
from ..texts import Text, numbers, say

OUTLINES = Text("在网页地图中绘制设施等时圈", "Draw isochrones of facilities into the web map")
OUTLINES_HELP = Text("关掉后更快；表格和图层不变", "Faster without; tables and layers stay the same")
JOBS = Text("并行进程数", "Processes side by side")
JOBS_HELP = Text("留空：与处理器同数，至多 4", "Left empty: as many as processors, at most 4")
PROJECT = Text("QGIS 工程（study.qgz）", "QGIS project (study.qgz)")
MAP = Text("网页地图（map.html）", "Web map (map.html)")
BOOK = Text("工作簿（report.xlsx）", "Workbook (report.xlsx)")
STARS_OF = Text("星级：{stars}；暂不评级 {insufficient} 个社区", "Stars: {stars}; not rated: {insufficient} communities")
CATEGORY = Text(
    "{code}：居民 {residents}，覆盖 {covered}，缺口 {gap}，未知 {unknown}",
    "{code}: residents {residents}, covered {covered}, gap {gap}, unknown {unknown}",
)

GEOPACKAGE = "gis/study.gpkg"
LAYERS = (
    ResultLayer("RESULT_FACILITIES", GEOPACKAGE, "facilities", Text("设施", "Facilities"), is_visible=False),
    ResultLayer("RESULT_GAPS", GEOPACKAGE, "gaps", Text("缺口居民", "Residents in a gap"), is_visible=False),
    ResultLayer("RESULT_DEMAND", GEOPACKAGE, "demand_points", Text("居住点", "Places of residents"), is_visible=False),
    ResultLayer("RESULT_SUBDISTRICTS", GEOPACKAGE, "subdistricts", Text("街道", "Subdistricts")),
    ResultLayer("RESULT_NETWORK", GEOPACKAGE, "network", Text("步行路网", "Walking network"), is_visible=False),
    ResultLayer(
        "RESULT_COMMUNITIES",
        GEOPACKAGE,
        "communities",
        Text("社区（右键“样式”换专题）", "Communities (themes under Styles)"),
    ),
    ResultLayer(
        "RESULT_POINTS", GEOPACKAGE, "community_points", Text("只有点位的社区", "Communities that are points"), is_visible=False
    ),
)


class RunAlgorithm(StudyAlgorithm):
    """``xc-gis run``."""

    key = "run"
    title = Text("运行项目：覆盖、缺口、星级", "Run a study: coverage, gaps, stars")
    about = Text(
        "按真实步行路网计算居民走到各类服务的时间，得出各社区的覆盖、缺口、未知和星级。可用项目文件，也可直接用当前工程的图层。",
        "Walking times of residents to every service over the real network; coverage, gaps, unknown and stars of communities. "
        "Takes a study file, or layers of the open project.",
    )

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add_study(layers_are_advanced=False)
        self.add(QgsProcessingParameterBoolean("OUTLINES", say(OUTLINES), defaultValue=True), OUTLINES_HELP, is_advanced=True)
        jobs = QgsProcessingParameterNumber(
            "JOBS", say(JOBS), QgsProcessingParameterNumber.Type.Integer, defaultValue=None, optional=True, minValue=1
        )
        self.add(jobs, JOBS_HELP, is_advanced=True)
        self.add(folder_parameter(), OUT_HELP)
        self.add_load()
        for name, title in (("PROJECT", PROJECT), ("MAP", MAP), ("WORKBOOK", BOOK)):
            self.addOutput(QgsProcessingOutputFile(name, say(title)))
        for layer in LAYERS:
            self.addOutput(QgsProcessingOutputVectorLayer(layer.output, say(layer.title)))

    def checkParameterValues(  # noqa: N802 - asked by QGIS before it runs
        self, parameters: Mapping[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether a study is named and the folder is free."""
        fine, words = super().checkParameterValues(parameters, context)
        return free_folder(self, parameters, context) if fine else (fine, words)

    def processAlgorithm(  # noqa: N802 - called by QGIS
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the study."""
        out = Path(self.parameterAsString(parameters, OUTPUT, context)).absolute()
        require_free_folder(self, parameters, context)
        study = self.study_path(parameters, context, feedback)
        words = ["run", str(study), f"--out={out}", "--qgis"]
        if not self.parameterAsBool(parameters, "OUTLINES", context):
            words.append("--no-outlines")
        if parameters.get("JOBS") is not None:
            words.append(f"--jobs={self.parameterAsInt(parameters, 'JOBS', context)}")
        outcome = self.call(words, feedback)
        _tell(outcome.answer.get("counts", {}), feedback)
        sources = present_layers(out, LAYERS)
        if self.parameterAsBool(parameters, LOAD, context):
            load(sources, LAYERS, str(read_json(out / "manifest.json").get("study", {}).get("name", out.name)), context)
        files = {"PROJECT": "gis/study.qgz", "MAP": "map.html", "WORKBOOK": "report.xlsx"}
        return {OUTPUT: str(out), STUDY_USED: str(study), **{name: str(out / file) for name, file in files.items()}, **sources}


def _tell(counts: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    """The result in sums."""
    communities = counts.get("communities", {})
    stars = "  ".join(f"{number}★ {count}" for number, count in communities.get("stars", {}).items())
    feedback.pushInfo(say(STARS_OF, stars=stars, **numbers(communities, "insufficient")))
    for code, people in counts.get("categories", {}).items():
        feedback.pushInfo(say(CATEGORY, code=code, **numbers(people, "residents", "covered", "gap", "unknown")))
