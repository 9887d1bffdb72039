"""Algorithms on a study: one that exists, or one composed of layers of the open project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from . import study_texts as t
from .algorithm import XcGisAlgorithm
from .study_layers import LayerStudy
from .texts import Text, say

STUDY = "STUDY"
STUDY_USED = "STUDY_USED"
NAME_OF_A_STUDY = Text("QGIS 项目", "QGIS study")
DEFAULT_STANDARD = "xicheng-ykz-default"

OF_LAYERS = ("STREETS", "COMMUNITIES", "RESIDENTS", "FACILITIES", "MORE_FACILITIES", "SUBDISTRICTS")
"""Parameters that are layers and files of a composed study."""

NEEDED = ("STREETS", "COMMUNITIES", "RESIDENTS")

POLYGON = QgsProcessing.SourceType.TypeVectorPolygon
ANY = QgsProcessing.SourceType.TypeVectorAnyGeometry


class StudyAlgorithm(XcGisAlgorithm):
    """An algorithm whose first parameters name a study."""

    def add_study(self, *, layers_are_advanced: bool) -> None:
        """Add the parameters; ``layers_are_advanced``: those of layers are folded away until asked for."""
        file = QgsProcessingParameterFile.Behavior.File
        self.add(QgsProcessingParameterFile(STUDY, say(t.STUDY), file, "toml", optional=True), t.STUDY_HELP)
        folded = layers_are_advanced
        self.add(QgsProcessingParameterFile("STREETS", say(t.STREETS), file, optional=True), t.STREETS_HELP, is_advanced=folded)
        self._layer("COMMUNITIES", t.COMMUNITIES, t.COMMUNITIES_HELP, ANY, is_advanced=folded)
        self._field("COMMUNITY_ID", t.COMMUNITY_ID, "COMMUNITIES")
        self._field("COMMUNITY_NAME", t.COMMUNITY_NAME, "COMMUNITIES")
        self._layer("RESIDENTS", t.RESIDENTS, t.RESIDENTS_HELP, ANY, is_advanced=folded)
        self._field("RESIDENT_ID", t.RESIDENT_ID, "RESIDENTS")
        self._field("RESIDENTS_FIELD", t.RESIDENTS_FIELD, "RESIDENTS", is_advanced=folded)
        self._field("RESIDENTS_60", t.RESIDENTS_60, "RESIDENTS")
        self._layer("FACILITIES", t.FACILITIES, t.FACILITIES_HELP, ANY, is_advanced=folded)
        self._field("FACILITY_TYPE_FIELD", t.FACILITY_TYPE_FIELD, "FACILITIES", t.FACILITY_TYPE_FIELD_HELP, is_advanced=folded)
        self._string("FACILITY_TYPE", t.FACILITY_TYPE, t.FACILITY_TYPE_HELP, "auto", is_advanced=folded)
        self._choice("INVENTORY", t.INVENTORY, t.INVENTORY_HELP, t.STATUS, is_advanced=folded)
        self._field("FACILITY_ID", t.FACILITY_ID, "FACILITIES")
        self._field("FACILITY_NAME", t.FACILITY_NAME, "FACILITIES")
        self._choice("FACILITIES_CRS", t.FACILITIES_CRS, t.FACILITIES_CRS_HELP, t.SYSTEMS)
        self.add(
            QgsProcessingParameterMultipleLayers("MORE_FACILITIES", say(t.MORE_FACILITIES), ANY, optional=True),
            t.MORE_FACILITIES_HELP, is_advanced=True,
        )  # fmt: skip
        self._layer("SUBDISTRICTS", t.SUBDISTRICTS, t.SUBDISTRICTS_HELP, POLYGON, is_advanced=True)
        self._field("SUBDISTRICT_NAME", t.SUBDISTRICT_NAME, "SUBDISTRICTS")
        self._string("SURVEYED_CATEGORIES", t.SURVEYED_CATEGORIES, t.SURVEYED_CATEGORIES_HELP, "")
        self._day("SURVEYED", t.SURVEYED, t.SURVEYED_HELP)
        self._string("NAME", t.NAME, t.NAME_HELP, say(NAME_OF_A_STUDY), is_advanced=folded)
        self._string("STANDARD", t.STANDARD, t.STANDARD_HELP, DEFAULT_STANDARD)
        self._day("DATE", t.DATE, t.DATE_HELP)
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterFile("STUDY_FOLDER", say(t.STUDY_FOLDER), folder, optional=True),
            t.STUDY_FOLDER_HELP,
            is_advanced=True,
        )
        self.addOutput(QgsProcessingOutputFile(STUDY_USED, say(t.STUDY_USED)))

    def _layer(self, name: str, title: Text, help_text: Text, kind: Any, *, is_advanced: bool) -> None:
        made = QgsProcessingParameterFeatureSource(name, say(title), [kind], optional=True)
        self.add(made, help_text, is_advanced=is_advanced)

    def _field(self, name: str, title: Text, layer: str, help_text: Text = t.FIELD_HELP, *, is_advanced: bool = True) -> None:
        made = QgsProcessingParameterField(name, say(title), parentLayerParameterName=layer, optional=True)
        self.add(made, help_text, is_advanced=is_advanced)

    def _string(self, name: str, title: Text, help_text: Text, default: str, *, is_advanced: bool = True) -> None:
        self.add(
            QgsProcessingParameterString(name, say(title), defaultValue=default, optional=True),
            help_text,
            is_advanced=is_advanced,
        )

    def _choice(self, name: str, title: Text, help_text: Text, options: tuple[Text, ...], *, is_advanced: bool = True) -> None:
        made = QgsProcessingParameterEnum(name, say(title), [say(one) for one in options], defaultValue=0, optional=True)
        self.add(made, help_text, is_advanced=is_advanced)

    def _day(self, name: str, title: Text, help_text: Text) -> None:
        made = QgsProcessingParameterDateTime(name, say(title), QgsProcessingParameterDateTime.Type.Date, optional=True)
        self.add(made, help_text, is_advanced=True)

    def checkParameterValues(  # noqa: N802 - asked by QGIS before it runs
        self, parameters: Mapping[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Whether a study is named, and one alone."""
        fine, words = super().checkParameterValues(parameters, context)
        return (fine, words) if not fine else self._one_study(parameters, context)

    def _one_study(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        study = self.parameterAsString(parameters, STUDY, context)
        given = {name for name in OF_LAYERS if parameters.get(name) not in (None, "", [])}
        if study:
            if given:
                return False, say(t.BOTH)
            return (True, "") if Path(study).is_file() else (False, say(t.NO_STUDY, path=study))
        return (True, "") if given.issuperset(NEEDED) else (False, say(t.NEITHER))

    def study_path(self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Path:
        """
        The study file: that which is named, or one composed of the layers.

        Raises ``QgsProcessingException`` where there is none or a layer cannot be used.
        """
        fine, words = self._one_study(parameters, context)
        if not fine:  # models do not ask before they run
            raise QgsProcessingException(words)
        study = self.parameterAsString(parameters, STUDY, context)
        return Path(study).absolute() if study else LayerStudy(self, parameters, context, feedback).compose()
