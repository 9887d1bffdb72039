"""Siting: where to build."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..algorithm import LOAD
from ..layer_files import write_layer
from ..looks import dress_alternatives, dress_candidates, dress_left_over, dress_sites
from ..result_folder import OUT_HELP, OUTPUT, folder_parameter, free_folder, require_free_folder, study_name
from ..results import ResultLayer, load, present_layers
from ..study_algorithm import STUDY_USED, StudyAlgorithm
from ..study_layers import words_of
from ..texts import Text, numbers, say

MODELS = ("mclp", "lscp", "pmedian", "pcentre", "equity")
PEOPLE = ("group", "60plus")

CATEGORIES = Text("服务类别", "Categories")
CATEGORIES_HELP = Text("代码，逗号分隔，可带权重，如 MED:2,PSY", "Codes with commas, with weights if wanted, such as MED:2,PSY")
COUNT = Text("至多建几处", "Sites at most")
COUNT_HELP = Text("“覆盖全部”模型留空；其他模型必填", "Left empty for “all covered”; the other models need it")
MODEL = Text("模型", "Model")
MODEL_HELP = Text("什么算最好", "What counts as best")
MODEL_NAMES = (
    Text("覆盖居民最多", "Most people covered"), Text("以最少的点覆盖全部", "All covered with the fewest sites"), Text("步行总时间最少", "Least walking"),
    Text("最远步行最短", "Least longest walk"), Text("最差社区优先", "Worst communities first"),
)  # fmt: skip
CANDIDATES = Text("候选地点图层", "Candidate sites")
CANDIDATES_HELP = Text(
    "腾退空间等；编号、名称、造价、容量按字段名识别。留空则沿街取点",
    "Vacated premises; id, name, cost and capacity are found by their field names. Left empty, places along streets",
)
EVERY = Text("沿街每多少米一处", "A place for every so many metres of street")
EVERY_HELP = Text("没有候选图层时使用", "Where there is no layer of candidates")
AREA = Text("只在这些范围内选址", "Look within these areas only")
AREA_HELP = Text("面图层，可不选", "Areas, optional")
NO_GO = Text("禁建区", "Where nothing may be built")
NO_GO_HELP = Text("面图层，可不选", "Areas, optional")
BUILD = Text("建哪类设施", "Facility type to build")
BUILD_HELP = Text("代码；留空则取提供该服务的第一类", "A code; left empty, the first that offers the category")
CANDIDATES_TYPE = Text("以这类设施的位置为候选", "Places of facilities of this type as candidates")
CANDIDATES_TYPE_HELP = Text("代码，逗号分隔", "Codes with commas")
NEAR = Text("只建在某类设施附近", "Only near facilities of a type")
NEAR_HELP = Text("如 PCS@50（米），逗号分隔", "Such as PCS@50 (metres), with commas")
LOCK = Text("一定要建的候选编号", "Candidates to build in any case")
FORBID = Text("不要建的候选编号", "Candidates never to build")
IDS_HELP = Text("编号，逗号分隔", "Ids with commas")
SPACING = Text("新建地点之间的最小距离（米）", "Least distance between new sites (m)")
SPACING_HELP = Text("直线距离", "As the crow flies")
BUDGET = Text("总预算", "Budget")
BUDGET_HELP = Text("与候选图层的造价同一单位", "In the unit of the candidates' cost")
WHOM = Text("为谁", "For whom")
WHOM_HELP = Text("各类别自己的人群，或 60 岁及以上", "The group of each category, or residents of 60 and more")
WHOM_NAMES = (Text("各类别的人群", "The group of each category"), Text("60 岁及以上", "60 and more"))
LIMIT = Text("求证最优的时限（秒）", "Seconds for the proof")
LIMIT_HELP = Text("0 只给出第一个方案", "0: the first set alone")
MAP = Text("网页地图（map.html）", "Web map (map.html)")
TABLE = Text("选址表（sites.csv）", "Table of sites (sites.csv)")
GROUP = Text("选址", "siting")
FOUND = Text(
    "{status}：覆盖 {covered_before} → {covered_after} 人，共 {residents} 人；目标 {objective}，上界 {bound}",
    "{status}: covered {covered_before} → {covered_after} people of {residents}; objective {objective}, bound {bound}",
)

GEOPACKAGE = "siting.gpkg"
LAYERS = (
    ResultLayer("SITES", GEOPACKAGE, "sites", Text("选出的地点", "Chosen sites"), dress=dress_sites),
    ResultLayer(
        "ALTERNATIVES", GEOPACKAGE, "alternatives", Text("备选方案", "Alternatives"), is_visible=False, dress=dress_alternatives
    ),
    ResultLayer(
        "LEFT_OVER", GEOPACKAGE, "left_over", Text("仍未覆盖的居民", "Residents not covered then"), dress=dress_left_over
    ),
    ResultLayer(
        "CANDIDATE_PLACES", GEOPACKAGE, "candidates", Text("候选地点", "Candidates"), is_visible=False, dress=dress_candidates
    ),
)

LISTS = {"BUILD": "--build", "CANDIDATES_TYPE": "--candidates-type", "NEAR": "--near", "LOCK": "--lock", "FORBID": "--forbid"}
NUMBERS = {"EVERY": "--every", "SPACING": "--spacing", "BUDGET": "--budget", "TIME_LIMIT": "--time-limit"}
FILES = {"CANDIDATES": "--candidates", "AREA": "--area", "NO_GO": "--no-go"}


class SitingAlgorithm(StudyAlgorithm):
    """``xc-gis site``."""

    key = "siting"
    title = Text("选址：在哪里建", "Siting: where to build")
    about = Text(
        "在候选地点中选出最好的若干处，按先后排列，并证明离最优还差多少；说明谁走不到任何候选地点。",
        "The best sites among candidates, in the order in which to build, with proof of how far from the best; who reaches no candidate.",
    )

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add_study(layers_are_advanced=True)
        self.add(QgsProcessingParameterString("CATEGORIES", say(CATEGORIES)), CATEGORIES_HELP)
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        count = QgsProcessingParameterNumber("COUNT", say(COUNT), whole, defaultValue=None, optional=True, minValue=1)
        self.add(count, COUNT_HELP)
        self.add(QgsProcessingParameterEnum("MODEL", say(MODEL), [say(one) for one in MODEL_NAMES], defaultValue=0), MODEL_HELP)
        point, polygon = QgsProcessing.SourceType.TypeVectorAnyGeometry, QgsProcessing.SourceType.TypeVectorPolygon
        for name, title, words, kind in (
            ("CANDIDATES", CANDIDATES, CANDIDATES_HELP, point), ("AREA", AREA, AREA_HELP, polygon), ("NO_GO", NO_GO, NO_GO_HELP, polygon),
        ):  # fmt: skip
            self.add(
                QgsProcessingParameterFeatureSource(name, say(title), [kind], optional=True),
                words,
                is_advanced=name != "CANDIDATES",
            )
        for name, title, words, default in (
            ("EVERY", EVERY, EVERY_HELP, 100.0), ("SPACING", SPACING, SPACING_HELP, 0.0), ("BUDGET", BUDGET, BUDGET_HELP, None),
            ("TIME_LIMIT", LIMIT, LIMIT_HELP, 60.0),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(name, say(title), real, defaultValue=default, optional=True, minValue=0)
            self.add(number, words, is_advanced=True)
        for name, title, words in (
            ("BUILD", BUILD, BUILD_HELP), ("CANDIDATES_TYPE", CANDIDATES_TYPE, CANDIDATES_TYPE_HELP), ("NEAR", NEAR, NEAR_HELP),
            ("LOCK", LOCK, IDS_HELP), ("FORBID", FORBID, IDS_HELP),
        ):  # fmt: skip
            self.add(QgsProcessingParameterString(name, say(title), optional=True), words, is_advanced=True)
        whom = QgsProcessingParameterEnum("PEOPLE", say(WHOM), [say(one) for one in WHOM_NAMES], defaultValue=0)
        self.add(whom, WHOM_HELP, is_advanced=True)
        self.add(folder_parameter(), OUT_HELP)
        self.add_load()
        for name, title in (("MAP", MAP), ("TABLE", TABLE)):
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
        """Look for sites."""
        out = Path(self.parameterAsString(parameters, OUTPUT, context)).absolute()
        require_free_folder(self, parameters, context)
        study = self.study_path(parameters, context, feedback)
        with tempfile.TemporaryDirectory(prefix="xc-gis-") as room:
            words = [
                "site",
                str(study),
                f"--out={out}",
                *self._words(parameters, context),
                *self._files(parameters, context, feedback, Path(room)),
            ]
            answer = self.call(words, feedback).answer
        told = numbers(answer, "status", "residents", "objective", "bound", "covered_before", "covered_after")
        feedback.pushInfo(say(FOUND, **told))
        if answer.get("reason"):
            feedback.pushInfo(str(answer["reason"]))
        for sentence in answer.get("notes", ()):
            feedback.pushInfo(str(sentence))
        sources = present_layers(out, LAYERS)
        if self.parameterAsBool(parameters, LOAD, context):
            load(sources, LAYERS, study_name(study), context, say(GROUP))
        return {
            OUTPUT: str(out),
            STUDY_USED: str(study),
            "MAP": str(out / "map.html"),
            "TABLE": str(out / "sites.csv"),
            **sources,
        }

    def _words(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> list[str]:
        """Options that are texts and numbers."""
        words = [f"--category={one}" for one in words_of(self.parameterAsString(parameters, "CATEGORIES", context))]
        words.append(f"--model={MODELS[self.parameterAsEnum(parameters, 'MODEL', context)]}")
        words.append(f"--people={PEOPLE[self.parameterAsEnum(parameters, 'PEOPLE', context)]}")
        if parameters.get("COUNT") not in (None, ""):
            words.append(f"--count={self.parameterAsInt(parameters, 'COUNT', context)}")
        for name, option in LISTS.items():
            words += [f"{option}={one}" for one in words_of(self.parameterAsString(parameters, name, context))]
        for name, option in NUMBERS.items():
            if parameters.get(name) not in (None, ""):
                words.append(f"{option}={self.parameterAsDouble(parameters, name, context)!r}")
        return words

    def _files(
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, room: Path
    ) -> list[str]:
        """Options that are layers, written into a folder that goes when the answer is there."""
        words = []
        for name, option in FILES.items():
            if parameters.get(name) is not None:
                source = self.parameterAsSource(parameters, name, context)
                path = room / f"{name.lower()}.gpkg"
                write_layer(source, source.sourceName() if source is not None else name, path, context, feedback)
                words.append(f"{option}={path}")
        return words
