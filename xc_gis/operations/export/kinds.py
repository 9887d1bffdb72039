"""The kinds of what is handed in: the one list that the command, the window and the archive of everything go by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas_kind import prepare_atlas
from xc_gis.operations.export.checkup.checkup import prepare_checkup
from xc_gis.operations.export.export_request import ExportRequest, RunExport, Write
from xc_gis.operations.export.gis.gis import prepare_gis
from xc_gis.operations.export.public.public import prepare_public
from xc_gis.operations.export.summary_report.report import prepare_report
from xc_gis.operations.export.targets import has_targets, prepare_targets
from xc_gis.operations.export.web.web import prepare_web
from xc_gis.operations.export.workbook.workbook import prepare_workbook
from xc_gis.runs.view import RunView


@dataclass(frozen=True)
class ExportKind:
    """
    A kind of output.

    Attributes
    ----------
    name
        Its field of ``ExportRequest``, its option ``--name``, its keyword of ``xc_gis.export``.
    title
        What it is called, a message.
    prepare
        Checks all that is asked for before anything is written, and returns what writes it.
    takes_only
        Whether it can be made of some communities and subdistricts alone.
    is_of
        Whether a run has what it is made from; None: every run has.
    """

    name: str
    title: str
    prepare: Callable[[RunExport], Write]
    takes_only: bool = True
    is_of: Callable[[RunView], bool] | None = None


KINDS = (
    ExportKind("workbook", msg("交件工作簿"), prepare_workbook),
    ExportKind("targets", msg("未完成的指标"), prepare_targets, takes_only=False, is_of=has_targets),
    ExportKind("web", msg("网页地图"), prepare_web),
    ExportKind("gis", msg("GIS 文件"), prepare_gis),
    ExportKind("report", msg("评价报告"), prepare_report, takes_only=False),
    ExportKind("checkup", msg("社区体检表"), prepare_checkup),
    ExportKind("atlas", msg("图集"), prepare_atlas),
    ExportKind("public", msg("便民服务示意图和手册"), prepare_public),
)
"""In the order in which they are written: the quick ones first."""


def asked_for(request: ExportRequest) -> Sequence[ExportKind]:
    """The kinds that a request asks for."""
    return [kind for kind in KINDS if getattr(request, kind.name)]


def asking_for_all(request: ExportRequest) -> ExportRequest:
    """The request with every kind that there is; one that the run has nothing for is left out."""
    chosen: dict[str, Any] = {kind.name: True for kind in KINDS}
    return replace(request, **chosen, only_what_is_there=True)
