"""What the presenter of the study page knows of the page: its protocol. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from xc_gis.findings import Fault
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.report.check.records import CheckReport, QueuedRow
from xc_gis.ui.presenters.study.steps import Step


class StudyEditorView(Protocol):
    """What the page can show."""

    def show_study(self, name: str, path: Path, fault: str, *, warning: str) -> None:
        """Show which study is edited, why it does not read yet, and what would stop a run."""

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show the steps."""

    def show_layer(self, table: str, keys: dict[str, Any], preview: LayerPreview | None, *, busy: bool) -> None:
        """Show a layer: its form, first rows, places."""

    def show_findings(self, findings: Sequence[Finding], fault: Fault | None) -> None:
        """Show what the data check says of the layer."""

    def show_inventory(self, entries: Sequence[dict[str, Any]]) -> None:
        """Show which categories are declared complete."""

    def show_red_flags(self, entries: Sequence[dict[str, Any]], fault: Fault | None, study: Path) -> None:
        """Show the incidents that take all stars."""

    def show_queue(self, rows: Sequence[QueuedRow], placed: dict[int, tuple[float, float]], *, checked: bool) -> None:
        """Show rows without a place."""

    def show_unknown(self, report: CheckReport | None, *, busy: bool) -> None:
        """Show what will be unknown, and why."""

    def show_ground(self, communities: LayerPreview | None, network: LayerPreview | None) -> None:
        """Take communities and streets as the background of maps."""

    def show_failure(self, message: str, hint: str) -> None:
        """Show an error."""

    def show_saved(self, path: Path) -> None:
        """The study file was written."""
