"""How a study stands that is being made: what is reported of each layer, and the list of steps. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import ONLY_SEEN, LayerPreview
from xc_gis.report.check.records import CheckReport, LayerReport
from xc_gis.ui.presenters.study.layer_fields import OF_VALUES, OF_VOICES, TITLES, file_key, kind_of, path_of
from xc_gis.ui.presenters.study.steps import BUSY, DONE, LOOK, MISSING, PLAIN, WRONG, Step
from xc_gis.ui.presenters.study.unknown_rows import LEAST, unknown_rows
from xc_gis.wording.window import label_of, tr

if TYPE_CHECKING:
    from xc_gis.sources.study.draft import StudyDraft

STUDY, ADD, INVENTORY, QUEUE, UNKNOWN, RED_FLAG = "study", "add", "inventory", "queue", "unknown", "red_flag"
MOST_LETTERS = 22
FIRST = ("network", "communities", "residents")
"""Layers without which nothing can be run."""


@dataclass(frozen=True)
class StudyStatus:
    """
    What is known of a study now.

    Attributes
    ----------
    draft
        The study as it is written.
    previews
        Looks at layers, by table.
    report
        Of the check, where one has run since the last change or runs again.
    looking
        Tables that are being read.
    is_checking
        Whether a check is under way or about to begin.
    placed
        Rows of the queue that were placed since the check.
    """

    draft: StudyDraft
    previews: Mapping[str, LayerPreview]
    report: CheckReport | None
    looking: frozenset[str]
    is_checking: bool
    placed: int

    def findings(self, table: str) -> tuple[Finding, ...]:
        """What is reported of a layer: by the check where it has run since, else by the look at it."""
        if table == STUDY:
            return self.report.findings if self.report is not None else ()
        preview = self.previews.get(table)
        seen = preview.findings if preview else ()
        if self.report is not None and not self.is_checking:
            layers = self._checked(table)
            if layers:
                mine = (found for layer in layers for found in layer.findings)
                return (*mine, *(found for found in seen if found.topic in ONLY_SEEN))
        return seen

    def _checked(self, table: str) -> list[LayerReport]:
        """What the check says of a layer; of a survey or a hotline also of the tables beside it."""
        assert self.report is not None
        beside = f"{table}." if table in OF_VOICES else None
        return [found for found in self.report.layers if found.table == table or (beside and found.table.startswith(beside))]

    def fault(self, table: str) -> Fault | None:
        """What is wrong with a layer: message, what to do, what would settle it."""
        if self.report is not None and not self.is_checking:
            layers = self._checked(table)
            if layers:
                return next((layer.fault for layer in layers if layer.fault is not None), None)
        preview = self.previews.get(table)
        return preview.fault if preview else None

    def steps(self) -> tuple[Step, ...]:
        """All steps and how they stand."""
        draft = self.draft
        steps = [
            Step(STUDY, label_of(TITLES[STUDY]), self._totals() or str(draft.keys(STUDY).get("name", "")), self._study_state())
        ]
        steps += [self._layer_step(table, label_of(TITLES[table])) for table in FIRST]
        lists = [table for table in draft.layers() if kind_of(table) == "facilities"]
        steps += [self._layer_step(table, PurePosixPath(str(draft.keys(table).get("path", ""))).stem) for table in lists]
        steps.append(Step(ADD, tr(msg("+ 添加设施清单")), "" if lists else tr(msg("至少一张")), PLAIN if lists else MISSING))
        steps += [self._layer_step(table, label_of(TITLES[table])) for table in ("subdistricts", *OF_VALUES, *OF_VOICES)]
        flags = len(draft.content().get("red_flag", []))
        state = WRONG if self.fault(RED_FLAG) else DONE if flags else PLAIN
        steps.append(Step(RED_FLAG, tr(msg("一票否决")), tr(msg("{count} 条", count=flags)) if flags else tr(msg("没有")), state))
        declared = len(draft.content().get("inventory", []))
        steps.append(
            Step(
                INVENTORY,
                tr(msg("清单完整性")),
                tr(msg("{declared} 条声明", declared=declared) if declared else msg("没有声明")),
                DONE if declared else LOOK,
            )
        )
        waiting = len(self.report.queue) - self.placed if self.report else 0
        if self.report is None and self.is_checking:
            steps.append(Step(QUEUE, tr(msg("待定位")), tr(msg("正在检查…")), BUSY))
        else:
            words = tr(msg("{waiting} 行没有位置", waiting=waiting) if waiting else msg("没有"))
            steps.append(Step(QUEUE, tr(msg("待定位")), words, LOOK if waiting else PLAIN))
        steps.append(self._unknown_step())
        return tuple(steps)

    def _study_state(self) -> str:
        if self.is_checking:
            return BUSY
        levels = {finding.level for finding in self.findings(STUDY)}
        return WRONG if "error" in levels else LOOK if "warning" in levels else DONE if self.report is not None else PLAIN

    def _totals(self) -> str:
        totals = self.report.totals if self.report is not None else {}
        counted = {key: int(totals[key]) for key in ("communities", "facilities") if key in totals}
        counts = []
        if "communities" in counted:
            counts.append(msg("{count:,} 个社区", count=counted["communities"]))
        if "facilities" in counted:
            counts.append(msg("{count:,} 处设施", count=counted["facilities"]))
        return " · ".join(map(tr, counts))

    def _unknown_step(self) -> Step:
        title = tr(msg("会有哪些未知"))
        if self.is_checking:
            return Step(UNKNOWN, title, tr(msg("正在检查…")), BUSY)
        if self.report is None or self.report.unknown is None:
            return Step(UNKNOWN, title, tr(msg("数据齐全后检查")), MISSING)
        many = sum(row.share >= LEAST for row in unknown_rows(self.report.unknown))
        few = msg("几乎没有") if self.report.unknown else msg("没有")
        return Step(UNKNOWN, title, tr(msg("{many} 类较多", many=many) if many else few), LOOK if many else DONE)

    def _layer_step(self, table: str, title: str) -> Step:
        keys = self.draft.keys(table)
        path = path_of(keys.get(file_key(table)))
        if not path:
            return Step(table, title, tr(msg("需要") if table in FIRST else msg("可选")), MISSING if table in FIRST else PLAIN)
        shown = _short(PurePosixPath(path).name)
        if table in self.looking:
            return Step(table, title, tr(msg("正在读取…")), BUSY)
        preview = self.previews.get(table)
        if self.fault(table):
            return Step(table, title, shown, WRONG)
        levels = {finding.level for finding in self.findings(table)}
        state = WRONG if "error" in levels else LOOK if "warning" in levels else DONE
        count = preview.count if preview else 0
        if not count and self.report is not None:
            count = next((layer.rows for layer in self.report.layers if layer.table == table), 0)
        return Step(table, title, tr(msg("{count:,} 条", count=count)) if count else shown, state)


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"
