"""The demand × gap matrix: four fields with counts and people; a click shows those alone."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import QUADRANT_COLOURS, tint
from xc_gis.ui.presenters.voices.hotline_tables import QuadrantSum
from xc_gis.ui.widgets.style import ACCENT, INK, LINE
from xc_gis.wording.voices import QUADRANT_ZH
from xc_gis.wording.window import label_of, tr

PLACES = {"gap_complaints": (1, 1), "gap_silent": (1, 2), "complaints_only": (2, 1), "fine": (2, 2)}
"""Row and column; gaps above, complaints at the left."""


class QuadrantGrid(QWidget):
    """
    Shows sums, tells which field is chosen.

    Signals
    -------
    chosen
        Key of a quadrant; the one that is chosen already, too.

    Attributes
    ----------
    fields
        Buttons by quadrant.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label_of(msg("需求与缺口")))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        for column, words in ((1, msg("有诉求")), (2, msg("少诉求"))):
            grid.addWidget(_soft(label_of(words), Qt.AlignmentFlag.AlignCenter), 0, column)
            grid.setColumnStretch(column, 1)
        for row, words in ((1, msg("有缺口")), (2, msg("无缺口"))):
            grid.addWidget(_soft(label_of(words), Qt.AlignmentFlag.AlignCenter), row, 0)
        self.fields: dict[str, QPushButton] = {}
        for key, (row, column) in PLACES.items():
            button = QPushButton()
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setStyleSheet(_look(key))
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            grid.addWidget(button, row, column)
            self.fields[key] = button
        self.unclear = _soft("", Qt.AlignmentFlag.AlignLeft)
        self.unclear.setWordWrap(True)
        grid.addWidget(self.unclear, 3, 0, 1, 3)

    def show_sums(self, sums: dict[str, QuadrantSum] | None, chosen: str) -> None:
        """Show counts and people; None hides it."""
        self.setVisible(sums is not None)
        for key, button in self.fields.items():
            one = sums[key] if sums else QuadrantSum(key, 0, 0.0)
            words = [tr(msg("{count:,} 项", count=one.pairs)), tr(msg("{people:,.0f} 人次未覆盖", people=one.people))]
            button.setText("\n".join(words))
            button.setChecked(key == chosen)
            button.setAccessibleName(f"{label_of(QUADRANT_ZH[key])} {' '.join(words)}")
            button.setToolTip(tr(msg("{what}：点一下只看这些，再点一下看全部", what=label_of(QUADRANT_ZH[key]))))
        unclear = sums["unknown"].pairs if sums else 0
        self.unclear.setText(
            tr(msg("一项是一个社区的一类服务，人次按类别相加。另有 {count} 项不能判断", count=unclear))
            if unclear
            else tr(msg("一项是一个社区的一类服务，人次按类别相加"))
        )


def _look(key: str) -> str:
    ground = tint(QUADRANT_COLOURS[key])
    return (
        f"QPushButton {{ background: {ground}; color: {INK}; border: 1px solid {LINE}; padding: 5px 4px; }} "
        f"QPushButton:checked {{ border: 2px solid {INK}; padding: 4px 3px; font-weight: 600; }} "
        f"QPushButton:focus, QPushButton:hover {{ border: 2px solid {ACCENT}; padding: 4px 3px; }}"
    )


def _soft(words: str, align: Qt.AlignmentFlag) -> QLabel:
    label = QLabel(words)
    label.setObjectName("soft")
    label.setAlignment(align)
    return label
