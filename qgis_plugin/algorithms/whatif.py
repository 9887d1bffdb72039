"""What-if: what a plan would change."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..algorithm import LOAD
from ..layer_files import NO_CRS
from ..looks import dress_changed_facilities, dress_effect
from ..result_folder import OUT_HELP, OUTPUT, folder_parameter, free_folder, require_free_folder, study_name
from ..results import ResultLayer, load, present_layers
from ..study_algorithm import STUDY_USED, StudyAlgorithm
from ..study_texts import ODD_TEXT
from ..texts import Text, numbers, say
from ..toml_text import Value, toml_text

WGS84 = "EPSG:4326"

SCENARIOS = Text("方案文件（.toml）", "Scenario files (.toml)")
SCENARIOS_HELP = Text("可选几个，分别计算并列比较", "Several if wanted: each alone, side by side")
ADDED = Text("新增设施（点图层）", "New facilities (points)")
ADDED_HELP = Text("画在图层中的点；未保存的编辑也算在内", "Points drawn in a layer; unsaved edits count")
ADDED_TYPE_FIELD = Text("新增设施的类型字段", "Field with the type of new facilities")
ADDED_TYPE = Text("新增设施的类型", "Type of new facilities")
TYPE_HELP = Text(
    "标准中的代码，如 CHS；有类型字段的行以字段为准",
    "A code of the standard, such as CHS; the field comes first where it says one",
)
ADDED_NAME_FIELD = Text("新增设施的名称字段", "Field with the name of new facilities")
FIELD_HELP = Text("可不选", "Optional")
MOVED = Text("迁移设施（新位置的点图层）", "Facilities that move (points of their new places)")
MOVED_HELP = Text("每点一处设施的新位置", "A point for the new place of each")
MOVED_FIELD = Text("迁移图层的设施编号字段", "Field with the id of the facility that moves")
CLOSED = Text("关闭设施", "Facilities that close")
CLOSED_HELP = Text("设施编号，每行一个或用分号分隔", "Ids, one a line or with semicolons")
PLAN = Text("图层中改动的名称", "Name of the changes in layers")
PLAN_HELP = Text("新增、迁移、关闭合成一个方案的名称", "What is added, moved and closed is one scenario of this name")
PLAN_NAME = Text("QGIS 方案", "QGIS scenario")
TOGETHER = Text("所有方案一起计算", "Try all scenarios together")
TOGETHER_HELP = Text("而不是分别比较", "Instead of side by side")
CONTENT = Text("全部结果（whatif.json）", "All of the answer (whatif.json)")
MAP = Text("网页地图（map.html）", "Web map (map.html)")
CHANGED = Text("改动的设施", "Facilities that change")
EFFECT = Text("社区的变化（右键“样式”换专题）", "What changes for communities (themes under Styles)")
BEFORE = Text("改动前后的覆盖", "Coverage before and after")
STARS = Text("改动前后的星级", "Stars before and after")
COMPARED = Text("方案比较", "Scenarios compared")
NOTHING = Text(
    "没有改动：请选择方案文件，或新增、迁移、关闭设施", "No change: choose a scenario file, or facilities to add, move or close"
)
NO_TYPE = Text(
    "新增设施第 {row} 行没有类型：请填写类型字段或统一的类型",
    "Row {row} of the new facilities has no type: give a field or one type for all",
)
NO_ID = Text("迁移图层第 {row} 行没有设施编号", "Row {row} of the facilities that move has no id of a facility")
NO_POINT = Text(
    "图层“{layer}”第 {row} 行（要素 {feature}）没有位置：请画上一个点，或删除该行",
    "Row {row} of layer “{layer}” (feature {feature}) has no place: draw its point, or remove the row",
)
MANY_POINTS = Text(
    "图层“{layer}”第 {row} 行（要素 {feature}）有 {count} 个点，不知道是哪一处：请拆成每行一个点",
    "Row {row} of layer “{layer}” (feature {feature}) has {count} points, and which is meant cannot be told: split it so that each row "
    "has one",
)
NOT_ON_EARTH = Text(
    "图层“{layer}”第 {row} 行（要素 {feature}）的位置不能换算成经纬度：请检查图层的坐标系。{reason}",
    "The place of row {row} of layer “{layer}” (feature {feature}) cannot be turned into longitude and latitude: check the coordinate "
    "system of the layer. {reason}",
)
GROUP = Text("方案", "what if")
WON = Text(
    "{name}：新覆盖 {residents} 人（60 岁及以上 {residents_60plus}），失去 {lost} 人；升星 {communities_up} 个社区，降星 {communities_down} 个",
    "{name}: newly covered {residents} people ({residents_60plus} of 60 and more), lost {lost}; {communities_up} communities rise, "
    "{communities_down} fall",
)

GEOPACKAGE = "whatif.gpkg"
LAYERS = (
    ResultLayer("CHANGED_FACILITIES", GEOPACKAGE, "facilities", CHANGED, dress=dress_changed_facilities),
    ResultLayer("CHANGED_COMMUNITIES", GEOPACKAGE, "communities", EFFECT, dress=dress_effect),
    ResultLayer("BEFORE_AFTER", "before_after.csv", "", BEFORE),
    ResultLayer("STARS", "stars.csv", "", STARS),
    ResultLayer("COMPARED", "scenarios.csv", "", COMPARED),
)


class WhatIfAlgorithm(StudyAlgorithm):
    """``xc-gis whatif``."""

    key = "whatif"
    title = Text("方案：会有什么变化", "What if: what a plan would change")
    about = Text(
        "新增、迁移、关闭设施，或方案文件中的任何改动：谁因此得到或失去服务，哪些社区升星降星。项目本身不改动。",
        "Facilities added, moved or closed, or any change of scenario files: who gains or loses a service, which communities gain or lose "
        "stars. The study is not changed.",
    )

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add_study(layers_are_advanced=True)
        point = [QgsProcessing.SourceType.TypeVectorPoint]
        self.add(QgsProcessingParameterFeatureSource("ADDED", say(ADDED), point, optional=True), ADDED_HELP)
        self._field("ADDED_TYPE_FIELD", ADDED_TYPE_FIELD, "ADDED", TYPE_HELP, is_advanced=False)
        self.add(QgsProcessingParameterString("ADDED_TYPE", say(ADDED_TYPE), optional=True), TYPE_HELP)
        self._field("ADDED_NAME_FIELD", ADDED_NAME_FIELD, "ADDED", FIELD_HELP)
        self.add(QgsProcessingParameterFeatureSource("MOVED", say(MOVED), point, optional=True), MOVED_HELP)
        self.add(
            QgsProcessingParameterField("MOVED_FIELD", say(MOVED_FIELD), parentLayerParameterName="MOVED", optional=True),
            FIELD_HELP,
        )
        self.add(QgsProcessingParameterString("CLOSED", say(CLOSED), multiLine=True, optional=True), CLOSED_HELP)
        self.add(
            QgsProcessingParameterString("PLAN", say(PLAN), defaultValue=say(PLAN_NAME), optional=True),
            PLAN_HELP,
            is_advanced=True,
        )
        files = QgsProcessing.SourceType.TypeFile
        self.add(QgsProcessingParameterMultipleLayers("SCENARIOS", say(SCENARIOS), files, optional=True), SCENARIOS_HELP)
        self.add(QgsProcessingParameterBoolean("TOGETHER", say(TOGETHER), defaultValue=False), TOGETHER_HELP, is_advanced=True)
        self.add(folder_parameter(), OUT_HELP)
        self.add_load()
        for name, title in (("CONTENT", CONTENT), ("MAP", MAP)):
            self.addOutput(QgsProcessingOutputFile(name, say(title)))
        for layer in LAYERS:
            self.addOutput(QgsProcessingOutputVectorLayer(layer.output, say(layer.title)))

    def checkParameterValues(  # noqa: N802 - asked by QGIS before it runs
        self, parameters: Mapping[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether a study and a change are named and the folder is free."""
        fine, words = super().checkParameterValues(parameters, context)
        if fine and not any(parameters.get(name) for name in ("ADDED", "MOVED", "CLOSED", "SCENARIOS")):
            return False, say(NOTHING)
        return free_folder(self, parameters, context) if fine else (fine, words)

    def processAlgorithm(  # noqa: N802 - called by QGIS
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Try the plan."""
        out = Path(self.parameterAsString(parameters, OUTPUT, context)).absolute()
        require_free_folder(self, parameters, context)
        changes = self._changes(parameters, context)
        asked = self.parameterAsFileList(parameters, "SCENARIOS", context) if parameters.get("SCENARIOS") else ()
        files = [Path(path).absolute() for path in asked]
        if not changes and not files:
            raise QgsProcessingException(say(NOTHING))
        study = self.study_path(parameters, context, feedback)
        with tempfile.TemporaryDirectory(prefix="xc-gis-") as room:
            if changes:
                files.insert(0, Path(room) / "scenario.toml")
                name = self.parameterAsString(parameters, "PLAN", context).strip() or say(PLAN_NAME)
                try:
                    files[0].write_text(toml_text({"scenario": {"name": name}, "change": changes}), encoding="utf-8")
                except ValueError as fault:
                    raise QgsProcessingException(say(ODD_TEXT, reason=fault)) from fault
            words = ["whatif", str(study), f"--out={out}", "--gis", *(f"--scenario={path}" for path in files)]
            if self.parameterAsBool(parameters, "TOGETHER", context):
                words.append("--together")
            answer = self.call(words, feedback).answer
        for one in answer.get("scenarios", ()):
            _tell(one, feedback)
        sources = present_layers(out, LAYERS)
        if self.parameterAsBool(parameters, LOAD, context):
            _load(out, answer.get("scenarios", ()), study_name(study), context)
        made = {OUTPUT: str(out), STUDY_USED: str(study), "CONTENT": str(out / "whatif.json"), **sources}
        return {**made, "MAP": str(out / "map.html")} if (out / "map.html").is_file() else made

    def _changes(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> list[Value]:
        """Changes that layers and ids describe, as a scenario file says them."""
        made: list[Value] = []
        type_field, name_field = (
            self.parameterAsString(parameters, name, context) for name in ("ADDED_TYPE_FIELD", "ADDED_NAME_FIELD")
        )
        common = self.parameterAsString(parameters, "ADDED_TYPE", context).strip()
        for row, at, cells in self._points(parameters, "ADDED", context):
            code = _word(cells.get(type_field)) or common
            if not code:
                raise QgsProcessingException(say(NO_TYPE, row=row))
            name = _word(cells.get(name_field))
            made.append({"kind": "add_facility", "type": code, "at": at, **({"name": name} if name else {})})
        id_field = self.parameterAsString(parameters, "MOVED_FIELD", context)
        for row, at, cells in self._points(parameters, "MOVED", context):
            facility = _word(cells.get(id_field))
            if not facility:
                raise QgsProcessingException(say(NO_ID, row=row))
            made.append({"kind": "move_facility", "facility": facility, "at": at})
        closed = self.parameterAsString(parameters, "CLOSED", context).replace("；", ";").replace("\n", ";").split(";")
        made += [{"kind": "close_facility", "facility": one.strip()} for one in closed if one.strip()]
        return made

    def _points(
        self, parameters: Mapping[str, Any], name: str, context: QgsProcessingContext
    ) -> list[tuple[int, list[float], dict[str, Any]]]:
        """Rows of a layer of points: number, longitude and latitude, cells by field."""
        if parameters.get(name) is None:
            return []
        source = self.parameterAsSource(parameters, name, context)
        if source is None or not source.sourceCrs().isValid():
            raise QgsProcessingException(say(NO_CRS, layer=source.sourceName() if source is not None else name))
        to_degrees = QgsCoordinateTransform(source.sourceCrs(), QgsCoordinateReferenceSystem(WGS84), context.transformContext())
        found = []
        for row, feature in enumerate(source.getFeatures(), 1):
            place = {"layer": source.sourceName(), "row": row, "feature": feature.id()}
            cells = dict(zip([field.name() for field in source.fields()], feature.attributes()))
            found.append((row, _degrees(feature, to_degrees, place), cells))
        return found


def _degrees(feature: QgsFeature, to_degrees: QgsCoordinateTransform, place: Mapping[str, object]) -> list[float]:
    """Longitude and latitude of the one point of a feature; ``place``: what messages call it."""
    geometry = feature.geometry()
    if geometry.isEmpty():
        raise QgsProcessingException(say(NO_POINT, **place))
    points = geometry.asMultiPoint() if QgsWkbTypes.isMultiType(geometry.wkbType()) else [geometry.asPoint()]
    if len(points) != 1:
        raise QgsProcessingException(say(MANY_POINTS, count=len(points), **place))
    try:
        point = to_degrees.transform(points[0])
    except QgsCsException as fault:
        raise QgsProcessingException(say(NOT_ON_EARTH, reason=fault, **place)) from fault
    at = [round(point.x(), 8), round(point.y(), 8)]
    if not all(map(math.isfinite, at)):
        raise QgsProcessingException(say(NOT_ON_EARTH, reason=f"({points[0].x()}, {points[0].y()})", **place))
    return at


def _load(out: Path, scenarios: Sequence[Mapping[str, Any]], study: str, context: QgsProcessingContext) -> None:
    """A group for each scenario, and the table that compares several."""
    for one in scenarios:
        folder = out / str(one.get("folder", ""))
        load(present_layers(folder, LAYERS[:-1]), LAYERS, study, context, str(one.get("name") or say(GROUP)))
    compared = present_layers(out, LAYERS[-1:])
    if compared:
        load(compared, LAYERS, study, context, say(COMPARED))


def _word(value: object) -> str:
    """A cell as text; what QGIS calls NULL is none."""
    return "" if value is None or (hasattr(value, "isNull") and value.isNull()) else str(value).strip()


def _tell(one: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    newly, lost = one.get("newly_covered") or {}, one.get("lost_cover") or {}
    gained = numbers(newly, "residents", "residents_60plus")
    told = numbers(
        {**one, **gained, "lost": lost.get("residents")}, "name", *gained, "lost", "communities_up", "communities_down"
    )
    feedback.pushInfo(say(WON, **told))
