"""Check: what the layers of a study hold, before it is run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterFileDestination,
)

from ..study_algorithm import STUDY_USED, StudyAlgorithm
from ..texts import Text, say

PAGE = Text("检查页面", "Page of the check")
PAGE_HELP = Text("一个网页，不需要网络", "A web page that needs no network")
KIND = Text("网页 (*.html)", "Web pages (*.html)")
RUNS = Text("可以运行", "Can be run")
LAYER = Text("{title}（{path}）：{rows} 行，可用 {used} 行，{crs}", "{title} ({path}): {rows} rows, {used} used, {crs}")
UNREAD = Text("{title}（{path}）", "{title} ({path})")
FINE = Text("可以运行", "The study can be run")
STOPS = Text("不能运行：请先改正上面标出的问题", "The study cannot be run: mend what is marked above first")


class CheckAlgorithm(StudyAlgorithm):
    """``xc-gis check``."""

    key = "check"
    title = Text("检查数据", "Check the data")
    about = Text(
        "逐层检查坐标系（附证据）、字段、重复、类型、路网，说明哪些会是未知、怎样修正。有错误的数据也给出检查页面，“可以运行”为否。",
        "Every layer: coordinate system with evidence, columns, duplicates, types, network; what will be unknown, and how to mend it. "
        "Faulty data give a page as well, and the output says that they cannot be run.",
    )

    def initAlgorithm(self, _configuration: Any = None) -> None:  # noqa: N802 - called by QGIS
        """Parameters and outputs."""
        self.add_study(layers_are_advanced=False)
        self.add(QgsProcessingParameterFileDestination("OUTPUT", say(PAGE), say(KIND)), PAGE_HELP)
        self.addOutput(QgsProcessingOutputBoolean("RUNS", say(RUNS)))

    def processAlgorithm(  # noqa: N802 - called by QGIS
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check the study."""
        page = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)).absolute()
        study = self.study_path(parameters, context, feedback)
        outcome = self.call(["check", str(study), f"--out={page}"], feedback, faults=False)
        for layer in outcome.answer.get("layers", ()):
            told = {name: layer.get(name, "") for name in ("title", "path", "rows", "used", "crs")}
            is_read = layer.get("rows") and not layer.get("fault")  # of what was not read no number is known, nor that it is 0
            feedback.pushInfo(say(LAYER if is_read else UNREAD, **told))
            for finding in layer.get("findings", ()):
                _tell(finding, feedback)
            _fault(layer, feedback)
        for finding in outcome.answer.get("findings", ()):
            _tell(finding, feedback)
        _fault(outcome.answer, feedback)
        runs = not outcome.answer.get("stops", outcome.code != 0)
        if runs:
            feedback.pushInfo(say(FINE))
        else:
            feedback.reportError(say(STOPS))
        return {"OUTPUT": str(page), "RUNS": runs, STUDY_USED: str(study)}


def _fault(said: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    """What stops a layer or the study, in the program's words; a fault may say what to do, too."""
    fault = said.get("fault")
    if isinstance(fault, Mapping):
        fault = " ".join(str(fault[key]) for key in ("message", "hint") if fault.get(key))
    if fault:
        feedback.reportError(f"  ✕ {fault}")


def _tell(finding: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    speak = {"error": feedback.reportError, "warning": feedback.pushWarning}.get(str(finding.get("level")), feedback.pushInfo)
    speak(f"  · {finding.get('text', '')}")
