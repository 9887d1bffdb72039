"""Isochrone: what can be walked to from a place, or who can walk to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from ..algorithm import LOAD
from ..looks import dress_areas, dress_streets
from ..result_folder import free_folder, require_free_folder, study_name
from ..results import ResultLayer, load, present_layers
from ..study_algorithm import STUDY_USED, StudyAlgorithm
from ..texts import Text, say

WGS84 = "EPSG:4326"
PROFILES = ("adult", "senior", "frail", "child", "wheelchair")
DIRECTIONS = ("to", "from")

PLACE = Text("地点", "Place")
PLACE_HELP = Text("在地图上点选，或填坐标；与设施编号二者选一", "Clicked on the map or typed; either a place or a facility")
FACILITY = Text("设施编号", "Id of a facility")
FACILITY_HELP = Text("项目中一处设施的编号", "One of the study's facilities")
MINUTES = Text("分钟", "Minutes")
MINUTES_HELP = Text("以逗号分隔，如 5,10,15", "With commas between them, such as 5,10,15")
PROFILE = Text("步行口径", "Walking profile")
PROFILE_HELP = Text("谁的步行速度；轮椅不走台阶", "Whose pace; wheelchairs take no steps")
PROFILE_NAMES = (
    Text("成人", "Adult"), Text("老年人", "Senior"), Text("体弱者", "Frail"), Text("儿童", "Child"), Text("轮椅", "Wheelchair"),
)  # fmt: skip
DIRECTION = Text("方向", "Direction")
DIRECTION_HELP = Text("走到这里，或从这里出发", "Walks to the place, or from it")
DIRECTION_NAMES = (Text("走到这里", "To the place"), Text("从这里出发", "From the place"))
FILE = Text("等时圈（.gpkg）", "Isochrones (.gpkg)")
FILE_HELP = Text("一个 GeoPackage，含等时圈和可达道路", "One GeoPackage with areas and reached streets")
KIND = Text("GeoPackage 文件 (*.gpkg)", "GeoPackage (*.gpkg)")
GROUP = Text("等时圈", "isochrones")
ONE_PLACE = Text("请填写地点或设施编号中的一个", "Give a place or the id of a facility: one of them")

LAYERS = (
    ResultLayer("STREETS_REACHED", "", "service_area", Text("可达道路", "Reached streets"), dress=dress_streets),
    ResultLayer("ISOCHRONES", "", "isochrone", Text("等时圈", "Isochrones"), dress=dress_areas),
)


class IsochroneAlgorithm(StudyAlgorithm):
    """``xc-gis isochrone``."""

    key = "isochrone"
    title = Text("步行等时圈", "Isochrones")
    about = Text(
        "任一地点或设施的步行等时圈和可达道路，按项目的真实路网计算；轮廓与逐点计数核对。",
        "Isochrones and reached streets of any place or facility over the study's network; outlines are checked against counts.",
    )

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add_study(layers_are_advanced=True)
        self.add(QgsProcessingParameterPoint("PLACE", say(PLACE), optional=True), PLACE_HELP)
        self.add(QgsProcessingParameterString("FACILITY_AT", say(FACILITY), optional=True), FACILITY_HELP)
        self.add(QgsProcessingParameterString("MINUTES", say(MINUTES), defaultValue="5,10,15"), MINUTES_HELP)
        profiles = QgsProcessingParameterEnum("PROFILE", say(PROFILE), [say(one) for one in PROFILE_NAMES], defaultValue=0)
        self.add(profiles, PROFILE_HELP)
        ways = QgsProcessingParameterEnum("DIRECTION", say(DIRECTION), [say(one) for one in DIRECTION_NAMES], defaultValue=0)
        self.add(ways, DIRECTION_HELP)
        self.add(QgsProcessingParameterFileDestination("OUTPUT", say(FILE), say(KIND)), FILE_HELP)
        self.add_load()
        for layer in LAYERS:
            self.addOutput(QgsProcessingOutputVectorLayer(layer.output, say(layer.title)))

    def checkParameterValues(  # noqa: N802 - asked by QGIS before it runs
        self, parameters: Mapping[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether a study and one place are named."""
        fine, words = super().checkParameterValues(parameters, context)
        if fine and bool(parameters.get("PLACE")) == bool(str(parameters.get("FACILITY_AT") or "").strip()):
            return False, say(ONE_PLACE)
        return (fine, words) if not fine else free_folder(self, parameters, context)

    def processAlgorithm(  # noqa: N802 - called by QGIS
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the isochrones."""
        out = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)).absolute()
        require_free_folder(self, parameters, context)
        facility = self.parameterAsString(parameters, "FACILITY_AT", context).strip()
        place = "" if facility or not parameters.get("PLACE") else self._place(parameters, context)
        if bool(facility) == bool(place):
            raise QgsProcessingException(say(ONE_PLACE))
        study = self.study_path(parameters, context, feedback)
        words = [
            "isochrone", str(study), f"--out={out}", f"--minutes={self.parameterAsString(parameters, 'MINUTES', context)}",
            f"--profile={PROFILES[self.parameterAsEnum(parameters, 'PROFILE', context)]}",
            f"--direction={DIRECTIONS[self.parameterAsEnum(parameters, 'DIRECTION', context)]}",
            f"--facility={facility}" if facility else f"--at={place}",
        ]  # fmt: skip
        self.call(words, feedback)
        sources = present_layers(out, LAYERS)
        if self.parameterAsBool(parameters, LOAD, context):
            load(sources, LAYERS, study_name(study), context, say(GROUP))
        return {"OUTPUT": str(out), STUDY_USED: str(study), **sources}

    def _place(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> str:
        """Longitude and latitude, whatever system the point was given in."""
        point = self.parameterAsPoint(parameters, "PLACE", context, QgsCoordinateReferenceSystem(WGS84))
        return f"{point.x():.7f},{point.y():.7f}"
