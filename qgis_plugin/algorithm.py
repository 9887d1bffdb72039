"""What all algorithms share: their words, their parameters with help, and the way they start the program."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from .process import Outcome, Stopped, run_program
from .program import NAME as PROGRAM
from .program import SETTING, found_program, own_environment
from .texts import Text, language, say

LOAD = "LOAD"

LAST_WORDS = ("错误：", "Error: ")
"""How the program begins to say, for people, what its answer says as ``error``."""

STOPPED = Text("已停止；以前的结果保持原样", "Stopped; earlier results are as they were")
NO_PROGRAM = Text(
    "找不到程序 xc-gis。请先安装 XC-GIS，或在“设置 → 选项 → 处理 → 提供者 → XC-GIS”中填写它的位置",
    "The program xc-gis was not found. Install XC-GIS, or name its place in Settings → Options → Processing → Providers → XC-GIS",
)
WRONG_PROGRAM = Text(
    "设置中的程序不在那里，或不能执行：{path}。请在“设置 → 选项 → 处理 → 提供者 → XC-GIS”中改正，或清空后自动查找",
    "There is no program at the place that is set, or it cannot be executed: {path}. Correct it in Settings → Options → Processing → "
    "Providers → XC-GIS, or clear it so that it is looked for",
)
NOT_OURS = Text(
    "{path} 不是 XC-GIS，或是不认识这一命令的旧版本：{reason}", "{path} is not XC-GIS, or too old a version: {reason}"
)
NOT_STARTED = Text("无法启动 {path}：{reason}", "{path} could not be started: {reason}")
FAILED = Text("程序以退出码 {code} 结束，没有说明原因", "The program ended with exit code {code} and gave no reason")
ADVANCED = Text("高级参数", "Advanced parameters")
LOAD_TEXT = Text("把结果载入工程", "Load results into the project")
LOAD_HELP = Text(
    "在以项目命名的图层组中载入结果图层及其样式；在模型中使用时可以关掉",
    "Results are loaded with their styles in a group named after the study; switch it off inside models",
)


class XcGisAlgorithm(QgsProcessingAlgorithm):
    """
    An algorithm that starts the program.

    Attributes
    ----------
    key
        Second part of its id.
    title, about
        In the toolbox; beside the dialog.
    stopped
        What is said when the user stopped it.
    """

    key = ""
    title = Text("", "")
    about = Text("", "")
    stopped = STOPPED

    def name(self) -> str:
        """Second part of its id; scripts and models rest on it."""
        return self.key

    def displayName(self) -> str:  # noqa: N802 - asked by QGIS
        """In the toolbox."""
        return say(self.title)

    def createInstance(self) -> XcGisAlgorithm:  # noqa: N802 - asked by QGIS
        """Another of its kind."""
        return type(self)()

    def icon(self) -> QIcon:
        """In the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # noqa: N802 - asked by QGIS
        """In exported models."""
        return str(Path(__file__).with_name("icons") / f"{self.key}.svg")

    def shortDescription(self) -> str:  # noqa: N802 - asked by QGIS
        """In tool tips."""
        return say(self.about)

    def shortHelpString(self) -> str:  # noqa: N802 - asked by QGIS
        """Beside the dialog: what it does, and each parameter, folded ones last. Texts of ours, no data."""
        shown: list[str] = []
        folded: list[str] = []
        for one in self.parameterDefinitions():
            is_folded = one.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
            (folded if is_folded else shown).append(f"<b>{one.description()}</b><br>{one.help()}")
        heading = [f"<i>{say(ADVANCED)}</i>"] if folded else []
        return "<p>" + "</p><p>".join([say(self.about), *shown, *heading, *folded]) + "</p>"

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: Text, *, is_advanced: bool = False) -> None:
        """Add a parameter with its help; ``is_advanced``: folded away until asked for."""
        parameter.setHelp(say(help_text))
        if is_advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_load(self) -> None:
        """The parameter that says whether results are loaded."""
        self.add(QgsProcessingParameterBoolean(LOAD, say(LOAD_TEXT), defaultValue=True), LOAD_HELP, is_advanced=True)

    def call(self, words: Sequence[str], feedback: QgsProcessingFeedback, *, faults: bool = True) -> Outcome:
        """
        Run a command of the program to its end; what it says and where it is goes to ``feedback`` as it comes.

        Parameters
        ----------
        faults
            Whether another exit code than 0 is a fault; a command that ended otherwise without an answer always is.

        Raises
        ------
        QgsProcessingException
            There is no program, it ended with a fault (in its own words), or the user stopped it.
        """
        program = self._program()
        command = [str(program), "--progress", "lines", "--lang", language(), *words, "--json"]
        feedback.pushCommandInfo(shlex.join([PROGRAM, *words]))
        try:
            outcome = run_program(command, own_environment(os.environ), _Feedback(feedback))
        except Stopped as stopped:
            raise QgsProcessingException(say(self.stopped)) from stopped
        except (OSError, ValueError) as fault:
            raise QgsProcessingException(say(NOT_STARTED, path=program, reason=fault)) from fault
        if outcome.code and not outcome.answer:
            raise QgsProcessingException(say(NOT_OURS, path=program, reason=outcome.fault or say(FAILED, code=outcome.code)))
        if outcome.code and (faults or "error" in outcome.answer):
            raise QgsProcessingException(outcome.fault or say(FAILED, code=outcome.code))
        if not outcome.answer:
            raise QgsProcessingException(say(NOT_OURS, path=program, reason=outcome.fault or "–"))
        return outcome

    @staticmethod
    def _program() -> Path:
        asked = str(ProcessingConfig.getSetting(SETTING) or "")
        program = found_program(asked, os.environ, windows=os.name == "nt")
        if program is None:
            raise QgsProcessingException(say(WRONG_PROGRAM, path=asked) if asked.strip() else say(NO_PROGRAM))
        return program


class _Feedback:
    """What a program says, said by QGIS."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._stage = ""
        self._is_last = False

    def said(self, line: str) -> None:
        """Hand a line on; last words on what went wrong are the message of the fault, and not said twice."""
        self._is_last = self._is_last or line.startswith(LAST_WORDS)
        if not self._is_last:
            self._feedback.pushInfo(line)

    def moved(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stage = stage
            self._feedback.setProgressText(stage)
        self._feedback.setProgress(100.0 * done / max(total, 1))

    def is_stopped(self) -> bool:
        return bool(self._feedback.isCanceled())
